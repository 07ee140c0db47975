using System.Data.Common;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.WriteBackTasks;

/// <summary>Sends changes: row, call, mark. Whatever happens in between, the rows say what is certain.</summary>
/// <param name="hold">Why nothing may be written at all; null: it may.</param>
internal sealed class TaskSender(
    DbConnection connection, SalesforceClient salesforce, RunContext run, KeyUse keys, string completedStatus, int chunkSize, string? hold)
{
    /// <summary>Why not everything was sent; null: it was.</summary>
    public string? Waits { get; private set; }

    /// <summary>What the org, or something before it, had against a whole call, by the keys of the Tasks that were in it.</summary>
    public Dictionary<string, string> Blocked { get; } = new(StringComparer.Ordinal);

    /// <summary>Sends the changes and returns the rows of those that were sent as they are afterwards.</summary>
    public async Task<IReadOnlyList<TaskRow>> SendAsync(IReadOnlyList<TaskChange> changes, CancellationToken ct)
    {
        List<TaskRow> sent = [];
        foreach (TaskChange[] chunk in changes.Chunk(chunkSize))
        {
            if ((hold ?? (run.Rehearsal ? null : salesforce.WhyWritesWait)) is { } reason)
            {
                // What was not begun stays in the outbox; the next run sends it.
                Waits = reason;
                break;
            }

            sent.AddRange(run.Rehearsal ? await RehearseAsync(chunk, ct) : await SendChunkAsync(chunk, ct));
        }

        return sent;
    }

    /// <summary>
    /// Looks up Tasks that may have arrived. What is found is taken in, with our wish as the last written, so that a person's
    /// change since then shows; what is not found will be sent again.
    /// </summary>
    /// <param name="all">Every Task, the uncertain ones too: where there are no keys, an orphan is what belongs to none of them.</param>
    public async Task<IReadOnlyList<TaskRow>> LookUpAsync(IReadOnlyCollection<TaskRow> uncertain, IEnumerable<TaskRow> all, CancellationToken ct)
    {
        // Out of sight they would look as if they had not arrived.
        if (uncertain.Count == 0 || hold is not null)
        {
            return [];
        }

        IReadOnlyList<RemoteTask> found = keys == KeyUse.Keyed
            ? await salesforce.FindMentoringTasksAsync(uncertain.Select(row => row.Key), ct)
            : OrphanAdoption.Recognise(
                await salesforce.FindKeylessTasksAsync(uncertain.Select(row => row.Wanted.OwnerId), ct), [.. all.Select(row => row.AsSent())]);
        ILookup<string, RemoteTask> byKey = found.ToLookup(task => task.Key, StringComparer.Ordinal);
        TaskRow[] rows = [.. uncertain.Select(row => Take(row, byKey[row.Key]))];
        await MarkAsync(rows, ct);
        return rows;
    }

    private async Task<IReadOnlyList<TaskRow>> SendChunkAsync(TaskChange[] chunk, CancellationToken ct)
    {
        await MarkAsync(chunk.Select(change => change.InFlight()), ct);
        IReadOnlyDictionary<string, object?>[] records = [.. chunk.Select(change => change.ToRecord(keys != KeyUse.Keyless))];
        IReadOnlyList<WriteOutcome> outcomes =
            !chunk[0].IsCreation ? await salesforce.UpdateAsync("Task", records, ct)
            : keys == KeyUse.Keyless ? await salesforce.CreateAsync("Task", records, ct)
            : await salesforce.UpsertAsync("Task", MentoringTasks.KeyField, records, ct);
        foreach ((TaskChange change, WriteOutcome outcome) in chunk.Zip(outcomes))
        {
            if (outcome switch { WriteOutcome.Deferred { CallFailed: true } held => held.Reason, WriteOutcome.Unknown lost => lost.Reason, _ => null } is { } why)
            {
                Blocked[change.Row.Key] = why;
            }
        }

        TaskRow[] rows = [.. chunk.Zip(outcomes, (change, outcome) => change.By(outcome, completedStatus) with { LastRun = run.RunId })];

        // The calls are made: their outcome is written down even if the run is being stopped.
        await MarkAsync(rows, CancellationToken.None);
        return rows;
    }

    private async Task<IReadOnlyList<TaskRow>> RehearseAsync(TaskChange[] chunk, CancellationToken ct)
    {
        TaskRow[] rows = [.. chunk.Select(change => change.Arrived(change.Row.SalesforceId, completedStatus) with { LastRun = run.RunId })];
        await MarkAsync(rows, ct);
        return rows;
    }

    private TaskRow Take(TaskRow row, IEnumerable<RemoteTask> candidates) =>
        candidates.OrderBy(task => task.IsDeleted).ThenByDescending(task => task.ModifiedAt).FirstOrDefault() is { } task
            ? row with
            {
                SalesforceId = task.Id,
                Written = row.Written ?? row.Wanted,
                Remote = task.Fields,
                RemoteModstamp = task.ModifiedAt,
                IsDeleted = task.IsDeleted,
                Outbox = OutboxStates.Pending,
                LastOutcome = row.SalesforceId is null ? TaskOutcomes.Created : row.LastOutcome,
                LastRun = run.RunId,
            }
            : row with { Outbox = OutboxStates.Pending };

    private async Task MarkAsync(IEnumerable<TaskRow> rows, CancellationToken ct)
    {
        TaskRow[] marked = [.. rows];
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await connection.WriteTasksAsync(marked, transaction, ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE activities SET state = @open, reason = NULL WHERE key = @Key AND state = @planned",
            marked.Where(row => row.SalesforceId is not null || (run.Rehearsal && row.Outbox == OutboxStates.Clean)).Select(row => new
            {
                row.Key,
                open = ActivityState.Open.Key(),
                planned = ActivityState.Planned.Key(),
            }),
            transaction,
            cancellationToken: ct));
        await connection.ForgetTaskRefusalsAsync(marked.Where(row => row is { Outbox: OutboxStates.Clean, Attempts: > 1 }).Select(row => row.Key), transaction, ct);
        foreach (TaskRow row in marked.Where(row => row.Outbox == OutboxStates.Refused))
        {
            await connection.RefuseAsync(run, RefusedRecords.TaskWrites, row.Key, TaskRefusals.Explain(row), transaction, ct);
        }

        await transaction.CommitAsync(ct);
    }
}
