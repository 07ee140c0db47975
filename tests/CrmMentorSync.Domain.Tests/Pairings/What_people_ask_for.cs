using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>Another mentor, a pause, an early end; what each rule costs; who waits longest.</summary>
public sealed class What_people_ask_for
{
    [Fact]
    public void A_manager_who_names_someone_else_gets_that_pair_at_once_and_approved()
    {
        Org org = Swapped("Rep 3");

        Pairing pairing = Assert.Single(org.Hold(isHeld: true).Proposed);

        Assert.Equal((Org.Id(3), Org.Id(1), Answer.Yes, PairState.Proposed), (pairing.Mentor, pairing.Mentee, pairing.ManagerDecision, pairing.State));
        org.Pairings[0] = Assert.Single(org.Hold(isHeld: true).Changed);
        Assert.Equal(PairState.Swapped, org.Pairings[0].State);
        org.Pairings.Add(pairing);
        Assert.Empty(org.Hold(isHeld: true).Proposed);
    }

    [Theory]
    [InlineData("Rep 4", "on leave")]
    [InlineData("Nobody", "nobody of that name sells here")]
    [InlineData("Rep 2", "declined with this person before")]
    [InlineData("Rep 5", "several colleagues have that name")]
    public void A_wish_that_cannot_be_met_is_answered_and_the_proposal_stays(string name, string why)
    {
        Org org = Swapped(name);
        org.Today = Org.AsOf.AddDays(5);

        RoundPlan plan = org.Hold();

        Unanswered wish = Assert.Single(plan.Unanswered);
        Assert.Contains(why, wish.Reason, StringComparison.Ordinal);
        Assert.Equal([Org.Id(3)], wish.Others);
        Assert.DoesNotContain(plan.Changed.Concat(plan.Proposed), pairing => pairing.Mentee == Org.Id(1));
    }

    [Fact]
    public void P46_An_early_end_is_no_fault_and_another_mentor_is_proposed_within_a_week_before_all_others()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate, 0.5).WithWeak(9, Skill.WinRate, 0.9).WithStrong(2, Skill.WinRate)
            .WithStrong(3, Skill.WinRate, person: person => person with { MaxMentees = 1 });
        Pairing running = PairingRulesTests.Earlier(2, 1) with { State = PairState.Active, ActiveFrom = Org.AsOf.AddDays(-20) };
        Pairing ended = PairingLifecycle.Decide(running, new PairingAnswers { Today = Org.AsOf.AddDays(-1), WantsExit = true }, new LifecyclePolicy());
        org.Pairings.Add(ended);
        org.Answered(2, Answer.No);

        Pairing another = Assert.Single(org.Hold().Proposed, pairing => pairing.Kind == PairKind.Peer);

        Assert.Equal((PairState.Ended, PairEndReasons.NoFaultExit), (ended.State, ended.EndReason));
        Assert.Equal((Org.Id(3), Org.Id(1)), (another.Mentor, another.Mentee));
        Assert.Contains("owed another after an early end", another.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void P46_The_same_two_are_not_put_together_again_and_without_an_early_end_nobody_jumps_the_queue()
    {
        Org failed = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate);
        failed.Pairings.Add(PairingRulesTests.Earlier(2, 1) with
        {
            State = PairState.Ended, ActiveFrom = Org.AsOf.AddYears(-3), EndedOn = Org.AsOf.AddYears(-2), EndReason = PairEndReasons.NoFaultExit,
        });
        Org completed = new Org().WithWeak(1, Skill.WinRate, 0.5).WithWeak(9, Skill.WinRate, 0.9).WithStrong(3, Skill.WinRate, person: person => person with { MaxMentees = 1 });
        completed.Pairings.Add(PairingRulesTests.Earlier(2, 1) with { State = PairState.Ended, EndReason = PairEndReasons.Completed, EndedOn = Org.AsOf.AddDays(-1) });

        Assert.Empty(failed.Hold().Proposed);
        Assert.Equal(Org.Id(9), Assert.Single(completed.Hold().Proposed).Mentee);
    }

    [Theory]
    [InlineData(364, 0)]
    [InlineData(365, 1)]
    public void A_declined_pair_is_not_asked_again_for_a_year(int daysAgo, int proposals)
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate);
        org.Pairings.Add(PairingRulesTests.Earlier(2, 1) with
        {
            State = PairState.Declined, EndReason = PairEndReasons.ManagerDeclined, ManagerReason = "not now", EndedOn = Org.AsOf.AddDays(-daysAgo),
        });

        Assert.Equal(proposals, org.Hold().Proposed.Count);
    }

    [Fact]
    public void A_proposal_that_was_put_off_is_taken_back_and_comes_again_on_the_day()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).WithStrong(3, Skill.WinRate);
        Pairing proposed = Assert.Single(org.HoldAndKeep().Proposed);
        org.Knows = facts => facts with { PutOff = new Dictionary<(Domain.People.UserId, Domain.People.UserId), DateOnly> { [(proposed.Mentor, Org.Id(1))] = Org.AsOf.AddDays(14) } };
        org.Today = Org.AsOf.AddDays(7);

        RoundPlan paused = org.HoldAndKeep();
        org.Today = Org.AsOf.AddDays(14);
        RoundPlan back = org.Hold();

        Assert.Equal("paused_until", Assert.Single(paused.Changed).EndReason);
        Assert.Empty(paused.Proposed);
        Assert.Contains(paused.Unmatched, person => person.Rep == Org.Id(1) && person.Reason == "put off by their manager for now");
        Assert.Single(back.Proposed);
    }

    [Fact]
    public void A_proposal_that_is_put_off_touches_no_other_of_the_two()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).WithWeak(4, Skill.WinRate);
        org.HoldAndKeep();
        Assert.Equal(2, org.Pairings.Count);
        org.Pairings.Add(PairingRulesTests.Earlier(1, 5) with { State = PairState.Proposed, EndReason = null, EndedOn = null, ProposedOn = Org.AsOf, ExpiresOn = Org.AsOf.AddDays(21) });
        org.With(5);
        org.Knows = facts => facts with { PutOff = new Dictionary<(Domain.People.UserId, Domain.People.UserId), DateOnly> { [(Org.Id(2), Org.Id(1))] = Org.AsOf.AddDays(14) } };
        org.Today = Org.AsOf.AddDays(7);

        Pairing changed = Assert.Single(org.Hold().Changed);

        Assert.Equal((Org.Id(2), Org.Id(1)), (changed.Mentor, changed.Mentee));
    }

    [Fact]
    public void A_mentor_who_asked_for_a_pause_is_left_alone_as_a_mentor()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate);
        org.HoldAndKeep();
        org.Knows = facts => facts with { Pauses = new Dictionary<Domain.People.UserId, DateOnly> { [Org.Id(2)] = Org.AsOf.AddDays(14) } };
        org.Today = Org.AsOf.AddDays(7);

        Assert.Equal("mentor_paused", Assert.Single(org.Hold().Changed).EndReason);
    }

    [Theory]
    [InlineData(41, 3)]
    [InlineData(42, 2)]
    public void A_pair_that_lapsed_waits_where_someone_else_can_do_it(int daysAgo, int mentor)
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate, 0.95).WithStrong(3, Skill.WinRate, 0.6);
        org.Pairings.Add(Lapsed(daysAgo));

        Assert.Equal(Org.Id(mentor), Assert.Single(org.Hold().Proposed).Mentor);
    }

    [Fact]
    public void A_pair_that_lapsed_waits_for_the_others_to_come_free_and_unmatched_says_so()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).WithStrong(3, Skill.WinRate, person: person => person with { MaxMentees = 0 });
        org.Pairings.Add(Lapsed(1));

        RoundPlan plan = org.Hold();

        Assert.Empty(plan.Proposed);
        Assert.Contains(plan.Unmatched, person => person.Rep == Org.Id(1) && person.Reason.Contains("proposed with this person a short while ago", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pair_that_lapsed_is_proposed_again_where_it_is_the_only_way()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate);
        org.Pairings.Add(Lapsed(1));

        Assert.Equal(Org.Id(2), Assert.Single(org.Hold().Proposed).Mentor);
    }

    [Theory]
    [InlineData(90, Answer.Yes, Skill.WinRate, Answer.Yes)]
    [InlineData(91, Answer.Yes, Skill.WinRate, null)]
    [InlineData(1, null, Skill.WinRate, null)]
    [InlineData(1, Answer.Yes, Skill.DealSize, null)]
    public void A_managers_yes_stands_when_the_same_is_proposed_again(int daysAgo, Answer? said, Skill topic, Answer? stands)
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate);
        org.Pairings.Add(Lapsed(daysAgo) with { ManagerDecision = said, Skill = topic });

        Assert.Equal(stands, Assert.Single(org.Hold().Proposed).ManagerDecision);
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void A_yes_stands_only_while_whoever_gave_it_is_above_the_mentee(int manager, bool stands)
    {
        Org org = new Org().WithWeak(1, Skill.WinRate, chain: [manager]).WithStrong(2, Skill.WinRate);
        org.Pairings.Add(Lapsed(1) with { ManagerDecision = Answer.Yes });
        org.Knows = facts => facts with { Approvers = new Dictionary<string, Domain.People.UserId> { [org.Pairings[0].Key] = Org.Id(7) } };

        Assert.Equal(stands, Assert.Single(org.Hold().Proposed).ManagerDecision == Answer.Yes);
    }

    private static Pairing Lapsed(int daysAgo) => PairingRulesTests.Earlier(2, 1) with
    {
        Skill = Skill.WinRate, State = PairState.Expired, EndReason = PairEndReasons.Expired, EndedOn = Org.AsOf.AddDays(-daysAgo),
    };

    [Fact]
    public void A_pair_pauses_and_goes_on_by_itself()
    {
        Pairing running = PairingRulesTests.Earlier(2, 1) with { State = PairState.Active, ActiveFrom = Org.AsOf };
        var asked = new PairingAnswers { Today = Org.AsOf, Mentor = Answer.Yes, PauseUntil = Org.AsOf.AddDays(10) };

        Pairing paused = PairingLifecycle.Decide(running, asked, new LifecyclePolicy());
        Pairing still = PairingLifecycle.Review(paused, Org.AsOf.AddDays(9), someoneLeft: false, null, new LifecyclePolicy());
        Pairing again = PairingLifecycle.Review(paused, Org.AsOf.AddDays(10), someoneLeft: false, null, new LifecyclePolicy());

        Assert.Equal((PairState.Paused, Org.AsOf.AddDays(10)), (paused.State, paused.PausedUntil));
        Assert.Same(paused, still);
        Assert.Equal((PairState.Active, null), (again.State, again.PausedUntil));
        Assert.Equal(again, PairingLifecycle.Decide(again, asked with { Today = Org.AsOf.AddDays(10) }, new LifecyclePolicy()));
    }

    [Theory]
    [InlineData("Pause until: 2026-12-24", 2026, 12, 24)]
    [InlineData("- Pause bis: 24.12.2026", 2026, 12, 24)]
    [InlineData("pause UNTIL: 1.2.2027.", 2027, 2, 1)]
    public void A_pause_is_read_in_both_languages(string line, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), TaskAnswers.Parse($"Hello\n{line}\nmore").PauseUntil);

    [Theory]
    [InlineData("Pause until: after Easter")]
    [InlineData("Pause bis: 2026-13-01")]
    public void A_pause_that_names_no_day_is_asked_about_and_never_guessed(string line)
    {
        var answers = TaskAnswers.Parse(line);

        Assert.Null(answers.PauseUntil);
        Assert.StartsWith("Pause until: ", Assert.Single(answers.Unreadable), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Instead: Ann Lee\nand words below", "Ann Lee", false)]
    [InlineData("Stattdessen: Ann Lee", "Ann Lee", false)]
    [InlineData("Instead:", null, false)]
    [InlineData("Exit: yes", null, true)]
    [InlineData("Ausstieg: bitte", null, true)]
    [InlineData("Exit:", null, false)]
    [InlineData("Exit: no", null, false)]
    public void Another_mentor_and_an_early_end_are_read_and_empty_lines_are_not(string text, string? instead, bool exit)
    {
        var answers = TaskAnswers.Parse(text);

        Assert.Equal((instead, exit), (answers.Instead, answers.WantsExit));
        Assert.Empty(answers.Unreadable);
    }

    [Fact]
    public void Those_who_wait_longest_come_first_and_without_waiting_the_greater_gain_does()
    {
        Org Of(int rounds) => new Org { Knows = facts => facts with { Waited = new Dictionary<Domain.People.UserId, int> { [Org.Id(1)] = rounds } } }
            .WithWeak(1, Skill.WinRate, 0.5).WithWeak(2, Skill.WinRate, 0.9).WithStrong(3, Skill.WinRate, person: person => person with { MaxMentees = 1 });

        Assert.Equal(Org.Id(2), Assert.Single(Of(0).Hold().Proposed).Mentee);
        Pairing waited = Assert.Single(Of(2).Hold().Proposed);
        Assert.Equal(Org.Id(1), waited.Mentee);
        Assert.Contains("waited 2 rounds", waited.Reason, StringComparison.Ordinal);
        Assert.InRange(waited.Quality, 0, 1);
    }

    [Fact]
    public void Waiting_never_costs_anyone_else_a_place_that_both_could_have()
    {
        // Rep 1 has waited and would take the only mentor of rep 2 for a slightly better match.
        Org org = new() { Knows = facts => facts with { Waited = new Dictionary<Domain.People.UserId, int> { [Org.Id(1)] = 12 } } };
        org.With(1, scores: [(Skill.WinRate, 0.9, 0), (Skill.DealSize, 0.5, 0)]).WithWeak(2, Skill.WinRate, 0.5)
            .WithStrong(3, Skill.WinRate, 0.9).WithStrong(4, Skill.DealSize, 0.5);
        org.Policy = new() { DefaultCapacity = 1, Kinds = [PairKind.Peer] };

        Assert.Equal(2, org.Hold().Proposed.Count);
    }

    [Fact]
    public void The_price_of_a_rule_is_what_the_round_would_gain_without_it()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate, chain: [3]).WithWeak(2, Skill.WinRate).WithStrong(3, Skill.WinRate)
            .WithStrong(4, Skill.WinRate, person: person => person with { LeaveFrom = Org.AsOf });
        org.Policy = new() { Kinds = [PairKind.Peer], DefaultCapacity = 1 };

        RulePrice[] prices = [.. RulePrices.Of(org.Facts(), org.Policy, _ => true)];

        Assert.Equal(1, prices.Single(price => price.Rule == "on_leave").People);
        Assert.Equal(0, prices.Single(price => price.Rule == "avoid_pair").People);
        Assert.Equal(0, prices.Single(price => price.Rule == "same_reporting_line").People);
        Assert.Equal("on_leave", prices[0].Rule);
        Assert.Single(org.Hold().Proposed);

        org.Policy = org.Policy with { DefaultCapacity = 2 };
        Assert.Equal(1, RulePrices.Of(org.Facts(), org.Policy, _ => true).Single(price => price.Rule == "same_reporting_line").People);
    }

    [Fact]
    public void Everyone_unmatched_is_told_what_comes_next()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.DealSize).With(3, person: person => person with { Excluded = true });

        RoundPlan plan = org.Hold();

        Assert.All(plan.Unmatched, person => Assert.NotEqual("", person.Next));
        Assert.Equal(
            "win a mentor for it, or name one from outside in Pairings:ExternalMentors",
            plan.Unmatched.Single(person => person.Rep == Org.Id(1) && person.Role == PairRole.Mentee).Next);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    public void Caps_hold_for_a_kind_and_for_all_roles_together(int roles, int proposals)
    {
        Org byRole = new Org().WithWeak(1, Skill.WinRate).WithWeak(2, Skill.WinRate).WithStrong(3, Skill.WinRate);
        byRole.Policy = new() { Kinds = [PairKind.Peer], RolesAtATime = roles };
        Org byKind = new Org().WithWeak(1, Skill.WinRate).WithWeak(2, Skill.WinRate).WithStrong(3, Skill.WinRate);
        byKind.Policy = new() { Kinds = [PairKind.Peer], CapacityByKind = new Dictionary<PairKind, int> { [PairKind.Peer] = roles } };

        Assert.Equal(proposals, byRole.Hold().Proposed.Count);
        Assert.Equal(proposals, byKind.Hold().Proposed.Count);
    }

    /// <summary>Rep 1 was to get rep 2; rep 3 could teach it too, rep 4 is away, and there are two of one name.</summary>
    private static Org Swapped(string instead)
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).WithStrong(3, Skill.WinRate)
            .With(4, person: person => person with { LeaveFrom = Org.AsOf }).With(5).With(6, person: person => person with { Name = "Rep 5" });
        org.Pairings.Add(PairingLifecycle.Decide(
            PairingRulesTests.Earlier(2, 1) with { State = PairState.Proposed, EndReason = null, EndedOn = null },
            new PairingAnswers { Today = Org.AsOf, Manager = Answer.No, Instead = instead }, new LifecyclePolicy()));
        return org;
    }
}
