using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;

namespace CrmMentorSync.Domain.Tests.Mentoring;

/// <summary>One session a week at most, late in its week, however early or late people close their Tasks.</summary>
public sealed class SessionRhythmTests
{
    private static readonly DateOnly ThursdayOff = new(2026, 4, 2);

    private readonly ProgrammeWorld _world = new();

    [Fact]
    public void A_lunch_closed_in_the_week_before_its_own_keeps_its_own_week()
    {
        _world.BeginPrepared("M1", "E1");
        Close(ActivityKind.Lunch, new DateOnly(2026, 3, 6));
        _world.Today = new DateOnly(2026, 3, 8);

        Assert.Contains("lunch.2.mentee 03-19", ProgrammeWorld.Names(_world.Plan().Activities));
    }

    [Fact]
    public void A_lunch_closed_late_counts_from_the_week_it_was_held_in()
    {
        _world.BeginPrepared("M1", "E1");
        Close(ActivityKind.Lunch, new DateOnly(2026, 3, 17));
        _world.Today = new DateOnly(2026, 3, 17);

        Assert.Contains("lunch.2.mentee 03-26", ProgrammeWorld.Names(_world.Plan().Activities));
    }

    [Fact]
    public void A_lunch_that_finds_no_room_moves_to_the_end_of_the_next_week()
    {
        ThreeMenteesOfABusyMentor();

        Assert.Equal(
            [("E2", new DateOnly(2026, 3, 19)), ("E3", new DateOnly(2026, 3, 20))],
            Lunches(_world.Plan().Activities).Select(lunch => (lunch.Owner.Username, lunch.DueOn)));
    }

    [Fact]
    public void A_worksheet_goes_with_its_lunch_into_another_week()
    {
        ThreeMenteesOfABusyMentor();

        Assert.Equal(
            [("E2", new DateOnly(2026, 3, 16)), ("E3", new DateOnly(2026, 3, 16))],
            _world.Plan().Activities.Where(activity => activity.Kind == ActivityKind.Worksheet).Select(worksheet => (worksheet.Owner.Username, worksheet.DueOn)));
    }

    [Fact]
    public void A_run_after_days_of_silence_puts_the_report_before_the_next_lunch()
    {
        _world.BeginPrepared("M1", "E1");
        Close(ActivityKind.Lunch, new DateOnly(2026, 3, 12));
        _world.Today = new DateOnly(2026, 3, 19);

        string[] planned = ProgrammeWorld.Names(_world.Plan().Activities);

        Assert.Contains("followup.1.mentee 03-20", planned);
        Assert.Contains("lunch.2.mentee 03-26", planned);
    }

    [Fact]
    public void A_report_that_would_come_after_the_next_lunch_is_not_asked_for()
    {
        _world.Begin("M1", "E1");
        _world.Send();
        _world.Answer(ActivityKind.Lunch, ActivityState.Declined);
        _world.Today = new DateOnly(2026, 3, 15);
        _world.Send();
        ChangeMind(ActivityKind.Lunch, 1, new DateOnly(2026, 3, 18));
        _world.Today = new DateOnly(2026, 3, 18);

        Assert.DoesNotContain(_world.Plan().Activities, activity => activity.Kind == ActivityKind.FollowUp);
        _world.Today = new DateOnly(2026, 3, 20);
        Assert.Contains(_world.Plan().Activities, activity => activity.Kind == ActivityKind.Debrief);
    }

    /// <summary>Runs every day or once a week; everyone closes what they have at a day of their own, up to ten days too early or too late.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Whenever_people_close_their_tasks_the_rhythm_holds(int daysBetweenRuns)
    {
        for (int seed = 0; seed < 25; seed++)
        {
            var world = new ProgrammeWorld();
            var random = new Random(seed);
            world.Begin("M1", "E1");
            world.Begin("M1", "E2");
            world.Begin("M2", "E3");
            world.Holidays.AddRange([new Holiday(ThursdayOff, null), new Holiday(new DateOnly(2026, 5, 15), null)]);
            List<PlannedActivity> sent = [];
            for (int day = 0; day < 18 * 7; day++)
            {
                if (day % daysBetweenRuns == 0)
                {
                    sent.AddRange(world.Send());
                }

                CloseAtRandom(world, random);
                world.Today = world.Today.AddDays(1);
            }

            AssertRhythm(sent, seed);
        }
    }

    private void ThreeMenteesOfABusyMentor()
    {
        _world.Settings = new ProgrammeSettings { Mentor = new LoadLimit(2, 9) };
        _world.Begin("M1", "E1");
        _world.Begin("M1", "E2");
        _world.Begin("M1", "E3");
        _world.Send();
        _world.Answer(ActivityKind.Kickoff, ActivityState.Done);
        _world.Today = new DateOnly(2026, 3, 8);
    }

    private static void AssertRhythm(List<PlannedActivity> sent, int seed)
    {
        foreach (var pair in sent.Where(activity => activity.Key.PairingKey is not null).GroupBy(activity => activity.Key.PairingKey))
        {
            PlannedActivity[] lunches = [.. Lunches(pair).OrderBy(lunch => lunch.DueOn)];
            Assert.True(lunches.Length >= 4, $"seed {seed}: only {lunches.Length} lunches");
            Assert.Equal(lunches.Length, lunches.Select(lunch => IsoWeek.Of(lunch.DueOn)).Distinct().Count());
            Assert.All(lunches, lunch => Assert.True(
                lunch.DueOn.DayOfWeek is DayOfWeek.Thursday or DayOfWeek.Friday
                    || sent.Any(other => other.Kind == ActivityKind.Lunch && other.Key.Mentor == lunch.Key.Mentor && other.DueOn > lunch.DueOn && IsoWeek.Of(other.DueOn) == IsoWeek.Of(lunch.DueOn)), $"seed {seed}: {lunch.Key} on {lunch.DueOn:O}"));
            foreach ((PlannedActivity lunch, PlannedActivity next) in lunches.Zip(lunches.Skip(1)))
            {
                Assert.All(
                    pair.Where(activity => activity.Kind == ActivityKind.FollowUp && activity.Key.Occurrence == lunch.Key.Occurrence),
                    followUp => Assert.True(followUp.DueOn < next.DueOn, $"seed {seed}: {followUp.Key} on {followUp.DueOn:O}, next lunch on {next.DueOn:O}"));
            }

            Assert.All(pair.Where(activity => activity.Kind == ActivityKind.Worksheet), worksheet =>
            {
                PlannedActivity lunch = lunches.Single(lunch => lunch.Key.Occurrence == worksheet.Key.Occurrence);
                Assert.Equal(IsoWeek.Of(lunch.DueOn), IsoWeek.Of(worksheet.DueOn));
                Assert.True(worksheet.DueOn < lunch.DueOn, $"seed {seed}: {worksheet.Key} on {worksheet.DueOn:O}");
            });
        }
    }

    private static IEnumerable<PlannedActivity> Lunches(IEnumerable<PlannedActivity> activities) =>
        activities.Where(activity => activity is { Kind: ActivityKind.Lunch, Key.Side: Sides.Mentee });

    private static void CloseAtRandom(ProgrammeWorld world, Random random)
    {
        for (int i = 0; i < world.Known.Count; i++)
        {
            KnownActivity known = world.Known[i];
            int late = world.Today.DayNumber - known.DueOn.DayNumber;
            if (known.IsOpen && late >= -10 && (late > 10 || random.Next(8) == 0))
            {
                bool isHeld = known.Key.Activity != "lunch" || random.Next(6) > 0;
                world.Known[i] = known with
                {
                    State = isHeld ? ActivityState.Done : ActivityState.Declined,
                    DoneAt = isHeld ? Noon(world.Today) : null,
                    Grasp = known.Key.Activity == "debrief" ? random.Next(1, 6) : null,
                };
                world.Debrief(world.Known[i]);
            }
        }
    }

    private void Close(ActivityKind kind, DateOnly day)
    {
        _world.Answer(kind, ActivityState.Done);
        for (int i = 0; i < _world.Known.Count; i++)
        {
            if (_world.Known[i].Key.Activity == kind.Key())
            {
                _world.Known[i] = _world.Known[i] with { DoneAt = Noon(day) };
            }
        }
    }

    private void ChangeMind(ActivityKind kind, int occurrence, DateOnly day)
    {
        for (int i = 0; i < _world.Known.Count; i++)
        {
            if (_world.Known[i].Key.Activity == kind.Key() && _world.Known[i].Key.Occurrence == occurrence)
            {
                _world.Known[i] = _world.Known[i] with { State = ActivityState.Done, DoneAt = Noon(day) };
            }
        }
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
