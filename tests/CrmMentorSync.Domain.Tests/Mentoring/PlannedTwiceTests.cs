using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Tests.Mentoring;

public sealed class PlannedTwiceTests
{
    [Fact]
    public void Room_that_this_plan_makes_is_used_by_this_plan()
    {
        var world = new ProgrammeWorld { Settings = new ProgrammeSettings { Manager = new LoadLimit(1, 1) } };
        Pairing first = world.Propose("M1", "E1");
        world.Send();
        world.Change(first, PairState.Declined);
        world.Propose("M2", "E2");

        IReadOnlyList<PlannedActivity> planned = world.Plan().Activities;

        Assert.Null(Assert.Single(planned, activity => activity.Kind == ActivityKind.Approve).Waits);
    }

    [Fact]
    public void A_task_that_stays_open_takes_its_room()
    {
        var world = new ProgrammeWorld { Settings = new ProgrammeSettings { Manager = new LoadLimit(1, 1) } };
        world.Propose("M1", "E1");
        world.Send();
        world.Propose("M2", "E2");

        Assert.NotNull(Assert.Single(world.Plan().Activities, activity => activity.Kind == ActivityKind.Approve).Waits);
    }

    [Fact]
    public void A_decision_comes_before_all_else_that_asks_a_manager()
    {
        var world = new ProgrammeWorld { Settings = new ProgrammeSettings { Manager = new LoadLimit(1, 1) } };
        world.Begin("M1", "E1");
        world.Today = world.Today.AddDays(4);
        world.Send();
        world.Today = world.Today.AddDays(8);
        world.Send();
        world.Answer(ActivityKind.Lunch, ActivityState.Done);
        world.Today = world.Today.AddDays(1);
        world.Propose("M2", "E2");

        Plan plan = world.Plan();

        Assert.Contains(plan.Activities, activity => activity is { Kind: ActivityKind.Debrief, Waits: not null });
        Assert.Null(Assert.Single(plan.Activities, activity => activity.Kind == ActivityKind.Approve).Waits);
    }

    [Theory]
    [InlineData(true, "E3")]
    [InlineData(false, "E1")]
    public void What_has_waited_longest_gets_the_room_that_comes_free(bool hasWaited, string next)
    {
        var world = new ProgrammeWorld { Settings = new ProgrammeSettings { Manager = new LoadLimit(1, 1) } };
        world.Propose("M2", "E2");
        if (hasWaited)
        {
            world.Propose("M2", "E3");
        }

        world.Send();
        world.Today = world.Today.AddDays(7);
        world.Answer(ActivityKind.Approve, ActivityState.Done);
        world.Propose("M1", "E1");
        if (!hasWaited)
        {
            world.Propose("M2", "E3");
        }

        PlannedActivity approval = Assert.Single(world.Plan().Activities, activity => activity is { Kind: ActivityKind.Approve, Waits: null });

        Assert.Equal(ProgrammeWorld.Id(next), approval.Key.Mentee);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(17, false)]
    public void A_task_that_was_left_for_two_weeks_holds_up_nothing_else(int daysLater, bool waits)
    {
        var world = new ProgrammeWorld { Settings = new ProgrammeSettings { Manager = new LoadLimit(1, 1) } };
        world.Propose("M1", "E1");
        world.Send();
        world.Today = world.Today.AddDays(daysLater);
        world.Propose("M2", "E2");

        Assert.Equal(waits, Assert.Single(world.Plan().Activities, activity => activity.Kind == ActivityKind.Approve).Waits is not null);
    }

    [Fact]
    public void Planning_twice_on_the_same_facts_gives_no_new_task()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var world = new ProgrammeWorld();
            Staff(world);
            for (int day = 0; day < 40; day++)
            {
                Live(world, random);
                Plan plan = Do(world);
                PlannedActivity[] again = [.. Do(world).Activities.Where(activity => activity.Waits is null)];
                Assert.True(again.Length == 0, $"seed {seed}, day {day}: {again.FirstOrDefault()?.Key} came with the second plan");
                world.Today = world.Today.AddDays(random.Next(1, 4));
            }
        }
    }

    private static void Staff(ProgrammeWorld world)
    {
        for (int i = 0; i < 6; i++)
        {
            world.People.Add(ProgrammeWorld.Someone($"X{i}", i % 2 == 0 ? "B1" : "B2"));
            world.People.Add(ProgrammeWorld.Someone($"Y{i}", i % 3 == 0 ? "B1" : "B2"));
        }
    }

    /// <summary>Pairs come, begin and end; Tasks are closed, declined and moved.</summary>
    private static void Live(ProgrammeWorld world, Random random)
    {
        string mentor = $"X{random.Next(6)}";
        string mentee = $"Y{random.Next(6)}";
        bool isFree = !world.Pairings.Any(pairing => pairing.Mentee == ProgrammeWorld.Id(mentee) && pairing.IsOpen);
        string key = $"{ProgrammeWorld.Id(mentor)}.{ProgrammeWorld.Id(mentee)}.{IsoWeek.Of(world.Today).Key}";
        if (isFree && !world.Pairings.Any(pairing => pairing.Key == key))
        {
            _ = random.Next(2) == 0 ? world.Propose(mentor, mentee) : world.Begin(mentor, mentee);
        }

        Pairing[] open = [.. world.Pairings.Where(pairing => pairing.IsOpen)];
        if (open.Length > 0 && random.Next(3) == 0)
        {
            Pairing pairing = open[random.Next(open.Length)];
            world.Change(pairing, pairing.State == PairState.Proposed ? PairState.Declined : PairState.Ended);
        }

        for (int i = 0; i < world.Known.Count; i++)
        {
            if (world.Known[i].IsOpen && random.Next(6) == 0)
            {
                world.Known[i] = world.Known[i] with
                {
                    State = random.Next(5) == 0 ? ActivityState.Declined : ActivityState.Done,
                    DoneAt = new DateTimeOffset(world.Today.ToDateTime(new TimeOnly(10, 0)), TimeSpan.Zero),
                };
            }
        }
    }

    /// <summary>Makes a plan come true, its closures too.</summary>
    private static Plan Do(ProgrammeWorld world)
    {
        Plan plan = world.Plan();
        HashSet<MentoringKey> closed = [.. plan.Close];
        for (int i = 0; i < world.Known.Count; i++)
        {
            if (closed.Contains(world.Known[i].Key) && world.Known[i].IsOpen)
            {
                world.Known[i] = world.Known[i] with { State = ActivityState.Cancelled };
            }
        }

        world.Known.AddRange(plan.Activities.Where(activity => activity.Waits is null).Select(activity => new KnownActivity
        {
            Key = activity.Key,
            State = ActivityState.Open,
            Owner = activity.Owner.Id,
            DueOn = activity.DueOn,
        }));
        return plan;
    }
}
