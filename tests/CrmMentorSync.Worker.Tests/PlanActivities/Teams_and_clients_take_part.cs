using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

public sealed class Teams_and_clients_take_part
{
    private static readonly string[] Sellers = [TaskWorld.Mentor, TaskWorld.Mentee, TaskWorld.Colleague];

    [Fact]
    public async Task P13_The_mentor_who_leads_the_team_meeting_rotates()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync(TaskWorld.Mentee, TaskWorld.Mentor);
        await world.RunningAsync(TaskWorld.Colleague, TaskWorld.Mentor);

        await world.WeeksAsync(16);

        JsonObject[] leads = [.. (await world.TasksAsync("lead")).OrderBy(lead => TaskWorld.Key(lead).Split('.')[5], StringComparer.Ordinal)];
        Assert.InRange(leads.Length, 3, 5);
        Assert.Equal(leads.Length, leads.Select(lead => TaskWorld.Key(lead).Split('.')[5]).Distinct().Count());
        Assert.All(leads.Zip(leads.Skip(1)), pair =>
        {
            Assert.NotEqual((string?)pair.First["OwnerId"], (string?)pair.Second["OwnerId"]);
            Assert.NotEqual((string?)pair.First["Subject"], (string?)pair.Second["Subject"]);
        });
    }

    [Fact]
    public async Task P13_A_single_mentor_never_leads_twice_running()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();

        await world.WeeksAsync(8);

        Assert.Single(await world.NamesAsync("lead"));
    }

    [Fact]
    public async Task P13_Managers_lead_no_meeting_in_the_place_of_a_rep()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync(TaskWorld.Boss, TaskWorld.Mentee, PairKind.ManagerToTop);

        await world.WeeksAsync(4);

        Assert.Empty(await world.NamesAsync("lead"));
    }

    [Fact]
    public async Task P37_A_new_mentor_is_thanked_after_the_first_talk_and_not_before()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        await world.RunAsync();
        world.Wait(7);
        await world.RunAsync();
        Assert.Empty(await world.NamesAsync("thanks"));

        world.Wait(6);
        await world.CloseAsync("lunch.1.mentor");
        await world.RunAsync();

        Assert.Equal(TaskWorld.Vp, (string?)(await world.TaskAsync("thanks"))["OwnerId"]);
    }

    [Fact]
    public async Task P14_P15_Three_who_wrote_down_their_story_make_a_call()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await WinsAsync(world, 3);
        await world.RunAsync();
        Assert.Equal(Sellers, (await world.TasksAsync("share")).Select(task => (string)task["OwnerId"]!));
        Assert.Empty(await world.NamesAsync("host"));

        await world.WeeksAsync(1, (name, text) => text
            .Replace("Objection:", "Objection: the price", StringComparison.Ordinal)
            .Replace("Surprise:", "Surprise: a new buyer", StringComparison.Ordinal)
            .Replace("Beyond expectation:", "Beyond expectation: two years", StringComparison.Ordinal));

        JsonObject host = await world.TaskAsync("host");
        Assert.Equal(TaskWorld.Vp, (string?)host["OwnerId"]);
        Assert.Contains("Anna Berg, Ben Ode, Cleo Kane", (string)host["Description"]!, StringComparison.Ordinal);
        Assert.Equal("the price\na new buyer\ntwo years", (await world.ActivityAsync((await world.NamesAsync("share"))[0])).Shared);
    }

    [Fact]
    public async Task P14_Two_wins_make_no_call()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await WinsAsync(world, 2);

        await world.RunAsync();

        Assert.Empty(await world.NamesAsync("share"));
    }

    [Fact]
    public async Task P15_Without_its_lines_a_story_is_not_confirmed()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await WinsAsync(world, 3);

        await world.WeeksAsync(2);

        Assert.Empty(await world.NamesAsync("host"));
    }

    [Theory]
    [InlineData("Completed", 2)]
    [InlineData("Deferred", 1)]
    public async Task P16_A_client_is_asked_once_its_owner_agrees_and_then_left_in_peace(string answer, int tasks)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.SqlAsync(
            "INSERT INTO scores (as_of, rep_id, skill, peer_group, n, estimate, low, high, p_lowest_fifth, p_highest_fifth, peer_median) VALUES ('2026-03-01', @Mentor, 'overall', 'x', 9, 1, 1, 1, 0, 0.9, 1)",
            new { TaskWorld.Mentor });
        await world.AccountAsync("001C", "Harbor Foods", TaskWorld.Mentor);
        await world.WinAsync("006C1", "001C", TaskWorld.Mentor, 10, world.Today.AddDays(-40));
        await world.WinAsync("006C2", "001C", TaskWorld.Mentor, 20, world.Today.AddDays(-5));
        await world.RunAsync();
        Assert.Equal("May we ask Harbor Foods why they like to buy from you?", (string?)(await world.TaskAsync("interview"))["Subject"]);

        await world.CloseAsOwnerAsync("interview", status: answer);
        await world.WeeksAsync(10);

        Assert.Equal(tasks, (await world.NamesAsync("interview")).Length);
    }

    private static async Task WinsAsync(TaskWorld world, int count)
    {
        for (int seller = 0; seller < count; seller++)
        {
            await world.AccountAsync($"001{seller}", $"Client {(char)('A' + seller)}", Sellers[seller]);
            await world.WinAsync($"006{seller}", $"001{seller}", Sellers[seller], 1000, world.Today.AddDays(-3));
        }

        for (int small = 0; small < 60; small++)
        {
            await world.WinAsync($"006s{small}", "0010", TaskWorld.Mentor, 10, world.Today.AddDays(-60));
        }
    }
}
