using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker;

/// <summary>
/// Runs one stretch of the pipeline: takes the lease, asks the org who and when it is, runs the steps, records what they did.
/// Jobs and commands both come through here.
/// </summary>
internal sealed partial class PipelineRunner(
    MentorSyncPipeline pipeline, SalesforceClient salesforce, StateDatabase state, IOptions<SalesforceOptions> settings, TimeProvider clock,
    ILogger<PipelineRunner> logger)
{
    private const long LargeHeap = 64_000_000;

    public async Task<PipelineReport> RunAsync(PipelineRequest request, IRunProgress progress, CancellationToken ct)
    {
        long began = clock.GetTimestamp();
        int callsBefore = salesforce.ApiCalls;
        DateTimeOffset started = clock.GetUtcNow();
        string runId = Guid.CreateVersion7(started).ToString("N");
        await using RunLease lease = await RunLease.AcquireAsync(state, clock, runId, ct);
        SalesforceOrg org = await salesforce.ConnectAsync(ct);
        await using DbConnection connection = await state.OpenAsync(ct);
        ClockRule.Require(org, started, await connection.LastDayAsync(ct), isDayGiven: request.AsOf is not null);
        bool isSandbox = await IsSandboxAsync(connection, org, ct);
        SandboxRule.Require(settings.Value, isSandbox);
        var run = new RunContext
        {
            RunId = runId,
            AsOf = request.AsOf ?? NewestDayBegunEverywhere(org.Now),
            Now = org.Now,
            InstanceUrl = org.InstanceUrl,
            Rehearsal = request.Rehearsal,
            ForAuditPack = request.ForAuditPack,
            IsSandbox = isSandbox,
        };
        using IDisposable? scope = RunScope(logger, runId);
        await connection.StartRunAsync(run, request.Command, SettingsVersion.Current, ct);
        foreach (Refusal refusal in request.RefusedAtTheSource)
        {
            await connection.RefuseAsync(run, refusal.Source, refusal.Record, refusal.Reason, null, ct);
        }

        List<StepReport> reports = [];
        string outcome = "failed";
        try
        {
            foreach (IPipelineStep step in pipeline.Steps(request.Stretch))
            {
                await lease.RequireAsync(ct);
                reports.Add(await RunStepAsync(step, run, connection, progress, ct));
                LetGo();
            }

            outcome = "done";
        }
        finally
        {
            // A run that was cancelled or failed is still recorded.
            DateTimeOffset finished = run.Now + clock.GetElapsedTime(began);
            await connection.FinishRunAsync(run, outcome, finished, salesforce.ApiCalls - callsBefore, CancellationToken.None);
        }

        return new PipelineReport
        {
            Run = run,
            Finished = run.Now + clock.GetElapsedTime(began),
            Steps = reports,
            ApiCalls = salesforce.ApiCalls - callsBefore,
            NewlyRefused = await connection.CountNewlyRefusedAsync(run, ct),
            WritesBlocked = reports.Any(step => step.Name == "writeback") ? await connection.ReadWritesBlockedAsync(ct) : null,
        };
    }

    /// <summary>
    /// The newest calendar day that has begun in every time zone (UTC−12 is the last to begin it). A day of deals is judged when
    /// nobody's is still to come, wherever the reps are (decision 0005).
    /// </summary>
    internal static DateOnly NewestDayBegunEverywhere(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12));

    /// <summary>
    /// What a step has read is dead when the step ends. Without a word the collector keeps its memory for later, and the next step piles
    /// its own on top: in a container with a limit that is the difference between fitting and not.
    /// </summary>
    private static void LetGo()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > LargeHeap)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>Asked once for each org.</summary>
    private async Task<bool> IsSandboxAsync(DbConnection connection, SalesforceOrg org, CancellationToken ct)
    {
        if (await connection.ReadIsSandboxAsync(org.OrganizationId, ct) is { } known)
        {
            return known;
        }

        bool isSandbox = await salesforce.IsSandboxAsync(ct);
        await connection.WriteIsSandboxAsync(org.OrganizationId, isSandbox, ct);
        return isSandbox;
    }

    private async Task<StepReport> RunStepAsync(
        IPipelineStep step, RunContext run, DbConnection connection, IRunProgress progress, CancellationToken ct)
    {
        progress.Started(step.Name);
        LogStarted(step.Name);
        long began = clock.GetTimestamp();
        StepResult result = await step.RunAsync(run, ct);
        var report = new StepReport(step.Name, clock.GetElapsedTime(began).TotalSeconds, result);
        await connection.RecordStepAsync(run, report, ct);
        LogFinished(step.Name, result.Read, result.Written, result.Skipped, result.Failed);
        progress.Finished(report);
        return report;
    }

    private static readonly Func<ILogger, string, IDisposable?> RunScope = LoggerMessage.DefineScope<string>("run {RunId}");

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "step {Step} started")]
    private partial void LogStarted(string step);

    [LoggerMessage(
        EventId = 1002,
        Level = LogLevel.Information,
        Message = "step {Step} finished: {Read} read, {Written} written, {Skipped} skipped, {Failed} failed")]
    private partial void LogFinished(string step, int read, int written, int skipped, int failed);
}

/// <summary>What is asked of one run.</summary>
internal sealed record PipelineRequest
{
    public required string Command { get; init; }
    public required PipelineStretch Stretch { get; init; }

    /// <summary>The day to judge; null: the newest day that has begun everywhere, by the org's clock.</summary>
    public DateOnly? AsOf { get; init; }
    public bool Rehearsal { get; init; }

    /// <summary>True where the caller writes the audit pack from what the run leaves.</summary>
    public bool ForAuditPack { get; init; }

    /// <summary>Rows of an export that could not be taken, to be remembered with the run.</summary>
    public IReadOnlyList<Refusal> RefusedAtTheSource { get; init; } = [];
}

/// <summary>One record that was refused: where it came from, which one it is, why and what to do.</summary>
internal sealed record Refusal(string Source, string Record, string Reason);

/// <summary>What one run did.</summary>
internal sealed record PipelineReport
{
    public required RunContext Run { get; init; }
    public required DateTimeOffset Finished { get; init; }
    public required IReadOnlyList<StepReport> Steps { get; init; }
    public required int ApiCalls { get; init; }
    public required int NewlyRefused { get; init; }

    /// <summary>Why Tasks that the run sent were not taken, all together; null: they were, or none was sent.</summary>
    public string? WritesBlocked { get; init; }
}

/// <summary>Told what the pipeline is doing: a terminal, plain lines, or nobody.</summary>
internal interface IRunProgress
{
    void Started(string step);

    void Finished(StepReport report);
}
