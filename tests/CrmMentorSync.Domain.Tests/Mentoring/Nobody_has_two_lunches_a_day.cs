using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;

namespace CrmMentorSync.Domain.Tests.Mentoring;

/// <summary>The lunches of one person lie on different days, late in the week, and never at a weekend.</summary>
public sealed class Nobody_has_two_lunches_a_day
{
    private readonly ProgrammeWorld _world = new();

    [Fact]
    public void A_mentor_of_two_meets_them_on_two_days_of_the_week()
    {
        _world.Begin("M1", "E1");
        _world.Begin("M1", "E2");

        DateOnly[] days = [.. Lunches(_world.Send())];

        Assert.Equal(["2026-03-12", "2026-03-13"], days.Select(day => day.ToString("O", null)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_lunch_that_is_known_keeps_its_day_to_itself()
    {
        _world.Begin("M1", "E1");
        Assert.Equal([new DateOnly(2026, 3, 12)], Lunches(_world.Send()));
        _world.Begin("M1", "E2");

        Assert.Equal([new DateOnly(2026, 3, 13)], Lunches(_world.Plan().Activities));
    }

    [Fact]
    public void Two_mentors_may_have_lunch_on_one_day()
    {
        _world.Begin("M1", "E1");
        _world.Begin("M2", "E2");

        Assert.Equal([new DateOnly(2026, 3, 12)], Lunches(_world.Send()));
    }

    [Fact]
    public void Over_months_no_day_holds_two_and_none_is_at_a_weekend()
    {
        _world.Settings = _world.Settings with { Mentor = new LoadLimit(9, 20) };
        _world.Begin("M1", "E1");
        _world.Begin("M1", "E2");
        _world.Begin("M1", "E3");
        _world.Begin("M2", "E3");
        List<(string Owner, DateOnly Day)> lunches = [];
        for (int day = 0; day < 90; day++)
        {
            lunches.AddRange(_world.Send().Where(activity => activity.Kind == ActivityKind.Lunch).Select(activity => (activity.Owner.Id.Value, activity.DueOn)));
            _world.Today = _world.Today.AddDays(1);
            if (_world.Today.DayOfWeek == DayOfWeek.Friday)
            {
                _world.Answer(ActivityKind.Kickoff, ActivityState.Done);
                _world.Answer(ActivityKind.Lunch, ActivityState.Done);
                _world.Answer(ActivityKind.FollowUp, ActivityState.Done);
                _world.Answer(ActivityKind.Worksheet, ActivityState.Done);
            }
        }

        Assert.NotEmpty(lunches);
        Assert.Equal(lunches.Count, lunches.Distinct().Count());
        Assert.DoesNotContain(lunches, lunch => lunch.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    private static IEnumerable<DateOnly> Lunches(IEnumerable<PlannedActivity> planned) =>
        planned.Where(activity => activity.Kind == ActivityKind.Lunch && activity.Waits is null).Select(activity => activity.DueOn).Distinct();
}
