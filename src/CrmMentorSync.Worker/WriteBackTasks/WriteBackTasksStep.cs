using System.Data.Common;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.WriteBackTasks;

/// <summary>Sends what should be in Salesforce: new Tasks by upsert on their key, later changes by Id and field by field.</summary>
/// <remarks>
/// The outbox is in the rows: in flight before a call, clean after it. A Task of unknown fate is looked up by its key before
/// it is sent again; one that was deleted stays deleted; a field that a person changed is never sent. A rehearsal says the same
/// outcomes and sends nothing.
/// </remarks>
internal sealed partial class WriteBackTasksStep(
    StateDatabase state, SalesforceClient salesforce, IOptions<WriteBackTasksOptions> options, IOptions<ProgrammeOptions> programme,
    ILogger<WriteBackTasksStep> logger) : IPipelineStep
{
    public string Name => "writeback";

    public async Task<StepResult> RunAsync(RunContext run, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        await connection.RequireReadBackAsync(run, ct);
        await connection.NoteWritesBlockedAsync(null, ct);
        if (programme.Value.Paused)
        {
            LogPaused();
            IReadOnlyList<TaskRow> held = await connection.ReadTasksAsync(ct);
            return new StepResult(held.Count, 0, await CloseBookAsync(connection, run, held, [], ct), 0);
        }

        KeyUse keys = await connection.ReadKeyUseAsync(await salesforce.HasKeyFieldAsync(ct), ct);
        string? blindness = await connection.ReadBlindnessAsync(ct);
        var sender = new TaskSender(connection, salesforce, run, keys, programme.Value.CompletedStatus, options.Value.ChunkSize, blindness);
        IReadOnlyList<TaskRow> rows = await connection.ReadTasksAsync(ct);
        Dictionary<string, TaskRow> done = new(StringComparer.Ordinal);
        Note(done, await sender.LookUpAsync([.. rows.Where(IsUncertain)], rows, ct));
        if (keys == KeyUse.Arriving && !run.Rehearsal && blindness is null)
        {
            await new KeyStamp(connection, salesforce).PutAsync(rows.Select(row => done.GetValueOrDefault(row.Key, row)), ct);
        }

        TaskChange[] changes = [.. rows.Select(row => done.GetValueOrDefault(row.Key, row))
            .Where(row => row.Outbox == OutboxStates.Pending).Select(TaskChange.Of)];
        Note(done, [.. changes.Where(change => change.IsVoid).Select(change => Keep(change, run))]);
        Note(done, await sender.SendAsync([.. changes.Where(change => change is { IsCreation: true, IsVoid: false })], ct));
        Note(done, await sender.SendAsync([.. changes.Where(change => change is { IsCreation: false, IsVoid: false })], ct));

        // An answer lost on the way is asked for at once: most often the Task is there.
        IReadOnlyList<TaskRow> found = await sender.LookUpAsync(
            [.. done.Values.Where(IsUncertain)], rows.Select(row => done.GetValueOrDefault(row.Key, row)), ct);
        Note(done, [.. found.Select(row => row.SalesforceId is null ? row : TaskChange.Of(row) is { IsVoid: true } change ? Keep(change, run) : row)]);
        int skipped = await CloseBookAsync(connection, run, rows, done, ct);
        string? blocked = sender.Blocked.Where(pair => done[pair.Key].Outbox != OutboxStates.Clean)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).FirstOrDefault();
        await connection.NoteWritesBlockedAsync(blocked, ct);
        string? waits = blindness ?? sender.Waits ?? blocked;
        await connection.NoteWriteHoldAsync(waits, ct);
        if (waits is not null)
        {
            LogWaits(waits);
        }

        TaskRow[] moved = [.. done.Values];
        int refused = moved.Count(row => row.LastOutcome == TaskOutcomes.Refused);
        int written = moved.Count(row => row.LastOutcome is TaskOutcomes.Created or TaskOutcomes.Updated or TaskOutcomes.Closed);
        LogWritten(moved.Count(row => row.LastOutcome == TaskOutcomes.Created), written, refused, moved.Count(row => row.LastOutcome == TaskOutcomes.Deferred));
        return new StepResult(rows.Count, written, skipped, refused);
    }

    private static bool IsUncertain(TaskRow row) => row.Outbox is OutboxStates.InFlight or OutboxStates.Unknown;

    private static void Note(Dictionary<string, TaskRow> done, IEnumerable<TaskRow> rows)
    {
        foreach (TaskRow row in rows)
        {
            done[row.Key] = row;
        }
    }

    /// <summary>A change with nothing to send; a Task found to have arrived after all keeps that as its outcome.</summary>
    private static TaskRow Keep(TaskChange change, RunContext run) =>
        change.Row is { LastOutcome: TaskOutcomes.Created, IsDeleted: false } && change.Row.LastRun == run.RunId
            ? change.Settled() with { LastOutcome = TaskOutcomes.Created }
            : change.Settled();

    /// <summary>Every Task gets this run's outcome, also those of which nothing was asked.</summary>
    /// <returns>How many were left as they are.</returns>
    private static async Task<int> CloseBookAsync(
        DbConnection connection, RunContext run, IReadOnlyList<TaskRow> rows, Dictionary<string, TaskRow> done, CancellationToken ct)
    {
        IReadOnlyList<ActivityRow> activities = await connection.ReadActivitiesAsync(ct);
        HashSet<string> open = new(
            activities.Where(activity => activity.State == ActivityState.Open).Select(activity => activity.Key.ToString()), StringComparer.Ordinal);
        List<TaskRow> changed = [];
        foreach (TaskRow row in rows)
        {
            TaskRow now = done.TryGetValue(row.Key, out TaskRow? moved) ? moved : row with { LastOutcome = Untouched(row, open.Contains(row.Key)) };
            if (now != row)
            {
                changed.Add(now);
            }
        }

        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await connection.WriteTasksAsync(changed, transaction, ct);
        await connection.ExecuteAsync(new CommandDefinition("UPDATE tasks SET last_run = @RunId", new { run.RunId }, transaction, cancellationToken: ct));
        foreach (TaskRow row in rows.Where(row => row.Outbox == OutboxStates.Refused && !done.ContainsKey(row.Key)))
        {
            await connection.RefuseAsync(run, RefusedRecords.TaskWrites, row.Key, TaskRefusals.Explain(row), transaction, ct);
        }

        await transaction.CommitAsync(ct);
        return rows.Count - done.Count;
    }

    private static string Untouched(TaskRow row, bool isOpen) => row switch
    {
        { IsDeleted: true } => TaskOutcomes.SkippedDeleted,
        { Outbox: OutboxStates.Refused } => TaskOutcomes.Refused,
        { SalesforceId: null, Written: null } => TaskOutcomes.Deferred,
        { Written: { } written, Remote: { } remote } when isOpen && ThreeWayMerge.Merge(written, remote, row.Wanted).KeptByPeople.Count > 0 =>
            TaskOutcomes.SkippedPersonChanged,
        { Outbox: OutboxStates.Pending } => TaskOutcomes.Deferred,
        _ => TaskOutcomes.Unchanged,
    };

    [LoggerMessage(
        EventId = 1701,
        Level = LogLevel.Information,
        Message = "{Created} Tasks created, {Written} written in all, {Refused} refused, {Deferred} left for a later run")]
    private partial void LogWritten(int created, int written, int refused, int deferred);

    [LoggerMessage(EventId = 1703, Level = LogLevel.Warning, Message = "Tasks wait for the next run: {Reason}")]
    private partial void LogWaits(string reason);

    [LoggerMessage(EventId = 1702, Level = LogLevel.Warning, Message = "the programme is paused: no Task is written")]
    private partial void LogPaused();
}
