using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>A new kind of activity is neither "a Task" nor in the wrong list: these tests walk through all of them.</summary>
public sealed class Every_kind_of_activity_has_its_place
{
    private static readonly DigestWords[] Languages = [DigestWords.Of("en_US"), DigestWords.Of("de")];

    public static TheoryData<ActivityKind> Kinds() => [.. Enum.GetValues<ActivityKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_has_a_name_of_its_own_in_every_language(ActivityKind kind) => Assert.All(Languages, words =>
    {
        string name = words.Activity(kind);
        Assert.NotEqual(words.Activity(null), name);
        Assert.Single(Enum.GetValues<ActivityKind>(), other => words.Activity(other) == name);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_placed(ActivityKind kind)
    {
        // The compiler demands an answer of each list; these hold between them.
        Assert.False(DigestKinds.IsSession(kind) && !DigestKinds.IsTalk(kind), "what a pair holds is a talk where the manager is one of the two");
        Assert.False(kind.IsVoluntary() && DigestKinds.CanBeLate(kind), "nobody is late with what nobody has to do (P40)");
    }

    [Theory]
    [InlineData("listen")]
    [InlineData("lead")]
    [InlineData("share")]
    [InlineData("endorse")]
    [InlineData("menu")]
    [InlineData("exit")]
    public void P40_What_is_voluntary_or_private_is_never_overdue(string kind) => Assert.False(Late(kind).Overdue.Any);

    [Theory]
    [InlineData("kickoff")]
    [InlineData("lunch")]
    [InlineData("followup")]
    [InlineData("check12")]
    [InlineData("observe")]
    public void P12_What_was_agreed_is_overdue_when_its_day_has_passed(string kind)
    {
        DigestModel model = Late(kind);
        Assert.True(model.Overdue.Any || model.Acts.Any(act => act.What.StartsWith("Ask Name a", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_kick_off_that_a_later_talk_has_overtaken_is_no_longer_asked_for_and_an_overtaken_follow_up_is()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active)
            .Activity("kickoff", "mentee", "a", "b", "a", -10).Activity("followup", "mentee", "a", "b", "a", -9)
            .Activity("lunch", "mentee", "a", "b", "a", -3, "done");
        Assert.Equal("Ask Name a about the lessons learned", Assert.Single(desk.Build().Acts, act => act.What.StartsWith("Ask", StringComparison.Ordinal)).What);
    }

    [Fact]
    public void P12_A_talk_that_neither_has_closed_stands_once_for_both_and_one_that_one_has_closed_for_the_other()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Rep("c").Pair("b", "a", PairState.Active).Activity("followup", "mentee", "a", "b", "a", -12)
            .Activity("lunch", "mentor", "b", "b", "a", -4).Activity("lunch", "mentee", "a", "b", "a", -4);
        // Older ones take the two places among the acts.
        desk.Pair("b", "c", PairState.Active).Activity("followup", "mentee", "c", "b", "c", -11).Rep("d").Pair("b", "d", PairState.Active).Activity("followup", "mentee", "d", "b", "d", -13);
        desk.Activity("followup", "mentor", "b", "b", "d", -14);
        DigestLine late = Assert.Single(desk.Build().Overdue.Shown, line => line.Text.Contains("1:1", StringComparison.Ordinal));
        Assert.Equal(("Both", "Lunch 1:1, Name b with Name a: due Mar 5"), (late.Label, late.Text));
    }

    [Fact]
    public void P12_An_act_asks_both_where_both_are_late_and_the_list_does_not_say_it_again()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active)
            .Activity("kickoff", "mentee", "a", "b", "a", -4).Activity("kickoff", "mentor", "b", "b", "a", -4).Build();
        Assert.Equal("Ask Name a and Name b about the kick-off", Assert.Single(model.Acts, act => act.What.StartsWith("Ask", StringComparison.Ordinal)).What);
        Assert.False(model.Overdue.Any);
        Assert.Equal("Ask Name a about the kick-off", new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active).Activity("kickoff", "mentee", "a", "b", "a", -4).Build().Acts[0].What);
    }

    [Fact]
    public void A_talk_whose_two_Tasks_lie_on_two_days_is_announced_once_on_the_earlier()
    {
        DigestModel model = new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active)
            .Activity("lunch", "mentor", "b", "b", "a", 3).Activity("lunch", "mentee", "a", "b", "a", 1).Activity("lunch", "mentee", "a", "b", "a", 8, occurrence: 2).LastWeek("a", FlagKind.Top).Build();
        Assert.Equal(["Tue Mar 10", "Tue Mar 17"], model.Sessions.Shown.Select(line => line.Label));
    }

    [Theory]
    [InlineData("checkin", "Have a private word with Name a")]
    [InlineData("contact", "Ask Name a what keeps the next talk from taking place")]
    [InlineData("expect", "Ask Name a what the mentoring should bring")]
    [InlineData("thanks", "Thank Name b for mentoring")]
    [InlineData("interview", "Call a client of Name b: why do they buy here?")]
    public void The_managers_own_Task_is_an_act(string kind, string what)
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active).Activity(kind, "manager", "boss", "b", "a", 2);
        Assert.Equal(what, desk.Build().Acts[0].What);
        Assert.DoesNotContain(new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active).Activity(kind, "manager", "boss", "b", "a", 2, "done").Build().Acts, act => act.What == what);
    }

    [Fact]
    public void P49_Papers_take_no_time_with_a_person_and_a_private_word_does()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top).Rep("b").Pair("b", "a", PairState.Active)
            .Activity("checkin", "manager", "boss", "b", "a", -3, "done").Activity("contact", "manager", "boss", "b", "a", -4, "done").Activity("expect", "manager", "boss", "b", "a", -5, "done");
        Assert.Equal("3", desk.Build().OwnTime!.Tiers[0].Talks);
        Assert.Null(new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active)
            .Activity("thanks", "manager", "boss", "b", "a", -3, "done").Activity("host", "manager", "boss", "b", "a", -4, "done").Activity("interview", "manager", "boss", "b", "a", -5, "done")
            .Build().OwnTime);
    }

    private static DigestModel Late(string kind) => new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active).Activity(kind, "mentee", "a", "b", "a", -4).Build();
}
