using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Worker.Tests.TheSampleOrg;

public sealed class A_generated_org_follows_its_truth
{
    private static readonly GeneratorOptions Large = new() { Reps = 1_500, DealsPerRepYear = 60, Seed = 7, TailSd = 0 };

    private static readonly GeneratedOrg Org = OrgGenerator.Generate(Large);

    private static readonly ILookup<string, Row> Decided = Org.Export.Rows("Opportunity")
        .Where(row => row.Is("IsClosed") && row.Day("CloseDate") > Large.AsOf.AddDays(-365))
        .ToLookup(row => row["OwnerId"]);

    /// <summary>Sellers at full pace during the whole trailing year.</summary>
    private static readonly RepTruth[] Settled =
        [.. Org.Truth.Where(truth => truth.HiredOn < Large.AsOf.AddDays(-545) && truth.LeaveFrom is null)];

    [Fact]
    public void Equal_options_give_equal_orgs_and_another_seed_another()
    {
        GeneratorOptions options = new() { Reps = 40, Seed = 3 };

        Assert.Equal(OrgGenerator.Generate(options).Export.Checksum(), OrgGenerator.Generate(options).Export.Checksum());
        Assert.NotEqual(
            OrgGenerator.Generate(options).Export.Checksum(), OrgGenerator.Generate(options with { Seed = 4 }).Export.Checksum());
    }

    [Fact]
    public void The_same_options_give_the_same_org_for_ever() => Assert.StartsWith(
        "4b89e8927aa58a08658b37ed8f73aa9d1013c64797cae9c784",
        OrgGenerator.Generate(GeneratorOptions.Parse("reps=20,deals=10,seed=5")).Export.Checksum());

    [Fact]
    public void More_sellers_change_nothing_about_the_first_ones()
    {
        IReadOnlyList<RepTruth> few = OrgGenerator.Generate(new GeneratorOptions { Reps = 10 }).Truth;
        IReadOnlyList<RepTruth> many = OrgGenerator.Generate(new GeneratorOptions { Reps = 30 }).Truth;

        Assert.Equal(few, many.Take(10));
    }

    [Fact]
    public void Deals_decided_are_poisson_around_the_true_pace()
    {
        double[] surprises = [.. Settled.Select(truth =>
        {
            double expected = truth.DealsPerMonth * 12 * 365 / 365.25;
            return (Decided[truth.RepId].Count() - expected) / Math.Sqrt(expected);
        })];

        AssertStandard(surprises);
    }

    [Fact]
    public void Wins_are_binomial_around_the_true_win_rate()
    {
        double[] surprises = [.. Settled.Where(truth => Decided[truth.RepId].Count() >= 10).Select(truth =>
        {
            int n = Decided[truth.RepId].Count();
            int won = Decided[truth.RepId].Count(row => row.Is("IsWon"));
            return (won - (n * truth.WinRate)) / Math.Sqrt(n * truth.WinRate * (1 - truth.WinRate));
        })];

        AssertStandard(surprises);
    }

    [Fact]
    public void Amounts_are_log_normal_around_the_true_size()
    {
        double[] surprises = [.. Settled.Where(truth => Decided[truth.RepId].Any()).Select(truth =>
        {
            double[] logs = [.. Decided[truth.RepId].Select(row => Math.Log(row.Number("Amount")))];
            return (logs.Average() - truth.LogSizeMean) / (truth.LogSizeSd / Math.Sqrt(logs.Length));
        })];

        AssertStandard(surprises);
    }

    [Fact]
    public void Sellers_differ_by_the_spreads_that_were_asked_for()
    {
        RepTruth[] segment = [.. Org.Truth.Where(truth => truth.Segment == "Enterprise")];

        Assert.InRange(Spread(segment.Select(truth => Math.Log(truth.DealsPerMonth))), 0.32, 0.38);
        Assert.InRange(Spread(segment.Select(truth => Math.Log(truth.WinRate / (1 - truth.WinRate)))), 0.32, 0.38);
        Assert.InRange(Spread(segment.Select(truth => truth.LogSizeMean)), 0.23, 0.27);
        Assert.InRange(Org.Truth.Average(truth => truth.DealsPerMonth * 12), 58, 62);
    }

    [Fact]
    public void Segments_differ_tenfold_in_level()
    {
        double Mean(string segment) => Org.Truth.Where(truth => truth.Segment == segment).Average(truth => truth.LogSizeMean);

        Assert.InRange(Mean("Enterprise") - Mean("Mid-Market"), Math.Log(10) - 0.05, Math.Log(10) + 0.05);
    }

    [Fact]
    public void Where_all_are_equal_nobody_differs_within_a_segment()
    {
        GeneratedOrg equal = OrgGenerator.Generate(new GeneratorOptions { Reps = 60, AllEqual = true });

        Assert.Equal(2, equal.Truth.Select(truth => truth.LogProductivity).Distinct().Count());
        Assert.Equal(2, equal.Truth.Select(truth => (truth.WinRate, truth.DealsPerMonth, truth.LogSizeMean)).Distinct().Count());
    }

    [Fact]
    public void A_wide_spread_of_activity_gives_sellers_with_few_and_with_hundreds_of_deals()
    {
        GeneratorOptions wide = new() { Reps = 300, DealsPerRepYear = 50, ActivitySd = 1.0 };
        double[] perYear = [.. OrgGenerator.Generate(wide).Truth.Select(truth => truth.DealsPerMonth * 12)];

        Assert.True(perYear.Min() < 5);
        Assert.True(perYear.Max() > 300);
    }

    [Fact]
    public void Newcomers_leaves_and_open_deals_are_among_them_as_asked()
    {
        DateOnly halfYearAgo = Large.AsOf.AddDays(-180);
        DateOnly yearAgo = Large.AsOf.AddDays(-366);
        Assert.InRange(Org.Truth.Count(truth => truth.HiredOn > halfYearAgo), 75, 135);
        Assert.InRange(Org.Truth.Count(truth => truth.HiredOn <= halfYearAgo && truth.HiredOn > yearAgo), 115, 185);
        Assert.InRange(Org.Truth.Count(truth => truth.LeaveFrom is not null), 40, 90);
        Assert.All(
            Org.Truth.Where(truth => truth.LeaveFrom is not null),
            truth => Assert.DoesNotContain(
                Decided[truth.RepId], row => row.Day("CloseDate") >= truth.LeaveFrom && row.Day("CloseDate") <= truth.LeaveTo));
        Assert.Contains(Org.Export.Rows("Opportunity"), row => !row.Is("IsClosed") && row.Day("CloseDate") > Large.AsOf);
    }

    [Fact]
    public void Heavy_tails_make_a_few_deals_far_larger_than_the_rest()
    {
        GeneratorOptions plain = new() { Reps = 100, Segments = 1, SizeSd = 0, TailSd = 0 };
        double Largest(GeneratorOptions options) =>
            OrgGenerator.Generate(options).Export.Rows("Opportunity").Max(row => row.Number("Amount"));

        Assert.True(Largest(plain with { TailSd = 3 }) > 20 * Largest(plain));
    }

    [Fact]
    public void Every_deal_belongs_to_a_seller_and_an_account_and_lies_in_time()
    {
        HashSet<string> accounts = [.. Org.Export.Rows("Account").Select(row => row["Id"])];
        Dictionary<string, RepTruth> sellers = Org.Truth.ToDictionary(truth => truth.RepId);
        foreach (Row row in Org.Export.Rows("Opportunity"))
        {
            Assert.Contains(row["AccountId"], accounts);
            Assert.True(row.Day("CreatedDate") >= sellers[row["OwnerId"]].HiredOn);
            Assert.True(row.Day("CreatedDate") <= row.Day("CloseDate"));
            Assert.Equal(row.Is("IsClosed"), row.Day("CloseDate") <= Large.AsOf);
            Assert.True(row.Day("SystemModstamp") <= Large.AsOf);
        }
    }

    [Fact]
    public void The_smallest_org_is_one_seller_with_a_manager() =>
        Assert.Equal(3, OrgGenerator.Generate(new GeneratorOptions { Reps = 1 }).Export.Tables["User"].Rows.Count);

    [Fact]
    public void Every_seller_is_in_the_table_of_truth() => Assert.Equal(
        Org.Truth.Select(truth => truth.RepId), Org.TruthTable().Rows.Select(row => row[0]));

    /// <summary>Standardised surprises of more than a thousand sellers have mean 0 and variance 1, within five standard errors.</summary>
    private static void AssertStandard(double[] surprises)
    {
        Assert.True(surprises.Length > 1_000);
        Assert.InRange(surprises.Average(), -5 / Math.Sqrt(surprises.Length), 5 / Math.Sqrt(surprises.Length));
        Assert.InRange(surprises.Average(value => value * value), 0.8, 1.2);
    }

    private static double Spread(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
    }
}
