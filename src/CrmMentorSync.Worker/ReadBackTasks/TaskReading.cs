using System.Data.Common;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>What was read of Tasks, and what had to be left out.</summary>
internal sealed record TasksRead
{
    /// <summary>Ours, each with its key.</summary>
    public required IReadOnlyList<RemoteTask> Ours { get; init; }

    /// <summary>Those that people made themselves.</summary>
    public required IReadOnlyList<OwnTask> Own { get; init; }
    public required KeyUse Keys { get; init; }
    public required DataPermissions Permissions { get; init; }

    /// <summary>As many of ours are in sight as the state knows. False: they are fewer, or nobody counted.</summary>
    public required bool AllInSight { get; init; }

    /// <summary>Tasks whose key a person changed; they are read by the key that they were given.</summary>
    public IReadOnlyList<TaskKeyChange> ChangedKeys { get; init; } = [];

    /// <summary>What cannot be known, for the operator.</summary>
    public IReadOnlyList<Refusal> Doubts { get; init; } = [];
}

/// <summary>Reads the Tasks that changed, by their keys or, in an org without the field, by the Ids that the state knows.</summary>
internal sealed class TaskReading(SalesforceClient salesforce, IReadOnlyList<string> formerUsers)
{
    public async Task<TasksRead> ReadAsync(
        DbConnection connection, IReadOnlyList<TaskRow> rows, DateTimeOffset? since, DateTimeOffset ownSince, CancellationToken ct)
    {
        // One call where the pull has not asked for them just now.
        await salesforce.DescribeAllAsync(["Task", "User", "UserRole"], ct);
        KeyUse keys = await connection.ReadKeyUseAsync(await salesforce.HasKeyFieldAsync(ct), ct);
        UserId[] makers = [.. formerUsers.Select(user => new UserId(SalesforceId.To18(user) ?? user)).Prepend(await salesforce.UserAsync(ct)).Distinct()];
        TaskNews news = await salesforce.ReadTaskNewsAsync(
            new TaskNewsQuestion { Since = since, IsKeyed = keys == KeyUse.Keyed, Makers = makers, OwnSince = ownSince }, ct);
        var read = new TasksRead { Ours = [], Own = news.Own, Keys = keys, Permissions = news.Permissions, AllInSight = false };
        return keys == KeyUse.Keyed ? await KeyedAsync(read, news, rows, makers, ct) : Keyless(read, news.Ours, rows);
    }

    /// <summary>
    /// A Task with a key of ours that no row knows rebuilds lost rows only if we made it: one that a person made by hand, or
    /// brought in from a file, says nothing about a pairing. Where more of ours are there than the state can know, it is older than
    /// they are, or they have come in sight since: all are read.
    /// </summary>
    private async Task<TasksRead> KeyedAsync(TasksRead read, TaskNews news, IReadOnlyList<TaskRow> rows, UserId[] makers, CancellationToken ct)
    {
        IReadOnlyList<RemoteTask> remote = news.Ours;
        if (news.Live > CountLive(rows, remote, makers))
        {
            remote = await salesforce.ReadTasksAsync(await salesforce.OurTasksSoqlAsync(since: null, isKeyed: true, ct), isKeyed: true, firstPage: null, ct);
        }

        (remote, TaskKeyChange[] changes) = TaskKeyChange.TakeBack(remote, rows);
        HashSet<string> known = new(rows.Select(row => row.Key), StringComparer.Ordinal);
        ILookup<bool, RemoteTask> byOrigin = remote.ToLookup(task => makers.Contains(task.CreatedBy) || known.Contains(task.Key));
        return read with
        {
            Ours = [.. byOrigin[true]],
            ChangedKeys = changes,
            AllInSight = news.Live >= CountLive(rows, remote, makers),
            Doubts = [.. byOrigin[false].Select(task => task.CreatedBy).Distinct().Order().Select(maker => new Refusal(
                "Task key",
                maker.Value,
                "Tasks with a key of ours were made by this user and not by the integration user: they are left alone. If this was the integration user "
                + "before, name it in ReadBack__FormerUsers__0 and run again with an empty state; else clear Mentoring_Key__c on them"))],
        };
    }

    /// <summary>How many Tasks of ours should be there and not deleted, by what the state knew and what has been read now.</summary>
    private static int CountLive(IReadOnlyList<TaskRow> rows, IReadOnlyList<RemoteTask> read, UserId[] makers)
    {
        HashSet<string> live = new(rows.Where(row => row is { SalesforceId: not null, IsDeleted: false }).Select(row => row.SalesforceId!), StringComparer.Ordinal);
        live.UnionWith(read.Where(task => !task.IsDeleted && makers.Contains(task.CreatedBy)).Select(task => task.Id));
        live.ExceptWith(read.Where(task => task.IsDeleted).Select(task => task.Id));
        return live.Count;
    }

    private static TasksRead Keyless(TasksRead read, IReadOnlyList<RemoteTask> remote, IReadOnlyList<TaskRow> rows) => read with
    {
        Ours = OrphanAdoption.Recognise(remote, [.. rows.Select(row => row.AsSent())]),
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
