using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>
/// Converts what is stated in other currencies to the corporate one: by the rate of the day (close of a deal, start of a quota) where
/// the org keeps dated rates, else by its present one. A rate is units of the currency for one of the corporate currency.
/// </summary>
/// <remarks>Idempotent, and worked out anew each run: a rate that was corrected corrects every amount, and a lost state finds the same.</remarks>
internal static class CorporateMoney
{
    private const string Corporate = "currency";

    /// <returns>Amounts written, and records whose amount could not be converted.</returns>
    public static async Task<(int Written, int Refused)> ConvertAsync(DbConnection connection, RunContext run, CancellationToken ct)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await RememberCorporateAsync(connection, transaction, ct);
        int written = await ConvertAsync(connection, transaction, "deals", "close_date", unknown: "NULL", ct)
            + await ConvertAsync(connection, transaction, "quotas", "start_date", unknown: "0", ct);
        int refused = await RefuseAsync(connection, transaction, run, "Opportunity", "deals", "its deal counts for win rate and not for size", ct)
            + await RefuseAsync(connection, transaction, run, "ForecastingQuota", "quotas", "the quota does not count", ct);
        await transaction.CommitAsync(ct);
        return (written, refused);
    }

    // Where the org hides its currencies but uses only one, that one is corporate.
    private static Task<int> RememberCorporateAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO meta (key, value)
            SELECT @Corporate, min(code) FROM (
              SELECT iso_code AS code FROM currencies WHERE is_corporate = 1
              UNION SELECT currency FROM deals WHERE currency IS NOT NULL AND NOT EXISTS (SELECT 1 FROM currencies)
              UNION SELECT currency FROM quotas WHERE currency IS NOT NULL AND NOT EXISTS (SELECT 1 FROM currencies))
            HAVING count(*) = 1
            ON CONFLICT (key) DO UPDATE SET value = excluded.value
            """,
            new { Corporate },
            transaction,
            cancellationToken: ct));

    private static Task<int> ConvertAsync(DbConnection connection, DbTransaction transaction, string table, string day, string unknown, CancellationToken ct)
    {
        string converted = $"""
            coalesce(stated_amount / CASE WHEN currency = (SELECT value FROM meta WHERE key = '{Corporate}') THEN 1 ELSE coalesce(
              (SELECT rate FROM dated_rates r WHERE r.iso_code = {table}.currency AND r.start_date <= {table}.{day} ORDER BY r.start_date DESC LIMIT 1),
              (SELECT rate FROM currencies c WHERE c.iso_code = {table}.currency)) END, {unknown})
            """;
        return connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE {table} SET amount = {converted} WHERE currency IS NOT NULL AND amount IS DISTINCT FROM {converted}",
            transaction: transaction,
            cancellationToken: ct));
    }

    private static Task<int> RefuseAsync(
        DbConnection connection, DbTransaction transaction, RunContext run, string objectName, string table, string consequence, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            $"""
            INSERT INTO refused_records (source, record, reason, first_run, last_run)
            SELECT @source, id, 'no rate is known for the currency ' || currency || ', so ' || @consequence
              || ': let the integration user read CurrencyType, or complete CurrencyType.csv', @runId, @runId
            FROM {table} t
            WHERE currency IS NOT NULL AND stated_amount <> 0 AND coalesce(amount, 0) = 0
              AND currency IS DISTINCT FROM (SELECT value FROM meta WHERE key = @Corporate)
              AND NOT EXISTS (SELECT 1 FROM currencies c WHERE c.iso_code = t.currency)
            ON CONFLICT (source, record, reason) DO UPDATE SET last_run = excluded.last_run
            """,
            new { source = objectName + ".CurrencyIsoCode", consequence, runId = run.RunId, Corporate },
            transaction,
            cancellationToken: ct));
}
