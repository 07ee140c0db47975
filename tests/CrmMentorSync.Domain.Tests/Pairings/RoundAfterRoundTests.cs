using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

public sealed class RoundAfterRoundTests
{
    [Fact]
    public void A_held_round_proposes_nothing_and_still_tells_why()
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).Hold(isHeld: true);

        Assert.Empty(plan.Proposed);
        Assert.Empty(plan.Members);
        Assert.Contains(plan.Unmatched, person => person.Reason == "win rate: the only possible mentor is free for the next round");
    }

    [Fact]
    public void Open_proposals_and_pairs_stay_as_they_are_even_when_a_better_mentor_turns_up()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate, 0.5);
        org.HoldAndKeep();
        org.WithStrong(3, Skill.WinRate, 1.0);
        org.Today = Org.AsOf.AddDays(7);

        RoundPlan plan = org.Hold();

        Assert.Empty(plan.Proposed);
        Assert.Empty(plan.Changed);
    }

    [Fact]
    public void A_flag_or_score_that_changes_ends_no_pair()
    {
        Org org = new Org().With(1).With(2);
        org.Pairings.Add(PairingRulesTests.Earlier(2, 1) with { State = PairState.Active, ActiveFrom = Org.AsOf });

        Assert.Empty(org.Hold().Changed);
    }

    [Fact]
    public void A_declined_proposal_is_replaced_by_the_next_best_in_the_next_round()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate, 0.9).WithStrong(3, Skill.WinRate, 0.6);
        Pairing first = Assert.Single(org.HoldAndKeep().Proposed);
        org.Pairings[0] = PairingLifecycle.Decide(
            first, new PairingAnswers { Today = Org.AsOf.AddDays(2), Manager = Answer.No }, org.Policy.Lifecycle);
        org.Today = Org.AsOf.AddDays(7);

        Pairing second = Assert.Single(org.Hold().Proposed);

        Assert.Equal((Org.Id(2), Org.Id(3)), (first.Mentor, second.Mentor));
        Assert.NotEqual(first.Key, second.Key);
    }

    [Fact]
    public void An_unanswered_proposal_expires_and_its_places_are_free_in_the_same_round()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).WithStrong(3, Skill.WinRate);
        org.HoldAndKeep();
        org.Today = Org.AsOf.AddDays(21);

        RoundPlan plan = org.Hold();

        Assert.Equal(PairState.Expired, Assert.Single(plan.Changed).State);
        Assert.Equal(Org.Id(3), Assert.Single(plan.Proposed).Mentor);
    }

    [Fact]
    public void Departures_end_pairs_whoever_left()
    {
        foreach (int left in (int[])[1, 2])
        {
            Org org = new Org().With(1).With(2).Left(left);
            org.Pairings.Add(PairingRulesTests.Earlier(2, 1) with { State = PairState.Active, ActiveFrom = Org.AsOf });

            Pairing ended = Assert.Single(org.Hold().Changed);

            Assert.Equal((PairState.Ended, PairEndReasons.Departure, Org.AsOf), (ended.State, ended.EndReason, ended.EndedOn));
        }
    }

    [Fact]
    public void A_proposal_whose_mentor_goes_on_leave_is_taken_back_and_a_running_pair_is_not()
    {
        foreach (PairState state in (PairState[])[PairState.Proposed, PairState.Active])
        {
            Org org = new Org().With(1).With(2, person: person => person with { LeaveFrom = Org.AsOf });
            org.Pairings.Add(PairingRulesTests.Earlier(2, 1) with { State = state, ActiveFrom = state == PairState.Active ? Org.AsOf : null });

            IReadOnlyList<Pairing> changed = org.Hold().Changed;

            Assert.Equal(state == PairState.Proposed ? [(PairState.Declined, "on_leave")] : [], changed.Select(pairing => (pairing.State, pairing.EndReason!)));
        }
    }

    [Fact]
    public void A_proposal_between_people_who_are_no_longer_judged_is_taken_back()
    {
        Org org = new Org().With(1);
        org.Pairings.Add(PairingRulesTests.Earlier(2, 1));

        Assert.Equal("no_longer_a_rep", Assert.Single(org.Hold().Changed).EndReason);
    }

    [Fact]
    public void The_arm_of_a_person_depends_on_nothing_but_the_seed_and_the_person()
    {
        UserId rep = Org.Id(17);

        Assert.Equal(HoldoutArm.Of("a", rep, 0.5), HoldoutArm.Of("a", rep, 0.5));
        Assert.Equal(Arm.Treatment, HoldoutArm.Of("a", rep, 0));
        Assert.Equal(Arm.Control, HoldoutArm.Of("a", rep, 1));
        Assert.Contains(Enumerable.Range(0, 64), seed => HoldoutArm.Of($"{seed}", rep, 0.5) == Arm.Control);
        Assert.Contains(Enumerable.Range(0, 64), seed => HoldoutArm.Of($"{seed}", rep, 0.5) == Arm.Treatment);
    }

    [Theory]
    [InlineData("Europe/Berlin", "Europe/London", 7)]
    [InlineData("America/New_York", "America/New_York", 8)]
    [InlineData("Europe/Berlin", "America/Los_Angeles", 0)]
    [InlineData("Pacific/Auckland", "America/Los_Angeles", 5)]
    [InlineData("no such zone", "UTC", 8)]
    public void Working_hours_in_common_follow_the_clock_round(string one, string other, double hours) =>
        Assert.Equal(hours, WorkingHours.Shared(WorkingHours.UtcOffset(one, Org.AsOf), WorkingHours.UtcOffset(other, Org.AsOf)));

    [Fact]
    public void Whoever_is_in_charge_replaces_the_manager_that_the_user_names()
    {
        Person[] people = [.. Enumerable.Range(1, 4).Select(id => Org.Person(id) with { ManagerId = id < 4 ? Org.Id(4) : null })];
        var lines = ManagementChain.Of(people, new Dictionary<UserId, UserId> { [Org.Id(1)] = Org.Id(2) });

        Assert.Equal([Org.Id(2), Org.Id(4)], lines.Above(Org.Id(1)));
        Assert.Equal([Org.Id(4)], lines.Above(Org.Id(3)));
    }
}
