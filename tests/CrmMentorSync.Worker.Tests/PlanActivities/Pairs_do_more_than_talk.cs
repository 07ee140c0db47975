using System.Globalization;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

public sealed class Pairs_do_more_than_talk
{
    private const string Harbor = "001000000000001AAA";

    private static async Task<TaskWorld> SettledAsync(params (string Key, string Value)[] more)
    {
        TaskWorld world = await TaskWorld.StartAsync(null, [("Programme:Kinds:peer:WeeklySessions", "1"), .. more]);
        await world.RunningAsync();
        await world.WeeksAsync(3);
        return world;
    }

    [Fact]
    public async Task P6_The_mentor_agrees_and_the_mentee_comes_along_on_the_day()
    {
        await using TaskWorld world = await SettledAsync();
        DateOnly day = Weekday(world.Today.AddDays(20));
        await world.AccountAsync(Harbor, "Harbor Foods", TaskWorld.Mentor);
        await world.MeetingAsync("00U1", Harbor, day);
        await world.RunAsync();
        Assert.Equal("May Ben Ode come along to Harbor Foods?", (string?)(await world.TaskAsync("observe"))["Subject"]);

        await world.CloseAsync("observe");
        await world.RunAsync();

        JsonObject come = (await world.TasksAsync("observe")).Single(task => TaskWorld.Key(task).EndsWith(".mentee", StringComparison.Ordinal));
        Assert.Equal((TaskWorld.Mentee, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ((string)come["OwnerId"]!, (string)come["ActivityDate"]!));
    }

    [Fact]
    public async Task P7_While_a_visit_is_in_sight_nobody_listens_in()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.AccountAsync(Harbor, "Harbor Foods", TaskWorld.Mentor);
        await world.MeetingAsync("00U1", Harbor, Weekday(world.Today.AddDays(42)));
        await world.RunningAsync();

        await world.WeeksAsync(4);

        Assert.NotEmpty(await world.NamesAsync("observe"));
        Assert.Empty(await world.NamesAsync("listen"));
    }

    [Fact]
    public async Task P6_The_owner_of_the_account_can_veto()
    {
        await using TaskWorld world = await SettledAsync();
        await world.AccountAsync(Harbor, "Harbor Foods", TaskWorld.Colleague);
        await world.MeetingAsync("00U1", Harbor, Weekday(world.Today.AddDays(20)));
        await world.RunAsync();
        string number = (await world.NamesAsync("observe"))[0].Split('.')[1];
        await world.CloseAsync($"observe.{number}.mentor");

        await world.EditAsync($"observe.{number}.owner", new { Status = "Deferred" });
        await world.RunAsync();

        Assert.Equal([$"observe.{number}.mentor", $"observe.{number}.owner"], await world.NamesAsync("observe"));
    }

    [Fact]
    public async Task P6_A_private_meeting_is_nobodys_business_and_a_call_takes_its_place()
    {
        await using TaskWorld world = await SettledAsync();
        await world.AccountAsync(Harbor, "Harbor Foods", TaskWorld.Mentor);
        await world.MeetingAsync("00U1", Harbor, Weekday(world.Today.AddDays(20)), isPrivate: true);

        await world.WeeksAsync(2);

        Assert.Empty(await world.NamesAsync("observe"));
        Assert.Equal("Listen in on a call of Anna Berg", (string?)(await world.TaskAsync("listen"))["Subject"]);
    }

    [Fact]
    public async Task P6_Two_visits_in_a_year_are_not_three()
    {
        await using TaskWorld world = await SettledAsync(("Programme:VisitsAYear", "2"));
        await world.AccountAsync(Harbor, "Harbor Foods", TaskWorld.Mentor);
        for (int visit = 0; visit < 5; visit++)
        {
            await world.MeetingAsync($"00U{visit}", Harbor, Weekday(world.Today.AddDays(10 + (30 * visit))));
        }

        await world.WeeksAsync(20);

        Assert.Equal(2, (await world.NamesAsync("observe")).Count(name => name.EndsWith(".mentee", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Value Proposition", 2)]
    [InlineData("Prospecting", 0)]
    public async Task P27_A_deal_at_the_stage_of_the_topic_brings_ten_minutes(string stage, int tasks)
    {
        await using TaskWorld world = await SettledAsync();
        await world.AccountAsync(Harbor, "Harbor Foods", TaskWorld.Mentee);
        await world.SqlAsync(
            """
            INSERT INTO deals (id, name, account_id, owner_id, stage, is_closed, is_won, amount, close_date, created_at, system_modstamp)
            VALUES ('0061', 'Deal', @Harbor, @Mentee, @stage, 0, 0, 100, '2026-06-30', 0, @now)
            """,
            new { Harbor, TaskWorld.Mentee, stage, now = world.Org.Server.Now.UtcTicks });

        await world.WeeksAsync(1);

        Assert.Equal(tasks, (await world.NamesAsync("micro")).Length);
    }

    [Fact]
    public async Task P42_A_win_is_told_only_once_the_mentor_confirmed_the_words()
    {
        await using TaskWorld world = await SettledAsync();
        await world.AccountAsync(Harbor, "Harbor Foods", TaskWorld.Mentee);
        await world.WinAsync("0062", Harbor, TaskWorld.Mentee, 50, world.Today);
        await world.RunAsync();
        JsonObject draft = await world.TaskAsync("endorse");
        Assert.Equal(TaskWorld.Mentor, (string?)draft["OwnerId"]);
        Assert.Single(await world.NamesAsync("endorse"));

        await world.CloseAsOwnerAsync("endorse", "Endorsement: Ben asked the right question.");
        await world.WeeksAsync(4);

        Assert.Equal("Ben asked the right question.", (await world.ActivityAsync($"{(await world.NamesAsync("endorse"))[1]}")).Shared);
        Assert.Contains(await world.TasksAsync("endorse"), task => (string?)task["OwnerId"] == TaskWorld.Mentee);
    }

    [Fact]
    public async Task P42_A_mentor_who_says_no_tells_nobody()
    {
        await using TaskWorld world = await SettledAsync();
        await world.AccountAsync(Harbor, "Harbor Foods", TaskWorld.Mentee);
        await world.WinAsync("0062", Harbor, TaskWorld.Mentee, 50, world.Today);
        await world.RunAsync();

        await world.CloseAsOwnerAsync("endorse", "No: too early");
        await world.WeeksAsync(2);

        Assert.Single(await world.NamesAsync("endorse"));
    }

    [Fact]
    public async Task P37_P39_P53_A_first_pair_brings_thanks_and_a_guide_and_a_second_none()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        await world.WeeksAsync(1);
        await world.RunningAsync(mentee: TaskWorld.Colleague);

        await world.WeeksAsync(2);

        Assert.Equal(TaskWorld.Vp, (string?)(await world.TaskAsync("thanks"))["OwnerId"]);
        Assert.Equal(TaskWorld.Mentor, (string?)(await world.TaskAsync("guide"))["OwnerId"]);
    }

    [Fact]
    public async Task P40_The_menu_is_told_once_and_a_programme_without_it_has_none()
    {
        await using TaskWorld world = await SettledAsync();
        await world.WeeksAsync(4);
        Assert.Single(await world.NamesAsync("menu"));

        await using TaskWorld bare = await TaskWorld.StartAsync(null, [.. TaskWorld.ProtocolOnly, .. PracticeWorld.Short]);
        await bare.RunningAsync();
        await bare.WeeksAsync(6);
        Assert.Empty(await bare.NamesAsync("menu"));
        Assert.Empty(await bare.NamesAsync("listen"));
    }

    [Fact]
    public async Task P24_Someone_new_gets_a_list_and_others_do_not()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RunningAsync(kind: PairKind.Onboarding);
        await world.RunningAsync(mentee: TaskWorld.Colleague);

        await world.WeeksAsync(2);

        Assert.Equal(TaskWorld.Mentee, (string?)(await world.TaskAsync("checklist"))["OwnerId"]);
    }

    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
