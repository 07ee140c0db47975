using System.Data.Common;
using CrmMentorSync.Domain.CrmTasks;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>One Task: what we want it to be, what we last wrote, what Salesforce holds.</summary>
internal sealed record TaskRow
{
    public required string Key { get; init; }
    public string? SalesforceId { get; init; }
    public required TaskFields Wanted { get; init; }

    /// <summary>Known to have arrived; null before the first time.</summary>
    public TaskFields? Written { get; init; }

    /// <summary>As last read; null before.</summary>
    public TaskFields? Remote { get; init; }
    public DateTimeOffset? RemoteModstamp { get; init; }
    public bool IsDeleted { get; init; }

    /// <summary>One of <see cref="OutboxStates"/>.</summary>
    public required string Outbox { get; init; }
    public int Attempts { get; init; }
    public string? RefusedReason { get; init; }

    /// <summary>One of <see cref="TaskOutcomes"/>; null before the first run that looked at it.</summary>
    public string? LastOutcome { get; init; }
    public string? LastRun { get; init; }

    /// <summary>How it is told from others in an org that has no field for its key.</summary>
    public SentTask AsSent() => new(Key, SalesforceId, Wanted, Outbox is OutboxStates.InFlight or OutboxStates.Unknown);

    /// <summary>It is in Salesforce, may be, or was refused there; what is none of these can be planned anew.</summary>
    public bool HasLeft => SalesforceId is not null || Outbox is OutboxStates.InFlight or OutboxStates.Unknown or OutboxStates.Refused;
}

/// <summary>Where a Task stands on its way out.</summary>
internal static class OutboxStates
{
    public const string Clean = "clean";
    public const string Pending = "pending";

    /// <summary>A call was under way when the last word was written: it may or may not have arrived.</summary>
    public const string InFlight = "in_flight";
    public const string Unknown = "unknown";
    public const string Refused = "refused";
}

/// <summary>What a run did with a Task, as in tasks.csv.</summary>
internal static class TaskOutcomes
{
    public const string Created = "created";
    public const string Updated = "updated";
    public const string Closed = "closed";
    public const string Unchanged = "unchanged";
    public const string Refused = "refused";
    public const string SkippedDeleted = "skipped_deleted";
    public const string SkippedPersonChanged = "skipped_person_changed";
    public const string Deferred = "deferred";
}

/// <summary>Reads and writes the outbox and mirror of Tasks.</summary>
internal static class TasksTable
{
    /// <summary>The Salesforce ids of the Tasks that are there, by key: what links lead to.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadTaskIdsAsync(this DbConnection connection, CancellationToken ct)
    {
        IEnumerable<(string Key, string Id)> rows = await connection.QueryAsync<(string Key, string Id)>(new CommandDefinition(
            "SELECT key, salesforce_id FROM tasks WHERE salesforce_id IS NOT NULL AND is_deleted = 0", cancellationToken: ct));
        return rows.ToDictionary(row => row.Key, row => row.Id, StringComparer.Ordinal);
    }

    /// <summary>All Tasks, ordered by key.</summary>
    public static async Task<IReadOnlyList<TaskRow>> ReadTasksAsync(this DbConnection connection, CancellationToken ct)
    {
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT key AS Key, salesforce_id AS SalesforceId, wanted AS Wanted, written AS Written, remote AS Remote,
              remote_modstamp AS RemoteModstamp, is_deleted AS IsDeleted, outbox AS Outbox, attempts AS Attempts,
              refused_reason AS RefusedReason, last_outcome AS LastOutcome, last_run AS LastRun
            FROM tasks ORDER BY key
            """,
            cancellationToken: ct));
        return [.. rows.Select(ToTask)];
    }

    /// <summary>Takes out Tasks that never left. One that Salesforce knows stays, whatever is asked.</summary>
    public static Task ForgetTasksAsync(this DbConnection connection, IEnumerable<string> keys, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM tasks WHERE key = @key AND salesforce_id IS NULL AND outbox IN ('clean', 'pending', 'refused')",
            keys.Select(key => new { key }), transaction, cancellationToken: ct));

    /// <summary>Adds the Tasks or replaces those that exist, by key.</summary>
    public static Task WriteTasksAsync(
        this DbConnection connection, IEnumerable<TaskRow> tasks, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO tasks (key, salesforce_id, wanted, written, remote, remote_modstamp, is_deleted, outbox, attempts,
              refused_reason, last_outcome, last_run)
            VALUES (@Key, @SalesforceId, @Wanted, @Written, @Remote, @RemoteModstamp, @IsDeleted, @Outbox, @Attempts,
              @RefusedReason, @LastOutcome, @LastRun)
            ON CONFLICT (key) DO UPDATE SET salesforce_id = excluded.salesforce_id, wanted = excluded.wanted,
              written = excluded.written, remote = excluded.remote, remote_modstamp = excluded.remote_modstamp,
              is_deleted = excluded.is_deleted, outbox = excluded.outbox, attempts = excluded.attempts,
              refused_reason = excluded.refused_reason, last_outcome = excluded.last_outcome, last_run = excluded.last_run
            """,
            tasks.Select(ToRow),
            transaction,
            cancellationToken: ct));

    private static TaskRow ToTask(Row row) => new()
    {
        Key = row.Key,
        SalesforceId = row.SalesforceId,
        Wanted = TaskFields.FromJson(row.Wanted),
        Written = row.Written is null ? null : TaskFields.FromJson(row.Written),
        Remote = row.Remote is null ? null : TaskFields.FromJson(row.Remote),
        RemoteModstamp = Sql.Instant(row.RemoteModstamp),
        IsDeleted = row.IsDeleted != 0,
        Outbox = row.Outbox,
        Attempts = (int)row.Attempts,
        RefusedReason = row.RefusedReason,
        LastOutcome = row.LastOutcome,
        LastRun = row.LastRun,
    };

    private static Row ToRow(TaskRow task) => new()
    {
        Key = task.Key,
        SalesforceId = task.SalesforceId,
        Wanted = task.Wanted.ToJson(),
        Written = task.Written?.ToJson(),
        Remote = task.Remote?.ToJson(),
        RemoteModstamp = Sql.Ticks(task.RemoteModstamp),
        IsDeleted = task.IsDeleted ? 1 : 0,
        Outbox = task.Outbox,
        Attempts = task.Attempts,
        RefusedReason = task.RefusedReason,
        LastOutcome = task.LastOutcome,
        LastRun = task.LastRun,
    };

    private sealed class Row
    {
        public string Key { get; init; } = "";
        public string? SalesforceId { get; init; }
        public string Wanted { get; init; } = "";
        public string? Written { get; init; }
        public string? Remote { get; init; }
        public long? RemoteModstamp { get; init; }
        public long IsDeleted { get; init; }
        public string Outbox { get; init; } = "";
        public long Attempts { get; init; }
        public string? RefusedReason { get; init; }
        public string? LastOutcome { get; init; }
        public string? LastRun { get; init; }
    }
}
