using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Performance;

/// <summary>30 days without any deal, event or login is suspected leave: no negative flag, a question instead.</summary>
public sealed class Silence_is_a_question
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);
    private static readonly UserId Rep = new("a");

    [Theory]
    [InlineData(30, 30, 30, 30)]
    [InlineData(29, 60, 60, null)]
    [InlineData(60, 29, 60, null)]
    [InlineData(60, 60, 29, null)]
    public void Any_deal_event_or_login_breaks_it(int deal, int @event, int login, int? silent) =>
        Assert.Equal(silent, SilentDays(person => person with { LastLoginAt = At(login) }, deal, @event));

    [Fact]
    public void A_new_deal_breaks_it_as_a_closed_one_does() => Assert.Null(SilentDays(person => person with { LastLoginAt = At(60) }, 60, 60, createdDaysAgo: 3));

    [Fact]
    public void A_leave_that_is_known_needs_no_question_and_one_that_is_over_does()
    {
        Assert.Null(SilentDays(person => person with { LastLoginAt = At(40), LeaveFrom = AsOf.AddDays(-39) }, 40, 40));
        Assert.Equal(40, SilentDays(person => person with { LastLoginAt = At(40), LeaveFrom = AsOf.AddDays(-400), LeaveTo = AsOf.AddDays(-100) }, 40, 40));
    }

    [Fact]
    public void A_login_after_the_judged_day_tells_nothing_about_it()
    {
        // One deal in nine days: forty days of silence would be five missed.
        Assert.Equal(40, SilentDays(person => person with { LastLoginAt = At(-5) }, 40, 40));
        Assert.Null(SilentDays(person => person with { LastLoginAt = At(-5) }, 40, 40, every: 60));
    }

    [Fact]
    public void Somebody_hired_a_fortnight_ago_is_not_silent_for_a_month() =>
        Assert.Null(SilentDays(person => person with { LastLoginAt = At(60), HireDate = AsOf.AddDays(-14) }, 40, 40));

    [Fact]
    public void Who_is_silent_gets_no_negative_flag_and_a_question()
    {
        Standing weak = Standing() with { PLowest = 0.99, PMateriallyLow = 0.99 };
        Assert.Equal(FlagKind.Struggling, Raise(weak).Flag);
        Assert.Null(Raise(weak).Question);
        RepFlag silent = Raise(weak with { SilentDays = 45 });
        Assert.NotEqual(FlagKind.Struggling, silent.Flag);
        Assert.DoesNotContain(FlagKind.Struggling, silent.Also);
        Assert.Contains("leave", silent.Question, StringComparison.Ordinal);
    }

    private static RepFlag Raise(Standing standing) => FlagPolicy.Raise([[standing]], [], new FlagRules())[0];

    private static Standing Standing() => new()
    {
        Rep = Rep, On = AsOf, PeerGroup = "everyone", Judged = true, Ramping = false, TenureDays = 900, Closed = 30, ActiveMonths = 12, PLowest = 0, PHighest = 0,
        PMateriallyLow = 0, PMateriallyHigh = 0, Quarters = 4,
    };

    private static int? SilentDays(Func<Person, Person> change, int lastDeal, int lastEvent, int? createdDaysAgo = null, int every = 9)
    {
        var ledger = new DealLedger();
        for (int day = lastDeal; day < 360; day += every)
        {
            ledger.Add(new Deal("", Rep, true, true, 100, AsOf.AddDays(-day - 20), AsOf.AddDays(-day)));
        }

        if (createdDaysAgo is { } created)
        {
            ledger.Add(new Deal("", Rep, false, false, 100, AsOf.AddDays(-created), AsOf.AddDays(30)));
        }

        var person = change(new Person { Id = Rep, Name = "A", Username = "a", IsActive = true, Title = "Seller", CreatedAt = At(2000) });
        var facts = new SalesFacts
        {
            People = [person],
            Deals = ledger,
            EventDays = new Dictionary<UserId, IReadOnlyList<DateOnly>> { [Rep] = [AsOf.AddDays(-lastEvent)] },
        };
        return PerformanceScorer.Score(facts, AsOf, new ScoringRules()).Standings.Single().SilentDays;
    }

    private static DateTimeOffset At(int daysAgo) => new(AsOf.AddDays(-daysAgo), new TimeOnly(9, 0), TimeSpan.Zero);
}
