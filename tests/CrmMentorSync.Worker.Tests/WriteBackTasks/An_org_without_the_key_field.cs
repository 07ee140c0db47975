using System.Data.Common;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.PlanActivities;

namespace CrmMentorSync.Worker.Tests.WriteBackTasks;

/// <summary>Nobody may create fields there: the Tasks are told apart by the Ids that the state knows.</summary>
public sealed class An_org_without_the_key_field
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gets_its_tasks_once_and_people_are_heard()
    {
        await using TaskWorld world = await StartAsync();
        await world.ProposeAsync();
        Assert.Equal(3, (await world.RunAsync()).Written);
        Assert.Equal(0, (await world.RunAsync()).Written);
        JsonObject[] tasks = await TasksAsync(world);
        Assert.Equal(3, tasks.Length);
        await world.Org.SendAsync(HttpMethod.Delete, $"sobjects/Task/{tasks.Single(task => (string?)task["OwnerId"] == TaskWorld.Boss)["Id"]}", null, TaskWorld.Boss);
        await world.Org.SendAsync(
            HttpMethod.Patch, $"sobjects/Task/{tasks.Single(task => (string?)task["OwnerId"] == TaskWorld.OtherBoss)["Id"]}", new { ActivityDate = "2026-03-19" }, TaskWorld.OtherBoss);

        await world.RunAsync();

        Assert.Equal(PairState.Declined, (await world.PairingAsync()).State);
        JsonObject notice = Assert.Single(await TasksAsync(world), task => (string?)task["OwnerId"] == TaskWorld.OtherBoss);
        Assert.Equal(("2026-03-19", "Completed"), ((string?)notice["ActivityDate"], (string?)notice["Status"]));
    }

    [Fact]
    public async Task Gets_no_second_task_where_the_answer_was_lost()
    {
        await using TaskWorld world = await StartAsync();
        await world.ProposeAsync();
        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { dropAfterCommit = 1 });

        await world.RunAsync();
        await world.RunAsync();

        Assert.Equal(3, (await TasksAsync(world)).Length);
        Assert.All(await world.RowsAsync(), row => Assert.Equal(("clean", true), (row.Outbox, row.SalesforceId is not null)));
    }

    [Fact]
    public async Task Gets_no_second_task_after_a_crash_but_one_that_someone_changed_in_between_is_not_recognised()
    {
        await using TaskWorld world = await StartAsync();
        await world.ProposeAsync();
        await world.RunAsync();
        await world.SqlAsync("UPDATE tasks SET salesforce_id = NULL, written = NULL, remote = NULL, remote_modstamp = NULL, outbox = 'in_flight'");
        JsonObject invite = (await TasksAsync(world)).Single(task => (string?)task["OwnerId"] == TaskWorld.Mentor);
        await world.Org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{invite["Id"]}", new { Subject = "Mine" }, TaskWorld.Mentor);

        await world.RunAsync();

        JsonObject[] tasks = await TasksAsync(world);
        Assert.Equal(2, tasks.Count(task => (string?)task["OwnerId"] == TaskWorld.Mentor));
        Assert.Equal(4, tasks.Length);
    }

    [Fact]
    public async Task Adopts_nobody_elses_task()
    {
        await using TaskWorld world = await StartAsync();
        await world.ProposeAsync();
        await world.RunAsync();
        JsonObject approve = (await TasksAsync(world)).Single(task => (string?)task["OwnerId"] == TaskWorld.Boss);
        await world.SqlAsync("UPDATE tasks SET salesforce_id = NULL, written = NULL, remote = NULL, outbox = 'in_flight' WHERE key LIKE '%approve%'");
        await world.Org.SendAsync(HttpMethod.Delete, $"sobjects/Task/{approve["Id"]}");
        await world.Org.SendAsync(
            HttpMethod.Post, "sobjects/Task",
            new { Subject = (string?)approve["Subject"], Description = (string?)approve["Description"], ActivityDate = (string?)approve["ActivityDate"], OwnerId = TaskWorld.Boss },
            TaskWorld.Boss);

        await world.RunAsync();

        Assert.Equal(PairState.Declined, (await world.PairingAsync()).State);
    }

    [Fact]
    public async Task Says_that_a_lost_state_cannot_be_rebuilt()
    {
        await using TaskWorld world = await StartAsync();
        await world.ProposeAsync();
        await world.RunAsync();
        Assert.Empty(await DoubtsAsync(world));
        await world.LoseStateAsync();

        await world.RunAsync();

        Assert.Contains("may be proposed again", Assert.Single(await DoubtsAsync(world)).Reason, StringComparison.Ordinal);
        Assert.Equal(3, (await TasksAsync(world)).Length);
    }

    [Fact]
    public async Task That_gets_the_field_later_gets_the_keys_and_no_second_task()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { hide = "Task.Mentoring_Key__c" });
        await world.ProposeAsync();
        await world.RunAsync();
        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { hide = "" });
        Assert.Empty(await world.TasksAsync());
        world.Restart("ReadBack:OverlapMinutes", "5");

        await world.RunAsync();
        await world.CloseAsync("invite");
        await world.LoseStateAsync();
        await world.RunAsync();

        Assert.Equal((await world.RowsAsync()).Select(row => row.Key), (await world.TasksAsync()).Select(TaskWorld.Key));
        Assert.Equal(3, (await TasksAsync(world)).Length);
        Assert.Equal(PairState.Proposed, (await world.PairingAsync()).State);
    }

    [Fact]
    public async Task Is_not_taken_for_one_whose_field_was_hidden()
    {
        await using TaskWorld world = await StartAsync();
        await world.SqlAsync("INSERT INTO meta (key, value) VALUES ('key_field', 'present')");
        await world.ProposeAsync();

        StateException failure = await Assert.ThrowsAsync<StateException>(() => world.RunAsync());

        Assert.Contains("assign the permission set", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await TasksAsync(world));
    }

    private static Task<TaskWorld> StartAsync() => TaskWorld.StartAsync(options => options with { MentoringKeyField = false });

    private static async Task<JsonObject[]> TasksAsync(TaskWorld world) =>
        [.. (await world.Org.RecordsAsync("SELECT Id, OwnerId, Subject, Description, ActivityDate, Status FROM Task ORDER BY Id")).Select(task => task!.AsObject())];

    private static async Task<IReadOnlyList<DeadLetter>> DoubtsAsync(TaskWorld world)
    {
        await using DbConnection connection = await world.OpenAsync();
        return [.. (await connection.ReadDeadLettersAsync(Ct)).Where(letter => letter.Source == "state")];
    }
}
