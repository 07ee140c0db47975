using System.Data.Common;
using System.Text.Json.Nodes;
using CrmMentorSync.Worker.PlanActivities;
using CrmMentorSync.Worker.ReadBackTasks;
using CrmMentorSync.Worker.Tests.PlanActivities;
using CrmMentorSync.Worker.WriteBackTasks;
using Dapper;

namespace CrmMentorSync.Worker.Tests.WriteBackTasks;

public sealed class Tasks_reach_salesforce_once
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proposal_becomes_three_tasks_with_owner_day_and_reminder()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync();

        StepResult result = await world.RunAsync();

        Assert.Equal(new StepResult(3, 3, 0, 0), result);
        JsonObject approve = await world.TaskAsync("approve");
        Assert.Equal(TaskWorld.Boss, (string?)approve["OwnerId"]);
        Assert.Equal("Bitte entscheiden: Anna Berg als Mentor/in für Ben Ode", (string?)approve["Subject"]);
        Assert.Equal("2026-03-03", (string?)approve["ActivityDate"]);
        Assert.Equal("2026-03-03T08:00:00.000+0000", (string?)approve["ReminderDateTime"]);
        Assert.True((bool)approve["IsReminderSet"]!);
        Assert.Equal(TaskWorld.Mentor, (string?)(await world.TaskAsync("invite"))["OwnerId"]);
        Assert.Equal(TaskWorld.OtherBoss, (string?)(await world.TaskAsync("notice"))["OwnerId"]);
        Assert.All((await world.OutcomesAsync()).Values, outcome => Assert.Equal("created", outcome));
    }

    [Fact]
    public async Task A_second_run_creates_and_changes_nothing()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        JsonObject[] before = await world.TasksAsync();

        StepResult result = await world.RunAsync();

        Assert.Equal(new StepResult(3, 0, 3, 0), result);
        Assert.Equal(before.Select(task => task.ToJsonString()), (await world.TasksAsync()).Select(task => task.ToJsonString()));
        Assert.All((await world.OutcomesAsync()).Values, outcome => Assert.Equal("unchanged", outcome));
    }

    [Fact]
    public async Task A_crash_between_call_and_mark_makes_no_second_task()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.SqlAsync("UPDATE tasks SET salesforce_id = NULL, written = NULL, remote = NULL, remote_modstamp = NULL, outbox = 'in_flight'");
        await world.SqlAsync("UPDATE activities SET state = 'planned'");

        await world.RunAsync();

        Assert.Equal(3, (await world.TasksAsync()).Length);
        Assert.All(await world.RowsAsync(), row => Assert.Equal(("clean", true), (row.Outbox, row.SalesforceId is not null)));
        Assert.Equal("open", await OneAsync(world, "SELECT DISTINCT state FROM activities"));
    }

    [Fact]
    public async Task Rows_in_flight_are_looked_up_even_where_the_read_back_missed_them()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        RunContext run = world.Context();
        await world.Step<ReadBackTasksStep>().RunAsync(run, Ct);
        await world.SqlAsync("UPDATE tasks SET salesforce_id = NULL, written = NULL, remote = NULL, outbox = 'unknown'");
        await world.EditAsync("notice", new { ActivityDate = "2026-03-20" });

        await world.Step<WriteBackTasksStep>().RunAsync(run, Ct);

        Assert.Equal(3, (await world.TasksAsync()).Length);
        Assert.Equal("2026-03-20", (string?)(await world.TaskAsync("notice"))["ActivityDate"]);
    }

    [Fact]
    public async Task A_row_in_flight_that_never_arrived_is_sent()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync();
        RunContext run = world.Context();
        await world.Step<ReadBackTasksStep>().RunAsync(run, Ct);
        await world.Step<PlanActivitiesStep>().RunAsync(run, Ct);
        await world.SqlAsync("UPDATE tasks SET outbox = 'in_flight'");

        await world.RunAsync();

        Assert.Equal(3, (await world.TasksAsync()).Length);
    }

    [Fact]
    public async Task An_answer_lost_after_the_commit_is_asked_for_and_counts_as_created()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync();
        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { dropAfterCommit = 1 });

        await world.RunAsync();

        Assert.Equal(3, (await world.TasksAsync()).Length);
        Assert.All((await world.OutcomesAsync()).Values, outcome => Assert.Equal("created", outcome));
        await world.RunAsync();
        Assert.Equal(3, (await world.TasksAsync()).Length);
    }

    [Fact]
    public async Task Rows_that_stay_locked_are_left_for_the_next_run()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync();
        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { lockRows = 100 });
        await world.RunAsync();
        Assert.All((await world.OutcomesAsync()).Values, outcome => Assert.Equal("deferred", outcome));

        await world.Org.SendAsync(HttpMethod.Post, "/__faults", new { lockRows = 0 });
        await world.RunAsync();

        Assert.Equal(3, (await world.TasksAsync()).Length);
        Assert.All((await world.OutcomesAsync()).Values, outcome => Assert.Equal("created", outcome));
    }

    [Fact]
    public async Task A_rehearsal_says_what_a_run_would_do_and_sends_nothing()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync();

        StepResult result = await world.RunAsync(rehearsal: true);

        Assert.Equal(3, result.Written);
        Assert.Empty(await world.TasksAsync());
        Assert.All(await world.RowsAsync(), row => Assert.Equal((null, "created"), (row.SalesforceId, row.LastOutcome)));
    }

    [Fact]
    public async Task A_refused_task_is_told_with_a_remedy_and_not_sent_again_as_it_is()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:OpenStatus", "Brand New"));
        await world.ProposeAsync();

        StepResult first = await world.RunAsync();
        int calls = world.Org.Server.ApiCalls;
        StepResult second = await world.RunAsync();

        Assert.Equal((3, 0), (first.Failed, second.Failed));
        Assert.Empty(await world.TasksAsync());
        Assert.All((await world.OutcomesAsync()).Values, outcome => Assert.Equal("refused", outcome));
        Assert.All(await world.RowsAsync(), row => Assert.Equal(1, row.Attempts));
        Assert.Contains("Programme:OpenStatus", await OneAsync(world, "SELECT reason FROM refused_records WHERE source = 'Task write' LIMIT 1"), StringComparison.Ordinal);
        Assert.Equal("3", await OneAsync(world, "SELECT CAST(COUNT(*) AS TEXT) FROM refused_records WHERE last_run = 'run002' AND first_run = 'run001'"));
        Assert.InRange(world.Org.Server.ApiCalls - calls, 1, 4);
    }

    [Fact]
    public async Task Nothing_is_written_without_reading_back_first()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RunAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Step<WriteBackTasksStep>().RunAsync(world.Context(), Ct));
    }

    [Fact]
    public async Task A_paused_programme_writes_nothing_and_goes_on_later()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:Paused", "true"));
        await world.ProposeAsync();

        await world.RunAsync();

        Assert.Empty(await world.TasksAsync());
        Assert.All((await world.OutcomesAsync()).Values, outcome => Assert.Equal("deferred", outcome));
    }

    private static async Task<string?> OneAsync(TaskWorld world, string sql)
    {
        await using DbConnection connection = await world.OpenAsync();
        return await connection.QuerySingleAsync<string>(sql);
    }
}
