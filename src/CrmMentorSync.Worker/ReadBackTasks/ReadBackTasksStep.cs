using System.Data.Common;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Reading;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>Reads what people made of our Tasks: decisions, completions, ratings, deletions, edits.</summary>
/// <remarks>
/// Idempotent: the rows after reading depend on what Salesforce holds and not on how often it was read. Where rows are
/// missing (an empty database, an old backup) they are rebuilt from the Tasks before anything is proposed.
/// </remarks>
internal sealed partial class ReadBackTasksStep(
    StateDatabase state, SalesforceClient salesforce, IOptions<ReadBackTasksOptions> options, IOptions<ProgrammeOptions> programme,
    LifecyclePolicy policy, ILogger<ReadBackTasksStep> logger) : IPipelineStep
{
    public string Name => "readback";

    public async Task<StepResult> RunAsync(RunContext run, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        IReadOnlyList<TaskRow> tasks = await connection.ReadTasksAsync(ct);
        DateTimeOffset? cursor = await connection.ReadTaskCursorAsync(ct);
        DateTimeOffset? since = tasks.Any(task => task.SalesforceId is not null) ? cursor?.AddMinutes(-options.Value.OverlapMinutes) : null;
        TasksRead read = await new TaskReading(salesforce, options.Value.FormerUsers).ReadAsync(
            connection, tasks, since, run.Now.AddDays(-7 * policy.MaxWeeks), ct);
        TaskVisibility visibility = await TaskVisibility.OfAsync(salesforce, connection, tasks, read, ct);
        if (!run.Rehearsal)
        {
            visibility.RequireForEmptyState();
        }

        IReadOnlyList<RemoteTask> remote = read.Ours;
        Refusal[] doubts = [.. read.Doubts, .. visibility.Doubt is { } doubt ? [doubt] : Array.Empty<Refusal>()];

        IReadOnlyList<Person> people = await connection.ReadPeopleAsync(ct);
        var reader = new TaskReader(run, programme.Value, people, tasks, await connection.ReadActivitiesAsync(ct));
        IReadOnlyList<RemoteTask> unknown = reader.Unknown(remote);
        bool isYounger = reader.TellOfUnknownRuns(unknown);
        reader.Read(remote);
        RestoredState restored = LostState.Restore(
            unknown, [.. reader.Activities.Select(Decisions.ToAnswer)], people, policy, await connection.ReadGapsAsync(ct));

        IReadOnlyList<Pairing> pairings = await connection.ReadPairingsAsync(ct);
        var decisions = new Decisions(run.AsOf, policy, [.. reader.Activities], pairings, await connection.ReadMentorsAsync(ct), restored);
        (IReadOnlyList<Pairing> informal, IReadOnlyList<(string TaskId, string Reason)> unclear) = InformalPairs.Of(
            read.Own, people,
            [.. pairings.Where(pairing => !decisions.ChangedPairings.Any(changed => changed.Key == pairing.Key)), .. decisions.ChangedPairings], policy);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await connection.WriteTasksAsync(reader.ChangedTasks, transaction, ct);
        await connection.WriteActivitiesAsync(reader.ChangedActivities, transaction, ct);
        await connection.WriteActivitiesAsync(
            new DebriefedTalks(reader.Activities, [.. pairings, .. decisions.ChangedPairings], people).Read(reader.ChangedTasks), transaction, ct);
        await connection.WriteMentorsAsync(decisions.ChangedMentors, transaction, ct);
        await connection.WritePairingsAsync(decisions.ChangedPairings, transaction, ct);
        await connection.WritePairingsAsync(informal, transaction, ct);
        await connection.WriteActivitiesAsync(
            ExtraTalks.Of(read.Own, people, [.. decisions.ChangedPairings.Concat(pairings).Concat(informal).DistinctBy(pairing => pairing.Key)]).Select(ToActivity), transaction, ct);
        await connection.WriteActivitiesAsync(UnclearPartners.Rows(read.Own, unclear, reader.Activities), transaction, ct);
        await connection.WriteRestoredRoundsAsync(restored.Rounds, transaction, ct);
        foreach (Refusal refusal in doubts.Concat(await TaskKeyChange.SettleAsync(connection, read, transaction, ct)))
        {
            await connection.RefuseAsync(run, refusal.Source, refusal.Record, refusal.Reason, transaction, ct);
        }

        if (read.Keys != KeyUse.Arriving)
        {
            await connection.MarkKeyUseAsync(read.Keys == KeyUse.Keyed, transaction, ct);
        }

        if (isYounger)
        {
            await connection.NoteRestoredAsync(run, transaction, ct);
        }

        await connection.NoteBlindnessAsync(visibility.MustNotWrite ? visibility.Doubt!.Reason : null, transaction, ct);
        await connection.MarkReadBackAsync(run, remote, cursor, transaction, ct);
        await transaction.CommitAsync(ct);

        if (unknown.Count > 0)
        {
            LogRestored(unknown.Count, restored.Pairings.Count);
        }

        if (visibility.Doubt is not null)
        {
            LogUnseen(visibility.Unseen, visibility.Known);
        }

        LogRead(remote.Count, reader.ChangedTasks.Count, decisions.ChangedPairings.Count);
        return new StepResult(remote.Count, reader.ChangedTasks.Count, remote.Count - reader.ChangedTasks.Count, read.Doubts.Count + read.ChangedKeys.Count + visibility.Unseen);
    }

    /// <summary>It counts on the day on which it was written down.</summary>
    private static ActivityRow ToActivity(ExtraTalk talk) => new()
    {
        Key = talk.Key,
        Owner = talk.Task.Owner,
        Subject = talk.Task.Subject,
        Description = "",
        DueOn = talk.Task.CreatedOn,
        Priority = "Normal",
        PlannedOn = talk.Task.CreatedOn,
        State = ActivityState.Done,
        DoneAt = new DateTimeOffset(talk.Task.CreatedOn.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero),
    };

    [LoggerMessage(EventId = 1201, Level = LogLevel.Information, Message = "{Read} Tasks read back, {Changed} changed, {Decided} pairings moved on")]
    private partial void LogRead(int read, int changed, int decided);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Warning, Message = "{Tasks} Tasks of ours tell what the state did not know: {Pairings} pairings restored from them")]
    private partial void LogRestored(int tasks, int pairings);

    [LoggerMessage(
        EventId = 1203, Level = LogLevel.Warning,
        Message = "{Unseen} of {Known} Tasks written before are out of the integration user's sight: give it a role above all reps, or View All and Modify All Data")]
    private partial void LogUnseen(int unseen, int known);
}
