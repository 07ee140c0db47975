using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>Silence needs a past, changes need to leave their range, words agree with colours and counts, and choices give their reason.</summary>
public sealed class What_is_said_is_true_and_says_why
{
    private static readonly DateOnly Today = new(2026, 3, 9);

    [Theory]
    [InlineData(29, "No mentor of their own.")]
    [InlineData(30, "No mentor, and no session for 30 days.")]
    public void Nothing_recorded_says_nothing_before_anything_could_be(int days, string said)
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top).Rep("b", FlagKind.Struggling).Pair("a", "b", PairState.Active);
        Assert.Equal(said, Assert.Single(Recorded(desk, days).Attention.Shown).Text);
    }

    [Fact]
    public void In_the_first_weeks_nobody_is_left_alone_who_has_a_mentor()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top).Rep("b", FlagKind.Top).Rep("zz", FlagKind.Ramping).Pair("x", "a", PairState.Active);
        Assert.Equal("Name b", Assert.Single(Recorded(desk, 7).Attention.Shown).Label);
        Assert.DoesNotContain(Recorded(desk, 7).Acts, act => act.What.Contains("learn next", StringComparison.Ordinal));
        Assert.Contains(desk.Build().Acts, act => act.What.Contains("learn next", StringComparison.Ordinal));
        Assert.DoesNotContain("No talk with you", Recorded(new DigestDesk().Rep("a").Rep("zz", FlagKind.Ramping), 7).OwnCoaching!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_about_a_talk_are_a_talk()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top).Rep("b").Pair("x", "a", PairState.Active).Pair("a", "b", PairState.Active)
            .Activity("lunch", "mentee", "a", "x", "a", -6, learned: "ask about the budget");
        Assert.False(desk.Build().Attention.Any);
    }

    [Theory]
    [InlineData(FlagKind.Steady, FlagKind.Steady, "results down 40% since last week")]
    [InlineData(FlagKind.Ramping, FlagKind.Ramping, null)]
    [InlineData(FlagKind.Steady, FlagKind.InsufficientData, "last week: too little data")]
    public void A_few_deals_of_somebody_new_move_everything_and_tell_nothing(FlagKind now, FlagKind before, string? said) => Assert.Equal(
        said, Row(new DigestDesk().Rep("a", now).Score("a", Skill.Overall, 60, 4).LastWeek("a", before, overall: 100)).Change);

    [Fact]
    public void Of_somebody_here_for_less_than_a_year_a_win_is_the_largest_so_far()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("zz", FlagKind.Ramping).Win("a", "deal", largest: true);
        Assert.Contains("largest win in a year", Assert.Single(desk.Build().Wins.Shown).Note, StringComparison.Ordinal);
        DigestModel model = desk.Build(facts => facts with
        {
            People = facts.People.ToDictionary(person => person.Key, person => person.Value with { HireDate = person.Key.Value == "a" ? Today.AddDays(-200) : null }),
        });
        Assert.Contains("your largest win so far", Assert.Single(model.Wins.Shown).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_person_takes_on_is_said_once_and_next_in_line_has_a_place_for_each_time()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Rep("o").Person("z", "other boss").Pair("o", "a", PairState.Proposed).Pair("o", "b", PairState.Proposed).Pair("y", "o", PairState.Proposed).Pair("z", "e", PairState.Active);
        DigestModel model = desk.Build(facts => facts with { Pairings = [.. facts.Pairings.Select(pair => pair.Mentor.Value == "o" ? pair with { Reason = "ahead of Name z (0.71)." } : pair)] });

        Assert.Single(model.Approvals.Shown, line => line.Why.Contains("Name o then has two mentees and a mentor.", StringComparison.Ordinal));
        Assert.Single(model.Approvals.Shown, line => line.RunnerUp == "Next in line: Name z.");
        Assert.Equal("All are new and lapse on Mar 30.", model.Acts[0].Why);
    }

    [Fact]
    public void The_readers_half_hour_goes_where_most_is_at_stake_and_the_line_says_why()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("s", FlagKind.Struggling).Rep("t", FlagKind.Top).Rep("zz", FlagKind.Ramping)
            .Pair("x", "s", PairState.Active).Pair("x", "t", PairState.Active);
        Assert.Equal("Half an hour with Name s", desk.Build().OwnCoaching!.What);
        Assert.StartsWith("Has most to gain.", desk.Build().OwnCoaching!.Why, StringComparison.Ordinal);

        // Whoever has a debrief with the reader this week is seen there.
        desk.Activity("debrief", "manager", "boss", "x", "s", -2);
        Assert.Equal("Half an hour with Name t", desk.Build().OwnCoaching!.What);

        // Whoever stands in a proposal has enough to answer.
        desk.Pair("t", "a", PairState.Proposed).Rep("b");
        Assert.Equal("Half an hour with Name b", desk.Build().OwnCoaching!.What);
        Assert.StartsWith("Next in turn: those who need more", desk.Build().OwnCoaching!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_mentored_works_on_what_the_pair_works_on()
    {
        DigestDesk desk = new DigestDesk().Rep("a", strength: Skill.DealSize).Rep("zz", FlagKind.Ramping).Score("a", Skill.Overall, 100, 9).Pair("x", "a", PairState.Active);
        Assert.Equal("Build on deal size", Row(desk, facts => facts with { Pairings = [.. facts.Pairings.Select(pair => pair with { Skill = Skill.CycleDays })] }).Focus);
        Assert.Null(Row(desk, facts => facts with { Pairings = [.. facts.Pairings.Select(pair => pair with { Skill = Skill.DealSize })] }).Focus);
        Assert.EndsWith("Build on deal size · work on win rate.", desk.Build().OwnCoaching!.Why, StringComparison.Ordinal);
        Assert.Equal("Build on deal size · work on win rate", Row(desk, facts => facts with { Pairings = [] }).Focus);
    }

    [Theory]
    [InlineData(60, "below peers so far")]
    [InlineData(100, "steady")]
    [InlineData(140, "above peers so far")]
    public void Whoever_is_clearly_beside_the_peers_is_not_called_steady(double results, string word) =>
        Assert.Equal(word, Row(new DigestDesk().Rep("a").Score("a", Skill.Overall, results, 40)).FlagWord);

    [Fact]
    public void Counts_say_of_whom_they_are_unsure()
    {
        DigestModel model = new DigestDesk().Person("lead", "boss").Rep("a", FlagKind.Top, probability: 0.46, manager: "lead").Rep("b", FlagKind.Top, manager: "lead").Build();
        Assert.Equal("2 top (one unsure)", Assert.Single(model.Teams.Shown).Text);
    }

    [Fact]
    public void Thanks_go_to_whoever_gave_most_time_or_has_reached_a_round_number()
    {
        DigestDesk desk = new DigestDesk().Rep("m").Rep("n").Rep("zz", FlagKind.Ramping).Pair("m", "x", PairState.Active).Pair("n", "y", PairState.Active);
        for (int at = 1; at <= 3; at++)
        {
            desk.Activity("lunch", "mentor", "n", "n", "y", -9 - at, "done", at);
        }

        desk.Activity("lunch", "mentor", "m", "m", "x", -9, "done").Activity("lunch", "mentor", "m", "m", "x", -2, "done", occurrence: 2);
        Assert.Equal("Name n gave most time to others: three talks as a mentor in 30 days", Assert.Single(desk.Build().Wins.Shown).Text);
        DigestModel model = desk.Build(facts => facts with { Mentors = [new MentorRecord { Mentor = new UserId("m"), Mentees = [new UserId("x")], Talks = 10 }] });
        Assert.Equal("Name m has reached ten talks as a mentor in twelve months", Assert.Single(model.Wins.Shown).Text);
    }

    [Fact]
    public void A_lesson_of_the_readers_own_talk_has_not_to_be_read_first()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("zz", FlagKind.Ramping).Pair("boss", "a", PairState.Active).Activity("lunch", "mentee", "a", "boss", "a", -2, "done", learned: "ask first");
        Assert.Contains("from our talk", Assert.Single(desk.Build().Wins.Shown).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_with_a_day_for_its_next_talk_is_not_silent()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Rep("zz", FlagKind.Ramping).Pair("b", "a", PairState.Active, 40, new DateOnly(2026, 2, 1));
        Assert.True(desk.Build().Alerts.Any);
        Assert.False(desk.Activity("lunch", "mentee", "a", "b", "a", 3).Build().Alerts.Any);
    }

    [Fact]
    public void A_pair_is_its_mentees_teams()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b").Rep("zz", FlagKind.Ramping).Pair("x", "a", PairState.Active).Pair("b", "y", PairState.Active).Pair("b", "z", PairState.Active).Build();
        Assert.Equal(["One pair is active.", "Your people mentor two colleagues in other teams."], model.Progress.Take(2));
    }

    [Fact]
    public void A_mail_above_says_with_whom_decisions_lie_and_until_when()
    {
        DigestDesk desk = new DigestDesk().Person("lead", "boss").Rep("a", manager: "lead").Rep("b", manager: "lead").Pair("x", "a", PairState.Proposed, 2).Pair("x", "b", PairState.Proposed, 1);
        Assert.Equal("No pair is active yet, two proposals wait for a decision. The decisions lie with Name lead; the first lapses on Mar 28.", Assert.Single(desk.Build().Summary));
    }

    [Fact]
    public void The_team_that_grew_worse_comes_before_the_one_that_stays_as_it_is()
    {
        DigestDesk desk = new DigestDesk().Person("one", "boss").Person("two", "boss").Rep("a", manager: "one").Rep("b", manager: "two").Pair("x", "a", PairState.Active).Pair("x", "b", PairState.Active);
        for (int at = 1; at <= 10; at++)
        {
            desk.Activity("worksheet", "mentee", "a", "x", "a", at <= 4 ? -12 : 3, occurrence: at).Activity("worksheet", "mentee", "b", "x", "b", at <= 4 ? -3 : 3, occurrence: at);
        }

        DigestAct act = desk.Build().Acts[0];
        Assert.Equal("Ask Name two what holds the team up", act.What);
        Assert.Equal("Four of ten open steps are late. More came since last week than in any other team.", act.Why);
    }

    private static DigestModel Recorded(DigestDesk desk, int days) => desk.Build(facts => facts with { RecordedSince = Today.AddDays(-days) });

    private static DigestTeamRow Row(DigestDesk desk, Func<DigestFacts, DigestFacts>? change = null) =>
        Assert.Single(desk.Rep("zz", FlagKind.Ramping).LastWeek("zz", FlagKind.Ramping).Build(change).Team.Shown, row => row.Name == "Name a");
}
