using System.Data.Common;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.PlanActivities;

namespace CrmMentorSync.Worker.Tests.ReadBackTasks;

public sealed class What_people_do_counts
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_yeses_start_the_pair_with_kickoff_worksheet_and_lunch()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, TaskWorld.ProtocolOnly);

        await world.BeginAsync();

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Active, Answer.Yes, new DateOnly(2026, 3, 2)), (pairing.State, pairing.ManagerDecision, pairing.ActiveFrom));
        string[] begun = [.. (await world.TasksAsync()).Where(task => !(bool)task["IsClosed"]!).Select(task =>
            $"{string.Join('.', TaskWorld.Key(task).Split('.')[4..])} {task["ActivityDate"]} {((string)task["OwnerId"]!)[14]}")];
        Assert.Equal(
            [
                "kickoff.1.mentee 2026-03-04 5", "kickoff.1.mentor 2026-03-04 4", "lunch.1.mentee 2026-03-12 5", "lunch.1.mentor 2026-03-12 4",
                "notice.1.mentor_manager 2026-03-03 3", "worksheet.1.mentee 2026-03-09 5",
            ],
            begun);
        string[] briefs = [.. (await world.TasksAsync("lunch")).Select(task => (string)task["Description"]!)];
        Assert.NotEqual(briefs[0], briefs[1]);
    }

    [Fact]
    public async Task One_yes_starts_nothing()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("approve");

        await world.RunAsync();

        Assert.Equal((PairState.Proposed, Answer.Yes), ((await world.PairingAsync()).State, (await world.PairingAsync()).ManagerDecision));
        Assert.Equal(3, (await world.TasksAsync()).Length);
    }

    [Fact]
    public async Task A_no_that_may_be_about_something_else_decides_nothing_and_is_kept_to_be_asked_about()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        Assert.Null((await world.ActivityAsync("approve")).Unreadable);
        await world.EditAsync("approve", new { Description = $"No budget this quarter\n{(await world.TaskAsync("approve"))["Description"]}" });

        await world.RunAsync();

        Assert.Equal((ActivityState.Open, "No budget this quarter"), ((await world.ActivityAsync("approve")).State, (await world.ActivityAsync("approve")).Unreadable));
        Assert.Null((await world.PairingAsync()).ManagerDecision);
    }

    [Fact]
    public async Task A_no_that_another_state_has_noted_is_not_noted_again()
    {
        const string Note = "Vom Mentoring-Programm vermerkt: abgelehnt.";
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.EditAsync("approve", new { Description = $"Nein:\n{(await world.TaskAsync("approve"))["Description"]}\n\n{Note}" });

        await world.RunAsync();
        await world.RunAsync();

        JsonObject approve = await world.TaskAsync("approve");
        Assert.Equal(2, ((string)approve["Description"]!).Split(Note).Length);
        Assert.Equal("Completed", (string?)approve["Status"]);
    }

    [Theory]
    [InlineData("No: wrong quarter", null, "wrong quarter")]
    [InlineData("Nein:", "Not Started", null)]
    [InlineData(null, "Deferred", null)]
    [InlineData("Grund: zu viel zu tun", "Deferred", "zu viel zu tun")]
    public async Task A_managers_no_declines_and_closes_what_is_open(string? line, string? status, string? reason)
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        JsonObject approve = await world.TaskAsync("approve");
        await world.EditAsync("approve", new { Description = $"{line}\n{approve["Description"]}", Status = status ?? "Not Started" });

        await world.RunAsync();

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Declined, PairEndReasons.ManagerDeclined, reason), (pairing.State, pairing.EndReason, pairing.ManagerReason));
        JsonObject notice = await world.TaskAsync("notice");
        Assert.Equal("Completed", (string?)notice["Status"]);
        Assert.EndsWith("no longer needed.", (string?)notice["Description"], StringComparison.Ordinal);
        Assert.Equal(status == "Deferred" ? "Deferred" : "Completed", (string?)(await world.TaskAsync("approve"))["Status"]);
        Assert.False((bool)(await world.TaskAsync("invite"))["IsClosed"]!);
        Assert.Equal("closed", (await world.OutcomesAsync())["notice.1.mentor_manager"]);
        Assert.Equal(ActivityState.Cancelled, (await world.ActivityAsync("notice")).State);
        await world.RunAsync();
        Assert.Equal(ActivityState.Cancelled, (await world.ActivityAsync("notice")).State);
    }

    [Fact]
    public async Task A_deleted_approval_is_a_no_and_is_not_written_again()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.DeleteAsync("approve");

        await world.RunAsync();
        await world.RunAsync();

        Assert.Equal(PairState.Declined, (await world.PairingAsync()).State);
        Assert.True((bool)(await world.TaskAsync("approve"))["IsDeleted"]!);
        Assert.Equal("skipped_deleted", (await world.OutcomesAsync())["approve.1.manager"]);
    }

    [Fact]
    public async Task A_mentors_no_is_standing()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.EditAsync("invite", new { Status = "Deferred" });
        await world.RunAsync();

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Declined, PairEndReasons.MentorDeclined), (pairing.State, pairing.EndReason));
        await using DbConnection connection = await world.OpenAsync();
        Assert.Equal(Answer.No, Assert.Single(await connection.ReadMentorsAsync(Ct)).Consent);
    }

    [Fact]
    public async Task A_mentee_may_decline_with_a_reason_and_the_pair_ends()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();
        await world.EditAsync("kickoff.1.mentee", new { Description = "No: I would rather work alone" });

        await world.RunAsync();

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Ended, "I would rather work alone"), (pairing.State, pairing.MenteeDeclinedReason));
        // What a mentor is thanked for is no pair's, and stays.
        Assert.All(
            (await world.TasksAsync()).Where(task => ((string)task["Mentoring_Key__c"]!).Contains(TaskWorld.Mentee, StringComparison.Ordinal)),
            task => Assert.True((bool)task["IsClosed"]!));
    }

    [Fact]
    public async Task A_decider_in_the_line_counts_and_a_stranger_does_not()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("invite");
        await world.EditAsync("approve", new { OwnerId = TaskWorld.Mentor, Status = "Completed" });
        await world.RunAsync();
        Assert.Equal(PairState.Proposed, (await world.PairingAsync()).State);
        Assert.Equal((TaskWorld.Mentor, "Not Started"), await OwnerAndStatusAsync(world));
        Assert.Contains("Bruno Boss entscheidet", (string?)(await world.TaskAsync("approve"))["Description"], StringComparison.Ordinal);

        await world.EditAsync("approve", new { OwnerId = TaskWorld.Vp, Status = "Completed" });
        await world.RunAsync();

        Assert.Equal(PairState.Active, (await world.PairingAsync()).State);
    }

    private static async Task<(string? Owner, string? Status)> OwnerAndStatusAsync(TaskWorld world) =>
        ((string?)(await world.TaskAsync("approve"))["OwnerId"], (string?)(await world.TaskAsync("approve"))["Status"]);

    [Fact]
    public async Task A_day_that_someone_moved_stays_even_when_we_close_the_task()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.EditAsync("notice", new { ActivityDate = "2026-03-19", Subject = "Mine" });
        await world.RunAsync();
        Assert.Equal("skipped_person_changed", (await world.OutcomesAsync())["notice.1.mentor_manager"]);
        Assert.Equal(new DateOnly(2026, 3, 19), (await world.ActivityAsync("notice")).DueOn);

        await world.DeleteAsync("approve");
        await world.RunAsync();

        JsonObject notice = await world.TaskAsync("notice");
        Assert.Equal(("2026-03-19", "Mine", "Completed"), ((string?)notice["ActivityDate"], (string?)notice["Subject"], (string?)notice["Status"]));
    }

    [Fact]
    public async Task Words_that_someone_wrote_stay_above_our_closing_note()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.EditAsync("notice", new { Description = "My own words" });
        await world.DeleteAsync("approve");

        await world.RunAsync();

        Assert.StartsWith("My own words\n\nClosed by", (string?)(await world.TaskAsync("notice"))["Description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_lunch_is_debriefed_and_a_lesson_that_did_not_land_comes_again()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();
        world.Wait(10);
        await world.CloseAsync("kickoff.1.mentee");
        await world.CloseAsync("kickoff.1.mentor");
        await world.AnswerAsync("lunch.1.mentee", "Learned:", "ask early");
        world.Wait(1);
        await world.RunAsync();
        Assert.Equal((ActivityState.Done, "ask early"), ((await world.ActivityAsync("lunch.1.mentee")).State, (await world.ActivityAsync("lunch.1.mentee")).Learned));
        Assert.Equal(TaskWorld.Boss, (string?)(await world.TaskAsync("debrief.1"))["OwnerId"]);
        Assert.Equal(TaskWorld.Mentee, (string?)(await world.TaskAsync("followup.1.mentee"))["OwnerId"]);

        await world.RateAsync("Ben Ode", "2");
        await world.CloseAsync("lunch.1.mentor");
        await world.CloseAsync("lunch.2.mentor");
        await world.CloseAsync("lunch.2.mentee");
        world.Wait(7);
        await world.RunAsync();

        Assert.Equal(2, (await world.DebriefAsync()).Grasp);
        Assert.Equal(2, (await world.TasksAsync("lunch.101.")).Length);
    }

    [Fact]
    public async Task A_rating_that_cannot_be_read_is_kept_for_a_question()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();
        world.Wait(10);
        await world.CloseAsync("lunch.1.mentee");
        await world.RunAsync();
        await world.RateAsync("Ben Ode", "7");

        await world.RunAsync();

        ActivityRow debrief = await world.DebriefAsync();
        Assert.Equal((null, "Grasp (1-5) Ben Ode mit Anna Berg, zum Thema „den Wert von Abschlüssen ausbauen“: 7"), (debrief.Grasp, debrief.Unreadable));
    }

    [Fact]
    public async Task A_list_tidied_in_one_go_is_no_evidence_of_talks()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();
        foreach (string activity in (string[])["kickoff.1.mentee", "kickoff.1.mentor", "worksheet", "lunch.1.mentee", "lunch.1.mentor", "notice"])
        {
            await world.EditAsync(activity, new { Status = "Completed" }, asUser: TaskWorld.Vp);
        }

        await world.RunAsync();
        await world.RunAsync();

        Assert.Equal(ActivityState.Unconfirmed, (await world.ActivityAsync("lunch.1.mentee")).State);
        Assert.Equal(ActivityState.Done, (await world.ActivityAsync("approve")).State);
        Assert.Empty(await world.TasksAsync("debrief"));
    }

    [Fact]
    public async Task The_tasks_of_a_manager_who_left_go_up_the_line()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.SqlAsync("UPDATE people SET is_active = 0 WHERE id = @id", new { id = TaskWorld.Boss });

        await world.RunAsync();

        Assert.Equal(TaskWorld.Vp, (string?)(await world.TaskAsync("approve"))["OwnerId"]);
        Assert.Equal("updated", (await world.OutcomesAsync())["approve.1.manager"]);
        await world.RunAsync();
        Assert.Equal("unchanged", (await world.OutcomesAsync())["approve.1.manager"]);
        await world.EditAsync("approve", new { OwnerId = TaskWorld.OtherBoss });
        await world.RunAsync();
        Assert.Equal(TaskWorld.OtherBoss, (string?)(await world.TaskAsync("approve"))["OwnerId"]);
    }

    [Fact]
    public async Task A_pairing_that_nobody_can_approve_asks_nobody_for_anything()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.ProposeAsync(TaskWorld.Proposal(TaskWorld.FirstDay, mentee: TaskWorld.Vp));

        StepResult result = await world.RunAsync();

        Assert.Equal(0, result.Written);
        Assert.Empty(await world.TasksAsync());
        await using DbConnection connection = await world.OpenAsync();
        Assert.Contains("nobody can approve", Assert.Single(await connection.ReadDeadLettersAsync(Ct)).Reason, StringComparison.Ordinal);
    }
}
