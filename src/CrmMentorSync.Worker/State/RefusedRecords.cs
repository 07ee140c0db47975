using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>A record that was refused and still stands as it was.</summary>
/// <param name="Since">When it was refused first; null where that run is no longer on file.</param>
internal sealed record DeadLetter(string Source, string Record, string Reason, DateTimeOffset? Since)
{
    public bool IsTask => Source == RefusedRecords.TaskWrites;
}

/// <summary>
/// The dead letters: records that could not be taken or sent, each with the reason. Only those not refused before change the exit
/// code (3). A record that is put right leaves by itself with the next run that takes it; a Task is sent again when
/// <c>dead-letters retry</c> says so, or when its content changes.
/// </summary>
internal static class RefusedRecords
{
    /// <summary>The source of Tasks that Salesforce would not take; the record is the Task's key.</summary>
    public const string TaskWrites = "Task write";

    /// <summary>
    /// What still stands: Tasks by their outbox, mails by their fate, everything else if the newest run that read the sources
    /// refused it again.
    /// </summary>
    private const string Open =
        $"""
        FROM refused_records r WHERE CASE r.source
          WHEN '{TaskWrites}' THEN EXISTS (SELECT 1 FROM tasks t WHERE t.key = r.record AND t.outbox = '{OutboxStates.Refused}')
            AND r.last_run = (SELECT MAX(n.last_run) FROM refused_records n WHERE n.source = r.source AND n.record = r.record)
          WHEN 'mail' THEN EXISTS (SELECT 1 FROM mails m WHERE m.manager_id || ' ' || m.week = r.record AND m.state IN ('unknown', 'refused', 'sending'))
          ELSE r.last_run >= COALESCE((SELECT MAX(run_id) FROM run_steps WHERE name = 'pull'), '') END
        """;

    extension(DbConnection connection)
    {
        /// <param name="source">Where it came from: a file name, an object, <see cref="TaskWrites"/>, <c>mail</c>.</param>
        /// <param name="record">The record: an id, a key, or <c>line 17</c>.</param>
        /// <param name="reason">What is wrong and the remedy, in one sentence.</param>
        public Task RefuseAsync(RunContext run, string source, string record, string reason, DbTransaction? transaction, CancellationToken ct) =>
            connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO refused_records (source, record, reason, first_run, last_run) VALUES (@source, @record, @reason, @runId, @runId)
                ON CONFLICT (source, record, reason) DO UPDATE SET last_run = excluded.last_run
                """,
                new { source, record, reason, runId = run.RunId },
                transaction,
                cancellationToken: ct));

        /// <summary>All dead letters, Tasks last.</summary>
        public async Task<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(CancellationToken ct)
        {
            IEnumerable<(string Source, string Record, string Reason, long? Since)> rows = await connection.QueryAsync<(string, string, string, long?)>(
                new CommandDefinition(
                    $"SELECT r.source, r.record, r.reason, (SELECT started_at FROM runs WHERE run_id = r.first_run) {Open} ORDER BY r.source, r.record, r.reason",
                    cancellationToken: ct));
            return [.. rows.Select(row => new DeadLetter(row.Source, row.Record, row.Reason, Sql.Instant(row.Since)))];
        }

        /// <summary>How many there are; mails are counted by their own ledger.</summary>
        public Task<int> CountDeadLettersAsync(CancellationToken ct) => connection.ExecuteScalarAsync<int>(
            new CommandDefinition($"SELECT COUNT(*) {Open} AND r.source <> 'mail'", cancellationToken: ct));

        /// <summary>
        /// Puts refused Tasks back into the outbox and forgets that they were refused, so that another refusal is news again. One
        /// that was never created is planned anew by the next run, by the settings and the day of that run.
        /// </summary>
        public async Task RetryTasksAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
        {
            await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(new CommandDefinition(
                $"""
                UPDATE tasks SET outbox = CASE WHEN salesforce_id IS NULL THEN '{OutboxStates.Clean}' ELSE '{OutboxStates.Pending}' END, refused_reason = NULL
                WHERE key = @key AND outbox = '{OutboxStates.Refused}'
                """,
                keys.Select(key => new { key }),
                transaction,
                cancellationToken: ct));
            await connection.ForgetTaskRefusalsAsync(keys, transaction, ct);
            await transaction.CommitAsync(ct);
        }

        /// <summary>Tasks that Salesforce has taken, or is to be asked about again.</summary>
        public Task ForgetTaskRefusalsAsync(IEnumerable<string> keys, DbTransaction transaction, CancellationToken ct) =>
            connection.ExecuteAsync(new CommandDefinition(
                $"DELETE FROM refused_records WHERE source = '{TaskWrites}' AND record = @key",
                keys.Select(key => new { key }),
                transaction,
                cancellationToken: ct));
    }
}
