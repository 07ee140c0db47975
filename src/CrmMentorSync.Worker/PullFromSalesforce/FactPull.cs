using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Brings one object up to date: what changed since the last time, in the order (SystemModstamp, Id).</summary>
/// <remarks>
/// Reading is idempotent, so windows overlap rather than meet: rows can appear late under a stamp already passed. There is no
/// upper end: what is stamped later than now (an org looked at as of an earlier day) is read, and read again next time, because
/// the cursor never passes the org's own now. A broken read goes on after the last record that it committed.
/// </remarks>
internal sealed partial class FactPull(SalesforceClient client, IOptions<PullOptions> options, ILogger<FactPull> logger)
{
    private const int MostAttempts = 3;
    private const int MostAskedAgain = 1000;
    private const int IdsPerQuestion = 200;

    public async Task<StepResult> PullAsync(FactTable table, DbConnection connection, RunContext run, CancellationToken ct)
    {
        SalesforceObject? described = await client.DescribeAsync(table.ObjectName, ct);
        if (described is null && table.ObjectNeeded)
        {
            throw new SalesforceFailure(
                SalesforceFailureCategory.Permission, $"the org shows no {table.ObjectName}: let the integration user read it");
        }

        if (described is null || (table.Only is { } only && !described.Fields.ContainsKey(only.Field)))
        {
            LogAbsent(table.ObjectName);
            return default;
        }

        var pull = new ObjectPull(table, table.FieldsIn(described), connection, run)
        {
            InOrder = described.Fields.TryGetValue(FactTable.SystemModstamp, out SalesforceField? stamp) && stamp.Filterable,
        };
        string[] refusedBefore = await RefusedBeforeAsync(table, connection, ct);
        await ReadChangesAsync(pull, ct);
        await AskAgainAsync(pull, refusedBefore, ct);
        LogPulled(table.ObjectName, pull.Read, pull.Written, pull.Refused);
        return new StepResult(pull.Read, pull.Written, pull.Skipped, pull.Refused);
    }

    private async Task ReadChangesAsync(ObjectPull pull, CancellationToken ct)
    {
        string fields = string.Join(',', pull.Fields);
        SyncCursor? cursor = pull.InOrder ? await pull.Connection.ReadCursorAsync(pull.Table.ObjectName, fields, ct) : null;
        string? changed = cursor is null
            ? null
            : $"SystemModstamp >= {Soql.Instant(cursor.Stamp - TimeSpan.FromMinutes(options.Value.OverlapMinutes))}";
        SyncCursor? last = null;
        await using var writer = new FactWriter(pull.Connection, pull.Table, pull.Run);
        for (int attempt = 1; ; attempt++)
        {
            string? from = last is null
                ? changed
                : $"(SystemModstamp > {Soql.Instant(last.Stamp)} OR (SystemModstamp = {Soql.Instant(last.Stamp)} AND Id > {Soql.Quote(last.LastId)}))";
            try
            {
                await foreach (FactRow row in RowsAsync(pull, [pull.Table.Only?.Condition, from], ct))
                {
                    await TakeAsync(pull, writer, row, ct);
                    last = row.Stamp is { } stamp && pull.InOrder ? new SyncCursor(stamp, row.Id) : last;
                    if (writer.Pending >= options.Value.RowsPerCommit)
                    {
                        await CommitAsync(pull, writer, fields, last, ct);
                    }
                }

                break;
            }
            catch (SalesforceFailure failure) when (attempt < MostAttempts && last is not null && CanGoOn(failure))
            {
                LogBroken(pull.Table.ObjectName, failure.Category, attempt);
            }
        }

        await CommitAsync(pull, writer, fields, new SyncCursor(pull.Run.Now, ""), ct);
    }

    /// <summary>What was refused in an earlier run may be right by now without a new stamp, for example because its owner is visible.</summary>
    private async Task AskAgainAsync(ObjectPull pull, string[] refusedBefore, CancellationToken ct)
    {
        if (refusedBefore.Length == 0)
        {
            return;
        }

        await using var writer = new FactWriter(pull.Connection, pull.Table, pull.Run);
        foreach (string[] ids in refusedBefore.Chunk(IdsPerQuestion))
        {
            await foreach (FactRow row in RowsAsync(pull, [$"Id IN {Soql.List(ids)}"], ct))
            {
                await TakeAsync(pull, writer, row, ct);
            }
        }

        await writer.CommitAsync(
            transaction => pull.Connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM refused_records WHERE source = @source AND record = @id AND last_run <> @runId",
                refusedBefore.Select(id => new { source = pull.Table.ObjectName, id, runId = pull.Run.RunId }),
                transaction,
                cancellationToken: ct)),
            ct);
    }

    private static async Task<string[]> RefusedBeforeAsync(FactTable table, DbConnection connection, CancellationToken ct) =>
        [.. await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT DISTINCT record FROM refused_records WHERE source = @source ORDER BY record LIMIT @most",
            new { source = table.ObjectName, most = MostAskedAgain },
            cancellationToken: ct))];

    private async IAsyncEnumerable<FactRow> RowsAsync(
        ObjectPull pull, IEnumerable<string?> conditions, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string where = string.Join(" AND ", conditions.Where(condition => condition is not null));
        string soql = $"SELECT {string.Join(", ", pull.Fields)} FROM {pull.Table.ObjectName}"
            + (where.Length > 0 ? $" WHERE {where}" : "")
            + (pull.InOrder ? " ORDER BY SystemModstamp, Id" : " ORDER BY Id");
        FactRow? row = null;
        await foreach (QueryRow answer in client.QueryRowsAsync(soql, pull.Table.IncludesDeleted, ct))
        {
            row ??= new FactRow(pull.Table, answer);
            row.Read();
            yield return row;
        }
    }

    private static async Task TakeAsync(ObjectPull pull, FactWriter writer, FactRow row, CancellationToken ct)
    {
        pull.Read++;
        switch (row.Problem is { } problem ? new Verdict.Refused(problem) : pull.Table.Judge(row))
        {
            case Verdict.Taken:
                pull.Count(await writer.UpsertAsync(row, ct));
                break;
            case Verdict.Noted note:
                pull.Count(await writer.UpsertAsync(row, ct));
                pull.Refused++;
                await writer.RefuseAsync($"{pull.Table.ObjectName}.{note.Field}", row.Id, note.Reason, ct);
                break;
            case Verdict.Removed:
                pull.Count(await writer.DeleteAsync(row.Id, ct));
                break;
            case Verdict.Refused refused:
                pull.Refused++;
                await writer.RefuseAsync(pull.Table.ObjectName, row.Id, refused.Reason, ct);
                break;
            default:
                pull.Skipped++;
                break;
        }
    }

    /// <summary>The cursor never passes the org's now, whatever stamps there are.</summary>
    private static Task CommitAsync(ObjectPull pull, FactWriter writer, string fields, SyncCursor? reached, CancellationToken ct) =>
        writer.CommitAsync(
            transaction => reached is null
                ? Task.CompletedTask
                : pull.Connection.WriteCursorAsync(
                    pull.Table.ObjectName, fields, reached.Stamp <= pull.Run.Now ? reached : new SyncCursor(pull.Run.Now, ""), pull.Run.Now, transaction, ct),
            ct);

    private static bool CanGoOn(SalesforceFailure failure) =>
        failure.Category == SalesforceFailureCategory.Unavailable || failure.ErrorCode == "INVALID_QUERY_LOCATOR";

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "{Object}: {Read} read, {Written} new or changed, {Refused} refused")]
    private partial void LogPulled(string @object, int read, int written, int refused);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Information, Message = "The org shows no {Object}; going on without it")]
    private partial void LogAbsent(string @object);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning, Message = "{Object}: the read broke off ({Category}); going on from the last record (attempt {Attempt})")]
    private partial void LogBroken(string @object, SalesforceFailureCategory category, int attempt);

    /// <summary>One object in one run, with its counts.</summary>
    private sealed class ObjectPull(FactTable table, IReadOnlyList<string> fields, DbConnection connection, RunContext run)
    {
        public FactTable Table { get; } = table;

        public IReadOnlyList<string> Fields { get; } = fields;

        public DbConnection Connection { get; } = connection;

        public RunContext Run { get; } = run;

        /// <summary>The org can filter and sort by SystemModstamp; else everything is read each time.</summary>
        public required bool InOrder { get; init; }

        public int Read { get; set; }

        public int Written { get; private set; }

        public int Skipped { get; set; }

        public int Refused { get; set; }

        public void Count(bool changed) => _ = changed ? ++Written : ++Skipped;
    }
}
