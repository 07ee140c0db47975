using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>Each rep's line says who mentors whom; people of other teams are named only as mentors.</summary>
public sealed class Team_lines_tell_the_mentoring
{
    private static readonly DateOnly Since = new(2026, 2, 2);

    [Fact]
    public void A_struggling_rep_with_a_mentor_is_seen_to_have_one() =>
        Assert.Equal("Mentored by Name x on win rate since Feb 2", Row(Busy().Rep("a", FlagKind.Struggling).Pair("x", "a", PairState.Active, 40, Since), "a"));

    [Fact]
    public void A_struggling_rep_without_one_is_seen_to_have_none() =>
        Assert.Equal("No mentor yet", Row(Busy().Rep("a", FlagKind.Struggling), "a"));

    [Fact]
    public void Nobody_else_needs_a_line_without_a_mentor() => Assert.Null(Row(Busy().Rep("a", FlagKind.Top), "a"));

    [Fact]
    public void A_mentor_is_seen_to_mentor() =>
        Assert.Equal("Mentors Name b, Name c", Row(Busy().Rep("a", FlagKind.Top).Rep("b").Rep("c").Pair("a", "b", PairState.Active).Pair("a", "c", PairState.Active), "a"));

    [Fact]
    public void A_mentee_of_another_team_is_not_named() =>
        Assert.Equal("Mentors Name b, a colleague in another team", Row(Busy().Rep("a").Rep("b").Pair("a", "b", PairState.Active).Pair("a", "x", PairState.Active), "a"));

    [Fact]
    public void Two_mentees_of_other_teams_are_counted() =>
        Assert.Equal("Mentors two colleagues in other teams", Row(Busy().Rep("a").Pair("a", "x", PairState.Active).Pair("a", "y", PairState.Active), "a"));

    [Fact]
    public void A_proposal_is_told_on_both_sides()
    {
        DigestDesk desk = Busy().Rep("a", FlagKind.Struggling).Rep("b", FlagKind.Top).Pair("b", "a", PairState.Proposed);
        Assert.Equal("Proposed mentor: Name b", Row(desk, "a"));
        Assert.Equal("Proposed to mentor Name a", Row(desk, "b"));
    }

    [Fact]
    public void A_pause_is_told() =>
        Assert.Equal("Mentoring by Name x is paused", Row(Busy().Rep("a", FlagKind.Struggling).Pair("x", "a", PairState.Paused), "a"));

    [Fact]
    public void What_is_over_is_not_told() =>
        Assert.Equal("No mentor yet", Row(Busy().Rep("a", FlagKind.Struggling).Pair("x", "a", PairState.Declined).Pair("y", "a", PairState.Ended), "a"));

    [Fact]
    public void In_german_too()
    {
        DigestDesk desk = Busy().Boss(boss => boss with { Language = "de", Locale = "de_DE" })
            .Rep("a", FlagKind.Struggling).Rep("b").Pair("x", "a", PairState.Active, 40, Since).Pair("b", "a", PairState.Proposed).Pair("b", "y", PairState.Active);
        Assert.Equal("Mentoring durch Name x seit 2. Feb., Thema: Gewinnquote · Vorgeschlagen: Mentoring durch Name b", Row(desk, "a"));
        Assert.Equal("Begleitet eine Person aus einem anderen Team · Vorgeschlagen: Mentoring für Name a", Row(desk, "b"));
    }

    [Fact]
    public void A_quiet_week_names_the_pairs_in_one_line()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active, 10, new DateOnly(2026, 3, 2)).Build();
        Assert.True(model.IsQuiet);
        Assert.Contains("Active pair: Name b with Name a.", Assert.Single(model.Summary), StringComparison.Ordinal);
    }

    // A struggling rep keeps the week from being quiet, in which the team is not listed.
    private static DigestDesk Busy() => new DigestDesk().Rep("zz", FlagKind.Struggling);

    private static string? Row(DigestDesk desk, string rep) => Assert.Single(desk.Build().Team.Shown, row => row.Name == "Name " + rep).Mentoring;
}
