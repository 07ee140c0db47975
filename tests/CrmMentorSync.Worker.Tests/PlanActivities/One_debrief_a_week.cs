using System.Globalization;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

public sealed class One_debrief_a_week
{
    private static readonly string[] Two = [TaskWorld.Mentee, TaskWorld.Colleague];

    /// <summary>Both of Bruno's mentees have met their mentor this week.</summary>
    private static async Task<TaskWorld> HeldAsync(params (string Key, string Value)[] settings)
    {
        TaskWorld world = await TaskWorld.StartAsync(null, [.. PracticeWorld.Short, .. settings]);
        await world.RunningAsync();
        await world.RunningAsync(mentee: TaskWorld.Colleague);
        await world.WeeksAsync(2);
        return world;
    }

    [Fact]
    public async Task P11_A_manager_has_one_debrief_for_all_talks_of_a_week()
    {
        await using TaskWorld world = await HeldAsync();

        JsonObject debrief = await world.TaskAsync("debrief");

        Assert.Equal(TaskWorld.Boss, (string?)debrief["OwnerId"]);
        string[] lines = [.. ((string)debrief["Description"]!).Split('\n').Where(line => line.StartsWith("Verstanden (1-5)", StringComparison.Ordinal))];
        Assert.Equal(["Ben Ode mit Anna Berg", "Cleo Kane mit Anna Berg"], lines.Select(line => line["Verstanden (1-5) ".Length..line.IndexOf(',', StringComparison.Ordinal)]));
        Assert.DoesNotContain(await world.RowsAsync(), row => row.Key.Contains(".debrief.", StringComparison.Ordinal) && row.LastOutcome == "deferred");
    }

    [Fact]
    public async Task P11_A_grasp_of_two_opens_that_pairs_topic_again_and_no_other()
    {
        await using TaskWorld world = await HeldAsync();
        await world.EditAsync("debrief", new
        {
            Description = PracticeWorld.Rated(PracticeWorld.Rated((string)(await world.TaskAsync("debrief"))["Description"]!, "Ben Ode", "2"), "Cleo Kane", "4"),
            Status = "Completed",
        });

        await world.WeeksAsync(4);

        string[] repeated = [.. (await world.TasksAsync("lunch.101.")).Select(TaskWorld.Key)];
        Assert.Equal(2, repeated.Length);
        Assert.All(repeated, key => Assert.Contains($".{TaskWorld.Mentee}.", key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task P11_What_cannot_be_read_is_kept_with_its_own_pair()
    {
        await using TaskWorld world = await HeldAsync();
        await world.RateAsync("Cleo Kane", "fine", close: false);

        await world.RunAsync();

        Assert.Null((await world.DebriefAsync()).Unreadable);
        Assert.EndsWith(": fine", (await world.DebriefAsync(TaskWorld.Colleague)).Unreadable, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P11_While_a_talk_is_still_ahead_in_the_week_the_debrief_waits_for_it()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        await world.RunningAsync(mentee: TaskWorld.Colleague);
        await world.RunAsync();
        DateOnly lunch = DateOnly.Parse((string)(await world.TasksAsync("lunch.1.mentor"))[0]["ActivityDate"]!, CultureInfo.InvariantCulture);
        world.Wait(lunch.DayNumber - world.Today.DayNumber - 1);
        await CloseLunchAsync(world, TaskWorld.Mentee);
        await world.RunAsync();
        Assert.Empty(await world.TasksAsync("debrief"));

        await CloseLunchAsync(world, TaskWorld.Colleague);
        world.Wait(1);
        await world.RunAsync();

        JsonObject debrief = await world.TaskAsync("debrief");
        Assert.All(["Ben Ode", "Cleo Kane"], name => Assert.Contains(name, (string)debrief["Description"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task P11_A_lost_state_asks_about_no_talk_twice_and_still_knows_the_ratings()
    {
        await using TaskWorld world = await HeldAsync();
        await world.RateAsync("Ben Ode", "2");
        await world.RunAsync();
        await world.LoseStateAsync();

        await world.RunAsync();

        Assert.Single(await world.TasksAsync("debrief"));
        Assert.Equal((2, ActivityState.Done), ((await world.DebriefAsync()).Grasp, (await world.DebriefAsync()).State));
        Assert.Null((await world.DebriefAsync(TaskWorld.Colleague)).Grasp);
    }

    [Fact]
    public async Task P11_When_all_its_pairs_are_over_nobody_has_to_debrief()
    {
        await using TaskWorld world = await HeldAsync();
        await world.SqlAsync("UPDATE pairings SET state = 'ended', ended_on = '2026-03-15' WHERE mentee_id IN @Two", new { Two });

        await world.RunAsync();

        Assert.Equal("Completed", (string?)(await world.TaskAsync("debrief"))["Status"]);
        Assert.Contains(await world.RowsAsync(), (TaskRow row) => row.Key.Contains(".debrief.", StringComparison.Ordinal) && row.LastOutcome == "closed");
    }

    private static async Task CloseLunchAsync(TaskWorld world, string mentee)
    {
        foreach (JsonObject task in (await world.TasksAsync("lunch.1.")).Where(task => TaskWorld.Key(task).Contains($".{mentee}.", StringComparison.Ordinal)))
        {
            await world.Org.SendAsync(System.Net.Http.HttpMethod.Patch, $"sobjects/Task/{task["Id"]}", new { Status = "Completed" }, (string)task["OwnerId"]!);
        }
    }
}
