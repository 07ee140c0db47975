using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>The number in the first lines is what the mail lists; each thing stands once, where it is most useful.</summary>
public sealed class What_is_late_can_be_counted
{
    private static readonly string[] Kinds = ["kickoff", "lunch", "worksheet", "followup", "debrief", "check4", "review", "checkin", "expect", "invite", "observe", "listen", "menu"];

    [Fact]
    public void Whatever_is_late_the_first_lines_count_what_acts_and_list_show()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            DigestModel model = Random(seed).Build();
            if (!model.IsQuiet)
            {
                Assert.StartsWith(Said(model.Acts.Sum(act => act.Late) + model.Overdue.Count), string.Concat(model.Summary), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void And_the_mail_above_says_the_same_number()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            DigestDesk desk = Random(seed, "lead");
            DigestModel own = desk.Build(manager: "lead");
            int late = own.Acts.Sum(act => act.Late) + own.Overdue.Count;
            string? note = desk.Build().Teams.Shown.Single().Note;
            Assert.Equal(late == 0, note?.Contains(" late", StringComparison.Ordinal) != true);
            Assert.True(late == 0 || note!.Contains($"{Word(late)} {(late == 1 ? "step" : "steps")} late", StringComparison.OrdinalIgnoreCase), $"{late}: {note}");
        }
    }

    [Fact]
    public void A_talk_that_both_left_open_is_one_thing_and_a_mentor_of_another_team_is_another_managers()
    {
        DigestDesk desk = Team().Activity("kickoff", "mentor", "b", "b", "a", -4).Activity("kickoff", "mentee", "a", "b", "a", -4)
            .Pair("x", "a", PairState.Active).Activity("lunch", "mentor", "x", "x", "a", -3);

        Assert.StartsWith("One agreed step", Assert.Single(desk.Build().Summary), StringComparison.Ordinal);
        Assert.False(desk.Build().Overdue.Any);
    }

    [Fact]
    public void A_report_and_the_question_about_it_are_one_thing()
    {
        DigestModel model = Team().Activity("followup", "mentee", "a", "b", "a", -4).Activity("followup", "manager", "boss", "b", "a", -3)
            .Activity("followup", "mentee", "a", "b", "a", -2, occurrence: 2).Build();

        Assert.Equal("Ask Name a about the lessons learned", Assert.Single(model.Acts).What);
        Assert.False(model.Overdue.Any);
    }

    [Fact]
    public void What_was_closed_with_many_others_is_asked_about_and_not_late()
    {
        DigestModel model = Team().Activity("lunch", "mentee", "a", "b", "a", -4, "unconfirmed").Activity("worksheet", "mentee", "a", "b", "a", -4, "unconfirmed").Build();

        Assert.DoesNotContain("overdue", string.Concat(model.Summary), StringComparison.Ordinal);
        Assert.Equal("Name a closed two Tasks at one stroke. Did it all take place?", Assert.Single(model.Alerts.Shown).Text);
        Assert.Equal(
            "Name a closed the lunch 1:1 together with many other Tasks. Did it take place?",
            Assert.Single(Team().Activity("lunch", "mentee", "a", "b", "a", -4, "unconfirmed").Build().Alerts.Shown).Text);
    }

    [Fact]
    public void What_could_not_be_read_is_a_question_and_nothing_else()
    {
        DigestModel model = Team().Activity("kickoff", "mentee", "a", "b", "a", -4, unreadable: "nein, aber").Build();

        Assert.Single(model.Questions.Shown);
        Assert.Empty(model.Acts);
        Assert.False(model.Overdue.Any || model.Alerts.Any);
        Assert.DoesNotContain("overdue", string.Concat(model.Summary), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invitation_is_late_only_while_a_proposal_waits_for_its_answer()
    {
        DigestDesk desk = Team().Activity("invite", "mentor", "a", "a", "a", -34);
        Assert.DoesNotContain(desk.Build().Acts, act => act.What.Contains("invitation", StringComparison.Ordinal));

        desk.Pair("a", "c", PairState.Proposed);
        Assert.Contains(desk.Build().Acts, act => act.What == "Ask Name a about the invitation to mentor");
        Assert.DoesNotContain(
            desk.Build(facts => facts with { Asked = new Dictionary<UserId, Answer?> { [new UserId("a")] = Answer.No } }).Acts,
            act => act.What.Contains("invitation", StringComparison.Ordinal));
    }

    [Fact]
    public void A_no_to_an_invitation_is_not_asked_about_again()
    {
        DigestDesk desk = Team().Activity("invite", "mentor", "a", "a", "a", -3, "unconfirmed", unreadable: "no time this quarter");

        Assert.Single(desk.Build().Questions.Shown);
        DigestModel model = desk.Build(facts => facts with { Asked = new Dictionary<UserId, Answer?> { [new UserId("a")] = Answer.No } });
        Assert.False(model.Questions.Any || model.Alerts.Any || model.Overdue.Any);
    }

    [Fact]
    public void The_readers_own_talk_is_the_readers_to_do()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b", FlagKind.Top).Pair("boss", "b", PairState.Active).Activity("lunch", "mentee", "b", "boss", "b", -7).Activity("lunch", "mentor", "boss", "boss", "b", 5, occurrence: 2)
            .Build();

        Assert.Equal("Hold your lunch 1:1 with Name b", model.Acts[0].What);
        Assert.Equal("Due Mar 2, seven days late. If it took place, close the Task; else move its day.", model.Acts[0].Why);
        Assert.Contains(model.Sessions.Shown, line => line.Text == "Lunch 1:1, you with Name b");
    }

    [Fact]
    public void A_word_with_a_new_mentor_says_with_whom_and_whose_it_is()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b").Pair("a", "b", PairState.Active).Pair("b", "x", PairState.Active)
            .Activity("review", "mentor_manager", "a", "b", "x", -10).Build();
        Assert.Equal("Ask Name a for a word with Name b after the first talk as a mentor", model.Acts[0].What);

        model = new DigestDesk().Rep("a").Rep("b").Pair("a", "b", PairState.Active).Activity("review", "mentor_manager", "boss", "a", "b", -3).Build();
        Assert.Equal("A word with Name a after the first talk as a mentor", model.Acts[0].What);
    }

    [Fact]
    public void What_keeps_a_pair_from_beginning_comes_before_notes_and_of_equals_the_oldest()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b").Rep("c").Pair("x", "a", PairState.Active).Pair("x", "b", PairState.Active).Pair("x", "c", PairState.Active)
            .Activity("followup", "mentee", "a", "x", "a", -3).Activity("followup", "mentee", "b", "x", "b", -9).Activity("kickoff", "mentee", "c", "x", "c", -2).Build();

        Assert.Equal(["Ask Name c about the kick-off", "Ask Name b about the lessons learned", "Ask Name a about the lessons learned"], model.Acts.Select(act => act.What));
    }

    private static DigestDesk Team() => new DigestDesk().Rep("a").Rep("b").Rep("c").Pair("b", "a", PairState.Active);

    private static DigestDesk Random(int seed, string manager = "boss")
    {
        var random = new Random(seed);
        DigestDesk desk = manager == "boss" ? new DigestDesk() : new DigestDesk().Person(manager, "boss");
        string[] reps = ["a", "b", "c", "d"];
        foreach (string rep in reps)
        {
            desk.Rep(rep, (FlagKind)random.Next(7), manager: manager);
        }

        (string Mentor, string Mentee)[] pairs = [("a", "b"), ("b", "c"), ("x", "d"), ("c", "y"), (manager, "a"), ("x", "b")];
        foreach ((string mentor, string mentee) in pairs)
        {
            desk.Pair(mentor, mentee, random.Next(4) == 0 ? PairState.Paused : PairState.Active, 20, new DateOnly(2026, 2, 10));
        }

        int count = random.Next(1, 24);
        for (int at = 0; at < count; at++)
        {
            (string mentor, string mentee) = pairs[random.Next(pairs.Length)];
            string side = new[] { "mentor", "mentee", "manager" }[random.Next(3)];
            string owner = side == "mentor" ? mentor : side == "mentee" ? mentee : manager;
            string state = new[] { "open", "open", "open", "done", "unconfirmed" }[random.Next(5)];
            desk.Activity(
                Kinds[random.Next(Kinds.Length)], side, owner, mentor, mentee, random.Next(-20, 5), state, at + 1,
                unreadable: random.Next(8) == 0 ? "?" : null, task: random.Next(6) == 0 ? "00T000000000999AAA" : null);
        }

        return desk;
    }

    private static string Said(int late) => late == 0 ? "" : $"{Word(late)} agreed {(late == 1 ? "step" : "steps")}";

    private static string Word(int count) => new[] { "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine" } is var words && count < words.Length ? words[count] : FormattableString.Invariant($"{count}");
}
