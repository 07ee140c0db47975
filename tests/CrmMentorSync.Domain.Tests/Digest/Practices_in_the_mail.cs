using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>What managers see of the practices, each by its number.</summary>
public sealed class Practices_in_the_mail
{
    private static readonly DateTimeOffset FirstOfMonth = new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset MidMonth = new(2026, 3, 16, 7, 30, 0, TimeSpan.Zero);

    private static MentorRecord Record(string mentor, int talks = 8, double? candour = 4.5, int? gained = 3, params string[] mentees) => new()
    {
        Mentor = new UserId(mentor),
        Mentees = [.. mentees.Select(mentee => new UserId(mentee))],
        Talks = talks,
        GraspGained = gained,
        Candour = candour,
        MeetingsLed = 2,
        BeyondPlan = 4,
        Learned = "fresh eyes",
    };

    private static DigestModel Build(DigestDesk desk, DateTimeOffset now, params MentorRecord[] records) => desk.Build(facts => facts with { Mentors = records }, now);

    [Fact]
    public void P4_Once_a_month_a_manager_reads_what_the_teams_mentors_did()
    {
        DigestDesk desk = new DigestDesk().Rep("m").Rep("e");

        DigestLine line = Assert.Single(Build(desk, FirstOfMonth, Record("m", candour: null, mentees: ["e", "elsewhere"])).Growth.Shown);

        Assert.Equal(
            ("Name m", "Eight talks with Name e, one other; lessons landed three steps better than at first; two team meetings led; four beyond the plan. No mentor of their own."),
            (line.Label, line.Text));
        Assert.Null(line.Note);
    }

    [Fact]
    public void P4_In_other_weeks_and_of_other_teams_it_says_nothing()
    {
        DigestDesk desk = new DigestDesk().Rep("m");

        Assert.Empty(Build(desk, MidMonth, Record("m", mentees: ["e"])).Growth.Shown);
        Assert.Empty(Build(desk, FirstOfMonth, Record("someone else", mentees: ["m"])).Growth.Shown);
    }

    [Theory]
    [InlineData(8, 4.5, 3, true)]
    [InlineData(5, 4.5, 3, false)]
    [InlineData(8, 3.9, 3, false)]
    [InlineData(8, null, 3, false)]
    [InlineData(8, 4.5, 0, false)]
    public void P36_Talks_found_good_and_lessons_that_landed_make_someone_ready_for_more(int talks, double? candour, int? gained, bool ready)
    {
        DigestModel model = Build(new DigestDesk().Rep("m"), FirstOfMonth, Record("m", talks, candour, gained, "e"));

        Assert.Equal(ready, Assert.Single(model.Growth.Shown).Note?.Contains("Talk about more", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void P36_Whoever_could_teach_it_is_named_as_a_next_mentor_and_a_mentor_is_not()
    {
        DigestModel model = new DigestDesk().Rep("m").Rep("e").Build(
            facts => facts with { Mentors = [Record("m", mentees: ["e"])], CouldMentorNext = [new UserId("e"), new UserId("m")] }, FirstOfMonth);

        Assert.Equal(["Name m", "Name e"], model.Growth.Shown.Select(line => line.Label));
        Assert.Contains("could teach it", model.Growth.Shown[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void P52_Whoever_sells_most_has_a_plan_and_others_have_none()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top).Rep("b").Rep("m").Pair("a", "b", PairState.Active);

        DigestLine plan = Assert.Single(Build(desk, FirstOfMonth, Record("x", mentees: ["y"])).Growth.Shown);

        Assert.Equal(("Name a", "Mentors one colleague; no team meeting led yet; next to learn: win rate."), (plan.Label, plan.Text));
        Assert.Null(plan.Note);
    }

    [Fact]
    public void P54_On_a_plateau_new_ground_is_suggested()
    {
        DigestModel model = Build(new DigestDesk().Rep("a", FlagKind.Plateau).Rep("b"), FirstOfMonth, Record("x", mentees: ["y"]));

        Assert.Contains("new market", Assert.Single(model.Growth.Shown).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void P41_What_people_did_of_their_own_accord_is_a_number_every_week()
    {
        DigestDesk desk = new DigestDesk().Rep("m").Rep("e").Rep("new", FlagKind.Ramping).Pair("m", "e", PairState.Active)
            .Activity("listen", "mentee", "e", "m", "e", -3, "done").Activity("extra", "mentee", "e", "m", "e", -2, "done")
            .Activity("micro", "mentor", "m", "m", "e", -2, "done").Activity("micro", "mentee", "e", "m", "e", -2, "done");

        Assert.Contains("Beyond the plan: three visits, calls and talks in 30 days.", desk.Build().Progress);
        Assert.DoesNotContain(new DigestDesk().Rep("m").Rep("new", FlagKind.Ramping).Build().Progress, line => line.Contains("Beyond", StringComparison.Ordinal));
    }

    [Fact]
    public void P44_Questions_and_answers_are_counted()
    {
        DigestDesk desk = new DigestDesk().Rep("m").Rep("e").Rep("new", FlagKind.Ramping).Pair("m", "e", PairState.Active)
            .Activity("challenge", "operations", "ops", "m", "e", -3, "done").Activity("challenge", "mentee", "e", "m", "e", -2)
            .Activity("challenge", "operations", "ops", "m", "e", 3, occurrence: 2);

        Assert.Contains("Questions on how we work: two asked, one answered.", desk.Build().Progress);
    }

    [Fact]
    public void P12_Overdue_is_told_of_both_sides()
    {
        DigestDesk desk = new DigestDesk().Rep("m").Rep("e").Rep("f").Pair("m", "e", PairState.Active)
            .Activity("kickoff", "mentor", "m", "m", "e", -9).Activity("kickoff", "mentee", "e", "m", "e", -9)
            .Activity("worksheet", "mentee", "e", "m", "e", -8).Activity("check4", "mentor", "m", "m", "e", -7);

        string[] overdue = [.. desk.Build().Overdue.Shown.Select(line => $"{line.Label} {line.Text}"), .. desk.Build().Acts.Select(act => act.What)];

        Assert.Contains(overdue, line => line.Contains("Name m", StringComparison.Ordinal));
        Assert.Contains(overdue, line => line.Contains("Name e", StringComparison.Ordinal));
        Assert.DoesNotContain(overdue, line => line.Contains("Name f", StringComparison.Ordinal));
    }

    [Fact]
    public void P17_P20_Strong_people_without_a_mentor_or_anybodys_time_are_named()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top).Rep("b", FlagKind.Top).Rep("c", FlagKind.Struggling)
            .Pair("a", "c", PairState.Active).Pair("x", "b", PairState.Active).Pair("b", "c", PairState.Active)
            .Activity("lunch", "mentee", "b", "x", "b", -5, "done");

        DigestLine alone = Assert.Single(desk.Build().Attention.Shown);

        Assert.Equal(("Name a", "No mentor, and no session for 30 days."), (alone.Label, alone.Text));
    }

    [Fact]
    public void P29_The_managers_own_coaching_has_a_line_of_its_own()
    {
        Assert.StartsWith("Half an hour with", new DigestDesk().Rep("a").Rep("new", FlagKind.Ramping).Build().OwnCoaching!.What, StringComparison.Ordinal);
        Assert.Null(new DigestDesk().Build().OwnCoaching);
    }

    [Fact]
    public void P49_P55_Whom_the_managers_time_went_to_is_told_by_tier_and_not_from_two_talks()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top).Rep("c").Pair("x", "a", PairState.Active).Pair("x", "c", PairState.Active)
            .Activity("debrief", "manager", "boss", "x", "a", -3, "done").Activity("debrief", "manager", "boss", "x", "c", -4, "done");
        Assert.Null(desk.Build().OwnTime);

        desk.Activity("debrief", "manager", "boss", "x", "c", -9, "done", occurrence: 2);

        Assert.Equal(["Top 33", "In between 67"], desk.Build().OwnTime!.Tiers.Select(tier => $"{tier.Name} {tier.Share}"));
    }

    [Fact]
    public void P50_The_mail_begins_with_what_to_do_next_and_never_with_more_than_three_things()
    {
        DigestDesk desk = new DigestDesk();
        for (int at = 0; at < 9; at++)
        {
            desk.Rep($"r{at}", FlagKind.Struggling).Activity("lunch", "mentee", $"r{at}", "m", $"r{at}", -9);
        }

        Assert.Equal(3, desk.Build().Acts.Count);
        Assert.Empty(new DigestDesk().Rep("a").Build().Acts);
    }

    [Fact]
    public void P51_A_person_is_shown_with_something_to_build_on_and_something_to_work_on()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Struggling)
            .Score("a", Domain.Performance.Skill.WinRate, 0.1, 20, lowest: 0.9, median: 0.3).Score("a", Domain.Performance.Skill.DealSize, 200, 20);

        DigestTeamRow row = Assert.Single(desk.Build(facts => facts with
        {
            Flags = facts.Flags.ToDictionary(flag => flag.Key, flag => flag.Value with { Strength = Domain.Performance.Skill.DealSize }),
        }).Team.Shown);

        Assert.Contains("deal size", row.Focus, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("win rate", row.Focus, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("deal size", Assert.Single(desk.Build().Team.Shown).Focus ?? "", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void P56_What_stands_in_the_way_is_a_list_to_clear()
    {
        DigestDesk desk = new DigestDesk().Rep("e").Rep("f").Pair("m", "e", PairState.Active).Activity("lunch", "mentee", "e", "m", "e", -2, "done");

        DigestModel model = desk.Build(facts => facts with { Activities = [.. facts.Activities.Select(activity => activity with { Obstacle = "no demo system" })] });

        Assert.Contains([.. model.Obstacles.Shown.Select(line => line.Text), .. model.Acts.Select(act => act.Why)], text => text.Contains("no demo system", StringComparison.Ordinal));
        Assert.False(desk.Build().Obstacles.Any);
    }
}
