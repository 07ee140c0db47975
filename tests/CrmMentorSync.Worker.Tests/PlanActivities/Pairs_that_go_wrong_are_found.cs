using System.Globalization;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

public sealed class Pairs_that_go_wrong_are_found
{
    private static string Answer(string text, string label, string value) => text.Replace(label, $"{label} {value}", StringComparison.Ordinal);

    [Fact]
    public async Task P31_Two_who_have_not_met_by_day_seven_are_brought_to_the_manager()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RunningAsync();
        await world.RunAsync();
        world.Wait(7);

        await world.RunAsync();

        JsonObject task = await world.TaskAsync("contact");
        Assert.Equal((TaskWorld.Boss, "Haben sich Anna Berg und Ben Ode getroffen?"), ((string)task["OwnerId"]!, (string)task["Subject"]!));
    }

    [Fact]
    public async Task P31_Managers_are_never_asked_about_themselves()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RunningAsync(TaskWorld.Boss, TaskWorld.Mentee);
        await world.RunAsync();
        world.Wait(8);
        await world.RunAsync();
        world.Wait(12);
        await world.RunAsync();

        Assert.Empty(await world.NamesAsync("contact"));
    }

    [Fact]
    public async Task P31_Nobody_is_asked_before_the_day_of_a_talk_has_passed()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RunningAsync();
        await world.RunAsync();
        await world.EditAsync("kickoff.1.mentor", new { ActivityDate = "2026-03-10" });
        await world.EditAsync("kickoff.1.mentee", new { ActivityDate = "2026-03-10" });
        world.Wait(8);
        await world.RunAsync();
        Assert.Empty(await world.NamesAsync("contact"));
        world.Wait(2);
        await world.RunAsync();

        Assert.Single(await world.NamesAsync("contact"));
    }

    [Fact]
    public async Task P31_Two_who_have_met_are_left_alone()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RunningAsync();
        await world.RunAsync();
        await world.CloseAsync("kickoff.1.mentor");
        world.Wait(7);

        await world.RunAsync();

        Assert.Empty(await world.NamesAsync("contact"));
    }

    [Fact]
    public async Task P46_A_dead_pair_is_found_within_ten_days_of_its_silence()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RunningAsync();
        await world.RunAsync();
        await world.CloseAsync("kickoff.1.mentor");
        DateOnly talk = DateOnly.Parse((string)(await world.TaskAsync("lunch.1.mentee"))["ActivityDate"]!, CultureInfo.InvariantCulture);
        world.Wait(talk.DayNumber - world.Today.DayNumber + 6);

        await world.RunAsync();

        JsonObject task = await world.TaskAsync("contact");
        Assert.InRange(DateOnly.Parse((string)task["ActivityDate"]!, CultureInfo.InvariantCulture).DayNumber - talk.DayNumber, 1, 10);
    }

    [Theory]
    [InlineData(false, PairState.Ended, "inactivity", 0)]
    [InlineData(true, PairState.Active, null, 2)]
    public async Task P46_Two_who_let_two_talks_in_a_row_pass_are_not_asked_a_third_time(bool isSecondHeld, PairState state, string? reason, int thirdTalk)
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, TaskWorld.ProtocolOnly);
        await world.RunningAsync();
        await world.RunAsync();
        await world.CloseAsync("kickoff.1.mentor");
        world.Wait(42);
        await world.RunAsync();
        if (isSecondHeld)
        {
            world.Wait(14);
            await world.CloseAsync("lunch.2.mentee");
            await world.RunAsync();
        }

        world.Wait(49);
        await world.RunAsync();
        world.Wait(1);
        await world.RunAsync();

        Pairing pairing = await world.PairingAsync();
        Assert.Equal((state, reason), (pairing.State, pairing.EndReason));
        Assert.Equal(thirdTalk, (await world.NamesAsync("lunch")).Count(name => name.StartsWith("lunch.3.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task P46_One_bad_talk_brings_a_private_word_and_no_exit()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();

        await world.WeeksAsync(4, (name, text) => name == "followup.1.mentee" ? Answer(text, "How was it (1-5):", "2") : text);

        Assert.Equal(TaskWorld.Boss, (string?)(await world.TaskAsync("checkin.1.manager"))["OwnerId"]);
        Assert.Empty(await world.NamesAsync("exit"));
    }

    [Fact]
    public async Task P46_Two_bad_talks_in_a_row_offer_a_way_out_and_taking_it_ends_the_pair()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        await world.WeeksAsync(
            9,
            (name, text) => name.StartsWith("followup", StringComparison.Ordinal) ? Answer(text, "How was it (1-5):", "1") : text,
            name => name.StartsWith("exit", StringComparison.Ordinal));
        JsonObject exit = (await world.TasksAsync("exit"))[0];
        Assert.Equal(TaskWorld.Mentee, (string?)exit["OwnerId"]);
        Assert.Contains("Nobody has to give a reason", (string)exit["Description"]!, StringComparison.Ordinal);

        await world.EditAsync(string.Join('.', TaskWorld.Key(exit).Split('.')[4..]), new { Status = "Deferred" });
        await world.RunAsync();

        Assert.Equal((PairState.Ended, PairEndReasons.MenteeDeclined), ((await world.PairingAsync()).State, (await world.PairingAsync()).EndReason));
    }

    [Fact]
    public async Task P46_Good_talks_bring_neither()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();

        await world.WeeksAsync(6, (name, text) => Answer(text, "How was it (1-5):", "4"));

        Assert.Empty(await world.NamesAsync("checkin"));
        Assert.Empty(await world.NamesAsync("exit"));
    }

    [Fact]
    public async Task P47_The_mentor_is_asked_something_else_and_asked_about_after_two()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();

        await world.WeeksAsync(3, (name, text) => Answer(text, "Worth the time (1-5):", "1"));
        Assert.Empty(await world.NamesAsync("checkin"));
        await world.WeeksAsync(4, (name, text) => Answer(text, "Worth the time (1-5):", "1"));

        Assert.All(await world.TasksAsync("checkin"), task => Assert.Equal(TaskWorld.OtherBoss, (string?)task["OwnerId"]));
        Assert.NotEmpty(await world.NamesAsync("checkin"));
        Assert.All(await world.TasksAsync("lunch"), task => Assert.DoesNotContain("How was it", (string)task["Description"]!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("5", "3", true)]
    [InlineData("4", "3", false)]
    public async Task P31_Hopes_far_beyond_what_came_are_talked_about(string hoped, string received, bool alerts)
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();

        await world.WeeksAsync(8, (name, text) => Answer(Answer(text, "Hoped for (1-5):", hoped), "Received (1-5):", received));

        Assert.NotEmpty(await world.NamesAsync("check4"));
        Assert.Equal(alerts ? ["expect.4.manager"] : [], await world.NamesAsync("expect"));
        Assert.All(await world.TasksAsync("expect"), task => Assert.Empty(LabelSafety.Find($"{task["Subject"]} {task["Description"]}")));
    }
}
