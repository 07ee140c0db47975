using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Tests.Mentoring;

public sealed class ProgrammeSessionsTests
{
    private readonly ProgrammeWorld _world = new();

    [Fact]
    public void A_pair_begins_with_a_kickoff_and_in_the_next_week_worksheet_and_lunch()
    {
        _world.Begin("M1", "E1");

        PlannedActivity[] planned = [.. _world.Plan().Activities];

        Assert.Equal(
            ["kickoff.1.mentee 03-02", "kickoff.1.mentor 03-02", "lunch.1.mentee 03-12", "lunch.1.mentor 03-12", "worksheet.1.mentee 03-09"],
            ProgrammeWorld.Names(planned));
        Assert.All(planned, activity => Assert.Equal(ProgrammeWorld.Id(activity.Key.Side == Sides.Mentor ? "M1" : "E1"), activity.Owner.Id));
    }

    [Fact]
    public void Both_sides_get_their_own_brief()
    {
        _world.Begin("M1", "E1");

        string[] briefs = [.. _world.Plan().Activities.Where(activity => activity.Kind == ActivityKind.Lunch).Select(activity => activity.Text.Description)];

        Assert.Equal(2, briefs.Distinct().Count());
    }

    [Fact]
    public void Holidays_move_the_lunch_within_its_week()
    {
        _world.Holidays.Add(new Holiday(new DateOnly(2026, 3, 12), null));
        _world.Begin("M1", "E1");

        Assert.Contains("lunch.1.mentee 03-13", ProgrammeWorld.Names(_world.Plan().Activities));
    }

    [Fact]
    public void The_next_lunch_waits_for_the_last_one()
    {
        _world.Begin("M1", "E1");
        _world.Send();
        _world.Answer(ActivityKind.Kickoff, ActivityState.Done);

        foreach (int week in Enumerable.Range(1, 3))
        {
            _world.Today = _world.Today.AddDays(7);
            Assert.DoesNotContain(_world.Plan().Activities, activity => activity.Kind == ActivityKind.Lunch);
        }
    }

    [Fact]
    public void A_lunch_that_nobody_held_is_closed_four_weeks_later_and_the_next_one_comes()
    {
        _world.BeginPrepared("M1", "E1");
        _world.Today = new DateOnly(2026, 3, 12).AddDays(_world.Settings.LapseAfterDays + 1);

        Plan plan = _world.Plan();

        Assert.Equal(["lunch.mentee", "lunch.mentor"], plan.Close.Select(key => $"{key.Activity}.{key.Side}"));
        Assert.Equal([2, 2], plan.Activities.Where(activity => activity.Kind == ActivityKind.Lunch).Select(activity => activity.Key.Occurrence));
    }

    [Fact]
    public void A_lunch_whose_day_was_moved_is_waited_for()
    {
        _world.BeginPrepared("M1", "E1");
        _world.Today = new DateOnly(2026, 3, 12).AddDays(_world.Settings.LapseAfterDays + 1);
        for (int i = 0; i < _world.Known.Count; i++)
        {
            _world.Known[i] = _world.Known[i] with { DueOn = _world.Known[i].DueOn.AddDays(14) };
        }

        Assert.Empty(_world.Plan().Close);
    }

    /// <summary>Nothing stacks, so somebody who lets everything lie would never be asked again.</summary>
    [Fact]
    public void Whoever_let_five_tasks_lie_for_weeks_is_asked_again()
    {
        for (int i = 1; i <= 5; i++)
        {
            _world.Known.Add(new KnownActivity
            {
                Key = new MentoringKey(ProgrammeWorld.Id($"X{i}"), ProgrammeWorld.Id($"Y{i}"), IsoWeek.Of(_world.Today), ActivityKind.CheckIn.Key(), 1, Sides.Manager),
                State = ActivityState.Open,
                Owner = ProgrammeWorld.Boss,
                DueOn = _world.Today.AddDays(-_world.Settings.LapseAfterDays),
            });
        }

        // Here they count as open until they lapse.
        _world.Settings = _world.Settings with { OpenCountsWorkingDays = _world.Settings.LapseAfterDays };
        _world.Propose("M1", "E1");
        Assert.Empty(_world.Plan().Close);

        _world.Today = _world.Today.AddDays(1);
        Assert.Equal(5, _world.Plan().Close.Count);
        Assert.Null(_world.Plan().Activities.Single(activity => activity.Kind == ActivityKind.Approve).Waits);
    }

    /// <summary>A proposal has a day of its own on which it lapses, and an invitation may be answered at any time.</summary>
    [Fact]
    public void A_decision_does_not_lapse_by_itself()
    {
        _world.Propose("M1", "E1");
        _world.Send();
        _world.Today = _world.Today.AddDays(60);

        Assert.Equal(["notice"], _world.Plan().Close.Select(key => key.Activity));
    }

    [Fact]
    public void A_held_lunch_brings_debrief_report_and_the_next_lunch()
    {
        HoldFirstLunch();

        Assert.Equal(
            ["debrief.1.manager 03-16", "followup.1.mentee 03-16", "lunch.2.mentee 03-19", "lunch.2.mentor 03-19"],
            ProgrammeWorld.Names(_world.Plan().Activities));
        Assert.Equal(ProgrammeWorld.Boss, _world.Plan().Activities.Single(activity => activity.Kind == ActivityKind.Debrief).Owner.Id);
    }

    [Fact]
    public void A_lunch_that_did_not_take_place_brings_a_worksheet_for_the_next()
    {
        _world.BeginPrepared("M1", "E1");
        _world.Answer(ActivityKind.Lunch, ActivityState.Declined);
        _world.Today = new DateOnly(2026, 3, 15);

        Assert.Equal(["lunch.2.mentee 03-19", "lunch.2.mentor 03-19", "worksheet.2.mentee 03-16"], ProgrammeWorld.Names(_world.Plan().Activities));
    }

    [Fact]
    public void An_unconfirmed_lunch_is_no_session()
    {
        _world.Begin("M1", "E1");
        _world.Send();
        _world.Answer(ActivityKind.Lunch, ActivityState.Unconfirmed);
        _world.Today = new DateOnly(2026, 3, 15);

        Assert.DoesNotContain(_world.Plan().Activities, activity => activity.Kind is ActivityKind.Debrief or ActivityKind.FollowUp);
    }

    [Fact]
    public void A_lunch_of_long_ago_is_not_debriefed()
    {
        HoldFirstLunch();
        _world.Today = new DateOnly(2026, 3, 29);

        Assert.DoesNotContain(_world.Plan().Activities, activity => activity.Kind is ActivityKind.Debrief or ActivityKind.FollowUp);
    }

    [Theory]
    [InlineData(ActivityState.Done, true)]
    [InlineData(ActivityState.Open, true)]
    [InlineData(ActivityState.Deleted, false)]
    public void The_manager_asks_once_the_report_is_in_or_overdue(ActivityState report, bool asks)
    {
        HoldFirstLunch();
        _world.Send();
        if (report != ActivityState.Open)
        {
            _world.Answer(ActivityKind.FollowUp, report);
        }

        Assert.DoesNotContain(_world.Plan().Activities, activity => report == ActivityState.Open && activity.Kind == ActivityKind.FollowUp);
        _world.Today = new DateOnly(2026, 3, 17);

        Assert.Equal(asks, _world.Plan().Activities.Any(activity => activity is { Kind: ActivityKind.FollowUp, Key.Side: Sides.Manager }));
    }

    [Fact]
    public void A_later_talk_takes_the_place_of_the_managers_question_about_the_last()
    {
        HoldFirstLunch();
        _world.Send();
        _world.Answer(ActivityKind.FollowUp, ActivityState.Done);
        _world.Answer(ActivityKind.Lunch, ActivityState.Done);
        _world.Today = new DateOnly(2026, 3, 20);

        Assert.DoesNotContain(_world.Plan().Activities, activity => activity is { Kind: ActivityKind.FollowUp, Key.Side: Sides.Manager });
        Assert.Contains(_world.Plan().Activities, activity => activity.Carries is [{ Occurrence: 2 }]);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_lesson_that_did_not_land_opens_its_topic_once_more(int grasp, bool repeats)
    {
        HoldFirstLunch();
        _world.Send();
        _world.Answer(ActivityKind.Debrief, ActivityState.Done, grasp: grasp);
        _world.Answer(ActivityKind.FollowUp, ActivityState.Done);
        _world.Answer(ActivityKind.Lunch, ActivityState.Done);
        _world.Today = new DateOnly(2026, 3, 22);

        int[] lunches = [.. _world.Plan().Activities.Where(activity => activity.Kind == ActivityKind.Lunch).Select(activity => activity.Key.Occurrence).Distinct()];

        Assert.Equal([repeats ? 101 : 3], lunches);
    }

    [Fact]
    public void A_pair_that_does_everything_meets_weekly_four_times_and_then_monthly()
    {
        Pairing pairing = _world.Begin("M1", "E1");
        List<DateOnly> lunches = [];
        List<DateOnly> checks = [];
        for (int day = 0; day < 26 * 7; day++)
        {
            IReadOnlyList<PlannedActivity> sent = _world.Send();
            lunches.AddRange(sent.Where(activity => activity is { Kind: ActivityKind.Lunch, Key.Side: Sides.Mentee }).Select(activity => activity.DueOn));
            checks.AddRange(sent.Where(activity => activity.Kind == ActivityKind.Check4).Select(activity => activity.DueOn));
            _world.CompleteWhatIsDue();
            AssertNobodyIsOverloaded();
            _world.Today = _world.Today.AddDays(1);
        }

        DateOnly first = new(2026, 3, 12);
        int[] weeks = [0, 1, 2, 3, 7, 11, 15, 19, 23];
        Assert.Equal(weeks.Select(week => first.AddDays(7 * week)), lunches);
        Assert.Equal([new DateOnly(2026, 4, 6), new DateOnly(2026, 4, 6)], checks);
        Assert.Equal(PairState.Active, pairing.State);
    }

    [Fact]
    public void A_busy_mentor_with_three_mentees_is_never_buried()
    {
        _world.Begin("M1", "E1");
        _world.Begin("M1", "E2");
        _world.Begin("M1", "E3");
        for (int day = 0; day < 8 * 7; day++)
        {
            _world.Send();
            _world.CompleteWhatIsDue();
            AssertNobodyIsOverloaded();
            _world.Today = _world.Today.AddDays(1);
        }

        Assert.True(_world.Known.Count(known => known.Key.Activity == "lunch" && known.State == ActivityState.Done) >= 2 * 3 * 3);
    }

    [Fact]
    public void A_pair_whose_mentor_left_gets_nothing_more()
    {
        _world.Begin("M1", "E1");
        _world.People[2] = _world.People[2] with { IsActive = false };

        Assert.Empty(_world.Plan().Activities);
    }

    private void HoldFirstLunch()
    {
        _world.BeginPrepared("M1", "E1");
        _world.Answer(ActivityKind.Lunch, ActivityState.Done);
        _world.Today = new DateOnly(2026, 3, 13);
    }

    private void AssertNobodyIsOverloaded()
    {
        foreach (var owner in _world.Known.GroupBy(known => known.Owner))
        {
            bool isRep = owner.Key.Value.Contains('E', StringComparison.Ordinal);
            Assert.InRange(owner.Count(known => known.IsOpen), 0, isRep ? 3 : 5);
            Assert.All(owner.GroupBy(known => IsoWeek.Of(known.DueOn)), week => Assert.InRange(week.Count(), 0, isRep ? 2 : 3));
        }
    }
}
