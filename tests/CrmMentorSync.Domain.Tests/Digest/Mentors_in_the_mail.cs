using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>What managers read of mentors: who is above them, whom their time goes to, and which pairs are left in peace.</summary>
public sealed class Mentors_in_the_mail
{
    private static readonly DateTimeOffset FirstOfMonth = new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly LongAgo = new(2026, 1, 5);

    private static MentorRecord Record(string mentor) => new() { Mentor = new UserId(mentor), Mentees = [new UserId("e")], Talks = 2 };

    private static string OwnMentors(DigestDesk desk)
    {
        string text = desk.Build(facts => facts with { Mentors = [Record("m")] }, FirstOfMonth).Growth.Shown.Single(line => line.Label == "Name m").Text;
        return text[(text.IndexOf(". ", StringComparison.Ordinal) + 2)..];
    }

    [Fact]
    public void P38_The_chain_above_a_mentor_is_told_up_to_the_reader()
    {
        DigestDesk desk = new DigestDesk().Rep("m").Rep("n").Rep("e").Pair("m", "e", PairState.Active);
        Assert.Equal("No mentor of their own.", OwnMentors(desk));
        desk.Pair("n", "m", PairState.Active);
        Assert.Equal("Mentored in turn by Name n.", OwnMentors(desk));
        desk.Pair("boss", "n", PairState.Active).Pair("vp", "boss", PairState.Active);
        Assert.Equal("Mentored in turn by Name n, who is mentored by you.", OwnMentors(desk));
    }

    [Fact]
    public void P38_Whom_a_mentor_of_another_team_learns_from_is_not_told_and_a_proposal_is_no_mentor()
    {
        Assert.Equal("Mentored in turn by Name x.", OwnMentors(new DigestDesk().Rep("m").Rep("e").Pair("x", "m", PairState.Active).Pair("y", "x", PairState.Active)));
        Assert.Equal("No mentor of their own.", OwnMentors(new DigestDesk().Rep("m").Rep("e").Pair("n", "m", PairState.Proposed)));
        Assert.Equal("Mentored in turn by Name n.", OwnMentors(new DigestDesk().Rep("m").Rep("n").Pair("n", "m", PairState.Active).Pair("m", "n", PairState.Active)));
    }

    [Fact]
    public void P52_However_many_mentors_there_are_those_who_sell_most_keep_their_plan()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Top);
        string[] mentors = [.. Enumerable.Range(0, 9).Select(number => FormattableString.Invariant($"m{number}"))];
        foreach (string mentor in mentors)
        {
            desk.Rep(mentor);
        }

        Capped<DigestLine> growth = desk.Build(facts => facts with { Mentors = [.. mentors.Select(Record)] }, FirstOfMonth).Growth;

        Assert.Equal("Name a", growth.Shown[0].Label);
        Assert.Equal(10, growth.Count);
    }

    [Fact]
    public void P55_Whom_the_mentors_time_went_to_is_told_from_three_talks_on_and_in_a_quiet_week_as_well()
    {
        DigestDesk desk = new DigestDesk().Rep("s", FlagKind.Struggling).Rep("t", FlagKind.Top).Rep("m")
            .Pair("m", "s", PairState.Active).Pair("x", "t", PairState.Active).Pair("boss", "m", PairState.Active)
            .Activity("lunch", "mentee", "s", "m", "s", -3, "done").Activity("lunch", "mentor", "m", "m", "s", -3, "done")
            .Activity("lunch", "mentee", "s", "m", "s", -9, "done", occurrence: 2).Activity("lunch", "mentee", "m", "boss", "m", -4, "done");
        Assert.DoesNotContain(desk.Build().Progress, line => line.Contains("Talks that mentors held", StringComparison.Ordinal));

        desk.Activity("lunch", "mentee", "t", "x", "t", -3, "done");

        Assert.True(desk.Build().IsQuiet);
        Assert.Contains("Mentors’ talks in 30 days, by where people stand: Top 1 of 3, In between 0 of 3, Struggling 2 of 3.", desk.Build().Progress);
    }

    [Fact]
    public void P20_A_pair_with_an_appointment_is_not_silent_unless_it_only_moves_on()
    {
        DigestDesk monthly = new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active, 60, LongAgo).Activity("lunch", "mentee", "a", "b", "a", -26, "done");
        Assert.True(monthly.Build().Alerts.Any);
        Assert.False(monthly.Activity("lunch", "mentee", "a", "b", "a", 2, occurrence: 2).Build().Alerts.Any);

        DigestDesk moving = new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active, 60, LongAgo).Activity("lunch", "mentee", "a", "b", "a", 2);
        Assert.True(moving.Build().Alerts.Any);
    }

    [Fact]
    public void P40_When_those_who_chose_each_other_meet_is_their_own_affair()
    {
        DigestDesk desk = new DigestDesk().Rep("a").Rep("b").Pair("b", "a", PairState.Active, 60, LongAgo, kind: PairKind.Informal);

        Assert.False(desk.Build().Alerts.Any);
    }
}
