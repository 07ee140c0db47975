using System.Globalization;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

/// <summary>The practices of the talks, each by its number, as people see them in Salesforce.</summary>
public sealed class The_talks_themselves
{
    private static DateOnly Day(JsonObject task) => DateOnly.Parse((string)task["ActivityDate"]!, CultureInfo.InvariantCulture);

    private static string Text(JsonObject task) => (string)task["Description"]!;

    [Fact]
    public async Task P8_The_mentee_reports_in_two_days_and_only_then_the_manager_is_asked()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        await world.WeeksAsync(2, leaves: name => name.StartsWith("followup", StringComparison.Ordinal));
        JsonObject report = await world.TaskAsync("followup");
        Assert.Equal(TaskWorld.Mentee, (string?)report["OwnerId"]);
        Assert.Contains("Three things you learned, and the one you will try", Text(report), StringComparison.Ordinal);
        Assert.InRange(Day(report).DayNumber - world.Today.DayNumber, 1, 4);

        await world.CloseAsync("followup.1.mentee");
        await world.RunAsync();

        Assert.Equal(TaskWorld.Boss, (string?)(await world.TaskAsync("followup.1.manager"))["OwnerId"]);
    }

    [Fact]
    public async Task P9_After_the_first_weeks_there_is_a_lunch_a_month_and_who_pays_is_said()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:Kinds:peer:WeeklySessions", "1"), ("Programme:ExpenseNote", "Up to the usual amount, code L."));
        await world.RunningAsync();

        await world.WeeksAsync(11);

        JsonObject[] lunches = [.. (await world.TasksAsync("lunch")).Where(task => TaskWorld.Key(task).EndsWith(".mentee", StringComparison.Ordinal)).OrderBy(Day)];
        Assert.True(lunches.Length >= 3);
        Assert.All(lunches.Zip(lunches.Skip(1)), pair => Assert.InRange(Day(pair.Second).DayNumber - Day(pair.First).DayNumber, 28, 35));
        Assert.All(lunches, lunch => Assert.Contains("code L. Meeting by video is fine.", Text(lunch), StringComparison.Ordinal));
    }

    [Fact]
    public async Task P10_Each_side_has_a_brief_of_its_own_and_another_topic_has_others()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        await world.ProposeAsync(TaskWorld.Proposal(world.Today, mentee: TaskWorld.Colleague) with
        {
            State = PairState.Active, ManagerDecision = Answer.Yes, ActiveFrom = world.Today, Skill = CrmMentorSync.Domain.Performance.Skill.CycleDays,
        });
        await world.RunAsync();

        ILookup<bool, JsonObject> lunches = (await world.TasksAsync("lunch")).ToLookup(task => TaskWorld.Key(task).EndsWith(".mentor", StringComparison.Ordinal));

        Assert.All(lunches[true], mentor => Assert.Contains("Please cover:", Text(mentor), StringComparison.Ordinal));
        Assert.All(lunches[false], mentee => Assert.Contains("Take away:", Text(mentee), StringComparison.Ordinal));
        Assert.Equal(4, lunches.SelectMany(side => side).Select(task => Text(task).Split('\n')[2]).Distinct().Count());
    }

    [Fact]
    public async Task P18_P30_A_mentor_must_be_willing_and_a_no_starts_nothing()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("approve");
        await world.EditAsync("invite", new { Description = "No: too much on my plate" });

        await world.RunAsync();

        Assert.Equal(PairState.Declined, (await world.PairingAsync()).State);
        Assert.Empty(await world.TasksAsync("kickoff"));
        await using TaskWorld willing = await TaskWorld.StartAsync();
        await willing.BeginAsync();
        Assert.Equal(2, (await willing.TasksAsync("kickoff")).Length);
    }

    [Theory]
    [InlineData(PairKind.ManagerToTop, TaskWorld.Boss, true)]
    [InlineData(PairKind.Peer, TaskWorld.Mentor, false)]
    public async Task P21_A_managers_talk_asks_and_does_not_tell(PairKind kind, string mentor, bool asks)
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:Kinds:manager_to_top:WeeksBetweenSessions", "1"));
        await world.RunningAsync(mentor, kind: kind);

        await world.WeeksAsync(1);

        JsonObject talk = (await world.TasksAsync("lunch")).First(task => TaskWorld.Key(task).EndsWith(".mentee", StringComparison.Ordinal));
        Assert.Equal(asks, Text(talk).Contains("the agenda is yours", StringComparison.Ordinal));
        Assert.NotEqual(asks, Text(talk).Contains("Take away:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task P35_P43_Every_talk_asks_the_mentor_for_a_story_and_what_they_learned_and_the_mentee_for_neither()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();

        await world.WeeksAsync(4);

        Assert.All(await world.TasksAsync("lunch"), task =>
        {
            bool isMentors = TaskWorld.Key(task).EndsWith(".mentor", StringComparison.Ordinal);
            Assert.Equal(isMentors, Text(task).Contains("Tell one story of a deal of yours", StringComparison.Ordinal));
            Assert.Equal(isMentors, Text(task).Contains("What did you learn yourself?", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task P48_Nobody_ever_has_more_than_the_limit_and_what_nobody_has_to_do_is_left_out()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        await world.RunningAsync(mentee: TaskWorld.Colleague);
        await world.RunningAsync(mentor: TaskWorld.Colleague);
        for (int week = 0; week < 10; week++)
        {
            await world.WeeksAsync(1, leaves: name => week % 3 == 1 && name.StartsWith("followup", StringComparison.Ordinal));
            foreach (var owner in (await world.TasksAsync()).GroupBy(task => (string)task["OwnerId"]!))
            {
                Assert.True(owner.Count(task => !(bool)task["IsClosed"]!) <= (owner.Key == TaskWorld.Mentee ? 3 : 5), $"{owner.Key} in week {week}");
            }
        }

        foreach (var week in (await world.TasksAsync()).GroupBy(task => ((string)task["OwnerId"]!, IsoWeek.Of(Day(task)))))
        {
            Assert.True(week.Count() <= (week.Key.Item1 == TaskWorld.Mentee ? 2 : 3), $"{week.Key}: {string.Join(", ", week.Select(TaskWorld.Key))}");
        }

        Assert.DoesNotContain(await world.RowsAsync(), (TaskRow row) => row.LastOutcome == "deferred" && row.Key.Contains(".listen.", StringComparison.Ordinal));
    }
}
