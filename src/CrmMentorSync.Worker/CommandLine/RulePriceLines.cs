using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>What each rule of pairing costs, as a rehearsal tells it: within 80 columns, and without names.</summary>
internal static class RulePriceLines
{
    public static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, DateOnly asOf, CancellationToken ct)
    {
        (string Rule, string Says, long Pairs, double Quality)[] prices = [.. await connection.QueryAsync<(string, string, long, double)>(new CommandDefinition(
            "SELECT rule, says, pairs, quality FROM rule_prices WHERE as_of = @day ORDER BY pairs DESC, quality DESC, rule",
            new { day = Sql.Day(asOf) },
            cancellationToken: ct))];
        if (prices.Length == 0)
        {
            return [];
        }

        (string Rule, string Says, long Pairs, double Quality)[] dear = [.. prices.Where(price => price.Pairs != 0 || Math.Abs(price.Quality) >= 0.005)];
        string free = string.Create(CultureInfo.InvariantCulture, $"{prices.Length - dear.Length} {(dear.Length > 0 ? "others" : "rules")} cost nothing in this round");
        return
        [
            "price of each rule of pairing, as what the round would gain without it:",
            .. dear.Select(price => string.Create(
                CultureInfo.InvariantCulture, $"  {price.Rule,-22} {price.Pairs,3:+0;-0;0} pairs, quality {price.Quality:+0.00;-0.00;0.00}")),
            $"  {free}",
        ];
    }
}
