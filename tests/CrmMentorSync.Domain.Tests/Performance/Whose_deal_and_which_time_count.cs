using System.Globalization;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Performance;

/// <summary>Sixteen like agents in two segments, tenfold apart in deal size; 24 closed deals each.</summary>
public sealed class Whose_deal_and_which_time_count
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);

    [Fact]
    public void Half_of_a_shared_deal_is_half_of_its_amount_and_a_whole_deal_to_both()
    {
        Deal whole = Closed(0, 10, won: true) with { Amount = 4000 };
        PerformanceReport alone = Score([.. Team(), whole]);
        PerformanceReport shared = Score([.. Team(), whole with { Amount = 2000 }, whole with { Owner = Id(1), Amount = 2000, Shared = true }]);
        Assert.Equal(Of(alone, 0, Skill.WinRate).N, Of(shared, 0, Skill.WinRate).N);
        Assert.Equal(Of(alone, 1, Skill.WinRate).N + 1, Of(shared, 1, Skill.WinRate).N);
        double months = alone.Standings[0].ActiveMonths;
        Assert.Equal(-2000 / months, Of(shared, 0, Skill.Overall).Observed!.Value - Of(alone, 0, Skill.Overall).Observed!.Value, 3);
        Assert.Equal(2000 / months, Of(shared, 1, Skill.Overall).Observed!.Value - Of(alone, 1, Skill.Overall).Observed!.Value, 3);
    }

    [Fact]
    public void A_shared_deal_was_created_by_its_owner_alone_and_before_its_close_it_was_the_owners()
    {
        Deal later = Closed(1, -5, won: true, createdDaysAgo: 200) with { Shared = true };
        PerformanceReport before = Score(Team());
        PerformanceReport with = Score([.. Team(), later, Closed(1, 10, won: true) with { Shared = true }]);
        Assert.Equal(Of(before, 1, Skill.CreatedPerMonth).N, Of(with, 1, Skill.CreatedPerMonth).N);
        Assert.Equal(0, with.Standings[1].Stale);
        Assert.Equal(1, Score([.. Team(), later with { Shared = false }]).Standings[1].Stale);
    }

    [Fact]
    public void Who_joined_the_large_segment_lately_is_still_compared_with_the_small_one()
    {
        Person Moved(Person person) => person.Id == Id(0) ? person with { Title = "Enterprise" } : person;
        Deal[] deals = [.. Team(), Closed(0, 5, won: true) with { Amount = 10_000 }];
        SkillScore judgedBlindly = Of(Score(deals, Moved), 0, Skill.Overall);
        SkillScore judged = Of(Score(deals, Moved, jobs: MovedOn(0, AsOf.AddDays(-30))), 0, Skill.Overall);
        Assert.Equal("Title: Enterprise", judgedBlindly.PeerGroup);
        Assert.True(judgedBlindly.PLowestFifth > 0.5, judgedBlindly.ToString());
        Assert.Equal("Title: Small", judged.PeerGroup);
        Assert.True(judged.PLowestFifth < 0.5, judged.ToString());

        // The large deal of the new job is no feat in the old one.
        Assert.Equal(Of(Score(Team()), 0, Skill.DealSize).Observed!.Value, Of(Score(deals, Moved, jobs: MovedOn(0, AsOf.AddDays(-30))), 0, Skill.DealSize).Observed!.Value, 0.15 * 1200);
    }

    [Fact]
    public void After_most_of_a_year_in_the_new_job_it_is_the_one_that_counts_by_its_own_deals_and_days()
    {
        Person Moved(Person person) => person.Id == Id(0) ? person with { Title = "Enterprise" } : person;
        PerformanceReport report = Score(Team(), Moved, jobs: MovedOn(0, AsOf.AddDays(-249)));
        Assert.Equal("Title: Enterprise", Of(report, 0, Skill.WinRate).PeerGroup);
        Assert.Equal(250 / (365.25 / 12), report.Standings[0].ActiveMonths, 3);
        Assert.Equal(Team().Count(deal => deal.Owner == Id(0) && deal.CloseDate >= AsOf.AddDays(-249)), Of(report, 0, Skill.WinRate).N);
    }

    [Fact]
    public void A_move_after_the_judged_day_is_not_known()
    {
        PerformanceReport before = Score(Team());
        PerformanceReport after = Score(Team(), person => person.Id == Id(0) ? person with { Title = "Enterprise" } : person, jobs: MovedOn(0, AsOf.AddDays(1)));
        Assert.Equal(before.Scores, after.Scores);
    }

    [Fact]
    public void Part_time_and_leave_leave_less_time_to_sell_and_so_raise_what_is_sold_a_month()
    {
        double full = Of(Score(Team()), 0, Skill.Overall).Observed!.Value;
        double half = Of(Score(Team(), One(person => person with { Fte = 0.5 })), 0, Skill.Overall).Observed!.Value;
        double away = Of(Score(Team(), One(person => person with { LeaveFrom = AsOf.AddDays(-364), LeaveTo = AsOf.AddDays(-182) })), 0, Skill.Overall).Observed!.Value;
        Assert.Equal(2 * full, half, 3);
        Assert.Equal(full * 365 / 182, away, 3);
    }

    [Fact]
    public void A_quota_lasts_as_long_as_its_fiscal_period_and_without_one_as_long_as_the_usual_gap()
    {
        // A calendar of the org's own: periods of twelve weeks.
        DateOnly first = AsOf.AddDays(-335);
        Quota[] quotas = [.. Enumerable.Range(0, 4).Select(q => new Quota(Id(0), first.AddDays(84 * q), 9100))];
        FiscalPeriod[] calendar =
        [
            .. Enumerable.Range(0, 4).Select(q => new FiscalPeriod(first.AddDays(84 * q), first.AddDays((84 * q) + 83))),
            new FiscalPeriod(first, first.AddDays(335)), new FiscalPeriod(first, first.AddDays(27)),
        ];
        Quota[] tied = [.. quotas.Select(quota => quota with { End = quota.Start.AddDays(83) })];
        double won = Team().Where(deal => deal.Owner == Id(0) && deal.IsWon && deal.CloseDate >= first).Sum(deal => deal.Amount!.Value);
        Assert.Equal(won / (4 * 9100), Of(Score(Team(), quotas: tied), 0, Skill.Attainment).Observed!.Value, 6);
        Assert.Equal(won / (4 * 9100), Of(Score(Team(), quotas: quotas, periods: calendar), 0, Skill.Attainment).Observed!.Value, 6);
        Assert.NotEqual(won / (4 * 9100), Of(Score(Team(), quotas: quotas), 0, Skill.Attainment).Observed!.Value, 6);
    }

    [Fact]
    public void One_annual_quota_tied_to_its_year_is_no_quarters_target()
    {
        Quota annual = new(Id(0), new DateOnly(2025, 7, 1), 36_500);
        SkillScore guessed = Of(Score(Team(), quotas: [annual]), 0, Skill.Attainment);
        SkillScore tied = Of(Score(Team(), quotas: [annual with { End = new DateOnly(2026, 6, 30) }]), 0, Skill.Attainment);
        Assert.True(tied.Observed > 2.5 * guessed.Observed, $"{tied.Observed} {guessed.Observed}");
    }

    private static SkillScore Of(PerformanceReport report, int rep, Skill skill) => report.Scores.First(score => score.Rep == Id(rep) && score.Skill == skill);

    private static Dictionary<UserId, IReadOnlyList<JobSpan>> MovedOn(int rep, DateOnly day) => new()
    {
        [Id(rep)] = [new JobSpan(DateOnly.MinValue, new Job("Small", null, null, null)), new JobSpan(day, new Job("Enterprise", null, null, null))],
    };

    private static Func<Person, Person> One(Func<Person, Person> change) => person => person.Id == Id(0) ? change(person) : person;

    private static PerformanceReport Score(
        IEnumerable<Deal> deals, Func<Person, Person>? change = null, Dictionary<UserId, IReadOnlyList<JobSpan>>? jobs = null,
        IReadOnlyList<Quota>? quotas = null, IReadOnlyList<FiscalPeriod>? periods = null)
    {
        var ledger = new DealLedger();
        foreach (Deal deal in deals)
        {
            ledger.Add(deal);
        }

        return PerformanceScorer.Score(
            new SalesFacts
            {
                People = [.. Enumerable.Range(0, 16).Select(Rep).Select(change ?? (person => person))],
                Deals = ledger,
                Jobs = jobs ?? [],
                Quotas = quotas ?? [],
                Periods = periods ?? [],
            },
            AsOf,
            new ScoringRules { MinimumGroup = 7 });
    }

    private static IEnumerable<Deal> Team() => Enumerable.Range(0, 16).SelectMany(rep => Enumerable.Range(0, 24).Select(i =>
        Closed(rep, 3 + (i * 15), won: (i + rep) % 3 == 0) with { Amount = (rep < 8 ? 1 : 10) * (1000 + (100 * ((i + rep) % 5))) }));

    private static Deal Closed(int rep, int daysAgo, bool won, int? createdDaysAgo = null) => new(
        "", Id(rep), true, won, 1200, AsOf.AddDays(-(createdDaysAgo ?? daysAgo + 25 + (daysAgo % 7))), AsOf.AddDays(-daysAgo));

    private static UserId Id(int i) => new("005" + i.ToString("D15", CultureInfo.InvariantCulture));

    private static Person Rep(int i) => new()
    {
        Id = Id(i),
        Name = "Rep",
        Username = "rep@x.example",
        IsActive = true,
        Title = i < 8 ? "Small" : "Enterprise",
        CreatedAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };
}
