using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.ScorePerformance;

/// <summary>Reads the facts that scoring needs: one pass over the deals, no row is kept as text.</summary>
internal static class SalesFactsReader
{
    /// <param name="print">Is told of every deal; null: nobody asks.</param>
    public static async Task<SalesFacts> ReadAsync(DbConnection connection, DealFilterOptions filter, FactsFingerprint? print, CancellationToken ct) => new()
    {
        People = await connection.ReadPeopleAsync(ct),
        Deals = await ReadDealsAsync(connection, await DealFilter.OfAsync(connection, filter, ct), print, ct),
        Quotas = await ReadQuotasAsync(connection, ct),
        Periods = await ReadPeriodsAsync(connection, ct),
        Jobs = await ReadJobsAsync(connection, ct),
        EventDays = await ReadEventDaysAsync(connection, ct),
    };

    private static async Task<DealLedger> ReadDealsAsync(DbConnection connection, DealFilter filter, FactsFingerprint? print, CancellationToken ct)
    {
        var ledger = new DealLedger();
        bool shared = await connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT EXISTS (SELECT 1 FROM deal_credits)", cancellationToken: ct));
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = DealSql(shared, filter.Filters);
        var owners = new Dictionary<string, UserId>(StringComparer.Ordinal);
        await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (filter.Filters && !filter.LetsPass(reader, type: 5, recordType: 6))
            {
                continue;
            }

            string id = reader.GetString(0);
            if (!owners.TryGetValue(id, out UserId owner))
            {
                owner = new UserId(id);
                owners.Add(id, owner);
            }

            (long state, double amount, string closed, long created) = (reader.GetInt64(1), reader.GetDouble(2), reader.GetString(3), reader.GetInt64(4));
            print?.Deal(id, state, amount, closed, created);
            ledger.Add(new Deal(
                "", owner, (state & 1) != 0, (state & 2) != 0, amount, DateOnly.FromDateTime(new DateTime(created, DateTimeKind.Utc)), ToDay(closed))
            {
                Shared = (state & 4) != 0,
            });
        }

        return ledger;
    }

    // Every column of every row is a call into the database: as few as will do. A closed deal that is shared is read once for each
    // who has a part of it, with that part of its amount.
    private static string DealSql(bool shared, bool filters)
    {
        const string Times = "close_date, created_at";
        string kinds = filters ? ", type, record_type_id" : "";
        string owned = $"SELECT COALESCE(credited_owner_id, owner_id), is_closed + 2 * is_won, COALESCE(amount, 0.0), {Times}{kinds} FROM deals WHERE is_deleted = 0";
        return !shared ? owned : $"""
            {owned} AND id NOT IN (SELECT deal_id FROM deal_credits)
            UNION ALL
            SELECT person_id, is_closed + 2 * is_won + 4 * (person_id <> credited_owner_id), COALESCE(amount, 0.0) * share, {Times}{kinds}
            FROM deal_credits JOIN deals ON id = deal_id WHERE is_deleted = 0 AND share > 0
            """;
    }

    private static async Task<IReadOnlyList<Quota>> ReadQuotasAsync(DbConnection connection, CancellationToken ct)
    {
        IEnumerable<(string Owner, string Start, double Amount, string? End)> rows = await connection.QueryAsync<(string, string, double, string?)>(new CommandDefinition(
            "SELECT q.owner_id, q.start_date, q.amount, p.end_date FROM quotas q LEFT JOIN periods p ON p.id = q.period_id ORDER BY q.id", cancellationToken: ct));
        return [.. rows.Select(row => new Quota(new UserId(row.Owner), Sql.ToDay(row.Start), row.Amount) { End = Sql.ToDayOrNull(row.End) })];
    }

    private static async Task<IReadOnlyList<FiscalPeriod>> ReadPeriodsAsync(DbConnection connection, CancellationToken ct)
    {
        IEnumerable<(string Start, string End)> rows = await connection.QueryAsync<(string, string)>(
            new CommandDefinition("SELECT start_date, end_date FROM periods ORDER BY id", cancellationToken: ct));
        return [.. rows.Select(row => new FiscalPeriod(Sql.ToDay(row.Start), Sql.ToDay(row.End)))];
    }

    private static async Task<IReadOnlyDictionary<UserId, IReadOnlyList<JobSpan>>> ReadJobsAsync(DbConnection connection, CancellationToken ct)
    {
        IEnumerable<(string Person, string From, string? Title, string? Department, string? Role, string? Segment)> rows =
            await connection.QueryAsync<(string, string, string?, string?, string?, string?)>(new CommandDefinition(
                """
                SELECT person_id, seen_on, title, department, role_id, segment FROM jobs
                WHERE person_id IN (SELECT person_id FROM jobs GROUP BY person_id HAVING COUNT(*) > 1) ORDER BY person_id, seen_on
                """,
                cancellationToken: ct));
        return rows.GroupBy(row => row.Person, StringComparer.Ordinal).ToDictionary(
            group => new UserId(group.Key),
            group => (IReadOnlyList<JobSpan>)[.. group.Select(row => new JobSpan(Sql.ToDay(row.From), new Job(row.Title, row.Department, row.Role, row.Segment)))]);
    }

    private static async Task<IReadOnlyDictionary<UserId, IReadOnlyList<DateOnly>>> ReadEventDaysAsync(DbConnection connection, CancellationToken ct)
    {
        IEnumerable<(string Owner, long Starts)> rows = await connection.QueryAsync<(string, long)>(
            new CommandDefinition("SELECT owner_id, starts_at FROM events WHERE is_deleted = 0 ORDER BY id", cancellationToken: ct));
        return rows.GroupBy(row => row.Owner, StringComparer.Ordinal).ToDictionary(
            group => new UserId(group.Key),
            group => (IReadOnlyList<DateOnly>)[.. group.Select(row => DateOnly.FromDateTime(Sql.Instant(row.Starts).UtcDateTime))]);
    }

    // A million of them: the fixed form is read by its digits.
    private static DateOnly ToDay(string text) => new(
        int.Parse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture),
        int.Parse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture),
        int.Parse(text.AsSpan(8, 2), NumberStyles.None, CultureInfo.InvariantCulture));
}
