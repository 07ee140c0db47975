using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>What the round of a rehearsal came to: new pairs, what would help the others, what each rule costs. Without names.</summary>
internal static class RoundLines
{
    private const int Indent = 10;
    private const int RemediesShown = 3;

    public static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, DateOnly asOf, CancellationToken ct)
    {
        var day = new { day = Sql.Day(asOf), round = IsoWeek.Of(asOf).Key };
        (string Kind, long Pairs, double Quality)[] kinds = [.. await connection.QueryAsync<(string, long, double)>(new CommandDefinition(
            """
            SELECT kind, count(*), sum(quality) FROM pairings WHERE round = @round AND proposed_on = @day AND kind <> 'informal'
            GROUP BY kind ORDER BY count(*) DESC, kind
            """,
            day,
            cancellationToken: ct))];
        (string Next, long People)[] remedies = [.. await connection.QueryAsync<(string, long)>(new CommandDefinition(
            """
            SELECT next_step, count(*) FROM unmatched WHERE as_of = @day AND next_step <> '' AND next_step NOT LIKE 'nothing to do%'
            GROUP BY next_step ORDER BY count(*) DESC, next_step
            """,
            day,
            cancellationToken: ct))];
        (string Rule, string Says, long People, double Quality)[] prices = [.. await connection.QueryAsync<(string, string, long, double)>(new CommandDefinition(
            "SELECT rule, says, people, quality FROM rule_prices WHERE as_of = @day ORDER BY people DESC, quality DESC, rule", day, cancellationToken: ct))];
        return prices.Length == 0 ? [] : [.. Pairs(kinds), .. Remedies(remedies), .. Prices(prices)];
    }

    private static IEnumerable<string> Pairs((string Kind, long Pairs, double Quality)[] kinds)
    {
        long pairs = kinds.Sum(kind => kind.Pairs);
        string each = string.Join(", ", kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Pairs:N0} {kind.Kind}")));
        return TextColumns.Wrap(
            pairs == 0 ? "round:    no new pair"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"round:    {pairs:N0} new pair{(pairs == 1 ? "" : "s")}, quality {kinds.Sum(kind => kind.Quality):0.00} in all (a pair counts 0 to 1): {each}"),
            Indent);
    }

    private static IEnumerable<string> Remedies((string Next, long People)[] remedies) => remedies.Length == 0 ? [] :
    [
        "          what would help those without a counterpart (each: unmatched.csv):",
        .. remedies.Take(RemediesShown).SelectMany(remedy => TextColumns.Wrap(
            string.Create(CultureInfo.InvariantCulture, $"{remedy.People,7:N0} × {remedy.Next}"), Indent)),
    ];

    private static IEnumerable<string> Prices((string Rule, string Says, long People, double Quality)[] prices)
    {
        (string Rule, string Says, long People, double Quality)[] dear = [.. prices.Where(price => price.People != 0 || Math.Abs(price.Quality) >= 0.005)];
        string free = string.Create(CultureInfo.InvariantCulture, $"{prices.Length - dear.Length} {(dear.Length > 0 ? "other rules cost" : "rules of pairing cost")} nothing in this round");
        return dear.Length == 0
            ? [$"rules:    {free}"]
            :
            [
                "rules:    so many more would learn, and so much better, if one did not hold:",
                "            people  quality  of whoever is …",
                .. dear.SelectMany(price => TextColumns.Wrap(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"            {price.People,6:+#,0;-#,0;0} {price.Quality,8:+0.00;-0.00;0.00}  {price.Says} ({price.Rule})"),
                    29)),
                $"          {free}",
            ];
    }
}
