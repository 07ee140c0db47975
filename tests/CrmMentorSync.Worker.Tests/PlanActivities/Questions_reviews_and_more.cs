using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

public sealed class Questions_reviews_and_more
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Asking(string name, string text) => name.StartsWith("menu", StringComparison.Ordinal)
        ? text.Replace("Why so:", "Why so: Why does every offer need three approvals?", StringComparison.Ordinal)
        : text;

    private static bool IsChallenge(string name) => name.StartsWith("challenge", StringComparison.Ordinal);

    [Theory]
    [InlineData(TaskWorld.OtherBoss, TaskWorld.OtherBoss, "Olga Other answers:")]
    [InlineData("", TaskWorld.Boss, "Bruno Boss answers:")]
    public async Task P44_A_question_goes_to_those_who_can_answer_and_the_answer_comes_back(string setting, string answerer, string says)
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:Kinds:peer:WeeklySessions", "1"), ("Programme:SalesOperations", setting));
        await world.RunningAsync();
        await world.WeeksAsync(7, Asking, IsChallenge);
        JsonObject question = await world.TaskAsync("challenge");
        Assert.Equal(answerer, (string?)question["OwnerId"]);
        Assert.Contains("Why does every offer need three approvals?", (string)question["Description"]!, StringComparison.Ordinal);

        await world.AnswerAsync("challenge", ((string)question["Description"]!).Contains("Antwort:", StringComparison.Ordinal) ? "Antwort:" : "Answer:", "The audit asks for it.");
        await world.RunAsync();

        JsonObject answer = (await world.TasksAsync("challenge")).Single(task => (string?)task["OwnerId"] == TaskWorld.Mentee);
        Assert.Contains(says, (string)answer["Description"]!, StringComparison.Ordinal);
        Assert.Contains("The audit asks for it.", (string)answer["Description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P44_Who_asks_nothing_starts_nothing_and_an_unknown_person_is_told()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:Kinds:peer:WeeklySessions", "1"), ("Programme:SalesOperations", "nobody@example.com"));
        await world.RunningAsync();

        await world.WeeksAsync(7);

        Assert.NotEmpty(await world.NamesAsync("menu"));
        Assert.Empty(await world.NamesAsync("challenge"));
        await using DbConnection connection = await world.OpenAsync();
        Assert.Contains(await connection.ReadDeadLettersAsync(Ct), letter => letter.Reason.Contains("nobody@example.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task P53_Whoever_is_above_a_new_mentor_goes_through_one_talk_with_them_and_no_second()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        await world.WeeksAsync(2);
        await world.RunningAsync(mentee: TaskWorld.Colleague);

        await world.WeeksAsync(5);

        JsonObject review = await world.TaskAsync("review");
        Assert.Equal((TaskWorld.OtherBoss, "A word with Anna Berg after the first talk"), ((string)review["OwnerId"]!, (string)review["Subject"]!));
        Assert.DoesNotContain("Ben", (string)review["Description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P53_A_mentor_with_a_mentor_of_their_own_goes_through_it_with_that_one()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync(mentor: TaskWorld.Colleague, mentee: TaskWorld.Mentor);
        await world.RunningAsync();

        await world.WeeksAsync(4);

        Assert.Contains(await world.TasksAsync("review"), task =>
            (string?)task["OwnerId"] == TaskWorld.Colleague && TaskWorld.Key(task).StartsWith($"cms1.{TaskWorld.Mentor}.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task P40_P41_A_talk_that_people_note_themselves_counts_as_beyond_the_plan()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        await world.WeeksAsync(2);
        Assert.Equal(0, (await RecordAsync(world)).BeyondPlan);

        await NoteAsync(world, TaskWorld.Mentee, "Mentoring with Anna Berg");
        await NoteAsync(world, TaskWorld.Mentee, "Call with Anna Berg");
        await world.RunAsync();
        await world.RunAsync();

        MentorRecord record = await RecordAsync(world);
        Assert.Equal((1, 2), (record.BeyondPlan, record.Talks));
    }

    [Fact]
    public async Task P33_Who_helped_whom_counts_without_a_programme_as_well()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();

        await NoteAsync(world, TaskWorld.Colleague, "Mentoring with Anna Berg");
        await world.RunAsync();
        await world.RunAsync();

        MentorRecord record = await RecordAsync(world);
        Assert.Equal((TaskWorld.Mentor, 1), (record.Mentor.Value, record.Talks));
        Assert.Equal([new UserId(TaskWorld.Colleague)], record.Mentees);
    }

    [Fact]
    public async Task P4_The_ledger_holds_talks_lessons_and_what_the_mentor_learned()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, PracticeWorld.Short);
        await world.RunningAsync();
        int debriefs = 0;

        await world.WeeksAsync(8, (name, text) =>
            name.StartsWith("debrief", StringComparison.Ordinal) ? PracticeWorld.Rated(text, "Ben Ode", debriefs++ == 0 ? "3" : "5")
            : name.StartsWith("lunch", StringComparison.Ordinal) ? text.Replace("Learned:", "Learned: to ask more", StringComparison.Ordinal)
            : text);

        MentorRecord record = await RecordAsync(world);
        Assert.True(record.Talks >= 3);
        Assert.Equal((2, "to ask more", false), (record.GraspGained, record.Learned, record.IsReady));
        await using DbConnection connection = await world.OpenAsync();
        Assert.Equal([new UserId(TaskWorld.Mentee)], MentorLedger.CouldMentorNext(await connection.ReadLedgerAsync(world.Org.Server.Now, Ct)));

        using var folder = new TemporaryFolder();
        CliResult shown = await Cli.RunAsync(folder.Path, ["mentors", "--state", world.StatePath, "--out", folder.File("mentors.csv")]);
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains($"Anna Berg: {record.Talks} talks with Ben Ode, grasp +2", shown.Output, StringComparison.Ordinal);
        Assert.Contains("could mentor next: Ben Ode", shown.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{TaskWorld.Mentor},Anna Berg,1,{record.Talks},2,", (await File.ReadAllLinesAsync(folder.File("mentors.csv"), Ct))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task P4_A_ledger_without_talks_says_so()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();

        CliResult shown = await Cli.RunAsync(Path.GetTempPath(), ["mentors", "--state", world.StatePath]);

        Assert.Equal((0, "no talks are on record yet"), (shown.ExitCode, shown.Output.Trim()));
    }

    private static async Task<MentorRecord> RecordAsync(TaskWorld world)
    {
        await using DbConnection connection = await world.OpenAsync();
        return Assert.Single(MentorLedger.Of(await connection.ReadLedgerAsync(world.Org.Server.Now.AddDays(1), Ct)));
    }

    private static async Task NoteAsync(TaskWorld world, string owner, string subject)
    {
        (HttpStatusCode status, JsonNode? body) = await world.Org.SendAsync(
            HttpMethod.Post, "sobjects/Task", new { Subject = subject, OwnerId = owner, Status = "Completed" }, owner);
        Assert.True(status == HttpStatusCode.Created, body?.ToJsonString());
    }
}
