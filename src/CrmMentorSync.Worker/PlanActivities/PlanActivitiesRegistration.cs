namespace CrmMentorSync.Worker.PlanActivities;

internal static class PlanActivitiesRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        internal IHostApplicationBuilder AddPlanActivities()
        {
            builder.AddProgramme();
            builder.Services.AddSingleton<PlanActivitiesStep>();
            return builder;
        }
    }
}
