using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;
using static CrmMentorSync.Domain.Tests.Flags.FlagFixtures;

namespace CrmMentorSync.Domain.Tests.Flags;

public sealed class One_flag_by_precedence
{
    [Fact]
    public void A_rep_who_is_low_with_confidence_and_materially_is_struggling() => Assert.Equal(FlagKind.Struggling, FlagOf(Weak(1)));

    [Fact]
    public void A_rep_who_is_high_with_confidence_and_materially_is_top() => Assert.Equal(FlagKind.Top, FlagOf(Strong(1)));

    [Fact]
    public void A_rep_who_is_hardly_below_the_median_is_not_struggling() =>
        Assert.Equal(FlagKind.Steady, FlagOf(Weak(1) with { PMateriallyLow = 0.49 }));

    [Fact]
    public void A_rep_who_is_hardly_above_the_median_is_not_top() =>
        Assert.Equal(FlagKind.Steady, FlagOf(Strong(1) with { PMateriallyHigh = 0.49 }));

    [Theory]
    [InlineData(0.6, FlagKind.Struggling)]
    [InlineData(0.4, FlagKind.Steady)]
    public void Where_a_quota_exists_struggling_means_below_it(double pBelow, FlagKind expected) =>
        Assert.Equal(expected, FlagOf(Weak(1) with { PBelowQuota = pBelow }));

    [Theory]
    [InlineData(0.4, FlagKind.Top)]
    [InlineData(0.6, FlagKind.Steady)]
    public void Where_a_quota_exists_top_means_above_it(double pBelow, FlagKind expected) =>
        Assert.Equal(expected, FlagOf(Strong(1) with { PBelowQuota = pBelow }));

    [Fact]
    public void A_ramping_rep_is_never_struggling()
    {
        RepFlag flag = FlagPolicy.Raise([[Weak(1) with { Ramping = true, TenureDays = 90 }]], [], new FlagRules())[0];
        Assert.Equal(FlagKind.Ramping, flag.Flag);
        Assert.Empty(flag.Also);
    }

    [Fact]
    public void A_rep_with_too_little_data_is_not_judged_and_the_ramp_is_said_beside_it()
    {
        RepFlag flag = FlagPolicy.Raise([[Weak(1) with { Judged = false, NotJudged = "no deal closed", Ramping = true }]], [], new FlagRules())[0];
        Assert.Equal(FlagKind.InsufficientData, flag.Flag);
        Assert.Equal([FlagKind.Ramping], flag.Also);
        Assert.Null(flag.Probability);
        Assert.Contains("no deal closed", flag.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Suspected_leave_asks_a_question_instead_of_raising_a_negative_flag()
    {
        RepFlag flag = FlagPolicy.Raise([[Weak(1) with { SilentDays = 41 }]], [], new FlagRules())[0];
        Assert.Equal(FlagKind.Steady, flag.Flag);
        Assert.Contains("41 days", flag.Question, StringComparison.Ordinal);
        Assert.Null(FlagPolicy.Raise([[Weak(1)]], [], new FlagRules())[0].Question);
    }

    [Theory]
    [InlineData(400, 0.85, FlagKind.Rising)]
    [InlineData(400, 0.75, FlagKind.Steady)]
    [InlineData(800, 0.85, FlagKind.Steady)]
    public void Rising_needs_a_sure_slope_and_less_than_24_months(int tenure, double pRising, FlagKind expected) =>
        Assert.Equal(expected, FlagOf(Weak(1, 0.2) with { TenureDays = tenure, PRising = pRising }));

    [Theory]
    [InlineData(2, FlagKind.Rising)]
    [InlineData(1, FlagKind.Steady)]
    [InlineData(0, FlagKind.Steady)]
    public void Growth_cannot_be_told_from_less_than_two_quarters(int quarters, FlagKind expected) =>
        Assert.Equal(expected, FlagOf(Weak(1, 0.2) with { TenureDays = 400, PRising = 0.85, Quarters = quarters }));

    [Fact]
    public void Without_a_flag_nobody_is_told_of_a_strength_that_is_no_likelier_than_anybodys()
    {
        RepFlag steady = Named(Weak(1, 0.1), Score(Skill.WinRate, n: 20, low: 0.10, high: 0.15), Score(Skill.DealSize, n: 8, low: 0.19, high: 0.02));
        Assert.Equal((null, null), (steady.Strength, steady.Gap));
        RepFlag struggling = Named(Weak(1), Score(Skill.WinRate, n: 20, low: 0.10, high: 0.15), Score(Skill.DealSize, n: 8, low: 0.19, high: 0.02));
        Assert.Equal((Skill.WinRate, Skill.DealSize), (struggling.Strength, struggling.Gap));
    }

    [Fact]
    public void What_was_never_seen_is_neither_strength_nor_gap()
    {
        RepFlag flag = Named(Weak(1), Score(Skill.CycleDays, n: 0, low: 0.01, high: 0.30), Score(Skill.WinRate, n: 20, low: 0.2, high: 0.1));
        Assert.Equal(Skill.WinRate, flag.Strength);
        Assert.Null(flag.Gap);
    }

    private static RepFlag Named(Standing one, params SkillScore[] scores) => FlagPolicy.Raise([[one]], scores, new FlagRules())[0];

    private static SkillScore Score(Skill skill, int n, double low, double high) => new()
    {
        Rep = Id(1), Skill = skill, PeerGroup = "everyone", N = n, Observed = 1, Estimate = 1, Low = 0.5, High = 2,
        PLowestFifth = low, PHighestFifth = high, PeerMedian = 1,
    };

    [Fact]
    public void A_flat_top_rep_is_top_and_also_on_a_plateau()
    {
        RepFlag flag = FlagPolicy.Raise([[Strong(1) with { PFlat = 0.9 }]], [], new FlagRules())[0];
        Assert.Equal(FlagKind.Top, flag.Flag);
        Assert.Equal([FlagKind.Plateau], flag.Also);
    }

    [Fact]
    public void Three_quarters_are_too_few_for_a_plateau() =>
        Assert.Empty(FlagPolicy.Raise([[Strong(1) with { PFlat = 0.9, Quarters = 3 }]], [], new FlagRules())[0].Also);

    [Fact]
    public void No_reps_give_no_flags() => Assert.Empty(FlagPolicy.Raise([], [], new FlagRules()));
}
