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
    public static async Task<SalesFacts> ReadAsync(DbConnection connection, IReadOnlyList<string> dealTypes, CancellationToken ct) => new()
    {
        People = await connection.ReadPeopleAsync(ct),
        Deals = await ReadDealsAsync(connection, dealTypes, ct),
        Quotas = await ReadQuotasAsync(connection, ct),
        EventDays = await ReadEventDaysAsync(connection, ct),
    };

    private static async Task<DealLedger> ReadDealsAsync(DbConnection connection, IReadOnlyList<string> dealTypes, CancellationToken ct)
    {
        var ledger = new DealLedger();
        await using DbCommand command = connection.CreateCommand();

        // Every column of every row is a call into the database: as few as will do.
        var types = dealTypes.ToHashSet(StringComparer.OrdinalIgnoreCase);
        command.CommandText =
            "SELECT COALESCE(credited_owner_id, owner_id), is_closed + 2 * is_won, COALESCE(amount, 0.0), close_date, created_at"
            + (types.Count > 0 ? ", COALESCE(type, '')" : "") + " FROM deals WHERE is_deleted = 0";
        var owners = new Dictionary<string, UserId>(StringComparer.Ordinal);
        await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (types.Count > 0 && !types.Contains(reader.GetString(5)))
            {
                continue;
            }

            string id = reader.GetString(0);
            if (!owners.TryGetValue(id, out UserId owner))
            {
                owner = new UserId(id);
                owners.Add(id, owner);
            }

            long state = reader.GetInt64(1);
            ledger.Add(new Deal(
                "", owner, (state & 1) != 0, (state & 2) != 0, reader.GetDouble(2),
                DateOnly.FromDateTime(new DateTime(reader.GetInt64(4), DateTimeKind.Utc)),
                ToDay(reader.GetString(3))));
        }

        return ledger;
    }

    private static async Task<IReadOnlyList<Quota>> ReadQuotasAsync(DbConnection connection, CancellationToken ct)
    {
        IEnumerable<(string Owner, string Start, double Amount)> rows = await connection.QueryAsync<(string, string, double)>(
            new CommandDefinition("SELECT owner_id, start_date, amount FROM quotas ORDER BY id", cancellationToken: ct));
        return [.. rows.Select(row => new Quota(new UserId(row.Owner), Sql.ToDay(row.Start), row.Amount))];
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
