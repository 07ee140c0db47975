using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>The practices that decide who is paired with whom, each with the case in which it does not hold.</summary>
public sealed class Practices_of_pairing
{
    [Theory]
    [InlineData(0.8, 1)]
    [InlineData(0.3, 0)]
    public void P1_Mentors_are_the_own_top_performers_on_the_skill(double highest, int proposals) =>
        Assert.Equal(proposals, new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate, highest).Hold().Proposed.Count);

    [Fact]
    public void P1_The_same_peer_group_comes_first()
    {
        RoundPlan plan = new Org().WithWeak(1, Skill.WinRate, group: "SMB").WithStrong(2, Skill.WinRate, group: "Enterprise").WithStrong(3, Skill.WinRate, group: "SMB").Hold();

        Assert.Equal(Org.Id(3), Assert.Single(plan.Proposed).Mentor);
    }

    [Fact]
    public void P2_Ramping_and_struggling_are_two_intakes_and_nobody_is_in_both()
    {
        RoundPlan plan = new Org().With(1, FlagKind.Ramping, [(Skill.WinRate, 0.9, 0)]).WithWeak(2, Skill.WinRate).WithStrong(3, Skill.WinRate).Hold();

        Assert.Equal([PairKind.Onboarding], plan.Members.Where(member => member.Rep == Org.Id(1)).Select(member => member.Kind).Distinct());
        Assert.DoesNotContain(plan.Members, member => member.Rep == Org.Id(2) && member.Kind == PairKind.Onboarding && member.Role == PairRole.Mentee);
        Assert.Contains(plan.Members, member => member.Rep == Org.Id(2) && member.Kind == PairKind.Peer && member.Role == PairRole.Mentee);
    }

    [Fact]
    public void P3_Of_equal_mentors_the_one_who_closed_the_same_gap_is_preferred()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate)
            .With(3, scores: [(Skill.WinRate, 0, 0.8)], earlierGaps: [Skill.WinRate]);

        Pairing pairing = Assert.Single(org.Hold().Proposed);

        Assert.Equal(Org.Id(3), pairing.Mentor);
        Assert.Contains("once among the lowest there", pairing.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void P3_A_gap_closed_elsewhere_or_without_weight_counts_for_nothing()
    {
        Org elsewhere = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate)
            .With(3, scores: [(Skill.WinRate, 0, 0.8)], earlierGaps: [Skill.DealSize]);
        Org weightless = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate)
            .With(3, scores: [(Skill.WinRate, 0, 0.8)], earlierGaps: [Skill.WinRate]);
        weightless.Policy = new() { Weights = new() { ClosedGap = 0 } };

        Assert.Equal(Org.Id(2), Assert.Single(elsewhere.Hold().Proposed).Mentor);
        Assert.Equal(Org.Id(2), Assert.Single(weightless.Hold().Proposed).Mentor);
    }

    [Fact]
    public void P17_Everyone_at_the_top_without_a_mentor_gets_one_and_nobody_else_does()
    {
        RoundPlan plan = Managed(new Org().With(1, FlagKind.Top, chain: [90]).With(2, FlagKind.Steady, chain: [90])).Hold();

        Pairing pairing = Assert.Single(plan.Proposed);
        Assert.Equal((PairKind.ManagerToTop, Org.Id(90), Org.Id(1)), (pairing.Kind, pairing.Mentor, pairing.Mentee));
    }

    [Fact]
    public void P17_Someone_at_the_top_who_has_a_mentor_keeps_that_one_alone()
    {
        Org org = Managed(new Org().With(1, FlagKind.Top, chain: [90]).With(2));
        org.Pairings.Add(PairingRulesTests.Earlier(2, 1) with { State = PairState.Active, ActiveFrom = Org.AsOf });

        Assert.Empty(org.Hold().Proposed);
    }

    [Fact]
    public void P19_The_immediate_manager_begins_at_once_whatever_their_load()
    {
        Org org = Managed(new Org());
        for (int id = 1; id <= 5; id++)
        {
            org.With(id, FlagKind.Top, chain: [90, 91]);
        }

        RoundPlan plan = org.Hold();

        Assert.Equal(5, plan.Proposed.Count);
        Assert.All(plan.Proposed, pairing => Assert.Equal((PairState.Active, Org.AsOf, Org.Id(90)), (pairing.State, pairing.ActiveFrom, pairing.Mentor)));
    }

    [Fact]
    public void P19_A_manager_on_leave_or_with_a_no_is_not_assigned_and_the_reason_is_told()
    {
        RoundPlan away = Managed(new Org().With(1, FlagKind.Top, chain: [90]), person => person with { LeaveFrom = Org.AsOf }).Hold();
        RoundPlan unwilling = Managed(new Org().With(1, FlagKind.Top, chain: [90]).Answered(90, Answer.No)).Hold();

        Assert.Empty(away.Proposed);
        Assert.Contains(away.Unmatched, person => person.Role == PairRole.Mentee && person.Reason.EndsWith("the only possible mentor is on leave", StringComparison.Ordinal));
        Assert.Empty(unwilling.Proposed);
    }

    [Theory]
    [InlineData(Answer.Yes, 36, 1)]
    [InlineData(null, 36, 0)]
    [InlineData(Answer.Yes, 20, 0)]
    public void P22_A_senior_who_would_like_to_is_paired_with_someone_on_the_rise(Answer? interest, int months, int proposals)
    {
        Org org = new Org().With(1, FlagKind.Rising, person: person => person with { HireDate = Org.AsOf.AddMonths(-10) })
            .WithStrong(2, Skill.DealSize, person: person => person with { HireDate = Org.AsOf.AddMonths(-months) }).Answered(2, interest);

        RoundPlan plan = org.Hold();

        Assert.Equal(proposals, plan.Proposed.Count);
        Assert.All(plan.Proposed, pairing => Assert.Equal((PairKind.HighPotential, Skill.DealSize), (pairing.Kind, pairing.Skill)));
    }

    [Fact]
    public void P22_Interest_may_stand_in_the_settings()
    {
        Org org = new Org().With(1, FlagKind.Rising, person: person => person with { HireDate = Org.AsOf.AddMonths(-10) }).WithStrong(2, Skill.DealSize);
        org.Policy = new() { Interested = [Org.Id(2)] };

        Assert.Equal(PairKind.HighPotential, Assert.Single(org.Hold().Proposed).Kind);
    }

    [Fact]
    public void P23_Someone_from_outside_steps_in_where_nobody_within_is_left()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithWeak(2, Skill.WinRate).WithStrong(3, Skill.WinRate, person: person => person with { MaxMentees = 1 });
        org.Knows = facts => facts with { Outside = [new OutsideMentor(Org.Person(80) with { Name = "Ida Outside", MaxMentees = 1 }, [Skill.WinRate])] };

        RoundPlan plan = org.Hold();

        Assert.Equal([PairKind.Peer, PairKind.External], plan.Proposed.Select(pairing => pairing.Kind).Order());
        Assert.Contains("Ida Outside, from outside, teaches win rate", plan.Proposed.Single(pairing => pairing.Kind == PairKind.External).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void P23_Someone_from_outside_who_teaches_something_else_is_not_asked()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate);
        org.Knows = facts => facts with { Outside = [new OutsideMentor(Org.Person(80), [Skill.DealSize])] };

        RoundPlan plan = org.Hold();

        Assert.Empty(plan.Proposed);
        Assert.Equal((PairRole.Mentor, "deal size: nobody has a measured gap there"), plan.Unmatched.Where(one => one.Rep == Org.Id(80)).Select(one => (one.Role, one.Reason)).Single());
    }

    [Fact]
    public void P25_What_people_began_by_themselves_takes_nobodys_place_and_is_not_proposed_again()
    {
        Org org = new Org().WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate, 0.9).WithStrong(3, Skill.WinRate, 0.6);
        org.Pairings.Add(PairingRulesTests.Earlier(2, 1) with { Kind = PairKind.Informal, State = PairState.Active, ActiveFrom = Org.AsOf });

        Assert.Equal(Org.Id(3), Assert.Single(org.Hold().Proposed).Mentor);
    }

    [Theory]
    [InlineData("Mentoring with Rep 2", true, true)]
    [InlineData("mentoring mit rep2@acme.example.", true, true)]
    [InlineData("Mentoring with Rep 3", false, false)]
    [InlineData("Mentoring with Nobody", false, false)]
    [InlineData("Mentoring with Rep 1", false, false)]
    [InlineData("Mentoring with ", false, true)]
    [InlineData("Lunch with Rep 2", false, true)]
    public void P25_A_task_of_ones_own_registers_a_pair_where_the_name_is_clear(string subject, bool registers, bool isClear)
    {
        Person[] people = [Org.Person(1), Org.Person(2), Org.Person(3), Org.Person(4) with { Name = "Rep 3" }];
        OwnTask task = new("00T1", Org.Id(1), subject, Org.AsOf);

        (IReadOnlyList<Pairing> pairs, IReadOnlyList<(string, string)> unclear) = InformalPairs.Of([task], people, [], new LifecyclePolicy());

        Assert.Equal(registers, pairs is [{ Kind: PairKind.Informal, State: PairState.Active }]);
        Assert.Equal(isClear, unclear.Count == 0);
        Assert.All(pairs, pair => Assert.Equal((Org.Id(2), Org.Id(1)), (pair.Mentor, pair.Mentee)));
        Assert.Empty(InformalPairs.Of([task], people, pairs, new LifecyclePolicy()).Registered);
    }

    [Fact]
    public void P34_Two_of_one_tenure_with_different_strengths_teach_each_other()
    {
        RoundPlan plan = Equals(Skill.DealSize).Hold();

        Pairing pairing = Assert.Single(plan.Proposed);
        Assert.Contains("where Rep 2 has room to grow", pairing.Reason, StringComparison.Ordinal);
        Assert.Contains("where Rep 1 has room to grow", pairing.Reason, StringComparison.Ordinal);
        Assert.Equal(
            (PairKind.Horizontal, Org.Id(1), Org.Id(2), Skill.WinRate, Skill.DealSize),
            (pairing.Kind, pairing.Mentor, pairing.Mentee, pairing.Skill, pairing.ReturnSkill));
        Assert.DoesNotContain(plan.Unmatched, person => person.Reason.Contains("horizontal", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(12, Skill.DealSize, 1)]
    [InlineData(13, Skill.DealSize, 0)]
    [InlineData(0, Skill.WinRate, 0)]
    public void P34_Tenure_must_lie_in_a_band_and_strengths_must_differ(int monthsApart, Skill other, int proposals) =>
        Assert.Equal(proposals, Equals(other, person: person => person with { HireDate = Org.AsOf.AddYears(-3).AddMonths(monthsApart) }).Hold().Proposed.Count);

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.49, 0)]
    [InlineData(0, 0)]
    public void P34_Without_a_likely_gap_on_either_side_nobody_has_to_learn_from_an_equal(double lowest, int proposals) =>
        Assert.Equal(proposals, Equals(Skill.DealSize, lowest).Hold().Proposed.Count);

    /// <summary>Each is strong where the other is weak, and the second's gap is as likely as said.</summary>
    private static Org Equals(Skill other, double lowest = 0.8, Func<Person, Person>? person = null)
    {
        Org org = new Org()
            .With(1, scores: [(Skill.WinRate, 0, 0.8), (Skill.DealSize, 0.8, 0)], person: first => first with { HireDate = Org.AsOf.AddYears(-3) })
            .With(2, scores: [(other, 0, 0.8), (other == Skill.WinRate ? Skill.DealSize : Skill.WinRate, lowest, 0)],
                person: person ?? (second => second with { HireDate = Org.AsOf.AddYears(-3) }));
        org.Policy = new() { Kinds = [PairKind.Horizontal] };
        return org;
    }

    [Fact]
    public void P34_Most_people_come_first_among_equals_too()
    {
        // 1–2 would be the best pair, but then 3 and 4, who suit only one of them each, stay alone.
        Org org = new Org()
            .With(1, scores: [(Skill.WinRate, 0, 0.9), (Skill.DealSize, 0.9, 0), (Skill.CreatedPerMonth, 0.6, 0)])
            .With(2, scores: [(Skill.DealSize, 0, 0.9), (Skill.WinRate, 0.9, 0), (Skill.CreatedPerMonth, 0.6, 0)])
            .With(3, scores: [(Skill.CreatedPerMonth, 0, 0.6), (Skill.WinRate, 0.6, 0), (Skill.DealSize, 0.6, 0)], person: Of(-30))
            .With(4, scores: [(Skill.CreatedPerMonth, 0, 0.6), (Skill.WinRate, 0.6, 0), (Skill.DealSize, 0.6, 0)], person: Of(+30));
        org.Policy = new() { TenureBandMonths = 31, Kinds = [PairKind.Horizontal] };

        Assert.Equal(2, org.Hold().Proposed.Count);

        static Func<Person, Person> Of(int months) => person => person with { HireDate = person.Since.AddMonths(months) };
    }

    [Fact]
    public void P38_Mentors_go_up_in_a_chain_and_never_in_a_circle()
    {
        // Each of the three could teach the next one.
        Org org = new Org()
            .With(1, scores: [(Skill.WinRate, 0, 0.9), (Skill.CycleDays, 0.9, 0)]).With(2, scores: [(Skill.DealSize, 0, 0.9), (Skill.WinRate, 0.8, 0)])
            .With(3, scores: [(Skill.CycleDays, 0, 0.9), (Skill.DealSize, 0.7, 0)]);
        org.Policy = new() { Kinds = [PairKind.Peer] };

        RoundPlan plan = org.HoldAndKeep();

        Assert.Equal(2, plan.Proposed.Count);
        Assert.Contains(plan.Unmatched, person => person.Reason.Contains("mentored by those whom the other mentors", StringComparison.Ordinal));
        org.Today = Org.AsOf.AddDays(7);
        Assert.Empty(org.Hold().Proposed);
        var history = new PairingHistory(org.Pairings);
        Assert.Equal(2, org.Pairings.Max(pairing => MentorChain.Above(history, pairing.Mentee, 8).Count));
    }

    [Fact]
    public void P43_Someone_junior_teaches_a_senior_what_the_junior_does_best()
    {
        Org org = new Org().WithWeak(1, Skill.CreatedPerMonth)
            .With(2, FlagKind.Ramping, [(Skill.CreatedPerMonth, 0, 0.8)], person: person => person with { HireDate = Org.AsOf.AddMonths(-5) });
        org.Policy = new() { Kinds = [PairKind.Peer, PairKind.Reverse] };

        Pairing pairing = Assert.Single(org.Hold().Proposed);

        Assert.Equal((PairKind.Reverse, Org.Id(2), Org.Id(1)), (pairing.Kind, pairing.Mentor, pairing.Mentee));
        org.Policy = new() { Kinds = [PairKind.Peer] };
        Assert.Empty(org.Hold().Proposed);
    }

    [Fact]
    public void P45_Cohorts_count_only_where_they_are_given_weight()
    {
        Org Of(double weight) => new Org { Policy = new() { Weights = new() { Cohort = weight } } }
            .WithWeak(1, Skill.WinRate).WithStrong(2, Skill.WinRate)
            .WithStrong(3, Skill.WinRate, person: person => person with { HireDate = person.Since.AddYears(-4) });

        Assert.Equal(Org.Id(2), Assert.Single(Of(0).Hold().Proposed).Mentor);
        Assert.Equal(Org.Id(3), Assert.Single(Of(0.2).Hold().Proposed).Mentor);
    }

    private static Org Managed(Org org, Func<Person, Person>? manager = null)
    {
        org.Knows = facts => facts with
        {
            Others = new[] { 90, 91 }.Select(id => (manager ?? (person => person))(Org.Person(id))).ToDictionary(person => person.Id),
        };
        return org;
    }
}
