using System.Data.Common;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.PlanActivities;
using Dapper;

namespace CrmMentorSync.Worker.Tests.ReadBackTasks;

public sealed class A_lost_state_starts_nothing_twice
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_day_everything_is_as_before()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        Pairing before = await world.PairingAsync();
        JsonObject[] tasks = await world.TasksAsync();

        await world.LoseStateAsync();
        StepResult result = await world.RunAsync();

        Assert.Equal(new StepResult(3, 0, 3, 0), result);
        Assert.Equal(tasks.Select(task => task.ToJsonString()), (await world.TasksAsync()).Select(task => task.ToJsonString()));
        Assert.Equal(before with { Quality = 0, Reason = "" }, await world.PairingAsync() with { Quality = 0, Reason = "" });
        await using DbConnection connection = await world.OpenAsync();
        Assert.Equal("2026w09 2026-03-01", await connection.QuerySingleAsync<string>("SELECT round || ' ' || as_of FROM rounds"));
        MentorRow mentor = Assert.Single(await connection.ReadMentorsAsync(Ct));
        Assert.Equal((TaskWorld.Mentor, null), (mentor.Rep.Value, mentor.Consent));
    }

    [Fact]
    public async Task Nine_days_later_with_edited_tasks_the_pair_is_the_same()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, TaskWorld.ProtocolOnly);
        await world.BeginAsync();
        await world.CloseAsync("kickoff.1.mentor");
        await world.EditAsync("kickoff.1.mentee", new { Subject = "Anna!", Description = "", ActivityDate = "2026-03-13" });
        await world.EditAsync("lunch.1.mentee", new { ActivityDate = "2026-03-13", Description = "Pizza place" });
        await world.DeleteAsync("worksheet.1.mentee");
        string[] before = [.. (await world.TasksAsync()).Select(task => task.ToJsonString())];
        world.Wait(9);

        await world.LoseStateAsync();
        await world.RunAsync();

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Active, Skill.DealSize, PairKind.Peer, new DateOnly(2026, 3, 1)), (pairing.State, pairing.Skill, pairing.Kind, pairing.ProposedOn));
        Assert.Equal(before, (await world.TasksAsync()).Select(task => task.ToJsonString()));
        Assert.Equal(ActivityState.Deleted, (await world.ActivityAsync("worksheet")).State);
        Assert.Equal(ActivityState.Done, (await world.ActivityAsync("kickoff.1.mentor")).State);
    }

    [Fact]
    public async Task What_was_answered_before_the_loss_still_counts_after_it()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("invite");
        await world.CloseAsync("approve");

        await world.LoseStateAsync();
        await world.RunAsync();

        Assert.Equal(PairState.Active, (await world.PairingAsync()).State);
        Assert.Equal(2, (await world.TasksAsync("kickoff")).Length);
    }

    [Theory]
    [InlineData("approve", PairState.Declined)]
    [InlineData("invite", PairState.Declined)]
    public async Task A_no_is_still_a_no(string activity, PairState state)
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.EditAsync(activity, new { Status = "Deferred" });
        await world.RunAsync();
        Assert.Equal(state, (await world.PairingAsync()).State);
        string[] before = [.. (await world.TasksAsync()).Select(task => task.ToJsonString())];

        await world.LoseStateAsync();
        await world.RunAsync();

        Assert.False((await world.PairingAsync()).IsOpen);
        Assert.Equal(before, (await world.TasksAsync()).Select(task => task.ToJsonString()));
    }

    /// <summary>A Task that was closed because nobody did it in time ends no pair, and a lost state knows the difference.</summary>
    [Fact]
    public async Task A_talk_that_lapsed_leaves_the_pair_as_it_is()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, TaskWorld.ProtocolOnly);
        await world.BeginAsync();
        await world.CloseAsync("kickoff.1.mentor");
        await world.CloseAsync("kickoff.1.mentee");
        world.Wait(42);
        await world.RunAsync();
        Assert.Equal(ActivityState.Cancelled, (await world.ActivityAsync("lunch.1.mentee")).State);
        Assert.Equal(2, (await world.TasksAsync("lunch.2.")).Length);
        string[] before = [.. (await world.TasksAsync()).Select(task => task.ToJsonString())];

        await world.LoseStateAsync();
        await world.RunAsync();

        Assert.Equal(PairState.Active, (await world.PairingAsync()).State);
        Assert.Equal(before, (await world.TasksAsync()).Select(task => task.ToJsonString()));
    }

    [Fact]
    public async Task A_pair_that_ended_does_not_begin_again()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();
        await world.EditAsync("notice", new { Description = "seen" });
        await world.SqlAsync("UPDATE pairings SET state = 'ended', ended_on = '2026-03-02', end_reason = 'completed'");
        await world.RunAsync();
        // What a mentor is thanked for is no pair's, and stays.
        Assert.All(
            (await world.TasksAsync()).Where(task => ((string)task["Mentoring_Key__c"]!).Contains(TaskWorld.Mentee, StringComparison.Ordinal)),
            task => Assert.True((bool)task["IsClosed"]!));

        await world.LoseStateAsync();
        await world.RunAsync();

        Assert.Equal(PairState.Ended, (await world.PairingAsync()).State);
        Assert.Equal(ActivityState.Cancelled, (await world.ActivityAsync("lunch.1.mentee")).State);
        Assert.Equal(ActivityState.Cancelled, (await world.ActivityAsync("notice")).State);
    }

    [Fact]
    public async Task Tasks_that_salesforce_has_archived_are_remembered_as_well()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, TaskWorld.ProtocolOnly);
        await world.BeginAsync();
        await world.SqlAsync("UPDATE pairings SET state = 'ended', ended_on = '2026-03-02', end_reason = 'completed'");
        await world.RunAsync();
        string[] before = [.. (await world.TasksAsync()).Select(task => task.ToJsonString())];
        world.Wait(400);
        Assert.Empty(await world.Org.RecordsAsync("SELECT Id FROM Task WHERE Mentoring_Key__c != null"));

        await world.LoseStateAsync();
        await world.RunAsync();

        Assert.Equal(before, (await world.TasksAsync()).Select(task => task.ToJsonString()));
        Assert.Equal(before.Length, (await world.RowsAsync()).Count(row => row.SalesforceId is not null));
        Assert.Equal(PairState.Ended, (await world.PairingAsync()).State);
    }

    [Fact]
    public async Task An_old_backup_learns_of_the_tasks_it_does_not_know()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.SqlAsync("DELETE FROM tasks WHERE key LIKE '%notice%'; DELETE FROM activities WHERE key LIKE '%notice%'");

        await world.RunAsync();

        Assert.Equal(3, (await world.TasksAsync()).Length);
        Assert.Equal(3, (await world.RowsAsync()).Count);
        Assert.Equal("0.8 against 0.2", (await world.PairingAsync()).Reason);
    }
}
