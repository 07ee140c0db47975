using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>One way of counting, no name that could not be had, no question that was answered, no label against the odds.</summary>
public sealed class Mails_do_not_contradict_themselves
{
    private static readonly DateTimeOffset FirstOfMonth = new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_talk_counts_once_for_the_mentor_in_the_month_as_in_the_year()
    {
        DigestDesk desk = Busy().Rep("m").Rep("e").Pair("m", "e", PairState.Active)
            .Activity("lunch", "mentor", "m", "m", "e", -9, "done").Activity("lunch", "mentee", "e", "m", "e", -9, "done")
            .Activity("lunch", "mentee", "e", "m", "e", -10, "done", occurrence: 2)
            .Activity("kickoff", "mentor", "m", "m", "e", -12, "done").Activity("check4", "mentor", "m", "m", "e", -8, "done");
        LedgerEntry[] year =
        [
            Entry("kickoff", 1, "mentor"), Entry("lunch", 1, "mentor"), Entry("lunch", 1, "mentee"), Entry("lunch", 2, "mentee"), Entry("check4", 1, "mentor"),
        ];

        DigestModel model = desk.Build(facts => facts with { Mentors = MentorLedger.Of(year) }, FirstOfMonth);

        Assert.Contains(model.Wins.Shown, line => line.Text.Contains("two talks as a mentor in 30 days", StringComparison.Ordinal));
        Assert.Contains(model.Growth.Shown, line => line.Text.StartsWith("Two talks with Name e", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Name a is strong; quality 0.83, ahead of Name z (0.71).", 1, "Next in line: Name z.")]
    [InlineData("Name a is strong; quality 0.83, ahead of Name z (0.71).", 2, null)]
    [InlineData("Name a is strong; quality 0.83, runner-up Name z (0.84) has no place left.", 1, null)]
    public void Next_in_line_is_only_who_could_be_had(string reason, int mentees, string? said)
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Pair("a", "b", PairState.Proposed);
        for (int at = 0; at < mentees; at++)
        {
            desk.Pair("z", $"e{at}", PairState.Active);
        }

        Assert.Equal(said, desk.Build(facts => facts with { Pairings = [.. facts.Pairings.Select(pair => pair.State == PairState.Proposed ? pair with { Reason = reason } : pair)] })
            .Approvals.Shown[0].RunnerUp);
    }

    [Fact]
    public void Next_in_line_is_nobody_who_said_no() => Assert.Null(new DigestDesk().Rep("a").Rep("b").Person("z", "other boss").Pair("a", "b", PairState.Proposed).Build(facts => facts with
    {
        Pairings = [.. facts.Pairings.Select(pair => pair with { Reason = "ahead of Name z (0.71)." })],
        Asked = new Dictionary<UserId, Answer?> { [new UserId("z")] = Answer.No },
    }).Approvals.Shown[0].RunnerUp);

    [Fact]
    public void One_task_about_three_people_is_one_thing_to_do()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Rep("c");
        foreach (string rep in new[] { "a", "b", "c" })
        {
            desk.Pair("x", rep, PairState.Active).Activity("debrief", "manager", "boss", "x", rep, -3, task: "00T000000000009AAA");
        }

        DigestModel model = desk.Build();

        Assert.Equal("Hold your debriefs: Name a, Name b, Name c", model.Acts[0].What);
        Assert.Equal("Week 11: three debriefs are due, while they are fresh", model.Subject);
        Assert.Contains("One agreed step is overdue", Assert.Single(model.Summary), StringComparison.Ordinal);
        Assert.False(model.Overdue.Any);
        desk.Activity("debrief", "manager", "boss", "x", "a", -2, occurrence: 2).Activity("followup", "manager", "boss", "x", "b", -2);
        Assert.Equal("Hold the debriefs of two Tasks: Name a, Name b, Name c", desk.Build().Acts[0].What);
        Assert.Equal((1, 1), (desk.Build().Acts[0].Late, desk.Build().Acts[1].Late));
        Assert.False(desk.Build().Overdue.Any);
    }

    [Fact]
    public void What_has_no_room_is_one_link_away()
    {
        DigestDesk desk = new();
        for (int at = 0; at < 12; at++)
        {
            desk.Rep($"r{at:00}").Activity("worksheet", "mentee", $"r{at:00}", "x", $"r{at:00}", -3);
        }

        Capped<DigestLine> overdue = desk.Build().Overdue;

        Assert.True(overdue.More > 0);
        Assert.Contains("/Task/", overdue.Next!.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(overdue.Next, overdue.Shown.Select(line => line.Link));
    }

    [Theory]
    [InlineData(null, "Was asked to mentor, no answer yet")]
    [InlineData(Answer.Yes, "Agreed to mentor and has no mentee yet")]
    [InlineData(Answer.No, "Has led no team meeting yet")]
    public void Whoever_was_asked_to_mentor_is_not_wondered_about(Answer? answer, string said)
    {
        DigestModel model = new DigestDesk().Rep("a", FlagKind.Top).Rep("m").Build(
            facts => facts with { Mentors = MentorLedger.Of([Entry("lunch", 1, "mentor")]), Asked = new Dictionary<UserId, Answer?> { [new UserId("a")] = answer } }, FirstOfMonth);

        Assert.StartsWith(said, model.Growth.Shown.Single(line => line.Label == "Name a").Text, StringComparison.Ordinal);
        Assert.DoesNotContain("would they like to", string.Concat(model.Growth.Shown.Select(line => line.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_newcomer_whose_mentoring_was_put_off_needs_nobody_now()
    {
        DigestDesk desk = new DigestDesk().Rep("n", FlagKind.Ramping);
        Assert.Contains(desk.Build().Acts, act => act.What.StartsWith("Give Name n", StringComparison.Ordinal));
        Assert.Empty(desk.Build(facts => facts with { OnHold = new HashSet<UserId> { new("n") } }).Acts);
    }

    [Fact]
    public void Whoever_closes_a_task_is_not_away()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("zz", FlagKind.Ramping).Pair("x", "a", PairState.Active);
        Assert.Contains(Silent(desk).Acts, act => act.What == "Find out whether Name a is away");
        desk.Activity("followup", "mentee", "a", "x", "a", -5, "done");
        Assert.DoesNotContain(Silent(desk).Acts, act => act.What.Contains("is away", StringComparison.Ordinal));
        Assert.False(Silent(desk).Questions.Any);

        static DigestModel Silent(DigestDesk desk) => desk.Build(facts => facts with
        {
            Flags = facts.Flags.ToDictionary(flag => flag.Key, flag => flag.Key.Value == "a" ? flag.Value with { Question = "No deal, event or login for 41 days: on leave?" } : flag.Value),
        });
    }

    [Theory]
    [InlineData(0.46, null, "still top", "Results: 46% likely in the highest fifth, less likely than not.")]
    [InlineData(0.46, 0.62, "still top", "Results: was 62% likely in the highest fifth last week, now 46%.")]
    [InlineData(0.5, 0.62, "top", "Results: 50% likely in the highest fifth.")]
    public void A_name_against_the_odds_is_worded_as_what_it_is(double now, double? before, string word, string reason)
    {
        DigestTeamRow row = new DigestDesk().Rep("a", FlagKind.Top, probability: now).Rep("zz", FlagKind.Ramping).LastWeek("a", FlagKind.Top).Build(
            facts => before is { } was ? facts with { EarlierChances = new Dictionary<UserId, double> { [new UserId("a")] = was } } : facts)
            .Team.Shown.Single(line => line.Name == "Name a");

        Assert.Equal((word, reason), (row.FlagWord, row.Reason));
    }

    private static DigestDesk Busy() => new DigestDesk().Rep("zz", FlagKind.Ramping);

    private static LedgerEntry Entry(string activity, int occurrence, string side) => new()
    {
        Key = new MentoringKey(new UserId("m"), new UserId("e"), new IsoWeek(2026, 9), activity, occurrence, side), DoneAt = DigestDesk.Now.AddDays(-10),
    };
}
