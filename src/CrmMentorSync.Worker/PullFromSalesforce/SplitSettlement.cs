using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>
/// Freezes who shares a closed deal, at its first sight as the owner is: splits made later, or changed later, move nothing.
/// </summary>
/// <remarks>Idempotent: a deal that has its credits keeps them, until it is opened again.</remarks>
internal static class SplitSettlement
{
    /// <returns>How many credits were written, and how many deals' splits give away more than the deal.</returns>
    public static async Task<(int Credits, int Overdrawn)> SettleAsync(DbConnection connection, RunContext run, CancellationToken ct)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM deal_credits WHERE deal_id IN (SELECT c.deal_id FROM deal_credits c JOIN deals d ON d.id = c.deal_id WHERE d.credited_at IS NULL)",
            transaction: transaction,
            cancellationToken: ct));
        RevenueTypes types = await RevenueTypes.ReadAsync(connection, transaction, ct);
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT s.deal_id AS DealId, s.owner_id AS OwnerId, s.percentage AS Percentage, s.amount AS Amount, s.type_id AS TypeId,
              d.credited_owner_id AS DealOwnerId, d.stated_amount AS DealAmount
            FROM deal_splits s JOIN deals d ON d.id = s.deal_id
            WHERE d.credited_at IS NOT NULL AND s.created_at <= d.credited_at
              AND EXISTS (SELECT 1 FROM deal_splits o WHERE o.deal_id = d.id AND o.owner_id <> d.credited_owner_id AND o.created_at <= d.credited_at)
              AND NOT EXISTS (SELECT 1 FROM deal_credits c WHERE c.deal_id = d.id)
            ORDER BY s.deal_id, s.id
            """,
            transaction: transaction,
            cancellationToken: ct));
        List<object> credits = [];
        int overdrawn = 0;
        foreach (IGrouping<string, Row> deal in rows.GroupBy(row => row.DealId, StringComparer.Ordinal))
        {
            Row any = deal.First();
            SplitRow[] revenue = [.. types.RevenueOf([.. deal]).Select(row => new SplitRow(new UserId(row.OwnerId), row.Percentage, row.Amount))];
            if (revenue.Any(row => row.Owner.Value != any.DealOwnerId))
            {
                if (RevenueSplit.Given(any.DealAmount, revenue) is var given && given > 1 + RevenueSplit.Tolerance)
                {
                    overdrawn++;
                    await connection.RefuseAsync(run, "OpportunitySplit", deal.Key, string.Create(
                        CultureInfo.InvariantCulture,
                        $"the deal's revenue splits give away {given:P0} of it: they are scaled down to the whole; correct them in Salesforce, so that they total 100 %"), transaction, ct);
                }

                credits.AddRange(RevenueSplit.Divide(new UserId(any.DealOwnerId), any.DealAmount, revenue)
                    .Select(share => new { deal = deal.Key, person = share.Person.Value, share = share.Share }));
            }
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO deal_credits (deal_id, person_id, share) VALUES (@deal, @person, @share)", credits, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return (credits.Count, overdrawn);
    }

    internal sealed class Row
    {
        public string DealId { get; init; } = "";
        public string OwnerId { get; init; } = "";
        public double? Percentage { get; init; }
        public double? Amount { get; init; }
        public string? TypeId { get; init; }
        public string DealOwnerId { get; init; } = "";
        public double? DealAmount { get; init; }
    }

    /// <summary>
    /// Which splits are of revenue. Overlay splits credit helpers with what somebody else has sold already; Salesforce holds revenue
    /// splits to a total of 100 % and overlays not (object reference of OpportunitySplitType).
    /// </summary>
    private sealed class RevenueTypes(string? revenue, bool known)
    {
        private const double Whole = 100;
        private const double Rounding = 0.5;

        public static async Task<RevenueTypes> ReadAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
        {
            (string Id, string Name, long Validated)[] types = [.. await connection.QueryAsync<(string, string, long)>(new CommandDefinition(
                "SELECT id, developer_name, totals_validated FROM split_types ORDER BY developer_name, id", transaction: transaction, cancellationToken: ct))];
            string? revenue = types.Where(type => type.Validated != 0)
                .OrderBy(type => type.Name.Equals("Revenue", StringComparison.OrdinalIgnoreCase) ? 0 : 1).Select(type => type.Id).FirstOrDefault();
            return new RevenueTypes(revenue, types.Length > 0);
        }

        /// <summary>Where the org shows no types, the one whose rows of this deal total 100 % is of revenue.</summary>
        public IEnumerable<Row> RevenueOf(IReadOnlyList<Row> rows)
        {
            IGrouping<string, Row>[] byType = [.. rows.Where(row => row.TypeId is not null).GroupBy(row => row.TypeId!, StringComparer.Ordinal).OrderBy(type => type.Key, StringComparer.Ordinal)];
            string? type = known ? revenue
                : byType.Length == 1 ? byType[0].Key
                : byType.FirstOrDefault(one => Math.Abs(one.Sum(row => row.Percentage ?? 0) - Whole) <= Rounding)?.Key;
            return rows.Where(row => row.TypeId is null || row.TypeId == type);
        }
    }
}
