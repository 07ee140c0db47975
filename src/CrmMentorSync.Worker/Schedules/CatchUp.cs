using System.Data.Common;
using CrmMentorSync.Domain;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;
using Quartz;

namespace CrmMentorSync.Worker.Schedules;

/// <summary>At start, does what a schedule missed while the process was down: asks the state, not the scheduler.</summary>
internal sealed class CatchUp(StateDatabase state, ISchedulerFactory schedulers, IOptions<SchedulesOptions> options, TimeProvider clock)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using DbConnection connection = await state.OpenAsync(stoppingToken);
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? lastSync = await connection.LastSyncAsync(stoppingToken);
        bool neverPaired = lastSync is null;
        bool missedRound = !neverPaired && await MissedRoundAsync(connection, now, stoppingToken);
        IScheduler scheduler = await schedulers.GetScheduler(stoppingToken);
        if (missedRound)
        {
            await scheduler.TriggerJob(new JobKey(nameof(ProposalsJob)), stoppingToken);
        }
        else if (lastSync is not { } last || now - last > TimeSpan.FromHours(options.Value.FreshHours))
        {
            await scheduler.TriggerJob(new JobKey(nameof(SyncJob)), stoppingToken);
        }
    }

    /// <summary>True where the newest firing of the weekly schedule lies in a week that has no round, or only a restored one.</summary>
    private async Task<bool> MissedRoundAsync(DbConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        var cron = new CronExpression(options.Value.Proposals, TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone));
        DateTimeOffset monday = new(IsoWeek.Of(PipelineRunner.NewestDayBegunEverywhere(now)).Monday.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        if (cron.GetNextValidTimeAfter(monday) is not { } due || due > now)
        {
            return false;
        }

        string round = IsoWeek.Of(PipelineRunner.NewestDayBegunEverywhere(now)).Key;
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT count(*) FROM rounds WHERE round = @round AND settings <> @Restored", new { round, RoundMarks.Restored }, cancellationToken: ct)) == 0;
    }
}
