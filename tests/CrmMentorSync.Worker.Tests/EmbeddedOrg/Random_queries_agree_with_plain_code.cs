using System.Globalization;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

/// <summary>Conditions put together by chance, judged by the org and by ordinary code over the same rows.</summary>
public sealed class Random_queries_agree_with_plain_code
{
    private sealed record Deal(string Id, string Name, string? AccountId, string Owner, string Stage, double? Amount, DateOnly Close);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task On_every_condition(int seed)
    {
        var random = new Random(seed);
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(150));
        Deal[] deals = ReadDeals();
        for (int round = 0; round < 120; round++)
        {
            (string soql, Func<Deal, bool> holds) = Condition(random, depth: 3);

            string[] ids = await org.IdsAsync($"SELECT Id FROM Opportunity WHERE {soql} ORDER BY Id");

            Assert.Equal((soql, string.Join(',', deals.Where(holds).Select(deal => deal.Id))), (soql, string.Join(',', ids)));
        }
    }

    private static (string Soql, Func<Deal, bool> Holds) Condition(Random random, int depth)
    {
        if (depth == 0 || random.Next(3) == 0)
        {
            return Comparison(random);
        }

        (string left, Func<Deal, bool> holdsLeft) = Condition(random, depth - 1);
        (string right, Func<Deal, bool> holdsRight) = Condition(random, depth - 1);
        return random.Next(3) switch
        {
            0 => ($"({left}) AND ({right})", deal => holdsLeft(deal) && holdsRight(deal)),
            1 => ($"({left}) OR ({right})", deal => holdsLeft(deal) || holdsRight(deal)),
            _ => ($"NOT ({left})", deal => !holdsLeft(deal)),
        };
    }

    private static (string Soql, Func<Deal, bool> Holds) Comparison(Random random)
    {
        double amount = random.Next(160) * 100.5;
        string number = amount.ToString(CultureInfo.InvariantCulture);
        DateOnly day = new DateOnly(2025, 1, 1).AddDays(random.Next(160));
        string date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        int digit = random.Next(10);
        return random.Next(10) switch
        {
            0 => ($"Amount < {number}", deal => deal.Amount < amount),
            1 => ($"Amount >= {number}", deal => deal.Amount >= amount),
            2 => ($"Amount != {number}", deal => deal.Amount != amount),
            3 => ("Amount = null", deal => deal.Amount is null),
            4 => ($"CloseDate <= {date}", deal => deal.Close <= day),
            5 => ($"CloseDate = {date}", deal => deal.Close == day),
            6 => ($"Name LIKE '%{digit}'", deal => deal.Name.EndsWith(digit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)),
            7 => ("StageName IN ('CLOSED WON', 'nothing')", deal => deal.Stage == "Closed Won"),
            8 => ("Account.Name != 'Acme'", deal => deal.AccountId is null),
            _ => ("Owner.Name NOT IN ('Bob Reed')", deal => deal.Owner != SmallOrg.Bob),
        };
    }

    private static Deal[] ReadDeals() =>
    [
        .. SmallOrg.Export(150).Tables["Opportunity"].Rows.Select(row => new Deal(
            row[0], row[1], row[2].Length == 0 ? null : row[2], row[3], row[4],
            row[5].Length == 0 ? null : double.Parse(row[5], CultureInfo.InvariantCulture),
            DateOnly.Parse(row[6], CultureInfo.InvariantCulture))).OrderBy(deal => deal.Id, StringComparer.Ordinal),
    ];
}
