using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>
/// Now and then holds what is here against what the org has: rows deleted for good leave no trace that a query could find. Numbers are
/// compared first, five questions a call, and only where they differ is the time divided until the ids themselves can be compared.
/// </summary>
internal sealed partial class Reconciliation(SalesforceClient client, IOptions<PullOptions> options, ILogger<Reconciliation> logger)
{
    private const int FewRows = 2000;
    private const int Parts = 5;
    private const double MostGone = 0.1;

    /// <returns>Read: ids compared; written: rows that are gone; failed: objects of which too much is missing to believe it.</returns>
    public async Task<StepResult> RunAsync(IEnumerable<FactTable> tables, DbConnection connection, RunContext run, CancellationToken ct)
    {
        var total = new StepResult(0, 0, 0, 0);
        foreach (FactTable table in tables.Where(table => table.Timeline is not null))
        {
            if (table.IsIn(await client.DescribeAsync(table.ObjectName, ct)) && await IsDueAsync(table, connection, run, ct))
            {
                total += await ReconcileAsync(table, connection, run, ct);
            }
        }

        return total;
    }

    /// <summary>An object that has just been read for the first time is as the org has it.</summary>
    private async Task<bool> IsDueAsync(FactTable table, DbConnection connection, RunContext run, CancellationToken ct)
    {
        long? last = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            "SELECT at FROM reconciliations WHERE object = @ObjectName", new { table.ObjectName }, cancellationToken: ct));
        if (last is null)
        {
            await MarkAsync(table, connection, run, null, ct);
        }

        return Sql.Instant(last)?.AddDays(options.Value.ReconcileDays) <= run.Now;
    }

    private async Task<StepResult> ReconcileAsync(FactTable table, DbConnection connection, RunContext run, CancellationToken ct)
    {
        var here = new LocalIds(table, connection);
        var all = new TimeSlice(table.Timeline!.Since, null);
        var left = new Queue<TimeSlice>([all]);
        List<string> gone = [];
        int read = 0;
        while (left.Count > 0)
        {
            TimeSlice[] slices = [.. Enumerable.Range(0, Math.Min(Parts, left.Count)).Select(_ => left.Dequeue())];
            IReadOnlyList<long> there = await client.CountTogetherAsync([.. slices.Select(slice => ($"SELECT COUNT() {From(table, slice)}", true))], ct);
            foreach ((TimeSlice slice, long count) in slices.Zip(there))
            {
                long known = await here.CountAsync(slice, ct);
                IReadOnlyList<TimeSlice> parts = known <= FewRows ? [] : await here.DivideAsync(slice, Parts, ct);
                if (parts.Count > 0 && count != known)
                {
                    parts.ToList().ForEach(left.Enqueue);
                }
                else if (known > 0 && (count != known || known <= FewRows))
                {
                    IReadOnlyList<string> missing = await MissingAsync(table, slice, await here.ReadAsync(slice, ct), ct);
                    gone.AddRange(missing);
                    read += (int)known;
                }
            }
        }

        bool believed = gone.Count <= Math.Max(20, MostGone * await here.CountAsync(all, ct));
        await MarkAsync(table, connection, run, believed ? gone : null, ct);
        LogReconciled(table.ObjectName, read, gone.Count);
        if (believed)
        {
            return new StepResult(read, gone.Count, 0, 0);
        }

        await connection.RefuseAsync(
            run, table.ObjectName, "reconciliation",
            string.Create(CultureInfo.InvariantCulture, $"{gone.Count:N0} rows are no longer to be seen, too many to have been deleted: check that the integration user still sees all of them"),
            null, ct);
        return new StepResult(read, 0, 0, 1);
    }

    private async Task<IReadOnlyList<string>> MissingAsync(FactTable table, TimeSlice slice, HashSet<string> here, CancellationToken ct)
    {
        await foreach (QueryRow row in client.QueryRowsAsync($"SELECT Id {From(table, slice)} ORDER BY Id", all: true, ct))
        {
            here.Remove(row.GetString(0)!);
        }

        return [.. here.Order(StringComparer.Ordinal)];
    }

    private static string From(FactTable table, TimeSlice slice)
    {
        string field = table.Timeline!.Field;
        string?[] conditions =
        [
            "IsDeleted = false", table.Only?.Condition,
            slice.From is { } from ? $"{field} >= {Soql.Instant(from)}" : null, slice.To is { } to ? $"{field} < {Soql.Instant(to)}" : null,
        ];
        return $"FROM {table.ObjectName} WHERE {string.Join(" AND ", conditions.Where(condition => condition is not null))}";
    }

    private static async Task MarkAsync(FactTable table, DbConnection connection, RunContext run, IReadOnlyList<string>? gone, CancellationToken ct)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE {table.Table} SET is_deleted = 1 WHERE id = @id", (gone ?? []).Select(id => new { id }), transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO reconciliations (object, at) VALUES (@ObjectName, @at) ON CONFLICT (object) DO UPDATE SET at = excluded.at",
            new { table.ObjectName, at = Sql.Ticks(run.Now) }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(EventId = 1107, Level = LogLevel.Information, Message = "{Object}: {Read} ids compared with the org's, {Gone} are gone")]
    private partial void LogReconciled(string @object, int read, int gone);
}

/// <summary>From (and with) one instant to (and without) another; null: no bound.</summary>
internal readonly record struct TimeSlice(DateTimeOffset? From, DateTimeOffset? To);

/// <summary>The ids that are here and not deleted, by the time that divides them.</summary>
internal sealed class LocalIds(FactTable table, DbConnection connection)
{
    private readonly string _from = $"FROM {table.Table} WHERE is_deleted = 0 AND {table.Timeline!.Column} >= @from AND {table.Timeline.Column} < @to";

    public Task<long> CountAsync(TimeSlice slice, CancellationToken ct) => ScalarAsync($"SELECT COUNT(*) {_from}", slice, 0, ct);

    public async Task<HashSet<string>> ReadAsync(TimeSlice slice, CancellationToken ct) =>
        [.. await connection.QueryAsync<string>(new CommandDefinition($"SELECT id {_from}", Bounds(slice, 0), cancellationToken: ct))];

    /// <summary>Parts of about equal numbers; none where the rows share too few instants.</summary>
    public async Task<IReadOnlyList<TimeSlice>> DivideAsync(TimeSlice slice, int parts, CancellationToken ct)
    {
        long count = await CountAsync(slice, ct);
        SortedSet<long> bounds = [];
        for (int part = 1; part < parts; part++)
        {
            long ticks = await ScalarAsync(
                $"SELECT {table.Timeline!.Column} {_from} ORDER BY 1 LIMIT 1 OFFSET @skipped", slice, count * part / parts, ct);
            // SOQL knows seconds at the finest.
            bounds.Add(ticks - (ticks % TimeSpan.TicksPerSecond));
        }

        DateTimeOffset?[] edges =
        [
            slice.From, .. bounds.Select(ticks => (DateTimeOffset?)Sql.Instant(ticks)).Where(bound => !(bound <= slice.From) && !(bound >= slice.To)), slice.To,
        ];
        return edges.Length <= 2 ? [] : [.. edges.Zip(edges.Skip(1), (from, to) => new TimeSlice(from, to))];
    }

    private Task<long> ScalarAsync(string sql, TimeSlice slice, long skipped, CancellationToken ct) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, Bounds(slice, skipped), cancellationToken: ct));

    private static object Bounds(TimeSlice slice, long skipped) =>
        new { from = Sql.Ticks(slice.From) ?? long.MinValue, to = Sql.Ticks(slice.To) ?? long.MaxValue, skipped };
}
