using System.Globalization;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.Year;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>
/// People complete, ignore, move, decline, hand on and delete their Tasks while the company sells, hires and loses people.
/// <c>MENTORSYNC_YEAR_WEEKS</c> (52 for the whole year) and <c>MENTORSYNC_YEAR_SEED</c> choose another length and another year;
/// the table comes from <c>CrmMentorSync.Benchmarks year</c>.
/// </summary>
public sealed class A_year_of_mentoring(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_week_load_caps_days_owners_and_words_hold()
    {
        int weeks = Number("MENTORSYNC_YEAR_WEEKS", 16);
        using var folder = new TemporaryFolder();
        await using SimulatedYear year = await SimulatedYear.BeginAsync(folder.File("year"), Number("MENTORSYNC_YEAR_SEED", 1), Ct);
        for (int week = 0; week < weeks; week++)
        {
            IReadOnlyList<string> broken = await year.LiveAWeekAsync();
            Assert.True(broken.Count == 0, string.Join('\n', broken));
        }

        foreach (string line in YearReport.Lines(year))
        {
            output.WriteLine(line);
        }

        Assert.All(year.Weeks, week => Assert.True(week.Tasks > 0, $"nobody had anything to do in the week of {week.Monday:yyyy-MM-dd}"));
        string[] kinds = [.. year.Facts.Activities.Values.Select(row => row.Key.Activity).Distinct()];
        ActivityKind[] missing = [.. Enum.GetValues<ActivityKind>().Where(kind => !kinds.Contains(kind.Key()))];
        // Some come round in months only.
        Assert.True(weeks < 16 || missing.Length == 0, string.Join(", ", missing));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
