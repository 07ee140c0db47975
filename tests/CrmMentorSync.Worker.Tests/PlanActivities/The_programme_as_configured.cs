using System.Text.Json.Nodes;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Worker.PlanActivities;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

public sealed class The_programme_as_configured
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_row_ever_holds_a_label_or_the_numbers_of_the_reason()
    {
        await using TaskWorld world = await TaskWorld.StartAsync();
        await world.BeginAsync();

        foreach (TaskRow row in await world.RowsAsync())
        {
            Assert.Empty(LabelSafety.Find(row.Wanted.Subject + "\n" + row.Wanted.Description));
            Assert.DoesNotContain("0.8", row.Wanted.Description, StringComparison.Ordinal);
            Assert.DoesNotContain("peer", row.Key, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_full_week_makes_a_task_wait_unsent_and_room_lets_it_go()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:ManagerNewPerWeek", "1"), ("Programme:ManagerOpen", "1"));
        await world.ProposeAsync(TaskWorld.Proposal(TaskWorld.FirstDay), TaskWorld.Proposal(TaskWorld.FirstDay, mentee: TaskWorld.Colleague));
        await world.RunAsync();
        TaskRow waiting = Assert.Single(await world.RowsAsync(), row => row.Key.Contains("approve", StringComparison.Ordinal) && row.SalesforceId is null);
        Assert.Equal(("clean", "deferred"), (waiting.Outbox, waiting.LastOutcome));
        Assert.Single(await world.TasksAsync("approve"));

        await world.CloseAsync("approve");
        world.Wait(7);
        await world.RunAsync();

        Assert.Equal(2, (await world.TasksAsync("approve")).Length);
        Assert.All(await world.RowsAsync(), row => Assert.True(row.LastOutcome != "deferred" || row.SalesforceId is null));
    }

    [Fact]
    public async Task Holidays_move_days_and_bad_lines_are_told()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "date,country\n2026-03-03,\n2026-03-04,DE\n3.3.2026,\n2026-03-05,Germany\n\n", Ct);
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:HolidaysFile", file));
        await world.ProposeAsync();

        await world.RunAsync();

        Assert.Equal("2026-03-04", (string?)(await world.TaskAsync("invite"))["ActivityDate"]);
        (IReadOnlyList<Holiday> holidays, IReadOnlyList<(string Record, string Reason)> refused) = await HolidaysFile.ReadAsync(file, Ct);
        Assert.Equal(2, holidays.Count);
        Assert.Equal(["line 4", "line 5"], refused.Select(line => line.Record));
        Assert.Contains("write it as 2026-12-25", refused[0].Reason, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task The_operators_sentence_on_expenses_stands_in_both_briefs()
    {
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:ExpenseNote", "Charge it to cost centre M."));
        await world.BeginAsync();

        JsonObject[] lunches = await world.TasksAsync("lunch");

        Assert.Equal(2, lunches.Length);
        Assert.All(lunches, lunch => Assert.Contains("Charge it to cost centre M.", (string?)lunch["Description"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ExpenseNote", "A treat for top performers.", "'top'")]
    [InlineData("ExpenseNote", "two\nlines", "one line")]
    [InlineData("DeclineStatus", "Completed", "must differ")]
    [InlineData("HolidaysFile", "nowhere.csv", "does not exist")]
    public void A_setting_that_cannot_be_is_refused_by_name(string setting, string value, string says)
    {
        var options = new ProgrammeOptions();
        typeof(ProgrammeOptions).GetProperty(setting)!.SetValue(options, value);

        Assert.Contains(says, new ProgrammeWordsValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_fine()
    {
        Assert.True(new ProgrammeWordsValidator().Validate(null, new ProgrammeOptions()).Succeeded);
        Assert.True(new ProgrammeOptionsValidator().Validate(null, new ProgrammeOptions()).Succeeded);
    }
}
