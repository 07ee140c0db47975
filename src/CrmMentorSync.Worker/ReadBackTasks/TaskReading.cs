using System.Data.Common;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>What was read of our Tasks, and what had to be left out.</summary>
internal sealed record TasksRead
{
    /// <summary>Ours, each with its key.</summary>
    public required IReadOnlyList<RemoteTask> Ours { get; init; }
    public required KeyUse Keys { get; init; }

    /// <summary>What cannot be known, for the operator.</summary>
    public IReadOnlyList<Refusal> Doubts { get; init; } = [];
}

/// <summary>Reads the Tasks that changed, by their keys or, in an org without the field, by the Ids that the state knows.</summary>
internal sealed class TaskReading(SalesforceClient salesforce, IReadOnlyList<string> formerUsers)
{
    public async Task<TasksRead> ReadAsync(DbConnection connection, IReadOnlyList<TaskRow> rows, DateTimeOffset? since, CancellationToken ct)
    {
        KeyUse keys = await connection.ReadKeyUseAsync(await salesforce.HasKeyFieldAsync(ct), ct);
        return keys == KeyUse.Keyed ? await ReadKeyedAsync(rows, since, ct) : await ReadKeylessAsync(rows, keys, since, ct);
    }

    /// <summary>
    /// A Task with a key of ours that no row knows rebuilds lost rows only if we made it: one that a person made by hand, or
    /// brought in from a file, says nothing about a pairing.
    /// </summary>
    private async Task<TasksRead> ReadKeyedAsync(IReadOnlyList<TaskRow> rows, DateTimeOffset? since, CancellationToken ct)
    {
        IReadOnlyList<RemoteTask> remote = await salesforce.ReadMentoringTasksAsync(since, ct);
        HashSet<UserId> makers = [await salesforce.UserAsync(ct), .. formerUsers.Select(user => new UserId(SalesforceId.To18(user) ?? user))];
        HashSet<string> known = new(rows.Select(row => row.Key), StringComparer.Ordinal);
        ILookup<bool, RemoteTask> byOrigin = remote.ToLookup(task => makers.Contains(task.CreatedBy) || known.Contains(task.Key));
        return new TasksRead
        {
            Ours = [.. byOrigin[true]],
            Keys = KeyUse.Keyed,
            Doubts = [.. byOrigin[false].Select(task => task.CreatedBy).Distinct().Order().Select(maker => new Refusal(
                "Task key",
                maker.Value,
                "Tasks with a key of ours were made by this user and not by the integration user: they are left alone. If this was the integration user "
                + "before, name it in ReadBack__FormerUsers__0 and run again with an empty state; else clear Mentoring_Key__c on them"))],
        };
    }

    private async Task<TasksRead> ReadKeylessAsync(IReadOnlyList<TaskRow> rows, KeyUse keys, DateTimeOffset? since, CancellationToken ct)
    {
        IReadOnlyList<RemoteTask> remote = await salesforce.ReadKeylessTasksAsync(since, ct);
        return new TasksRead
        {
            Ours = OrphanAdoption.Recognise(remote, [.. rows.Select(row => row.AsSent())]),
            Keys = keys,
            Doubts = rows.Count > 0 || remote.Count == 0 ? [] :
            [
                new Refusal(
                    "state",
                    MentoringTasks.KeyField,
                    "the state is empty and the org has no field Mentoring_Key__c, so nobody can tell which pairings the integration user's Tasks there belong to: "
                    + "they are left as they are, and the same pairs may be proposed again; restore a backup of the state, and deploy the field from deploy/salesforce"),
            ],
        };
    }
}
