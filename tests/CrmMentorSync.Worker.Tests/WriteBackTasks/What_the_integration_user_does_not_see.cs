using System.Net;
using System.Text.Json.Nodes;
using CrmMentorSync.Worker.ReadBackTasks;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.Tests.PlanActivities;

namespace CrmMentorSync.Worker.Tests.WriteBackTasks;

/// <summary>An integration user without a role above, View All and Modify All Data: Tasks given away are out of its sight.</summary>
public sealed class What_the_integration_user_does_not_see
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_caller_is_told_their_own_permissions()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        Assert.Equal(TaskSight.ModifyAll, await world.Client.TaskSightAsync(Ct));
        await AllowAsync(world, view: true, modify: false);
        Assert.Equal(TaskSight.ViewAll, await world.Client.TaskSightAsync(Ct));
        await AllowAsync(world, view: false, modify: false);
        Assert.Equal(TaskSight.Unproved, await world.Client.TaskSightAsync(Ct));
        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { hide = "UserPermissionAccess" });
        Assert.Equal(TaskSight.Unproved, await world.Client.TaskSightAsync(Ct));
    }

    [Fact]
    public async Task Tasks_written_before_and_now_out_of_sight_are_counted_and_told_with_the_remedy()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await AllowAsync(world, view: false, modify: false);

        StepResult blind = await world.Step<ReadBackTasksStep>().RunAsync(world.Context(), Ct);

        Assert.Equal(3, blind.Failed);
        string reason = await world.OneAsync("SELECT reason FROM refused_records WHERE source = 'Task'");
        Assert.StartsWith("3 of 3 Tasks written before are out of the integration user's sight", reason, StringComparison.Ordinal);
        Assert.Contains("a role above all reps", reason, StringComparison.Ordinal);
        await AllowAsync(world, view: true, modify: false);
        Assert.Equal(0, (await world.Step<ReadBackTasksStep>().RunAsync(world.Context(), Ct)).Failed);
    }

    [Fact]
    public async Task An_empty_state_stops_before_it_writes_what_a_person_has_deleted()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.DeleteAsync("approve");
        await world.LoseStateAsync();
        await world.ProposeAsync();
        await AllowAsync(world, view: false, modify: false);

        SalesforceFailure stopped = await Assert.ThrowsAsync<SalesforceFailure>(() => world.RunAsync());

        Assert.Equal(SalesforceFailureCategory.Permission, stopped.Category);
        Assert.Contains("the state knows no Task of ours", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("View All Data and Modify All Data", stopped.Message, StringComparison.Ordinal);
        await AllowAsync(world, view: true, modify: true);
        await world.RunAsync();
        Assert.True((bool)(await world.TaskAsync("approve"))["IsDeleted"]!);
    }

    [Fact]
    public async Task A_rehearsal_with_an_empty_state_says_so_and_goes_on()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync();
        await AllowAsync(world, view: false, modify: false);
        await world.RunAsync(rehearsal: true);
        Assert.Contains("nothing shows", await world.OneAsync("SELECT reason FROM refused_records WHERE source = 'Task'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_that_come_in_sight_later_are_taken_in_though_nobody_has_changed_them()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        world.Wait(1);
        await world.EditAsync("notice", new { Description = "seen" });
        await world.RunAsync();

        // A state that has read further than these two, and yet does not know them.
        await world.SqlAsync("DELETE FROM tasks WHERE key NOT LIKE '%notice%'; DELETE FROM activities WHERE key NOT LIKE '%notice%'");
        await world.Step<ReadBackTasksStep>().RunAsync(world.Context(), Ct);

        Assert.Equal(3, (await world.RowsAsync()).Count);
        Assert.Equal(0, (await world.Step<ReadBackTasksStep>().RunAsync(world.Context(), Ct)).Written);
    }

    [Theory]
    [InlineData("rep", "top", true)]
    [InlineData("lead", "top", true)]
    [InlineData("top", "top", false)]
    [InlineData("top", "lead", false)]
    [InlineData("rep", "other", false)]
    [InlineData("round", "top", false)]
    [InlineData(null, "top", false)]
    [InlineData("rep", null, false)]
    public void A_role_is_below_another_up_the_hierarchy_only(string? role, string? above, bool isBelow)
    {
        Dictionary<string, string?> parents = new() { ["top"] = null, ["lead"] = "top", ["rep"] = "lead", ["other"] = null, ["round"] = "trip", ["trip"] = "round" };
        Assert.Equal(isBelow, RoleReach.IsBelow(role, above, parents));
    }

    private static async Task AllowAsync(TaskWorld world, bool view, bool modify)
    {
        (HttpStatusCode status, JsonNode? body) = await world.Org.SendAsync(
            HttpMethod.Post, "/__access", new { userId = "integration", viewAllData = view, modifyAllData = modify });
        Assert.True(status == HttpStatusCode.OK, body?.ToJsonString());
    }
}
