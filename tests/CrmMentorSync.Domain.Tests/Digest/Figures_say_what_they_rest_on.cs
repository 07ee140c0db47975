using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>Evidence in words, nothing judged on nothing, and sentences that end once.</summary>
public sealed class Figures_say_what_they_rest_on
{
    [Theory]
    [InlineData(Skill.Overall, 80, 4, "Range 64–96, from 4 deals")]
    [InlineData(Skill.Overall, 1200, 1, "Range 960–1,440, from 1 deal")]
    [InlineData(Skill.WinRate, 0.5, 1200, "Win rate: 50%, peers 10,000% (40%–60%, 1,200 deals)")]
    [InlineData(Skill.WonPerMonth, 5, 1, "Number of wins: 5.0 a month, peers 100.0 (4.0–6.0, 1 win)")]
    public void The_evidence_is_named(Skill skill, double estimate, int n, string said) =>
        Assert.Equal(said, Row(new DigestDesk().Rep("a", FlagKind.Struggling).Score("a", skill, estimate, n)).Figures);

    [Fact]
    public void Overall_results_of_an_org_without_amounts_are_deals_and_keep_their_fraction() => Assert.Equal(
        ("1.5", "Range 1.2–1.8, from 9 deals"),
        Row(new DigestDesk().Rep("a", FlagKind.Struggling).Score("a", Skill.Overall, 1.5, 9, median: 2)) is var row ? (row.Value, row.Figures) : default);

    [Fact]
    public void In_german_too() => Assert.Equal(
        "Bereich 64–96, 4 entschiedene Chancen",
        Row(German().Rep("a", FlagKind.Struggling).Score("a", Skill.Overall, 80, 4)).Figures);

    [Fact]
    public void A_score_that_rests_on_nothing_is_not_shown()
    {
        DigestTeamRow row = Row(new DigestDesk().Rep("a", FlagKind.Ramping).Score("a", Skill.Overall, 80, 0).Score("a", Skill.WonPerMonth, 8, 0));
        Assert.Equal("Too little to judge yet.", row.Figures);
        Assert.Null(row.Bar);
        Assert.Null(row.Focus);
    }

    [Fact]
    public void Another_score_that_rests_on_something_stands_in() => Assert.StartsWith(
        "Win rate: ", Row(new DigestDesk().Rep("a", FlagKind.Struggling).Score("a", Skill.Overall, 80, 0).Score("a", Skill.WinRate, 0.1, 30)).Figures, StringComparison.Ordinal);

    [Fact]
    public void A_proposal_for_someone_not_yet_measured_says_so()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Steady).Rep("b").Score("a", Skill.WinRate, 0.1, 0).Score("b", Skill.WinRate, 0.5, 0)
            .Pair("b", "a", PairState.Proposed);
        Assert.Equal("To learn: win rate, too little to judge yet. Name b: too little to judge yet.", desk.Build().Approvals.Shown[0].Why);
    }

    [Fact]
    public void A_date_with_a_stop_ends_a_sentence_alone()
    {
        DigestModel model = German().Rep("a").Pair("x", "a", PairState.Proposed).Build();
        Assert.Equal("Verfällt am 30. März.", model.Approvals.Shown[0].Waiting);
        model = German().Rep("a").Pair("x", "a", PairState.Proposed, days: -30).Build();
        Assert.EndsWith("Verfällt am 29. Apr.", model.Approvals.Shown[0].Waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("..", model.Approvals.Shown[0].Waiting, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ada", "Ada Byron", "Hello Ada,", "Guten Tag Ada,")]
    [InlineData("", "Ada Byron", "Hello Ada Byron,", "Guten Tag Ada Byron,")]
    [InlineData("", "Byron, Ada", "Hello,", "Guten Tag,")]
    [InlineData("Boss Ärger,", "Boss Ärger, 1", "Hello,", "Guten Tag,")]
    [InlineData(" ", "", "Hello,", "Guten Tag,")]
    public void A_greeting_needs_a_first_name_that_is_one(string first, string name, string english, string german)
    {
        Assert.Equal(english, Named(new DigestDesk()).Build().Greeting);
        Assert.Equal(german, Named(German()).Build().Greeting);

        DigestDesk Named(DigestDesk desk) => desk.Rep("a").Boss(boss => boss with { FirstName = first, Name = name });
    }

    private static DigestDesk German() => new DigestDesk().Boss(boss => boss with { Language = "de", Locale = "de_DE" });

    private static DigestTeamRow Row(DigestDesk desk) => desk.Rep("zz", FlagKind.Struggling).Build().Team.Shown.Single(row => row.Name == "Name a");
}
