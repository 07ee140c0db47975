using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>The manager's own time, strong people, faltering pairs, praise, and what changed since last week.</summary>
public sealed class Care_is_taken_of_all
{
    private static readonly DateOnly LongAgo = new(2026, 2, 2);

    [Fact]
    public void Somebody_is_always_due_for_the_managers_own_coaching()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b").Rep("zz", FlagKind.Ramping).Build();
        Assert.StartsWith("Half an hour with Name ", model.OwnCoaching!.What, StringComparison.Ordinal);
        Assert.Equal("Next in turn: those who need more have help coming. No talk with you in 30 days. Work on win rate.", model.OwnCoaching.Why);
    }

    [Fact]
    public void Whoever_had_a_talk_comes_after_whoever_had_none()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("zz", FlagKind.Ramping).Pair("x", "a", PairState.Active);
        Assert.Equal("Half an hour with Name a", desk.Build().OwnCoaching!.What);
        desk.Rep("b").Activity("debrief", "manager", "boss", "x", "a", -3, "done");
        Assert.Equal("Half an hour with Name b", desk.Build().OwnCoaching!.What);
    }

    [Fact]
    public void An_act_of_coaching_needs_no_second_line() =>
        Assert.Null(new DigestDesk().Rep("a", FlagKind.Struggling).Rep("b").Build().OwnCoaching);

    [Fact]
    public void Own_time_is_told_by_tier_from_what_was_closed()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top).Rep("b", FlagKind.Struggling).Rep("c").Pair("x", "b", PairState.Active).Pair("x", "c", PairState.Active)
            .Activity("debrief", "manager", "boss", "x", "b", -3, "done").Activity("debrief", "manager", "boss", "x", "b", -9, "done", occurrence: 2)
            .Activity("debrief", "manager", "boss", "x", "c", -4, "done").Activity("followup", "manager", "boss", "x", "c", -4, "done");
        DigestOwnTime time = desk.Build().OwnTime!;
        Assert.Equal(["Top 0 1", "In between 1 1", "Struggling 2 1"], time.Tiers.Select(tier => $"{tier.Name} {tier.Talks} {tier.People}"));
        Assert.Equal([0, 33, 67], time.Tiers.Select(tier => tier.Share));
    }

    [Fact]
    public void Two_talks_make_no_shares()
    {
        DigestModel model = Busy(new DigestDesk().Rep("b", FlagKind.Struggling).Pair("x", "b", PairState.Active)
            .Activity("debrief", "manager", "boss", "x", "b", -3, "done").Activity("debrief", "manager", "boss", "x", "b", -9, "done", occurrence: 2));
        Assert.Null(model.OwnTime);
    }

    [Fact]
    public void A_top_rep_without_a_mentor_is_named_and_one_with_mentor_and_session_is_not()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top).Rep("b", FlagKind.Struggling).Pair("a", "b", PairState.Active);
        Assert.Equal("No mentor, and no session for 30 days.", Assert.Single(desk.Build().Attention.Shown).Text);
        desk.Pair("x", "a", PairState.Active);
        Assert.Equal("No session for 30 days.", Assert.Single(desk.Build().Attention.Shown).Text);
        desk.Activity("lunch", "mentee", "a", "x", "a", -4, "done");
        Assert.False(desk.Build().Attention.Any);
    }

    [Fact]
    public void A_pair_that_fell_silent_is_told_and_one_that_meets_is_not()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active, 40, LongAgo);
        Assert.Equal("Name b with Name a: no session for 21 days. Is it still wanted?", Assert.Single(desk.Build().Alerts.Shown).Text);
        Assert.False(desk.Build().IsQuiet);
        desk.Activity("lunch", "mentee", "a", "b", "a", -6, "done");
        Assert.False(desk.Build().Alerts.Any);
    }

    [Fact]
    public void A_lesson_that_did_not_land_is_told_until_one_does()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Pair("x", "a", PairState.Active).Activity("debrief", "manager", "boss", "x", "a", -6, "done", grasp: 2);
        Assert.Contains("you rated the last lesson 2 of 5", Assert.Single(desk.Build().Alerts.Shown).Text, StringComparison.Ordinal);
        desk.Activity("debrief", "manager", "boss", "x", "a", -2, "done", occurrence: 2, grasp: 4);
        Assert.False(desk.Build().Alerts.Any);
    }

    [Fact]
    public void Tasks_closed_at_one_stroke_are_asked_about()
    {
        DigestModel model = new DigestDesk().Rep("a").Pair("x", "a", PairState.Active)
            .Activity("lunch", "mentee", "a", "x", "a", -1, "unconfirmed").Activity("worksheet", "mentee", "a", "x", "a", -1, "unconfirmed").Build();
        Assert.Contains(model.Alerts.Shown, line => line.Text == "Name a closed two Tasks at one stroke. Did it all take place?");
    }

    [Fact]
    public void Averages_need_five_ratings()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Pair("x", "a", PairState.Active);
        for (int at = 1; at <= 4; at++)
        {
            desk.Activity("debrief", "manager", "boss", "x", "a", -at, "done", at, grasp: 4);
        }

        Assert.DoesNotContain(Busy(desk).Progress, line => line.StartsWith("Lessons landed", StringComparison.Ordinal));
        desk.Activity("debrief", "manager", "boss", "x", "a", -5, "done", 5, grasp: 5);
        Assert.Contains("Lessons were rated 4.2 of 5 on average (five debriefs).", Busy(desk).Progress);
        Assert.Contains("No effect on results is claimed yet: that takes months.", Busy(desk).Progress);
    }

    [Fact]
    public void Praise_says_what_is_special_and_comes_ready_to_be_said()
    {
        DigestModel model = Busy(new DigestDesk().Rep("a").Rep("b").Rep("c").Win("a", "plain").Win("b", "large", largest: true).Win("c", "late", daysSincePrevious: 47));
        Assert.Equal(
            ["“Name b, your largest win in a year. What made the difference?”", "“Name c, the first win in 47 days: good that you kept at it.”", "“Name a, good work. Who in the team should hear how you did it?”"],
            model.Wins.Shown.Select(line => line.Note));
    }

    [Fact]
    public void What_a_mentee_learned_is_worth_a_word()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Pair("x", "a", PairState.Active).Activity("followup", "mentee", "a", "x", "a", -2, "done", learned: "ask about the budget first");
        Assert.Equal("Name a wrote: “ask about the budget first”", Assert.Single(Busy(desk).Wins.Shown).Text);
        // The mentor of another team wrote for others' eyes.
        Assert.False(Busy(new DigestDesk().Rep("a").Pair("x", "a", PairState.Active).Activity("lunch", "mentor", "x", "x", "a", -2, "done", learned: "secret")).Wins.Any);
    }

    [Theory]
    [InlineData(100, 130, "results up 30% since last week")]
    [InlineData(100, 70, "results down 30% since last week")]
    [InlineData(100, 112, null)]
    [InlineData(100, 90, null)]
    public void Results_that_moved_are_said_to_have_moved(double before, double now, string? said) =>
        Assert.Equal(said, Row(Changed().Score("a", Skill.Overall, now, 10).LastWeek("a", FlagKind.Steady, overall: before)));

    [Fact]
    public void A_new_flag_names_the_old_one() => Assert.Equal("last week: top", Row(Changed().LastWeek("a", FlagKind.Top)));

    [Fact]
    public void Who_came_from_another_team_is_new_here_and_what_was_said_there_stays_there() =>
        Assert.Equal("new here", Row(Changed().LastWeek("a", FlagKind.Struggling, manager: "other boss")));

    [Fact]
    public void Who_left_the_team_is_named()
    {
        DigestDesk desk = Changed().Person("gone", "other boss").LastWeek("gone", FlagKind.Top);
        Assert.Equal("No longer in your team: Name gone.", desk.Build().TeamGone);
        Assert.Null(Changed().Build().TeamGone);
    }

    private static DigestDesk Changed() => new DigestDesk().Rep("a").Rep("zz", FlagKind.Ramping).LastWeek("zz", FlagKind.Ramping);

    // Someone new without a mentor keeps the week from being quiet.
    private static DigestModel Busy(DigestDesk desk) => desk.Rep("zz", FlagKind.Ramping).Build();

    private static string? Row(DigestDesk desk) => Assert.Single(desk.Build().Team.Shown, row => row.Name == "Name a").Change;
}
