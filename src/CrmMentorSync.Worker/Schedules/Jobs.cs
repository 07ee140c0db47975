using Quartz;

namespace CrmMentorSync.Worker.Schedules;

/// <summary>Nightly facts, answers and flags. Idempotency lives in the steps; the run lease keeps jobs apart.</summary>
[DisallowConcurrentExecution]
internal sealed class SyncJob(ScheduledRun run) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        run.ExecuteAsync("sync", PipelineStretch.Sync, cancellationToken);
}

/// <summary>The weekly round. A second run in the same ISO week proposes nothing.</summary>
[DisallowConcurrentExecution]
internal sealed class ProposalsJob(ScheduledRun run) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        run.ExecuteAsync("proposals", PipelineStretch.Propose, cancellationToken);
}

/// <summary>Answers in, Tasks out. Keys and the outbox make a repeat harmless.</summary>
[DisallowConcurrentExecution]
internal sealed class TasksJob(ScheduledRun run) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        run.ExecuteAsync("tasks", PipelineStretch.Tasks, cancellationToken);
}

/// <summary>Mails whose local hour has come. The ledger row exists before a mail goes, one per manager and week.</summary>
[DisallowConcurrentExecution]
internal sealed class DigestJob(ScheduledRun run, DigestGate gate) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (await gate.IsAnyDueAsync(cancellationToken))
        {
            await run.ExecuteAsync("digest", PipelineStretch.Digest, cancellationToken);
        }
    }
}
