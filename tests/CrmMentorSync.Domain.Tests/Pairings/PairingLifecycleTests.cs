using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

public sealed class PairingLifecycleTests
{
    private static readonly DateOnly Proposed = new(2026, 3, 2);
    private static readonly DateOnly Today = Proposed.AddDays(3);
    private static readonly LifecyclePolicy Policy = new();

    private static Pairing Proposal() => new()
    {
        Kind = PairKind.Peer,
        Mentor = new UserId("005000000000000001"),
        Mentee = new UserId("005000000000000002"),
        Round = IsoWeek.Of(Proposed),
        Skill = Skill.WinRate,
        Quality = 0.7,
        Reason = "because",
        State = PairState.Proposed,
        ProposedOn = Proposed,
        ExpiresOn = Proposed.AddDays(21),
    };

    private static Pairing Running() => Proposal() with { State = PairState.Active, ActiveFrom = Today, ManagerDecision = Answer.Yes };

    private static PairingAnswers Say(Answer? manager = null, Answer? mentor = null) => new() { Today = Today, Manager = manager, Mentor = mentor };

    [Fact]
    public void A_proposal_becomes_active_when_the_manager_and_the_mentor_say_yes()
    {
        Pairing pairing = PairingLifecycle.Decide(Proposal(), Say(Answer.Yes, Answer.Yes), Policy);

        Assert.Equal(PairState.Active, pairing.State);
        Assert.Equal(Today, pairing.ActiveFrom);
        Assert.Null(pairing.EndReason);
    }

    [Fact]
    public void The_two_yeses_may_come_in_different_weeks()
    {
        Pairing approved = PairingLifecycle.Decide(Proposal(), Say(manager: Answer.Yes), Policy);
        Assert.Equal(PairState.Proposed, approved.State);

        Pairing active = PairingLifecycle.Decide(approved, Say(mentor: Answer.Yes) with { Today = Today.AddDays(7) }, Policy);

        Assert.Equal(PairState.Active, active.State);
        Assert.Equal(Today.AddDays(7), active.ActiveFrom);
    }

    [Fact]
    public void The_mentors_yes_alone_starts_nothing() =>
        Assert.Equal(PairState.Proposed, PairingLifecycle.Decide(Proposal(), Say(mentor: Answer.Yes), Policy).State);

    [Fact]
    public void The_managers_no_declines_and_keeps_the_managers_words()
    {
        Pairing pairing = PairingLifecycle.Decide(
            Proposal(), Say(Answer.No, Answer.Yes) with { ManagerReason = "moves to another team" }, Policy);

        Assert.Equal(PairState.Declined, pairing.State);
        Assert.Equal(PairEndReasons.ManagerDeclined, pairing.EndReason);
        Assert.Equal("moves to another team", pairing.ManagerReason);
        Assert.Equal(Today, pairing.EndedOn);
    }

    [Fact]
    public void The_mentors_no_declines_whatever_the_manager_said()
    {
        Pairing pairing = PairingLifecycle.Decide(Proposal(), Say(Answer.Yes, Answer.No), Policy);

        Assert.Equal(PairState.Declined, pairing.State);
        Assert.Equal(PairEndReasons.MentorDeclined, pairing.EndReason);
    }

    [Fact]
    public void The_mentees_no_declines_a_proposal_and_ends_a_running_pair()
    {
        PairingAnswers no = Say() with { MenteeDeclined = true, MenteeReason = "later" };

        Pairing declined = PairingLifecycle.Decide(Proposal(), no, Policy);
        Pairing ended = PairingLifecycle.Decide(Running(), no, Policy);

        Assert.Equal((PairState.Declined, PairEndReasons.MenteeDeclined, "later"), (declined.State, declined.EndReason, declined.MenteeDeclinedReason));
        Assert.Equal((PairState.Ended, PairEndReasons.MenteeDeclined), (ended.State, ended.EndReason));
    }

    [Fact]
    public void A_mentee_who_declines_without_a_word_has_declined_all_the_same() =>
        Assert.Equal("", PairingLifecycle.Decide(Proposal(), Say() with { MenteeDeclined = true }, Policy).MenteeDeclinedReason);

    [Fact]
    public void A_manager_may_change_a_no_into_a_yes_only_before_it_counted()
    {
        Pairing declined = PairingLifecycle.Decide(Proposal(), Say(Answer.No), Policy);

        Assert.Same(declined, PairingLifecycle.Decide(declined, Say(Answer.Yes, Answer.Yes), Policy));
    }

    [Fact]
    public void Deciding_twice_with_the_same_answers_changes_nothing()
    {
        Pairing once = PairingLifecycle.Decide(Proposal(), Say(Answer.Yes, Answer.Yes), Policy);

        Assert.Same(once, PairingLifecycle.Decide(once, Say(Answer.Yes, Answer.Yes) with { Today = Today.AddDays(9) }, Policy));
    }

    [Theory]
    [InlineData(6, PairState.Proposed)]
    [InlineData(7, PairState.Active)]
    public void Silence_counts_as_approval_only_after_the_configured_days(int days, PairState expected)
    {
        LifecyclePolicy policy = new() { Approval = ApprovalPolicy.AutoAfterDays, AutoAfterDays = 7 };

        Assert.Equal(expected, PairingLifecycle.Decide(Proposal(), Say(mentor: Answer.Yes) with { Today = Proposed.AddDays(days) }, policy).State);
    }

    [Fact]
    public void Without_approval_the_mentors_consent_is_still_needed()
    {
        LifecyclePolicy policy = new() { Approval = ApprovalPolicy.None };

        Assert.Equal(PairState.Proposed, PairingLifecycle.Decide(Proposal(), Say(), policy).State);
        Assert.Equal(PairState.Active, PairingLifecycle.Decide(Proposal(), Say(mentor: Answer.Yes), policy).State);
    }

    [Theory]
    [InlineData(20, PairState.Proposed)]
    [InlineData(21, PairState.Expired)]
    public void A_proposal_expires_after_its_days(int days, PairState expected) =>
        Assert.Equal(expected, PairingLifecycle.Review(Proposal(), Proposed.AddDays(days), false, null, Policy).State);

    [Theory]
    [InlineData((26 * 7) - 1, PairState.Active, null)]
    [InlineData(26 * 7, PairState.Ended, PairEndReasons.Completed)]
    public void A_pair_lives_twenty_six_weeks_at_most(int days, PairState expected, string? reason)
    {
        Pairing pairing = PairingLifecycle.Review(Running(), Today.AddDays(days), false, null, Policy);

        Assert.Equal((expected, reason), (pairing.State, pairing.EndReason));
    }

    [Theory]
    [InlineData(PairKind.Peer, PairState.Ended, PairEndReasons.Inactivity)]
    [InlineData(PairKind.ManagerToTop, PairState.Active, null)]
    public void Two_who_have_stopped_meeting_are_no_pair_but_for_a_manager_and_their_own(PairKind kind, PairState expected, string? reason)
    {
        Pairing pairing = PairingLifecycle.Decide(Running() with { Kind = kind }, Say() with { HasStoppedMeeting = true }, Policy);

        Assert.Equal((expected, reason), (pairing.State, pairing.EndReason));
    }

    [Fact]
    public void A_departure_ends_a_pair_and_takes_back_a_proposal()
    {
        Pairing ended = PairingLifecycle.Review(Running(), Today, true, null, Policy);
        Pairing takenBack = PairingLifecycle.Review(Proposal(), Today, true, null, Policy);

        Assert.Equal((PairState.Ended, PairEndReasons.Departure), (ended.State, ended.EndReason));
        Assert.Equal((PairState.Declined, PairEndReasons.Departure), (takenBack.State, takenBack.EndReason));
    }

    [Fact]
    public void A_broken_rule_takes_back_a_proposal_and_leaves_a_running_pair_alone()
    {
        Pairing takenBack = PairingLifecycle.Review(Proposal(), Today, false, "avoid_list", Policy);

        Assert.Equal((PairState.Declined, "avoid_list"), (takenBack.State, takenBack.EndReason));
        Assert.Equal(PairState.Active, PairingLifecycle.Review(Running(), Today, false, "avoid_list", Policy).State);
    }

    [Theory]
    [InlineData(PairKind.Peer, PairState.Ended)]
    [InlineData(PairKind.Horizontal, PairState.Ended)]
    [InlineData(PairKind.ManagerToTop, PairState.Active)]
    [InlineData(PairKind.Informal, PairState.Active)]
    public void Whoever_comes_to_manage_the_other_is_no_mentor_any_more_but_where_that_is_the_point(PairKind kind, PairState expected)
    {
        Pairing pairing = PairingLifecycle.Review(Running() with { Kind = kind }, Today, false, "same_reporting_line", Policy);

        Assert.Equal((expected, expected == PairState.Ended ? "same_reporting_line" : null), (pairing.State, pairing.EndReason));
        var history = new PairingHistory([pairing]);
        Assert.False(history.HasFailed(pairing.Mentor, pairing.Mentee) || history.WasDeclined(pairing.Mentor, pairing.Mentee, Proposed));
        Assert.Equal(0.5, history.TrackRecord(pairing.Mentor));
        Assert.Equal(expected == PairState.Ended, history.IsOwedAnother(pairing.Mentee));
    }

    [Theory]
    [InlineData(PairState.Declined)]
    [InlineData(PairState.Swapped)]
    [InlineData(PairState.Expired)]
    [InlineData(PairState.Ended)]
    public void What_is_over_never_changes_again(PairState state)
    {
        Pairing over = Proposal() with { State = state };

        Assert.Same(over, PairingLifecycle.Decide(over, Say(Answer.Yes, Answer.Yes), Policy));
        Assert.Same(over, PairingLifecycle.Review(over, Proposed.AddYears(2), true, "avoid_list", Policy));
    }
}
