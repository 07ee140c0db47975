using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>Each hard rule, and beside it the case that it lets pass.</summary>
public sealed class PairingRulesTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void An_inactive_mentor_gets_nobody(bool inactive, int proposals) =>
        AssertMentor(proposals, "no longer active", person => person with { IsActive = !inactive });

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void An_excluded_mentor_gets_nobody(bool excluded, int proposals) =>
        AssertMentor(proposals, "excluded by configuration", person => person with { Excluded = excluded });

    [Theory]
    [InlineData(-10, -1, 1)]
    [InlineData(-10, 0, 0)]
    [InlineData(0, 10, 0)]
    [InlineData(1, 10, 1)]
    public void A_mentor_on_leave_gets_nobody(int from, int to, int proposals) =>
        AssertMentor(proposals, "on leave", person => person with { LeaveFrom = Org.AsOf.AddDays(from), LeaveTo = Org.AsOf.AddDays(to) });

    [Fact]
    public void A_leave_without_an_end_lasts() => AssertMentor(0, "on leave", person => person with { LeaveFrom = Org.AsOf.AddDays(-90) });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void A_mentor_takes_no_more_than_they_said(int most, int proposals) =>
        AssertMentor(proposals, "at capacity", person => person with { MaxMentees = most });

    [Theory]
    [InlineData(Answer.No, 0)]
    [InlineData(Answer.Yes, 1)]
    [InlineData(null, 1)]
    public void A_mentor_who_said_no_gets_nobody_and_one_who_has_not_answered_may(Answer? answer, int proposals)
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).Answered(2, answer).Hold();

        Assert.Equal(proposals, plan.Proposed.Count);
        Assert.Equal(proposals == 0, plan.Unmatched.Any(person => person.Rep == Org.Id(2) && person.Reason == "not willing to mentor"));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_manager_of_people_is_no_mentor(bool hasReports, int proposals) =>
        Assert.Equal(proposals, new Org().WithWeak(1, Skill.WinRate).With(2, scores: [(Skill.WinRate, 0, 0.9)], hasReports: hasReports).Hold().Proposed.Count);

    [Fact]
    public void Nobody_is_matched_with_themselves() =>
        Assert.Empty(new Org().With(1, scores: [(Skill.WinRate, 0.6, 0.6)]).Hold().Proposed);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 0)]
    public void A_mentor_is_never_above_the_mentee_in_the_reporting_line(int manager, int proposals)
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate, chain: [9, manager]).WithStrong(2, Skill.WinRate).Hold();

        Assert.Equal(proposals, plan.Proposed.Count);
        Assert.Equal(proposals == 0, plan.Unmatched.Any(person => person.Reason == "win rate: the only possible mentor is in the same reporting line"));
    }

    [Theory]
    [InlineData("Europe/Berlin", "America/Los_Angeles", 0)]
    [InlineData("Europe/Berlin", "Europe/London", 1)]
    public void Two_people_who_are_never_at_work_together_are_not_paired(string mentee, string mentor, int proposals)
    {
        RoundPlan plan = new Org()
            .WithWeak(1, Skill.WinRate, person: person => person with { TimeZone = mentee })
            .WithStrong(2, Skill.WinRate, person: person => person with { TimeZone = mentor })
            .Hold();

        Assert.Equal(proposals, plan.Proposed.Count);
    }

    [Theory]
    [InlineData(1, 2, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 3, 1)]
    public void People_kept_apart_are_not_paired_in_either_order(int one, int other, int proposals)
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate);
        org.Policy = new() { AvoidPairs = [(Org.Id(one), Org.Id(other))] };

        Assert.Equal(proposals, org.Hold().Proposed.Count);
    }

    [Theory]
    [InlineData(PairState.Declined, PairEndReasons.ManagerDeclined, 0)]
    [InlineData(PairState.Ended, PairEndReasons.MenteeDeclined, 0)]
    [InlineData(PairState.Declined, null, 0)]
    [InlineData(PairState.Expired, PairEndReasons.Expired, 1)]
    [InlineData(PairState.Declined, PairEndReasons.Departure, 1)]
    [InlineData(PairState.Ended, PairEndReasons.Completed, 1)]
    public void A_no_to_two_people_is_not_asked_again(PairState state, string? reason, int proposals)
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate);
        org.Pairings.Add(Earlier(2, 1) with { State = state, EndReason = reason });

        Assert.Equal(proposals, org.Hold().Proposed.Count);
    }

    [Fact]
    public void Someone_new_is_preferred_to_a_pair_that_has_run()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).WithStrong(3, Skill.WinRate);
        org.Pairings.Add(Earlier(2, 1) with { State = PairState.Ended, EndReason = PairEndReasons.Completed, ActiveFrom = Org.AsOf.AddDays(-200) });

        Assert.Equal(Org.Id(3), Assert.Single(org.Hold().Proposed).Mentor);
    }

    [Theory]
    [InlineData(PairState.Proposed)]
    [InlineData(PairState.Active)]
    [InlineData(PairState.Paused)]
    public void Someone_already_mentored_gets_no_second_mentor(PairState state)
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).WithStrong(3, Skill.WinRate);
        org.Pairings.Add(Earlier(2, 1) with { State = state, ActiveFrom = Org.AsOf.AddDays(-7) });

        RoundPlan plan = org.Hold();

        Assert.Empty(plan.Proposed);
        Assert.DoesNotContain(plan.Unmatched, person => person.Rep == Org.Id(1) && person.Role == PairRole.Mentee);
    }

    internal static Pairing Earlier(int mentor, int mentee) => new()
    {
        Kind = PairKind.Peer,
        Mentor = Org.Id(mentor),
        Mentee = Org.Id(mentee),
        Round = IsoWeek.Of(Org.AsOf.AddDays(-7)),
        Skill = Skill.WinRate,
        Quality = 0.5,
        Reason = "earlier",
        State = PairState.Proposed,
        ProposedOn = Org.AsOf.AddDays(-7),
        ExpiresOn = Org.AsOf.AddDays(14),
    };

    private static void AssertMentor(int proposals, string reason, Func<Person, Person> mentor)
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate, person: mentor).Hold();

        Assert.Equal(proposals, plan.Proposed.Count);
        Assert.Equal(proposals == 0, plan.Unmatched.Any(person => person.Rep == Org.Id(2) && person.Reason == reason));
        Assert.Equal(proposals == 0, plan.Unmatched.Any(person => person.Rep == Org.Id(1) && person.Reason == $"win rate: the only possible mentor is {reason}"));
    }
}
