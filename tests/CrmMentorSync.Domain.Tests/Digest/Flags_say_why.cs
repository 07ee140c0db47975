using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>Beside each flagged name: how sure it is, and the one figure that speaks for it.</summary>
public sealed class Flags_say_why
{
    [Fact]
    public void A_win_rate_is_told_in_wins_that_can_be_counted() => Assert.Equal(
        "Results: 98% likely in the lowest fifth (won 3 of 20 deals, peers 9).",
        ReasonOf(new DigestDesk().Rep("a", FlagKind.Struggling, probability: 0.98).Score("a", Skill.WinRate, 0.15, 20, median: 0.45)));

    [Fact]
    public void Strength_speaks_for_the_top_in_its_own_unit() => Assert.Equal(
        "Results: 85% likely in the highest fifth (deal size 240, peers 100).",
        ReasonOf(new DigestDesk().Rep("a", FlagKind.Top, strength: Skill.DealSize).Score("a", Skill.DealSize, 240, 9).Score("a", Skill.WinRate, 0.5, 20, median: 0.45)));

    [Fact]
    public void A_gap_that_does_not_point_downwards_gives_way_to_what_does() => Assert.Equal(
        "Results: 85% likely in the lowest fifth (number of wins 0.5 a month, peers 2.0).",
        ReasonOf(new DigestDesk().Rep("a", FlagKind.Struggling).Score("a", Skill.WinRate, 0.5, 20, median: 0.45).Score("a", Skill.WonPerMonth, 0.5, 6, median: 2)));

    [Fact]
    public void Where_no_part_is_measured_the_chance_stands_alone_and_never_claims_certainty() =>
        Assert.Equal("Results: over 99% likely in the lowest fifth.", ReasonOf(new DigestDesk().Rep("a", FlagKind.Struggling, probability: 0.9996)));

    [Theory]
    [InlineData(FlagKind.Steady)]
    [InlineData(FlagKind.InsufficientData)]
    public void What_claims_nothing_needs_no_reason(FlagKind flag) => Assert.Null(ReasonOf(new DigestDesk().Rep("a", flag).Score("a", Skill.WinRate, 0.15, 20, median: 0.45)));

    [Fact]
    public void One_peer_group_is_named_once_and_two_are_named_on_each_line()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Score("a", Skill.Overall, 90, 9, group: "Title: Account Executive").Score("b", Skill.Overall, 95, 9, group: "Title: Account Executive");
        DigestModel one = desk.LastWeek("a", FlagKind.Top).Build();
        Assert.EndsWith("Peers: Account Executive.", one.TeamLegend, StringComparison.Ordinal);
        Assert.DoesNotContain("Account Executive", one.Team.Shown[0].Figures, StringComparison.Ordinal);
        DigestModel two = desk.Rep("c").Score("c", Skill.Overall, 80, 9, group: "everyone").Build();
        Assert.DoesNotContain("Account Executive", two.TeamLegend, StringComparison.Ordinal);
        Assert.Equal(2, two.Team.Shown.Count(row => row.Figures.EndsWith(" · peers: Account Executive", StringComparison.Ordinal)));
        Assert.Single(two.Team.Shown, row => row.Figures.EndsWith(" · peers: all who sell", StringComparison.Ordinal));
    }

    private static string? ReasonOf(DigestDesk desk) => desk.Rep("zz", FlagKind.Ramping).Build().Team.Shown.Single(row => row.Name == "Name a").Reason;
}
