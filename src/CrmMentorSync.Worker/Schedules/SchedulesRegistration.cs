using Microsoft.Extensions.Options;
using Quartz;

namespace CrmMentorSync.Worker.Schedules;

internal static class SchedulesRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>The unattended host's clockwork. An in-memory store: what was missed while down is asked of the state at start.</summary>
        public IHostApplicationBuilder AddSchedules()
        {
            builder.Services.AddSingleton<IValidateOptions<SchedulesOptions>, SchedulesOptionsValidator>();
            builder.Services.AddSingleton<IValidateOptions<SchedulesOptions>, SchedulesOptionsMeaning>();
            builder.Services.AddOptionsWithValidateOnStart<SchedulesOptions>().BindConfiguration(SchedulesOptions.Section);
            builder.Services.AddSingleton<ScheduledRun>();
            builder.Services.AddSingleton<DigestGate>();
            builder.Services.AddHostedService<CatchUp>();
            builder.AddQuartz(quartz =>
            {
                Schedule<SyncJob>(quartz, options => options.Sync);
                Schedule<ProposalsJob>(quartz, options => options.Proposals);
                Schedule<TasksJob>(quartz, options => options.Tasks);
                Schedule<DigestJob>(quartz, options => options.DigestCheck);
            });
            builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
            return builder;
        }
    }

    /// <summary>A missed firing is dropped: the next one does the same work, and CatchUp sees to what a restart missed.</summary>
    private static void Schedule<TJob>(IQuartzBuilder quartz, Func<SchedulesOptions, string> cron)
        where TJob : class, IJob
    {
        var key = new JobKey(typeof(TJob).Name);
        quartz.AddJob<TJob>(job => job.WithIdentity(key).StoreDurably());
        quartz.AddTrigger<TJob>((services, trigger) =>
        {
            SchedulesOptions options = services.GetRequiredService<IOptions<SchedulesOptions>>().Value;
            trigger.ForJob(key).WithIdentity(typeof(TJob).Name).WithCronSchedule(cron(options), schedule => schedule
                .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone))
                .WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing));
        });
    }
}
