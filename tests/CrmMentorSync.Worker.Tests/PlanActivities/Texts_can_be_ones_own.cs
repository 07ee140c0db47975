using Microsoft.Extensions.DependencyInjection;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

public sealed class Texts_can_be_ones_own
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Meal with {mentee}\n\nTalk about {topic}. Eat well.\n\nLearned:", "Meal with Ben Ode", 0)]
    [InlineData("Meal with {mentee}\n\nBen is a top performer.", "Lunch with Ben Ode", 1)]
    [InlineData("Meal with {mentee}\n\nBy {day} at the latest.", "Lunch with Ben Ode", 1)]
    [InlineData("Meal with {mentee}\n\nYour result: 17.", "Lunch with Ben Ode", 1)]
    [InlineData("Meal with {score}\n\nTalk.", "Lunch with Ben Ode", 1)]
    [InlineData("Meal with {mentee}", "Lunch with Ben Ode", 1)]
    public async Task A_good_text_stands_and_for_a_bad_one_ours_does_and_it_is_told(string text, string subject, int refused)
    {
        string folder = Directory.CreateTempSubdirectory("texts").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "en"));
        await File.WriteAllTextAsync(Path.Combine(folder, "en", "lunch-mentor.txt"), text, Ct);
        await using TaskWorld world = await TaskWorld.StartAsync(null, ("Programme:Templates", folder));
        await world.RunningAsync();

        StepResult planned = await world.Step<Worker.PlanActivities.PlanActivitiesStep>().RunAsync(world.Context(), Ct);
        await world.RunAsync();

        Assert.Equal(subject, (string?)(await world.TaskAsync("lunch.1.mentor"))["Subject"]);
        Assert.Equal(refused, planned.Failed);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("peers", "kickoff", "no kind of pairing is called that")]
    [InlineData("peer", "share", "pairs do no 'share'")]
    [InlineData("peer", "lunches", "pairs do no 'lunches'")]
    public void A_programme_that_cannot_be_is_refused_by_name(string kind, string activity, string says)
    {
        var options = new ProgrammeOptions();
        options.Kinds[kind] = new KindProgrammeOptions { Activities = [activity] };

        Assert.Contains(says, new ProgrammeWordsValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_says_a_line_for_each_bad_text_and_one_for_good_ones()
    {
        string folder = Directory.CreateTempSubdirectory("texts").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "de"));
        await File.WriteAllTextAsync(Path.Combine(folder, "de", "listen.txt"), "Hören Sie zu\n\nRufen Sie {mentor} an.", Ct);
        Assert.Equal(["all of Programme__Templates may stand in Tasks"], (await FindingsAsync(folder)).Select(finding => finding.Text));

        await File.WriteAllTextAsync(Path.Combine(folder, "de", "debrief-manager.txt"), "Gespräche\n\nWie war es?", Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "de", "lunch.txt"), "Essen\n\nGut.", Ct);

        await File.WriteAllTextAsync(Path.Combine(folder, "de", "lunch-mentee.txt"), "Essen mit {mentor}\n\nÜber {topic}.\n\nGelernt:", System.Text.Encoding.Latin1, Ct);

        IReadOnlyList<Worker.CommandLine.Doctor.Finding> findings = await FindingsAsync(folder);

        Assert.Equal(3, findings.Count);
        Assert.StartsWith("de/lunch-mentee.txt: it is not UTF-8", findings[1].Text, StringComparison.Ordinal);
        Assert.StartsWith("de/debrief-manager.txt: this Task needs {talks}", findings[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("de/lunch.txt: no Task has a text of this name", findings[2].Text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static Task<IReadOnlyList<Worker.CommandLine.Doctor.Finding>> FindingsAsync(string folder)
    {
        var services = new ServiceCollection();
        services.Configure<ProgrammeOptions>(options => options.Templates = folder);
        return new Worker.CommandLine.Doctor.TemplatesExamination(services.BuildServiceProvider()).FindingsAsync(Ct);
    }
}
