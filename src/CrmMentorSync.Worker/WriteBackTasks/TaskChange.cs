using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.WriteBackTasks;

/// <summary>What is to be sent for one Task, and what its row becomes by the answer. Pure.</summary>
/// <param name="Merge">Null: the Task is to be created.</param>
internal sealed record TaskChange(TaskRow Row, MergeResult? Merge)
{
    /// <summary>A Task that waits to be sent, with what is left of our wish after people's changes.</summary>
    public static TaskChange Of(TaskRow row) => new(
        row,
        row.SalesforceId is null ? null : ThreeWayMerge.Merge(row.Written ?? row.Wanted, row.Remote ?? row.Written ?? row.Wanted, row.Wanted));

    public bool IsCreation => Merge is null;

    /// <summary>Nothing is left to send: it is deleted, or people's values stand in the way of all that we want.</summary>
    public bool IsVoid => Row.IsDeleted || Merge is { Send.Count: 0 };

    /// <param name="hasKeyField">Whether the org has a field for the key.</param>
    public IReadOnlyDictionary<string, object?> ToRecord(bool hasKeyField) => Merge is null
        ? MentoringTasks.ToNewRecord(Row.Key, Row.Wanted, hasKeyField)
        : MentoringTasks.ToChange(Row.SalesforceId!, Merge.Send, Row.Wanted);

    /// <summary>Marked before the call goes out, so that a crash in between is known.</summary>
    public TaskRow InFlight() => Row with { Outbox = OutboxStates.InFlight, Attempts = Row.Attempts + 1 };

    /// <summary>
    /// The row of a change that is <see cref="IsVoid"/>. What Salesforce holds as we want it counts as written: the answer to that
    /// write may have been lost.
    /// </summary>
    public TaskRow Settled() => Row with
    {
        Written = Merge is null || Row.Written is null ? Row.Written
            : TaskFieldValues.All.Where(field => field.SameIn(Merge.Merged, Row.Wanted))
                .Aggregate(Row.Written, (written, field) => field.Copy(written, Row.Wanted)),
        Outbox = OutboxStates.Clean,
        LastOutcome = Row.IsDeleted ? TaskOutcomes.SkippedDeleted
            : Merge is { KeptByPeople.Count: > 0 } ? TaskOutcomes.SkippedPersonChanged
            : TaskOutcomes.Unchanged,
    };

    /// <param name="id">The Task's Id; null in a rehearsal.</param>
    public TaskRow Arrived(string? id, string completedStatus)
    {
        TaskRow sent = Row with { Attempts = Row.Attempts + 1, Outbox = OutboxStates.Clean, RefusedReason = null };
        return Merge is null
            ? sent with { SalesforceId = id, Written = Row.Wanted, Remote = Row.Wanted, LastOutcome = TaskOutcomes.Created }
            : sent with
            {
                Written = Merge.Send.Aggregate(Row.Written ?? Row.Wanted, (written, field) => field.Copy(written, Row.Wanted)),
                Remote = Merge.Merged,
                LastOutcome = Merge.Send.Contains(TaskField.Status) && Row.Wanted.Status == completedStatus ? TaskOutcomes.Closed : TaskOutcomes.Updated,
            };
    }

    /// <summary>The row by Salesforce's answer.</summary>
    public TaskRow By(WriteOutcome outcome, string completedStatus) => outcome switch
    {
        WriteOutcome.Created created => Arrived(created.Id, completedStatus),
        WriteOutcome.Updated updated => Arrived(updated.Id, completedStatus) is var arrived && IsCreation
            ? arrived with { LastOutcome = TaskOutcomes.Updated }
            : arrived,
        WriteOutcome.Refused refused => InFlight() with
        {
            Outbox = OutboxStates.Refused,
            RefusedReason = $"{refused.Code}: {refused.Message}",
            LastOutcome = TaskOutcomes.Refused,
        },
        WriteOutcome.Deleted => InFlight() with { Outbox = OutboxStates.Clean, IsDeleted = true, LastOutcome = TaskOutcomes.SkippedDeleted },
        WriteOutcome.Deferred => InFlight() with { Outbox = OutboxStates.Pending, LastOutcome = TaskOutcomes.Deferred },
        WriteOutcome.Unknown => InFlight() with { Outbox = OutboxStates.Unknown, LastOutcome = TaskOutcomes.Deferred },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
