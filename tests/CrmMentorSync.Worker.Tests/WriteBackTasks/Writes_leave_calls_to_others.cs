using System.Data.Common;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.PlanActivities;

namespace CrmMentorSync.Worker.Tests.WriteBackTasks;

/// <summary>The org's calls of 24 hours are shared with other integrations.</summary>
public sealed class Writes_leave_calls_to_others
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Near_the_share_tasks_wait_in_the_outbox_and_the_next_run_sends_them()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync();
        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { dailyLimit = 1000, othersCalls = 905 });

        StepResult held = await world.RunAsync();

        Assert.Equal(0, held.Written);
        Assert.Empty(await world.TasksAsync());
        Assert.All((await world.OutcomesAsync()).Values, outcome => Assert.Equal("deferred", outcome));
        Assert.Contains("leaves the last 10", await HoldAsync(world), StringComparison.Ordinal);

        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { othersCalls = 0 });
        await world.RunAsync();
        Assert.Equal(3, (await world.TasksAsync()).Length);
        Assert.Null(await HoldAsync(world));
    }

    [Fact]
    public async Task Far_from_it_nothing_waits()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync();
        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { dailyLimit = 1000, othersCalls = 700 });

        Assert.Equal(3, (await world.RunAsync()).Written);
        Assert.Null(await HoldAsync(world));
    }

    private static async Task<string?> HoldAsync(TaskWorld world)
    {
        await using DbConnection connection = await world.OpenAsync();
        return await connection.ReadWriteHoldAsync(Ct);
    }
}
