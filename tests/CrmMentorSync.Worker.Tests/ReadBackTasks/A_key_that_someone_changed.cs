using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.PlanActivities;

namespace CrmMentorSync.Worker.Tests.ReadBackTasks;

/// <summary>An administrator edits the key of one Task. The state has not been lost by that.</summary>
public sealed class A_key_that_someone_changed
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_told_with_its_remedy_and_nothing_is_restored_from_it()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.RunAsync();
        JsonObject approval = await world.TaskAsync("approve");
        string key = TaskWorld.Key(approval);
        await KeyAsync(world, approval, key.Replace("approve.1", "approve.2", StringComparison.Ordinal));
        world.Wait(7);

        await world.RunAsync();
        // Nobody touched it since: what is wrong is still told.
        world.Wait(1);
        await world.RunAsync();

        await using DbConnection connection = await world.OpenAsync();
        Assert.Null(await connection.ReadRestoredAtAsync(Ct));
        DeadLetter letter = Assert.Single(await connection.ReadDeadLettersAsync(Ct));
        Assert.Equal(("changed Task key", (string?)approval["Id"]), (letter.Source, letter.Record));
        Assert.Contains($"put back '{key}'", letter.Reason, StringComparison.Ordinal);
        Assert.Equal(["approve.1.manager", "invite.1.mentor", "notice.1.mentor_manager"], (await world.OutcomesAsync()).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(3, (await world.TasksAsync()).Length);
    }

    [Fact]
    public async Task Is_no_matter_any_more_once_it_is_put_back()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.RunAsync();
        JsonObject approval = await world.TaskAsync("approve");
        await KeyAsync(world, approval, "cms1.nobodys");
        await world.RunAsync();
        await KeyAsync(world, approval, TaskWorld.Key(approval));

        await world.RunAsync();

        await using DbConnection connection = await world.OpenAsync();
        Assert.Empty(await connection.ReadDeadLettersAsync(Ct));
    }

    [Fact]
    public async Task Keeps_nobody_from_answering()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.RunAsync();
        JsonObject approval = await world.TaskAsync("approve");
        await KeyAsync(world, approval, TaskWorld.Key(approval).Replace("approve.1", "approve.2", StringComparison.Ordinal));
        await world.RunAsync();
        await world.CloseAsync("approve");
        await world.CloseAsync("invite");

        await world.RunAsync();

        Assert.Equal(PairState.Active, (await world.PairingAsync()).State);
    }

    private static async Task KeyAsync(TaskWorld world, JsonObject task, string key)
    {
        (HttpStatusCode status, JsonNode? body) = await world.Org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{task["Id"]}", new { Mentoring_Key__c = key }, TaskWorld.Vp);
        Assert.True(status == HttpStatusCode.NoContent, body?.ToJsonString());
    }
}
