using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

/// <summary>What managers were asked goes with those whom it is about; what somebody answers who does not decide leaves a word.</summary>
public sealed class People_change_their_managers
{
    [Fact]
    public async Task The_decision_goes_with_the_mentee_to_the_new_manager_and_counts_there()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await ManagerAsync(world, TaskWorld.Mentee, TaskWorld.OtherBoss);

        await world.RunAsync();

        Assert.Equal(TaskWorld.OtherBoss, await OwnerAsync(world, "approve"));
        Assert.Equal("updated", (await world.OutcomesAsync())["approve.1.manager"]);
        Assert.Equal(TaskWorld.OtherBoss, (await world.ActivityAsync("approve")).Owner.Value);
        await world.RunAsync();
        Assert.Equal("unchanged", (await world.OutcomesAsync())["approve.1.manager"]);
        await world.CloseAsync("approve");
        await world.CloseAsync("invite");
        await world.RunAsync();
        Assert.Equal(PairState.Active, (await world.PairingAsync()).State);
    }

    [Fact]
    public async Task Two_teams_that_are_swapped_swap_what_their_managers_were_asked()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await ManagerAsync(world, TaskWorld.Mentee, TaskWorld.OtherBoss);
        await ManagerAsync(world, TaskWorld.Mentor, TaskWorld.Boss);

        await world.RunAsync();

        Assert.Equal((TaskWorld.OtherBoss, TaskWorld.Boss), (await OwnerAsync(world, "approve"), await OwnerAsync(world, "notice")));
    }

    [Fact]
    public async Task Whoever_is_still_above_the_mentee_keeps_the_decision()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await ManagerAsync(world, TaskWorld.Mentee, TaskWorld.Colleague);
        await world.RunAsync();
        Assert.Equal(TaskWorld.Boss, await OwnerAsync(world, "approve"));

        await world.EditAsync("approve", new { OwnerId = TaskWorld.Vp });
        await ManagerAsync(world, TaskWorld.Mentee, TaskWorld.OtherBoss);
        await world.RunAsync();

        Assert.Equal(TaskWorld.Vp, await OwnerAsync(world, "approve"));
    }

    [Theory]
    [InlineData("No: she is too busy", "Not Started")]
    [InlineData("No, never", "Not Started")]
    [InlineData("Instead: Cleo Kane", "Completed")]
    [InlineData("Yes", "Completed")]
    [InlineData("She should work with somebody of her own region", "Completed")]
    [InlineData("Reason: on parental leave", "Completed")]
    public async Task What_the_old_manager_answers_is_neither_the_new_ones_yes_nor_no(string line, string status)
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("invite");
        string text = (string)(await world.TaskAsync("approve"))["Description"]!;
        await world.EditAsync("approve", new { Description = $"{line}\n{text}", Status = status });
        await ManagerAsync(world, TaskWorld.Mentee, TaskWorld.OtherBoss);

        await world.RunAsync();

        JsonObject asked = await world.TaskAsync("approve");
        Assert.Equal((TaskWorld.OtherBoss, "Not Started"), ((string?)asked["OwnerId"], (string?)asked["Status"]));
        Assert.Contains(line, (string?)asked["Description"], StringComparison.Ordinal);
        Assert.Contains("Olga Other entscheidet", (string?)asked["Description"], StringComparison.Ordinal);
        await world.RunAsync();
        Assert.Equal(PairState.Proposed, (await world.PairingAsync()).State);
        Assert.Null((await world.ActivityAsync("approve")).Unreadable);
        await world.CloseAsync("approve");
        await world.RunAsync();
        Assert.Equal(PairState.Active, (await world.PairingAsync()).State);
    }

    [Fact]
    public async Task A_stranger_is_told_once_who_decides()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.EditAsync("approve", new { OwnerId = TaskWorld.Colleague, Status = "Completed" });
        await world.RunAsync();
        JsonObject told = await world.TaskAsync("approve");
        Assert.Equal((TaskWorld.Colleague, "Not Started"), ((string?)told["OwnerId"], (string?)told["Status"]));
        Assert.EndsWith("zählt nicht.", (string?)told["Description"], StringComparison.Ordinal);

        await world.CloseAsync("approve");
        await world.RunAsync();
        await world.RunAsync();

        JsonObject again = await world.TaskAsync("approve");
        Assert.Equal(("Completed", (string?)told["Description"]), ((string?)again["Status"], (string?)again["Description"]));
        Assert.Equal(PairState.Proposed, (await world.PairingAsync()).State);
        Assert.Contains("reporting line", (await world.ActivityAsync("approve")).Unreadable, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_is_lost_meanwhile_takes_no_strangers_word_either()
    {
        await using TaskWorld world = await TaskWorld.ProposedAsync();
        await world.CloseAsync("invite");
        await world.EditAsync("approve", new { OwnerId = TaskWorld.Colleague, Description = "No: not him", Status = "Completed" });
        await world.RunAsync();
        await world.LoseStateAsync();

        await world.EditAsync("approve", new { OwnerId = TaskWorld.Boss, Status = "Completed" });
        await world.RunAsync();

        Assert.Equal(PairState.Active, (await world.PairingAsync()).State);
    }

    [Fact]
    public async Task The_debrief_of_talks_goes_along_and_asks_about_them_once()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, TaskWorld.ProtocolOnly);
        await world.BeginAsync();
        world.Wait(10);
        await world.CloseAsync("lunch.1.mentee");
        await world.CloseAsync("lunch.1.mentor");
        await world.RunAsync();
        Assert.Equal(TaskWorld.Boss, await OwnerAsync(world, "debrief"));
        await ManagerAsync(world, TaskWorld.Mentee, TaskWorld.OtherBoss);

        await world.RunAsync();
        await world.RunAsync();

        Assert.Equal(TaskWorld.OtherBoss, await OwnerAsync(world, "debrief"));
        Assert.Equal(ActivityState.Open, (await world.DebriefAsync()).State);
    }

    private static Task ManagerAsync(TaskWorld world, string person, string manager) =>
        world.SqlAsync("UPDATE people SET manager_id = @manager WHERE id = @person", new { manager, person });

    private static async Task<string?> OwnerAsync(TaskWorld world, string activity) => (string?)(await world.TaskAsync(activity))["OwnerId"];
}
