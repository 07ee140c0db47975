namespace CrmMentorSync.Worker.PlanActivities;

internal static class PlanActivitiesRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        internal IHostApplicationBuilder AddPlanActivities()
        {
            builder.AddProgramme();
            builder.Services.AddOptions<ProgrammeOptions>().Configure<IConfiguration>(
                (options, settings) => options.MentorPlaces = settings.GetValue("Pairings:DefaultCapacity", options.MentorPlaces));
            builder.Services.AddSingleton<PlanActivitiesStep>();
            return builder;
        }
    }
}
