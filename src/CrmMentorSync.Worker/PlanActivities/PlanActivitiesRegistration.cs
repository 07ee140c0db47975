using CrmMentorSync.Domain.Pairings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmMentorSync.Worker.PlanActivities;

internal static class PlanActivitiesRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        internal IHostApplicationBuilder AddPlanActivities()
        {
            builder.AddProgramme();
            builder.Services.TryAddSingleton(new LifecyclePolicy());
            builder.Services.AddSingleton<PlanActivitiesStep>();
            return builder;
        }
    }
}
