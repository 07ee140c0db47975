using System.Net;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.PlanActivities;

namespace CrmMentorSync.Worker.Tests.ProposePairings;

/// <summary>What people write into their Tasks, in English and in German, and what the next round makes of it.</summary>
public sealed class People_decide_about_their_pairs
{
    private static readonly (string, double)[] Judged = [(TaskWorld.Mentor, 0.9), (TaskWorld.Mentee, -0.9), (TaskWorld.Colleague, 0.6)];

    [Theory]
    [InlineData("Instead: Cleo Kane")]
    [InlineData("Stattdessen: cleo kane.")]
    public async Task A_manager_swaps_to_the_runner_up(string line)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);
        Assert.Contains("ahead of Cleo Kane", (await world.PairingAsync()).Reason, StringComparison.Ordinal);
        await world.WriteAsync("approve", line);

        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben swapped manager_swapped", "Cleo–Ben proposed"], await world.PairsAsync());
        Assert.Single(await world.TasksAsync("approve"));
        await world.EditAsync($"{TaskWorld.Colleague}.000000000000000000", new { Status = "Completed" });
        world.Wait(1);
        await world.RoundAsync(Judged);
        Assert.Equal(["Anna–Ben swapped manager_swapped", "Cleo–Ben active"], await world.PairsAsync());
        Assert.Equal([TaskWorld.Mentee, TaskWorld.Colleague], (await world.TasksAsync("kickoff")).Select(task => (string)task["OwnerId"]!).Order());
    }

    [Theory]
    [InlineData("Instead: Carl Nobody", "Not Started")]
    [InlineData("Stattdessen: Carl Nobody", "Completed")]
    public async Task A_wish_that_cannot_be_met_is_answered_in_the_task_which_stays_open(string line, string status)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);
        await world.WriteAsync("approve", line);
        await world.EditAsync("approve", new { Status = status });

        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben proposed"], await world.PairsAsync());
        JsonObject asked = await world.TaskAsync("approve");
        Assert.False((bool)asked["IsClosed"]!);
        Assert.Contains("„Carl Nobody“ geht nicht: niemand im Verkauf heißt so. Möglich wären Cleo Kane.", (string)asked["Description"]!, StringComparison.Ordinal);
        await world.RoundAsync(Judged);
        Assert.Equal((string)asked["Description"]!, (string)(await world.TaskAsync("approve"))["Description"]!);
        Assert.Contains("Carl Nobody", (await world.ActivityAsync("approve")).Unreadable, StringComparison.Ordinal);
        await world.WriteAsync("approve", "Instead: Cleo Kane");
        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben swapped manager_swapped", "Cleo–Ben proposed"], await world.PairsAsync());
    }

    [Theory]
    [InlineData("Completed", "Anna–Ben active")]
    [InlineData("Deferred", "Anna–Ben declined manager_declined")]
    public async Task After_a_wish_that_cannot_be_met_the_manager_decides_about_the_one_proposed(string status, string outcome)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);
        await world.CloseAsync("invite");
        await world.WriteAsync("approve", "Instead: Carl Nobody");
        await world.RoundAsync(Judged);
        Assert.Equal(["Anna–Ben proposed"], await world.PairsAsync());

        await world.EditAsync("approve", new { Status = status });
        await world.RoundAsync(Judged);

        Assert.Equal([outcome], await world.PairsAsync());
    }

    [Theory]
    [InlineData("Completed", "No: they work on one deal\nInstead: Carl Nobody")]
    [InlineData("Not Started", "Stattdessen: Carl Nobody\nNein: beide arbeiten am selben Fall")]
    [InlineData("Deferred", "Instead: Carl Nobody")]
    public async Task A_plain_no_stands_where_the_one_wished_for_cannot_be(string status, string lines)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);
        await world.WriteAsync("approve", lines);
        await world.EditAsync("approve", new { Status = status });

        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben declined manager_declined"], await world.PairsAsync());
        JsonObject told = await world.TaskAsync("approve");
        Assert.Equal(status == "Deferred" ? "Deferred" : "Completed", (string)told["Status"]!);
        Assert.Contains("„Carl Nobody“ geht nicht: niemand im Verkauf heißt so. Der Vorschlag selbst ist abgelehnt, wie gewünscht.", (string)told["Description"]!, StringComparison.Ordinal);
        await world.RoundAsync(Judged);
        Assert.Equal((string)told["Description"]!, (string)(await world.TaskAsync("approve"))["Description"]!);
        Assert.Equal(["Anna–Ben declined manager_declined"], await world.PairsAsync());
    }

    [Theory]
    [InlineData("No: they work on one deal\nInstead: Cleo Kane")]
    public async Task A_plain_no_with_a_wish_that_can_be_met_is_a_swap(string lines)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);
        await world.WriteAsync("approve", lines);

        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben swapped manager_swapped", "Cleo–Ben proposed"], await world.PairsAsync());
    }

    [Theory]
    [InlineData("No: they work on one deal", "they work on one deal")]
    [InlineData("Nein:\nGrund: beide arbeiten am selben Fall", "beide arbeiten am selben Fall")]
    public async Task A_no_with_its_reason_is_kept_and_the_next_round_proposes_somebody_else(string lines, string reason)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);
        await world.WriteAsync("approve", lines);
        await world.RoundAsync(Judged);
        Assert.Equal(["Anna–Ben declined manager_declined"], await world.PairsAsync());
        Assert.Equal(reason, (await world.PairingAsync()).ManagerReason);

        world.Wait(7);
        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben declined manager_declined", "Cleo–Ben proposed"], await world.PairsAsync());
    }

    [Fact]
    public async Task Silence_is_no_no_and_somebody_else_is_proposed_meanwhile()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);

        world.Wait(21);
        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben expired expired", "Cleo–Ben proposed"], await world.PairsAsync());
    }

    [Fact]
    public async Task A_managers_yes_outlasts_a_mentor_who_never_answered()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged[..2]);
        await world.CloseAsync("approve");
        world.Wait(21);
        await world.RoundAsync(Judged[..2]);

        Assert.Equal(["Anna–Ben expired expired", "Anna–Ben proposed"], await world.PairsAsync());
        Assert.Single(await world.TasksAsync("approve"));
        await world.CloseAsync("invite");
        await world.RoundAsync(Judged[..2]);

        Assert.Equal(["Anna–Ben expired expired", "Anna–Ben active"], await world.PairsAsync());
    }

    [Fact]
    public async Task The_open_tasks_of_a_pair_that_rests_move_behind_the_pause()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await BeginAsync(world);
        await world.WriteAsync("kickoff.1.mentee", "Pause until: Friday, 20 March 2026");
        await world.RoundAsync(Judged);

        Assert.All((await world.TasksAsync()).Where(task => !(bool)task["IsClosed"]! && TaskWorld.Key(task).Contains($"{TaskWorld.Mentor}.{TaskWorld.Mentee}", StringComparison.Ordinal)
            && !TaskWorld.Key(task).Contains("notice", StringComparison.Ordinal)), task => Assert.True(string.CompareOrdinal((string)task["ActivityDate"]!, "2026-03-20") >= 0, task.ToJsonString()));
        Assert.Equal("2026-03-20", (string?)(await world.TaskAsync("kickoff.1.mentor"))["ActivityDate"]);
        JsonObject[] moved = await world.TasksAsync();
        await world.RoundAsync(Judged);
        Assert.Equal(moved.Select(task => task.ToJsonString()), (await world.TasksAsync()).Select(task => task.ToJsonString()));
    }

    [Theory]
    [InlineData("Pause until: 2026-03-20")]
    [InlineData("Pause bis: Freitag, 20. März 2026")]
    [InlineData("Pause until: 20 Mar")]
    [InlineData("Pause until: 3/20/2026")]
    public async Task A_pair_that_asks_for_a_pause_goes_on_by_itself_on_the_day(string line)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await BeginAsync(world);
        await world.WriteAsync("kickoff.1.mentee", line);

        await world.RoundAsync(Judged);
        Assert.Equal(["Anna–Ben paused"], await world.PairsAsync());
        world.Wait(17);
        await world.RoundAsync(Judged);
        Assert.Equal(["Anna–Ben paused"], await world.PairsAsync());
        world.Wait(1);
        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben active"], await world.PairsAsync());
        Assert.Equal(new DateOnly(2026, 3, 20), world.Today);
    }

    [Theory]
    [InlineData("Pause until: after Easter")]
    [InlineData("Pause until: 1 March 2026")]
    [InlineData("Pause bis: 1. März 2029")]
    public async Task A_pause_that_cannot_be_taken_as_it_stands_is_asked_about(string line)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await BeginAsync(world);
        await world.WriteAsync("kickoff.1.mentee", line);

        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben active"], await world.PairsAsync());
        Assert.StartsWith("Pause until: ", (await world.ActivityAsync("kickoff.1.mentee")).Unreadable, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_managers_pause_takes_the_proposal_back_and_it_comes_again_after_the_day()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);
        await world.WriteAsync("approve", "Pause bis: 11.03.2026");

        world.Wait(7);
        await world.RoundAsync(Judged);
        Assert.Equal(["Anna–Ben declined paused_until"], await world.PairsAsync());
        Assert.EndsWith("wird das Paar neu vorgeschlagen, wenn es dann noch passt.", (string)(await world.TaskAsync("approve"))["Description"]!, StringComparison.Ordinal);
        world.Wait(7);
        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben declined paused_until", "Anna–Ben proposed"], await world.PairsAsync());
    }

    [Theory]
    [InlineData(-0.9, "Anna–Ben proposed", null)]
    [InlineData(0.0, null, "no measured gap")]
    public async Task What_was_put_off_comes_back_after_a_lost_state_too_or_it_is_told_why_not(double judged, string? comes, string? why)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);
        await world.WriteAsync("approve", "Pause bis: 11.03.2026");
        world.Wait(1);
        await world.RoundAsync(Judged);
        await world.LoseStateAsync();
        await world.RoundAsync(Judged);
        world.Wait(14);

        await world.RoundAsync((TaskWorld.Mentor, 0.9), (TaskWorld.Mentee, judged), (TaskWorld.Colleague, 0.6));

        string[] expected = [.. new[] { "Anna–Ben declined paused_until", comes }.OfType<string>()];
        Assert.Equal(expected, await world.PairsAsync());
        if (why is not null)
        {
            Assert.Contains(why, await world.OneAsync(
                $"SELECT reason FROM unmatched WHERE rep_id = '{TaskWorld.Mentee}' AND role = 'mentee' AND as_of = '2026-03-16'"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Exit: yes")]
    [InlineData("Ausstieg: ja")]
    public async Task P46_Whoever_wants_out_is_out_without_a_word_and_has_another_proposal_within_a_week(string line)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await BeginAsync(world);
        await world.WriteAsync("kickoff.1.mentee", line);

        await world.RoundAsync(Judged);
        Assert.Equal(["Anna–Ben ended no_fault_exit"], await world.PairsAsync());
        Assert.All(
            (await world.TasksAsync()).Where(task => (string)task["OwnerId"]! == TaskWorld.Mentor && TaskWorld.Key(task).Contains(TaskWorld.Mentee, StringComparison.Ordinal)),
            task => Assert.DoesNotContain("xit", (string)task["Description"]!, StringComparison.Ordinal));
        world.Wait(7);
        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben ended no_fault_exit", "Cleo–Ben proposed"], await world.PairsAsync());
        Assert.Contains("owed another", (await world.AllPairingsAsync()).Single(pairing => pairing.IsOpen).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mentoring with Cleo Kane")]
    [InlineData("Mentoring mit Cleo Kane")]
    public async Task P25_A_pair_that_people_register_themselves_begins_at_once_and_takes_nobodys_place(string subject)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.OwnTaskAsync(subject, TaskWorld.Mentee);

        await world.RoundAsync(Judged);

        Assert.Equal(["Cleo–Ben active", "Anna–Ben proposed"], (await world.PairsAsync()).OrderBy(pair => pair.EndsWith("proposed", StringComparison.Ordinal)));
        Assert.Contains(await world.AllPairingsAsync(), pairing => pairing is { Kind: PairKind.Informal, State: PairState.Active });
        // The company thanks every new mentor; of the two nobody is asked for anything.
        Assert.DoesNotContain(
            await world.TasksAsync(),
            task => TaskWorld.Key(task).Contains($"{TaskWorld.Colleague}.{TaskWorld.Mentee}", StringComparison.Ordinal)
                && (string)task["OwnerId"]! is TaskWorld.Colleague or TaskWorld.Mentee);
    }

    [Fact]
    public async Task P25_A_mentee_chooses_among_the_best_by_a_no_and_a_task_of_their_own()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.RoundAsync(Judged);
        await world.SqlAsync(
            "INSERT INTO mentors (rep_id, consent, decided_on, reason, invitation_key) SELECT @cleo, 'yes', '2026-03-01', NULL, replace(invitation_key, rep_id, @cleo) FROM mentors",
            new { cleo = TaskWorld.Colleague });
        await world.CloseAsync("invite");
        await world.CloseAsync("approve");
        world.Wait(1);
        await world.RoundAsync(Judged);
        string kickoff = (string)(await world.TaskAsync("kickoff.1.mentee"))["Description"]!;
        Assert.Contains("Rather learn it from Cleo Kane?", kickoff, StringComparison.Ordinal);

        await world.WriteAsync("kickoff.1.mentee", "No: I would like to see how Cleo does it");
        await world.OwnTaskAsync("Mentoring with Cleo Kane", TaskWorld.Mentee);
        await world.RoundAsync(Judged);

        Assert.Equal(["Anna–Ben ended mentee_declined", "Cleo–Ben active"], (await world.PairsAsync()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Mentoring with Cleo Kane", "Mentoring with Cleo Kane\nseveral colleagues go by that name: write the username into the subject")]
    [InlineData("Mentoring mit Cleo Kane", "Mentoring mit Cleo Kane\nmehrere heißen hier so: bitte den Benutzernamen in den Betreff schreiben")]
    [InlineData("Mentoring with Clea", "Mentoring with Clea\nnobody active here goes by that name: write the full name or the username into the subject")]
    public async Task P25_A_name_that_could_be_anybodys_is_asked_about_until_its_author_makes_it_clear(string subject, string question)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.SqlAsync("UPDATE people SET name = 'Cleo Kane' WHERE id = @id", new { id = TaskWorld.OtherBoss });
        string task = await world.OwnTaskAsync(subject, TaskWorld.Mentee);

        await world.RoundAsync();
        await world.RoundAsync();

        ActivityRow asked = await world.ActivityAsync("informal");
        Assert.Equal((TaskWorld.Mentee, question), (asked.Owner.Value, asked.Unreadable));
        Assert.Equal("2026-03-01", Sql.Day(DateOnly.FromDateTime(asked.DoneAt!.Value.Date)));
        Assert.Empty(await world.AllPairingsAsync());
        Assert.Equal("0", await world.OneAsync("SELECT count(*) FROM refused_records"));

        (HttpStatusCode status, JsonNode? body) = await world.Org.SendAsync(
            HttpMethod.Patch, $"sobjects/Task/{task}", new { Subject = $"Mentoring with {TaskWorld.Colleague}" }, TaskWorld.Mentee);
        Assert.True(status == HttpStatusCode.NoContent, body?.ToJsonString());
        await world.RoundAsync();

        Assert.Equal(["Cleo–Ben active"], await world.PairsAsync());
        Assert.Null((await world.ActivityAsync("informal")).Unreadable);
    }

    [Fact]
    public async Task Whoever_has_waited_longest_gets_the_place_that_falls_free_though_another_would_gain_more()
    {
        (string, double)[] two = [(TaskWorld.Mentor, 0.9), (TaskWorld.Mentee, -0.9), (TaskWorld.Colleague, -0.6)];
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Pairings:DefaultCapacity", "1"));
        await world.RoundAsync(two);
        Assert.Equal(["Anna–Ben proposed"], await world.PairsAsync());
        Assert.Equal(
            "deal size: the only possible mentor is at capacity",
            await world.OneAsync($"SELECT reason FROM unmatched WHERE rep_id = '{TaskWorld.Colleague}' AND role = 'mentee'"));
        Assert.Contains(
            "those who wait longest come first", await world.OneAsync($"SELECT next_step FROM unmatched WHERE rep_id = '{TaskWorld.Colleague}' AND role = 'mentee'"), StringComparison.Ordinal);

        foreach (int _ in Enumerable.Range(0, 3))
        {
            world.Wait(7);
            await world.RoundAsync(two);
        }

        Assert.Equal(["Anna–Ben expired expired", "Anna–Cleo proposed"], await world.PairsAsync());
        Assert.Contains("waited 3 rounds", (await world.AllPairingsAsync()).Single(pairing => pairing.IsOpen).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TaskWorld.Mentee, TaskWorld.Mentor, true)]
    [InlineData(TaskWorld.Mentor, TaskWorld.Mentee, true)]
    [InlineData(TaskWorld.Mentee, TaskWorld.OtherBoss, false)]
    public async Task A_pair_of_which_one_comes_to_manage_the_other_ends_without_fault(string person, string manager, bool ends)
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await BeginAsync(world);
        await world.SqlAsync("UPDATE people SET manager_id = @manager WHERE id = @person", new { person, manager });

        await world.RoundAsync(Judged);

        Assert.Equal([ends ? "Anna–Ben ended same_reporting_line" : "Anna–Ben active"], await world.PairsAsync());
        Assert.All(
            (JsonObject[])[await world.TaskAsync("kickoff.1.mentor"), await world.TaskAsync("kickoff.1.mentee")],
            task => Assert.Equal(ends, ((string)task["Description"]!).EndsWith("no longer needed.", StringComparison.Ordinal)));
        await world.LoseStateAsync();
        await world.SqlAsync("UPDATE people SET manager_id = @manager WHERE id = @person", new { person, manager });
        await world.RoundAsync(Judged);
        Assert.Equal(ends ? "Anna–Ben ended same_reporting_line" : "Anna–Ben active", (await world.PairsAsync())[0]);
    }

    private static async Task BeginAsync(TaskWorld world)
    {
        await world.RoundAsync(Judged);
        await world.CloseAsync("invite");
        await world.CloseAsync("approve");
        world.Wait(1);
        await world.RoundAsync(Judged);
        Assert.Equal(["Anna–Ben active"], await world.PairsAsync());
    }
}
