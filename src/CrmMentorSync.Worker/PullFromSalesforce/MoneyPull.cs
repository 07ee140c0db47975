using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>
/// After the deals and quotas: whose they are in parts, in what money they count, and how long quotas last. Each object is asked for
/// only where what is here already says that it matters, so that an org without the feature costs no call.
/// </summary>
internal sealed class MoneyPull(SalesforceClient client, FactPull facts, IOptions<DealFilterOptions> filter)
{
    public async Task<StepResult> PullAsync(DbConnection connection, RunContext run, FirstPages asked, CancellationToken ct)
    {
        List<StepResult> results = [await SplitsAsync(connection, run, asked, ct)];
        if (filter.Value.RecordTypes.Length > 0)
        {
            results.Add(await facts.PullAsync(MoneyTables.RecordTypes, connection, run, asked, ct));
        }

        if (await HasAsync(connection, "quotas WHERE amount <> 0 OR stated_amount <> 0", ct))
        {
            results.Add(await facts.PullAsync(MoneyTables.Periods, connection, run, asked, ct));
        }

        if (await client.DescribeAsync("Opportunity", ct) is { } deals && deals.Fields.ContainsKey("CurrencyIsoCode"))
        {
            results.Add(await facts.PullAsync(MoneyTables.Currencies, connection, run, asked, ct));
            results.Add(await facts.PullAsync(MoneyTables.DatedRates, connection, run, asked, ct));
            (int written, int refused) = await CorporateMoney.ConvertAsync(connection, run, ct);
            results.Add(new StepResult(0, written, 0, refused));
        }

        return results.Aggregate((sum, next) => sum + next);
    }

    private async Task<StepResult> SplitsAsync(DbConnection connection, RunContext run, FirstPages asked, CancellationToken ct)
    {
        StepResult splits = await facts.PullAsync(MoneyTables.Splits, connection, run, asked, ct);
        if (!await HasAsync(connection, "deal_splits", ct))
        {
            return splits;
        }

        StepResult types = await HasAsync(connection, "deal_splits WHERE type_id IS NOT NULL", ct)
            ? await facts.PullAsync(MoneyTables.SplitTypes, connection, run, asked, ct)
            : default;
        (int credits, int overdrawn) = await SplitSettlement.SettleAsync(connection, run, ct);
        return splits + types + new StepResult(0, credits, 0, overdrawn);
    }

    /// <param name="rows">A table, with a condition or without; ours, never from outside.</param>
    private static Task<bool> HasAsync(DbConnection connection, string rows, CancellationToken ct) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition($"SELECT EXISTS (SELECT 1 FROM {rows})", cancellationToken: ct));
}
