using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>Records that could not be taken or sent. Only those not refused before change the exit code (3).</summary>
internal static class RefusedRecords
{
    /// <param name="source">Where it came from: a file name, an object, <c>Task write</c>, <c>mail</c>.</param>
    /// <param name="record">The record: an id, a key, or <c>line 17</c>.</param>
    /// <param name="reason">What is wrong and the remedy, in one sentence.</param>
    public static Task RefuseAsync(
        this DbConnection connection, RunContext run, string source, string record, string reason, DbTransaction? transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO refused_records (source, record, reason, first_run, last_run) VALUES (@source, @record, @reason, @runId, @runId)
            ON CONFLICT (source, record, reason) DO UPDATE SET last_run = excluded.last_run
            """,
            new { source, record, reason, runId = run.RunId },
            transaction,
            cancellationToken: ct));
}
