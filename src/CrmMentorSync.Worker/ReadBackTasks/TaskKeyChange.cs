using System.Data.Common;
using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>
/// A Task whose key a person changed. The state knows it by its Id, so nothing is lost and nothing is rebuilt from it: it is read by its
/// own key. It is told until the key stands there again, for a lost state would not find the Task.
/// </summary>
internal sealed record TaskKeyChange(string Id, string Own, string Found)
{
    private const string Source = "changed Task key";

    /// <summary>The Tasks by the keys that they were given, and which of them bear another one.</summary>
    public static (IReadOnlyList<RemoteTask> Tasks, TaskKeyChange[] Changes) TakeBack(IReadOnlyList<RemoteTask> remote, IReadOnlyList<TaskRow> rows)
    {
        Dictionary<string, string> own = rows.Where(row => row.SalesforceId is not null)
            .DistinctBy(row => row.SalesforceId, StringComparer.Ordinal).ToDictionary(row => row.SalesforceId!, row => row.Key, StringComparer.Ordinal);
        TaskKeyChange[] changes =
        [
            .. remote.Where(task => !task.IsDeleted && own.TryGetValue(task.Id, out string? key) && key != task.Key)
                .Select(task => new TaskKeyChange(task.Id, own[task.Id], task.Key)).OrderBy(change => change.Own, StringComparer.Ordinal),
        ];
        return (changes.Length == 0 ? remote : [.. remote.Select(task => own.TryGetValue(task.Id, out string? key) ? task with { Key = key } : task)], changes);
    }

    /// <summary>What is refused now: what was found in this run, and what was found before and not read since.</summary>
    public static async Task<IReadOnlyList<Refusal>> SettleAsync(
        DbConnection connection, TasksRead read, DbTransaction transaction, CancellationToken ct)
    {
        string[] seen = [.. read.Ours.Select(task => task.Id)];
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM refused_records WHERE source = @Source AND record IN (SELECT value FROM json_each(@seen))",
            new { Source, seen = System.Text.Json.JsonSerializer.Serialize(seen.Except(read.ChangedKeys.Select(change => change.Id))) }, transaction, cancellationToken: ct));
        IEnumerable<(string Record, string Reason)> standing = await connection.QueryAsync<(string, string)>(new CommandDefinition(
            "SELECT record, reason FROM refused_records WHERE source = @Source ORDER BY record, reason", new { Source }, transaction, cancellationToken: ct));
        return
        [
            .. read.ChangedKeys.Select(change => change.ToRefusal())
                .Concat(standing.Where(old => !read.ChangedKeys.Any(change => change.Id == old.Record)).Select(old => new Refusal(Source, old.Record, old.Reason))),
        ];
    }

    private Refusal ToRefusal() => new(
        Source,
        Id,
        $"someone changed its Mentoring_Key__c to '{Found}': it is followed by its Id, but a lost state would not find it; put back '{Own}'");
}
