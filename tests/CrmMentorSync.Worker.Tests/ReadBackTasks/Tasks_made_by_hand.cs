using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.PlanActivities;

namespace CrmMentorSync.Worker.Tests.ReadBackTasks;

/// <summary>Someone writes, or brings in from a file, a Task with a key that looks like ours.</summary>
public sealed class Tasks_made_by_hand
{
    private const string Key = $"cms1.{TaskWorld.Mentor}.{TaskWorld.Mentee}.2025w40.approve.1.manager";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Become_no_pairing_and_are_told_to_the_operator()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await MakeAsync(world, TaskWorld.Colleague);

        await world.RunAsync();
        await world.RunAsync();

        await using DbConnection connection = await world.OpenAsync();
        Assert.Empty(await connection.ReadPairingsAsync(Ct));
        Assert.Empty(await world.RowsAsync());
        DeadLetter letter = Assert.Single(await connection.ReadDeadLettersAsync(Ct));
        Assert.Equal(("Task key", TaskWorld.Colleague), (letter.Source, letter.Record));
    }

    [Fact]
    public async Task Count_where_the_maker_was_the_integration_user_before()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("ReadBack:FormerUsers:0", TaskWorld.Colleague));
        await MakeAsync(world, TaskWorld.Colleague);

        await world.RunAsync();

        Assert.Equal(TaskWorld.Mentor, (await world.PairingAsync()).Mentor.Value);
    }

    [Fact]
    public async Task Count_where_the_integration_user_made_them()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await MakeAsync(world, null);

        await world.RunAsync();

        Assert.Equal(TaskWorld.Mentor, (await world.PairingAsync()).Mentor.Value);
    }

    private static async Task MakeAsync(TaskWorld world, string? maker)
    {
        (HttpStatusCode status, JsonNode? body) = await world.Org.SendAsync(
            HttpMethod.Post, "sobjects/Task", new { Subject = "Decide", OwnerId = TaskWorld.Boss, Mentoring_Key__c = Key }, maker);
        Assert.True(status == HttpStatusCode.Created, body?.ToJsonString());
    }
}
