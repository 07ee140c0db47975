using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

public sealed class PairingRoundTests
{
    [Fact]
    public void Someone_with_a_gap_is_proposed_to_someone_strong_on_it()
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate).Hold();

        Pairing pairing = Assert.Single(plan.Proposed);
        Assert.Equal((PairKind.Peer, Org.Id(2), Org.Id(1), Skill.WinRate), (pairing.Kind, pairing.Mentor, pairing.Mentee, pairing.Skill));
        Assert.Equal((PairState.Proposed, Org.AsOf, Org.AsOf.AddDays(21)), (pairing.State, pairing.ProposedOn, pairing.ExpiresOn));
        Assert.Equal($"{Org.Id(2)}.{Org.Id(1)}.2026w10", pairing.Key);
        Assert.InRange(pairing.Quality, 0, 1);
        Assert.DoesNotContain(plan.Unmatched, person => (person.Rep, person.Role) == (Org.Id(1), PairRole.Mentee));
        Assert.DoesNotContain(plan.Unmatched, person => (person.Rep, person.Role) == (Org.Id(2), PairRole.Mentor));
    }

    [Fact]
    public void Strength_on_another_skill_is_no_help()
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.DealSize).Hold();

        Assert.Empty(plan.Proposed);
        Assert.Equal("win rate: nobody else reaches the strength to teach it", Reason(plan, 1, PairRole.Mentee));
        Assert.Equal("deal size: nobody else has a measured gap there", Reason(plan, 2, PairRole.Mentor));
    }

    [Fact]
    public void A_mentor_is_told_about_each_kind_that_someone_needs()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithRamping(2).WithStrong(3, Skill.DealSize).With(4, person: person => person with { MaxMentees = 0 });
        org.Policy = new() { DefaultCapacity = 1 };
        RoundPlan plan = org.Hold();

        // Rep 1 mentors nobody: no strength, and the one who is ramping got the stronger rep 3.
        Assert.Equal(
            "peer: no measured strength: nearest is deal size with P 0.20 (from 0.50); onboarding: deal size: the only possible mentee is already mentored",
            Reason(plan, 1, PairRole.Mentor));
        Assert.Equal("at capacity", Reason(plan, 4, PairRole.Mentor));
    }

    [Theory]
    [InlineData(0.49, 0)]
    [InlineData(0.50, 1)]
    public void A_gap_counts_from_the_minimum_on(double lowest, int proposals) =>
        Assert.Equal(proposals, new Org().WithWeak(1, Skill.WinRate, lowest).WithStrong(2, Skill.WinRate).Hold().Proposed.Count);

    [Theory]
    [InlineData(0.49, 0)]
    [InlineData(0.50, 1)]
    public void A_strength_counts_from_the_minimum_on(double highest, int proposals) =>
        Assert.Equal(proposals, new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate, highest).Hold().Proposed.Count);

    [Fact]
    public void Where_nobody_stands_out_nobody_is_taken_in_and_each_says_why()
    {
        RoundPlan plan = new Org().With(1).With(2).With(3).Hold();

        Assert.Empty(plan.Proposed);
        Assert.Equal(6, plan.Unmatched.Count);
        Assert.Equal("no measured gap: nearest is win rate with P 0.20 (from 0.50)", Reason(plan, 1, PairRole.Mentee));
    }

    [Fact]
    public void Where_only_the_overall_result_is_low_its_weakest_component_is_the_topic()
    {
        RoundPlan plan = new Org()
            .With(1, scores: [(Skill.Overall, 0.7, 0), (Skill.DealSize, 0.45, 0), (Skill.WinRate, 0.3, 0)])
            .WithStrong(2, Skill.DealSize).WithStrong(3, Skill.WinRate).Hold();

        Pairing pairing = Assert.Single(plan.Proposed, pairing => pairing.Kind == PairKind.Peer);
        Assert.Equal((Org.Id(2), Skill.DealSize), (pairing.Mentor, pairing.Skill));
    }

    [Fact]
    public void Someone_whose_overall_result_is_low_mentors_nobody()
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate).With(2, scores: [(Skill.WinRate, 0, 0.9), (Skill.Overall, 0.6, 0)]).Hold();

        Assert.DoesNotContain(plan.Proposed, pairing => pairing.Mentor == Org.Id(2));
        Assert.Contains("overall result likely among the lowest (P 0.60)", Reason(plan, 2, PairRole.Mentor), StringComparison.Ordinal);
    }

    [Fact]
    public void Someone_without_data_is_neither_mentor_nor_mentee()
    {
        RoundPlan plan = new Org().With(1, FlagKind.InsufficientData).Hold();

        Assert.Equal("too little data to see a gap", Reason(plan, 1, PairRole.Mentee));
        Assert.Contains("too little data to see a strength", Reason(plan, 1, PairRole.Mentor), StringComparison.Ordinal);
    }

    [Fact]
    public void Someone_ramping_gets_an_experienced_colleague_for_what_that_one_does_best()
    {
        RoundPlan plan = new Org().WithRamping(1).WithStrong(2, Skill.CreatedPerMonth, 0.4).Hold();

        Pairing pairing = Assert.Single(plan.Proposed);
        Assert.Equal((PairKind.Onboarding, Org.Id(2), Org.Id(1), Skill.CreatedPerMonth), (pairing.Kind, pairing.Mentor, pairing.Mentee, pairing.Skill));
    }

    [Theory]
    [InlineData(11, 0)]
    [InlineData(12, 1)]
    public void A_year_with_the_company_makes_someone_experienced(int months, int proposals) =>
        Assert.Equal(proposals, new Org().WithRamping(1).With(2, person: person => person with { HireDate = Org.AsOf.AddMonths(-months) }).Hold().Proposed.Count);

    [Fact]
    public void Someone_ramping_is_never_taken_for_a_measured_gap()
    {
        RoundPlan plan = new Org().With(1, FlagKind.Ramping, [(Skill.WinRate, 0.9, 0)]).WithStrong(2, Skill.WinRate).Hold();

        Assert.Equal(PairKind.Onboarding, Assert.Single(plan.Proposed).Kind);
    }

    [Fact]
    public void A_newcomer_with_too_little_data_gets_an_onboarding_mentor_and_an_old_hand_with_none_does_not()
    {
        RoundPlan newcomer = new Org().With(1, FlagKind.InsufficientData, also: [FlagKind.Ramping]).With(2).Hold();
        RoundPlan oldHand = new Org().With(1, FlagKind.InsufficientData).With(2).Hold();

        Assert.Equal((PairKind.Onboarding, Org.Id(1)), (Assert.Single(newcomer.Proposed).Kind, newcomer.Proposed[0].Mentee));
        Assert.Empty(oldHand.Proposed);
    }

    [Fact]
    public void The_first_kind_gets_the_mentors_places_first()
    {
        Org org = new Org().WithRamping(1).WithWeak(2, Skill.WinRate).WithStrong(3, Skill.WinRate, person: person => person with { MaxMentees = 1 });
        org.With(4, person: person => person with { HireDate = Org.AsOf.AddMonths(-2) });

        Assert.Equal(PairKind.Peer, Mentored(org.Hold(), 3).Kind);

        // Rep 2 is weak on one skill only, and could show a newcomer around.
        org.Policy = new() { Kinds = [PairKind.Onboarding, PairKind.Peer] };
        Assert.Equal(PairKind.Onboarding, org.Hold().Proposed.First(pairing => pairing.Mentee == Org.Id(1)).Kind);
    }

    [Fact]
    public void A_kind_that_is_not_configured_proposes_nothing_and_says_so()
    {
        Org org = new Org().WithRamping(1).With(2);
        org.Policy = new() { Kinds = [PairKind.Peer] };

        RoundPlan plan = org.Hold();

        Assert.Empty(plan.Proposed);
        Assert.Equal("no configured kind of pairing is for this person", Reason(plan, 1, PairRole.Mentee));
    }

    [Fact]
    public void More_people_come_before_a_better_match()
    {
        // Rep 1 could learn from both mentors, rep 2 only from rep 3, who would suit rep 1 best.
        Org org = new Org()
            .With(1, scores: [(Skill.WinRate, 0.9, 0), (Skill.DealSize, 0.5, 0)]).WithWeak(2, Skill.WinRate, 0.5)
            .WithStrong(3, Skill.WinRate, 0.9).WithStrong(4, Skill.DealSize, 0.5);
        org.Policy = new() { DefaultCapacity = 1 };

        RoundPlan plan = org.Hold();

        Assert.Equal([(Org.Id(3), Org.Id(2)), (Org.Id(4), Org.Id(1))], plan.Proposed.Select(pairing => (pairing.Mentor, pairing.Mentee)));
    }

    [Fact]
    public void When_places_are_short_those_with_most_to_gain_come_first_and_the_others_are_told()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate, 0.5).WithWeak(2, Skill.WinRate, 0.9).WithStrong(3, Skill.WinRate);
        org.Policy = new() { DefaultCapacity = 1 };

        RoundPlan plan = org.Hold();

        Assert.Equal(Org.Id(2), Assert.Single(plan.Proposed).Mentee);
        Assert.Equal("win rate: the only possible mentor is at capacity", Reason(plan, 1, PairRole.Mentee));
    }

    [Fact]
    public void Mentees_are_spread_over_mentors_who_are_as_good()
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate).WithWeak(2, Skill.WinRate).WithStrong(3, Skill.WinRate).WithStrong(4, Skill.WinRate).Hold();

        Assert.Equal(2, plan.Proposed.Select(pairing => pairing.Mentor).Distinct().Count());
    }

    [Fact]
    public void The_reason_tells_the_numbers_and_the_runner_up()
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate, 0.71).WithStrong(2, Skill.WinRate, 0.83).WithStrong(3, Skill.WinRate, 0.60).Hold();

        Assert.Equal(
            "Rep 2 is strong on win rate (200 % against a peer median of 100 %, P highest fifth 0.83), where Rep 1 has room to grow "
            + "(50 % against a peer median of 100 %, P lowest fifth 0.71); same peers, 8 working hours in common; "
            + "quality 0.74, ahead of Rep 3 (0.68).",
            Assert.Single(plan.Proposed).Reason);
    }

    [Fact]
    public void A_mentor_nearer_in_time_and_peers_is_preferred_to_an_equal_one_far_away()
    {
        RoundPlan plan = new Org()
            .WithWeak(1, Skill.WinRate, person: person => person with { TimeZone = "Europe/Berlin", Segment = "SMB" }, group: "Rep / EMEA")
            .WithStrong(2, Skill.WinRate, person: person => person with { TimeZone = "America/Los_Angeles", Segment = "Enterprise" }, group: "Rep / US")
            .WithStrong(3, Skill.WinRate, person: person => person with { TimeZone = "Europe/London", Segment = "SMB" }, group: "Rep / EMEA")
            .Hold();

        Assert.Equal(Org.Id(3), Assert.Single(plan.Proposed).Mentor);
        Assert.Contains("7 working hours in common", plan.Proposed[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_round_keeps_its_eligible_set_with_topics_and_scores()
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate, 0.8).WithStrong(2, Skill.WinRate, 0.7).Hold();

        Assert.Contains(new RoundMember(Org.Id(1), PairRole.Mentee, PairKind.Peer, Skill.WinRate, 0.4, Arm.Treatment), plan.Members);
        Assert.Contains(new RoundMember(Org.Id(2), PairRole.Mentor, PairKind.Peer, Skill.WinRate, 0.7, Arm.Treatment), plan.Members);
    }

    [Fact]
    public void Those_held_back_are_recorded_and_not_proposed()
    {
        Org org = new();
        for (int id = 1; id <= 400; id++)
        {
            org.WithWeak(id, Skill.WinRate).WithStrong(1000 + id, Skill.WinRate);
        }

        org.Policy = new() { HoldoutShare = 0.25, Kinds = [PairKind.Peer] };
        RoundPlan plan = org.Hold();
        RoundMember[] control = [.. plan.Members.Where(member => member.Arm == Arm.Control)];

        Assert.InRange(control.Length, 70, 130);
        Assert.Equal(400 - control.Length, plan.Proposed.Count);
        Assert.Empty(plan.Proposed.Select(pairing => pairing.Mentee).Intersect(control.Select(member => member.Rep)));
        Assert.Equal("held back for comparison (control arm)", plan.Unmatched.Single(person => person.Rep == control[0].Rep && person.Role == PairRole.Mentee).Reason);
    }

    [Fact]
    public void Two_people_do_not_become_each_others_mentor()
    {
        Org org = new Org().With(1, scores: [(Skill.WinRate, 0.9, 0), (Skill.DealSize, 0, 0.9)]).With(2, scores: [(Skill.WinRate, 0, 0.8), (Skill.DealSize, 0.8, 0)]);

        Assert.Single(org.HoldAndKeep().Proposed);
        org.Today = Org.AsOf.AddDays(7);
        RoundPlan next = org.Hold();

        Assert.Empty(next.Proposed);
        Assert.Contains(next.Unmatched, person => person.Reason.Contains("the other's own mentee", StringComparison.Ordinal));
    }

    private static Pairing Mentored(RoundPlan plan, int mentor) => plan.Proposed.Single(pairing => pairing.Mentor == Org.Id(mentor));

    private static string Reason(RoundPlan plan, int rep, PairRole role) =>
        plan.Unmatched.Single(person => person.Rep == Org.Id(rep) && person.Role == role).Reason;
}
