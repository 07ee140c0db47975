using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Mentoring;

public sealed class ProgrammePlannerTests
{
    private readonly ProgrammeWorld _world = new();

    [Fact]
    public void A_proposal_asks_the_mentor_and_the_mentees_manager_and_tells_the_mentors()
    {
        _world.Propose("M1", "E1");

        IReadOnlyList<PlannedActivity> planned = _world.Plan().Activities;

        Assert.Equal(["approve.1.manager 03-02", "invite.1.mentor 03-02", "notice.1.mentor_manager 03-02"], ProgrammeWorld.Names(planned));
        Assert.Equal(ProgrammeWorld.Boss, planned.Single(activity => activity.Kind == ActivityKind.Approve).Owner.Id);
        Assert.Equal(ProgrammeWorld.OtherBoss, planned.Single(activity => activity.Kind == ActivityKind.Notice).Owner.Id);
        Assert.Equal(ProgrammeWorld.Id("M1"), planned.Single(activity => activity.Kind == ActivityKind.Invite).Owner.Id);
    }

    [Fact]
    public void The_mentee_hears_nothing_of_a_proposal()
    {
        _world.Propose("M1", "E1");

        Assert.DoesNotContain(_world.Plan().Activities, activity => activity.Owner.Id == ProgrammeWorld.Id("E1"));
    }

    [Fact]
    public void One_manager_of_both_gets_no_notice_beside_the_approval()
    {
        _world.Propose("E2", "E1");

        Assert.Equal(["approve.1.manager 03-02", "invite.1.mentor 03-02"], ProgrammeWorld.Names(_world.Plan().Activities));
    }

    [Fact]
    public void A_mentor_of_two_is_invited_once()
    {
        _world.Propose("M1", "E1");
        _world.Propose("M1", "E2");

        Assert.Single(_world.Plan().Activities, activity => activity.Kind == ActivityKind.Invite);
    }

    [Fact]
    public void A_mentor_who_was_asked_before_is_not_asked_again()
    {
        _world.Propose("M1", "E1");
        _world.Send();
        _world.Today = _world.Today.AddDays(7);
        _world.Propose("M1", "E2");

        Assert.DoesNotContain(_world.Plan().Activities, activity => activity.Kind == ActivityKind.Invite);
    }

    [Fact]
    public void The_mentors_manager_is_told_once_and_not_again_for_the_next_pair()
    {
        _world.Propose("M1", "E1");
        _world.Propose("M1", "E2");
        Assert.Single(_world.Send(), activity => activity.Kind == ActivityKind.Notice);
        _world.Today = _world.Today.AddDays(21);
        _world.Propose("M1", "E3");
        Assert.DoesNotContain(_world.Plan().Activities, activity => activity.Kind == ActivityKind.Notice);
        _world.Propose("M2", "E3");
        Assert.Single(_world.Plan().Activities, activity => activity.Kind == ActivityKind.Notice);
    }

    [Fact]
    public void Without_approvals_nobody_is_asked_for_one()
    {
        _world.Settings = new ProgrammeSettings { Approval = ApprovalPolicy.None };
        _world.Propose("M1", "E1");

        Assert.DoesNotContain(_world.Plan().Activities, activity => activity.Kind == ActivityKind.Approve);
    }

    [Fact]
    public void A_mentee_whose_managers_have_all_left_cannot_be_approved_and_the_plan_says_so()
    {
        _world.People[0] = _world.People[0] with { IsActive = false };
        Pairing pairing = _world.Propose("M1", "E1");

        Plan plan = _world.Plan();

        Assert.DoesNotContain(plan.Activities, activity => activity.Kind == ActivityKind.Approve);
        Assert.Equal(pairing.Key, Assert.Single(plan.Unplannable).PairingKey);
    }

    [Fact]
    public void A_plan_that_was_sent_plans_nothing_more()
    {
        _world.Propose("M1", "E1");
        _world.Begin("M2", "E2");
        _world.Send();

        Plan again = _world.Plan();

        Assert.Empty(again.Activities);
        Assert.Empty(again.Close);
        Assert.Empty(again.HandOver);
    }

    [Fact]
    public void The_order_of_the_input_does_not_matter()
    {
        _world.Propose("M1", "E1");
        _world.Begin("M1", "E2");
        _world.Begin("M2", "E3");
        Plan plan = _world.Plan();

        _world.People.Reverse();
        _world.Pairings.Reverse();

        Assert.Equal(plan.Activities.Select(Line), _world.Plan().Activities.Select(Line));

        static string Line(PlannedActivity activity) => $"{activity.Key} {activity.DueOn:O} {activity.Waits}";
    }

    [Theory]
    [InlineData(PairState.Declined)]
    [InlineData(PairState.Expired)]
    [InlineData(PairState.Swapped)]
    [InlineData(PairState.Ended)]
    public void When_a_pairing_is_over_its_open_tasks_are_closed_and_the_invitation_stays(PairState state)
    {
        Pairing pairing = _world.Propose("M1", "E1");
        _world.Send();
        _world.Change(pairing, state);

        Assert.Equal(["approve", "notice"], _world.Plan().Close.Select(key => key.Activity));
    }

    [Fact]
    public void A_pairing_that_runs_closes_nothing()
    {
        Pairing pairing = _world.Propose("M1", "E1");
        _world.Send();
        _world.Change(pairing, PairState.Paused);

        Assert.Empty(_world.Plan().Close);
    }

    [Fact]
    public void The_tasks_of_someone_who_left_go_to_their_manager()
    {
        _world.Propose("M1", "E1");
        _world.Send();
        _world.People[1] = _world.People[1] with { IsActive = false };

        (MentoringKey key, Person owner) = Assert.Single(_world.Plan().HandOver);

        Assert.Equal(("notice", ProgrammeWorld.Boss), (key.Activity, owner.Id));
    }

    [Fact]
    public void A_managers_fourth_approval_moves_to_the_next_week_and_the_sixth_waits()
    {
        foreach (int i in Enumerable.Range(0, 6))
        {
            _world.People.Add(ProgrammeWorld.Someone($"X{i}", "B1"));
            _world.People.Add(ProgrammeWorld.Someone($"Y{i}", "B1"));
            _world.Propose($"X{i}", $"Y{i}");
        }

        PlannedActivity[] approvals = [.. _world.Plan().Activities.Where(activity => activity.Kind == ActivityKind.Approve)];

        Assert.Equal([3, 2], approvals.Where(activity => activity.Waits is null).GroupBy(activity => activity.DueOn).OrderBy(day => day.Key).Select(day => day.Count()));
        Assert.Contains("open Tasks already", Assert.Single(approvals, activity => activity.Waits is not null).Waits, StringComparison.Ordinal);
    }
}
