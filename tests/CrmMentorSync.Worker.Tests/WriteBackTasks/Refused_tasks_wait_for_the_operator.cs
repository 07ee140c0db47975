using System.Data.Common;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.PlanActivities;
using Dapper;

namespace CrmMentorSync.Worker.Tests.WriteBackTasks;

public sealed class Refused_tasks_wait_for_the_operator
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_listed_with_the_remedy_and_sent_once_it_is_put_right_and_asked_for()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:OpenStatus", "Brand New"));
        await world.ProposeAsync();
        await world.RunAsync();
        CliResult list = await LettersAsync(world, "list");
        Assert.Equal(0, list.ExitCode);
        Assert.Equal(3, list.Output.Split('\n').Count(line => line.StartsWith("Task write cms1.", StringComparison.Ordinal)));
        Assert.Contains("set Programme:OpenStatus", list.Output, StringComparison.Ordinal);

        world.Restart("Programme:OpenStatus", "Not Started");
        await world.RunAsync();
        Assert.Empty(await world.TasksAsync());
        CliResult retry = await LettersAsync(world, "retry", "--all");
        Assert.Equal((0, "3 Tasks are sent again with the next run"), (retry.ExitCode, retry.Output.Trim()));
        await world.RunAsync();

        Assert.Equal(3, (await world.TasksAsync()).Length);
        Assert.Equal("no dead letters", (await LettersAsync(world, "list")).Output.Trim());
        Assert.Empty(await LettersOfAsync(world));
    }

    [Fact]
    public async Task One_of_them_can_be_asked_for_by_its_key_and_the_others_stay()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:OpenStatus", "Brand New"));
        await world.ProposeAsync();
        await world.RunAsync();
        string key = (await world.RowsAsync())[0].Key;
        world.Restart("Programme:OpenStatus", "Not Started");

        CliResult retry = await LettersAsync(world, "retry", key, "cms1.nobody");
        await world.RunAsync();

        Assert.Equal(2, retry.ExitCode);
        Assert.Contains("no refused Task has the key cms1.nobody", retry.Error, StringComparison.Ordinal);
        Assert.Equal(key, TaskWorld.Key(Assert.Single(await world.TasksAsync())));
        Assert.Equal(2, (await LettersOfAsync(world)).Count);
    }

    [Fact]
    public async Task A_cause_that_stays_is_news_again_after_a_retry_and_only_then()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:OpenStatus", "Brand New"));
        await world.ProposeAsync();
        await world.RunAsync();
        await world.RunAsync();
        Assert.Equal(0, await NewsAsync(world, "run002"));
        await LettersAsync(world, "retry", "--all");

        await world.RunAsync();

        Assert.Equal(3, await NewsAsync(world, "run003"));
    }

    [Theory]
    [InlineData("either their keys")]
    [InlineData("either their keys", "--all", "cms1.x")]
    public async Task Retry_wants_to_know_which(string message, params string[] args)
    {
        using var folder = new TemporaryFolder();
        CliResult retry = await Cli.RunAsync(folder.Path, ["dead-letters", "retry", "--state", folder.File("state.db"), .. args]);
        Assert.Equal(2, retry.ExitCode);
        Assert.Contains(message, retry.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_of_someone_who_turns_out_to_have_left_goes_to_the_manager_above_without_a_retry()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync();
        await world.Org.SendAsync(HttpMethod.Patch, $"sobjects/User/{TaskWorld.Boss}", new { IsActive = false });
        await world.RunAsync();
        Assert.Contains("give them an active manager", Assert.Single(await LettersOfAsync(world)).Reason, StringComparison.Ordinal);
        await world.SqlAsync("UPDATE people SET is_active = 0 WHERE id = @id", new { id = TaskWorld.Boss });

        await world.RunAsync();

        Assert.Equal(TaskWorld.Vp, (string?)(await world.TaskAsync("approve"))["OwnerId"]);
        Assert.Empty(await LettersOfAsync(world));
    }

    [Fact]
    public async Task A_refused_change_is_listed_and_the_task_stays_as_it_is()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        world.Restart("Programme:CompletedStatus", "All Done");
        await world.DeleteAsync("approve");

        await world.RunAsync();

        Assert.Equal("Not Started", (string?)(await world.TaskAsync("notice"))["Status"]);
        DeadLetter letter = Assert.Single(await LettersOfAsync(world));
        Assert.Contains(".notice.", letter.Record, StringComparison.Ordinal);
        await LettersAsync(world, "retry", letter.Record);
        await world.RunAsync();
        Assert.Equal(letter.Record, Assert.Single(await LettersOfAsync(world)).Record);
    }

    private static Task<CliResult> LettersAsync(TaskWorld world, params string[] args) =>
        Cli.RunAsync(Path.GetTempPath(), ["dead-letters", args[0], "--state", world.StatePath, .. args[1..]]);

    private static async Task<IReadOnlyList<DeadLetter>> LettersOfAsync(TaskWorld world)
    {
        await using DbConnection connection = await world.OpenAsync();
        return await connection.ReadDeadLettersAsync(Ct);
    }

    private static async Task<int> NewsAsync(TaskWorld world, string run)
    {
        await using DbConnection connection = await world.OpenAsync();
        return await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM refused_records WHERE first_run = @run", new { run });
    }
}
