using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Tests.PlanActivities;

namespace CrmMentorSync.Worker.Tests.ReadBackTasks;

public sealed class A_lost_state_remembers_every_no
{
    [Theory]
    [InlineData("kickoff.1.mentee", PairEndReasons.MenteeDeclined)]
    [InlineData("worksheet.1.mentee", PairEndReasons.MenteeDeclined)]
    [InlineData("kickoff.1.mentor", PairEndReasons.MentorDeclined)]
    public async Task Who_ended_a_running_pair_is_known_again(string activity, string reason)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();
        JsonObject task = await world.TaskAsync(activity);
        await world.EditAsync(activity, new { Description = $"No: rather alone\n{task["Description"]}" });
        await world.RunAsync();
        Pairing before = await world.PairingAsync();
        Assert.Equal((PairState.Ended, reason), (before.State, before.EndReason));

        await AssertNothingChangesByLossAsync(world);

        Pairing after = await world.PairingAsync();
        Assert.Equal(before with { Quality = 0, Reason = "" }, after with { Quality = 0, Reason = "" });
        Assert.True(WasDeclined(after));
    }

    [Fact]
    public async Task A_decline_that_is_tidied_up_later_stays_one()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("notice");
        await world.CloseAsync("invite");
        await world.EditAsync("approve", new { Status = "Deferred" });
        await world.RunAsync();
        JsonObject approve = await world.TaskAsync("approve");
        Assert.Equal("Deferred", (string?)approve["Status"]);
        Assert.EndsWith(TaskTexts.DeclinedNote(TaskLanguage.German), (string?)approve["Description"], StringComparison.Ordinal);
        await world.CloseAsync("approve");
        await world.RunAsync();

        await AssertNothingChangesByLossAsync(world);

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Declined, PairEndReasons.ManagerDeclined, Answer.No), (pairing.State, pairing.EndReason, pairing.ManagerDecision));
        Assert.Equal(ActivityState.Declined, (await world.ActivityAsync("approve")).State);
    }

    [Fact]
    public async Task A_no_whose_whole_text_was_cleared_is_still_no_lapsed_proposal()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("invite");
        await world.EditAsync("approve", new { Description = "No: not now" });
        await world.RunAsync();
        await world.EditAsync("approve", new { Description = "" });
        world.Wait(7);
        await world.RunAsync();

        await AssertNothingChangesByLossAsync(world);

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Declined, TaskWorld.FirstDay), (pairing.State, pairing.EndedOn));
        Assert.True(WasDeclined(pairing));
    }

    [Fact]
    public async Task A_proposal_that_lapsed_is_no_no()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        world.Wait(21);
        await world.SqlAsync("UPDATE pairings SET state = 'expired', ended_on = @today, end_reason = 'expired'", new { today = $"{world.Today:yyyy-MM-dd}" });
        await world.RunAsync();

        await AssertNothingChangesByLossAsync(world);

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Expired, PairEndReasons.Expired), (pairing.State, pairing.EndReason));
        Assert.False(WasDeclined(pairing));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public async Task A_decline_that_was_wiped_and_closed_is_no_yes(string text)
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("notice");
        await world.CloseAsync("invite");
        await world.EditAsync("approve", new { Status = "Deferred" });
        await world.RunAsync();
        await world.EditAsync("approve", new { Status = "Completed", Description = text });
        await world.RunAsync();

        await AssertNothingChangesByLossAsync(world);
        await world.RunAsync();

        Assert.Equal((PairState.Proposed, (Answer?)null), ((await world.PairingAsync()).State, (await world.PairingAsync()).ManagerDecision));
        Assert.Equal(ActivityState.Unconfirmed, (await world.ActivityAsync("approve")).State);
        Assert.Contains("close it again", (await world.ActivityAsync("approve")).Unreadable, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_opens_a_wiped_approval_and_closes_it_again_has_said_yes()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("invite");
        await world.EditAsync("approve", new { Status = "Completed", Description = "" });
        await world.LoseStateAsync();
        await world.RunAsync();
        Assert.Equal(PairState.Proposed, (await world.PairingAsync()).State);
        await world.EditAsync("approve", new { Priority = "High" });
        await world.RunAsync();
        Assert.Equal(PairState.Proposed, (await world.PairingAsync()).State);

        await world.EditAsync("approve", new { Status = "Not Started" });
        await world.RunAsync();
        await world.CloseAsync("approve");
        await world.RunAsync();

        Assert.Equal(PairState.Active, (await world.PairingAsync()).State);
    }

    [Fact]
    public async Task A_yes_whose_text_was_cleared_counts_while_its_question_is_remembered_or_its_words_stand()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("invite");
        await world.CloseAsync("approve");
        await world.LoseStateAsync();
        await world.RunAsync();
        Assert.Equal(PairState.Active, (await world.PairingAsync()).State);

        await using TaskWorld remembered = await TaskWorld.ProposedAsync();
        await remembered.CloseAsync("invite");
        await remembered.EditAsync("approve", new { Status = "Completed", Description = "" });
        await remembered.RunAsync();
        Assert.Equal(PairState.Active, (await remembered.PairingAsync()).State);
    }

    [Theory]
    [InlineData(TaskWorld.Mentee)]
    [InlineData(TaskWorld.Mentor)]
    public async Task A_pair_that_ended_because_someone_left_was_nobodys_no(string left)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();
        world.Wait(30);
        await world.SqlAsync("UPDATE pairings SET state = 'ended', ended_on = @today, end_reason = 'departure'", new { today = $"{world.Today:yyyy-MM-dd}" });
        await world.RunAsync();

        await world.LoseStateAsync();
        await world.SqlAsync("UPDATE people SET is_active = 0 WHERE id = @left", new { left });
        await world.RunAsync();

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Ended, PairEndReasons.Departure), (pairing.State, pairing.EndReason));
        Assert.False(WasDeclined(pairing));
    }

    [Theory]
    [InlineData(26 * 7, PairEndReasons.Completed, false)]
    [InlineData(30, null, true)]
    public async Task A_pair_that_ended_in_its_time_may_meet_again_and_one_that_broke_off_may_not(int days, string? reason, bool isNo)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();
        world.Wait(days);
        await world.SqlAsync("UPDATE pairings SET state = 'ended', ended_on = @today, end_reason = 'no_longer_a_rep'", new { today = $"{world.Today:yyyy-MM-dd}" });
        await world.RunAsync();

        await AssertNothingChangesByLossAsync(world);

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((PairState.Ended, reason, world.Today), (pairing.State, pairing.EndReason, pairing.EndedOn));
        Assert.Equal(isNo, WasDeclined(pairing));
    }

    [Fact]
    public async Task The_note_is_put_once_and_whoever_removes_it_is_left_alone()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.EditAsync("approve", new { Status = "Deferred" });
        await world.RunAsync();
        await world.EditAsync("approve", new { Description = "Mine." });

        await world.RunAsync();
        await world.RunAsync();

        Assert.Equal("Mine.", (string?)(await world.TaskAsync("approve"))["Description"]);
    }

    [Fact]
    public async Task A_status_that_a_person_chose_stays_when_the_pair_ends_after_the_loss()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();
        await world.EditAsync("lunch.1.mentee", new { Status = "In Progress" });
        await world.LoseStateAsync();
        await world.RunAsync();

        await world.SqlAsync("UPDATE pairings SET state = 'ended', ended_on = '2026-03-02', end_reason = 'departure'");
        await world.RunAsync();

        Assert.Equal("In Progress", (string?)(await world.TaskAsync("lunch.1.mentee"))["Status"]);
        Assert.Equal("Completed", (string?)(await world.TaskAsync("lunch.1.mentor"))["Status"]);
    }

    private static async Task AssertNothingChangesByLossAsync(TaskWorld world)
    {
        string[] before = [.. (await world.TasksAsync()).Select(task => task.ToJsonString())];
        await world.LoseStateAsync();
        await world.RunAsync();
        Assert.Equal(before, (await world.TasksAsync()).Select(task => task.ToJsonString()));
    }

    private static bool WasDeclined(Pairing pairing) =>
        new PairingHistory([pairing]).WasDeclined(new UserId(TaskWorld.Mentor), new UserId(TaskWorld.Mentee), DateOnly.MinValue);
}
