using System.Globalization;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Performance;

public sealed class What_counts_as_of_a_day
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);

    [Fact]
    public void Deals_created_later_do_not_exist_and_deals_closed_later_are_open()
    {
        PerformanceReport before = Score(Team());
        PerformanceReport after = Score([.. Team(), Closed(0, -5, won: true, createdDaysAgo: 20), Closed(0, -9, won: true, createdDaysAgo: -1)]);
        Assert.Equal(N(before, Skill.WinRate), N(after, Skill.WinRate));
        Assert.Equal(N(before, Skill.CreatedPerMonth) + 1, N(after, Skill.CreatedPerMonth));
    }

    [Fact]
    public void Months_before_the_org_tells_of_any_close_are_nobodys_active_months()
    {
        double Months(params Deal[] more) => Score([.. Team(), .. more]).Standings[3].ActiveMonths;
        Assert.InRange(Months(), 5.3, 5.5);

        // One earlier close tells that the org was there; so does one soon after the window's first day.
        Assert.InRange(Months(Closed(0, 500, won: true)), 11.9, 12.1);
        Assert.InRange(Months(Closed(0, 350, won: true)), 11.9, 12.1);
    }

    [Fact]
    public void A_deal_closed_on_the_day_counts() =>
        Assert.Equal(N(Score(Team()), Skill.WinRate) + 1, N(Score([.. Team(), Closed(0, 0, won: true)]), Skill.WinRate));

    [Fact]
    public void A_deal_closed_before_its_owner_was_hired_is_nobodys_credit()
    {
        Deal inherited = Closed(0, 300, won: true);
        Assert.Equal(N(Score(Team()), Skill.WinRate) + 1, N(Score([.. Team(), inherited]), Skill.WinRate));
        Assert.Equal(N(Score(Team(), Hired(290)), Skill.WinRate), N(Score([.. Team(), inherited], Hired(290)), Skill.WinRate));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    [InlineData(-50.0)]
    [InlineData(double.NaN)]
    public void A_deal_without_an_amount_counts_for_win_rate_and_not_for_size(double? amount)
    {
        PerformanceReport report = Score([.. Team(), Closed(0, 10, won: true) with { Amount = amount }]);
        Assert.Equal(N(Score(Team()), Skill.WinRate) + 1, N(report, Skill.WinRate));
        Assert.Equal(N(Score(Team()), Skill.DealSize), N(report, Skill.DealSize));
    }

    [Fact]
    public void An_open_deal_older_than_the_long_cycles_counts_as_lost_and_is_shown()
    {
        PerformanceReport young = Score([.. Team(), Open(0, 20)]);
        PerformanceReport old = Score([.. Team(), Open(0, 200)]);
        Assert.Equal(0, young.Standings[0].Stale);
        Assert.Equal(1, old.Standings[0].Stale);
        Assert.Equal(N(young, Skill.WinRate) + 1, N(old, Skill.WinRate));
        Assert.True(Of(old, Skill.WinRate).Observed < Of(young, Skill.WinRate).Observed);
    }

    [Theory]
    [InlineData(170, true)]
    [InlineData(185, false)]
    public void Somebody_just_out_of_the_ramp_is_not_judged_by_nothing(int daysSinceHiring, bool judged)
    {
        Deal[] inTheRamp = [.. Enumerable.Range(0, 9).Select(i => Closed(0, 20 + (10 * i), won: i % 2 == 0))];
        Deal[] forgotten = [Open(0, 150), Open(0, 151), Open(0, 152)];
        PerformanceReport report = Score([.. Team().Where(deal => deal.Owner != Id(0)), .. inTheRamp, .. forgotten], Hired(daysSinceHiring));
        Assert.Equal(judged, report.Standings.Single(standing => standing.Rep == Id(0)).Judged);
        Assert.Equal(judged, report.Scores.Any(score => score.Rep == Id(0)));
    }

    [Fact]
    public void Zero_wins_give_a_finite_estimate()
    {
        PerformanceReport report = Score([.. Team().Where(deal => deal.Owner != Id(0)), .. Enumerable.Range(1, 30).Select(i => Closed(0, i * 10, won: false))]);
        Assert.All(report.Scores, score => Assert.True(double.IsFinite(score.Estimate) && score.Low <= score.Estimate && score.Estimate <= score.High));
        Assert.True(Of(report, Skill.WinRate).PLowestFifth > 0.8);
    }

    [Fact]
    public void The_order_of_people_and_deals_leaves_no_trace()
    {
        Deal[] deals = [.. Team()];
        PerformanceReport one = Score(deals);
        PerformanceReport other = Score([.. deals.Reverse()], reverse: true);
        Assert.Equal(one.Scores, other.Scores);
        Assert.Equal(one.Standings, other.Standings);
    }

    [Fact]
    public void One_enormous_deal_does_not_make_a_top_rep()
    {
        PerformanceReport report = Score([.. Team(), Closed(0, 10, won: true) with { Amount = 50_000_000 }]);
        Assert.NotEqual(FlagKind.Top, FlagPolicy.Raise([report.Standings], report.Scores, new FlagRules())[0].Flag);
    }

    [Fact]
    public void Slow_is_lowest_for_cycle_time()
    {
        PerformanceReport report = Score([.. Team().Where(deal => deal.Owner != Id(0)), .. Enumerable.Range(1, 40).Select(i => Closed(0, i * 8, won: i % 2 == 0, createdDaysAgo: (i * 8) + 55))]);
        Assert.True(Of(report, Skill.CycleDays).PLowestFifth > 0.5);
        Assert.True(Of(report, Skill.CycleDays).PHighestFifth < 0.2);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(10, false)]
    public void A_busy_rep_who_falls_silent_is_suspected_to_be_on_leave(int silent, bool suspected)
    {
        Deal[] deals = [.. Team().Where(deal => deal.Owner != Id(0)), .. Enumerable.Range(0, 40).Select(i => Closed(0, silent + (i * 8), won: i % 2 == 0))];
        Assert.Equal(suspected ? silent : null, Score(deals).Standings[0].SilentDays);
    }

    [Fact]
    public void A_quota_gives_attainment_and_its_chance_of_being_missed()
    {
        Quota[] quotas = [.. Enumerable.Range(0, 4).Select(q => new Quota(Id(0), new DateOnly(2025, 4, 1).AddMonths(3 * q), 1_000))];
        PerformanceReport easy = Score(Team(), quotas: quotas);
        Assert.True(Of(easy, Skill.Attainment).Estimate > 1 && easy.Standings[0].PBelowQuota < 0.1);
        PerformanceReport hard = Score(Team(), quotas: [.. quotas.Select(quota => quota with { Amount = 1_000_000 })]);
        Assert.True(Of(hard, Skill.Attainment).Estimate < 1 && hard.Standings[0].PBelowQuota > 0.9);
        Assert.Null(Score(Team()).Standings[0].PBelowQuota);
    }

    [Fact]
    public void Eight_scored_reps_make_a_group_and_seven_fall_back()
    {
        Assert.StartsWith("Title+Department: Seller / East", Score(Team()).Standings[0].PeerGroup, StringComparison.Ordinal);
        Deal[] seven = [.. Team().Where(deal => deal.Owner.CompareTo(Id(7)) < 0)];
        Assert.Equal(PeerGrouping.Everyone, Score(seven).Standings[0].PeerGroup);
    }

    private static SkillScore Of(PerformanceReport report, Skill skill) => report.Scores.First(score => score.Rep == Id(0) && score.Skill == skill);

    private static int N(PerformanceReport report, Skill skill) => Of(report, skill).N;

    private static Func<Person, Person> Hired(int daysAgo) =>
        person => person.Id == Id(0) ? person with { HireDate = AsOf.AddDays(-daysAgo) } : person;

    private static PerformanceReport Score(
        IEnumerable<Deal> deals, Func<Person, Person>? change = null, bool reverse = false, IReadOnlyList<Quota>? quotas = null)
    {
        var ledger = new DealLedger();
        foreach (Deal deal in deals)
        {
            ledger.Add(deal);
        }

        Person[] people = [.. Enumerable.Range(0, 8).Select(Rep).Select(change ?? (person => person))];
        return PerformanceScorer.Score(
            new SalesFacts { People = reverse ? [.. people.Reverse()] : people, Deals = ledger, Quotas = quotas ?? [] }, AsOf, new ScoringRules());
    }

    // Eight like reps, 24 closed deals each.
    private static IEnumerable<Deal> Team() => Enumerable.Range(0, 8).SelectMany(rep => Enumerable.Range(0, 24).Select(i =>
        Closed(rep, 3 + (i * 7), won: (i + rep) % 3 == 0) with { Amount = 1000 + (150 * ((i + rep) % 5)) }));

    private static Deal Closed(int rep, int daysAgo, bool won, int? createdDaysAgo = null) => new(
        "", Id(rep), true, won, 1200, AsOf.AddDays(-(createdDaysAgo ?? daysAgo + 25 + (daysAgo % 7))), AsOf.AddDays(-daysAgo));

    private static Deal Open(int rep, int createdDaysAgo) =>
        new("", Id(rep), false, false, 1200, AsOf.AddDays(-createdDaysAgo), AsOf.AddDays(30));

    private static UserId Id(int i) => new("005" + i.ToString("D15", CultureInfo.InvariantCulture));

    private static Person Rep(int i) => new()
    {
        Id = Id(i),
        Name = "Rep",
        Username = "rep@x.example",
        IsActive = true,
        Title = "Seller",
        Department = "East",
        CreatedAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };
}
