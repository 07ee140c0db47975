using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>The Maven export: 8,800 deals, 35 agents of whom five have no deal, six managers.</summary>
public sealed class The_whole_job_on_a_real_pipeline : IDisposable
{
    private static readonly string[] CsvFiles = ["scores.csv", "flags.csv", "pairings.csv", "unmatched.csv", "tasks.csv", "outcomes.csv"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Thirty_five_agents_are_flagged_six_managers_mailed_and_pairs_proposed()
    {
        string maven = Repository.MavenOrSkip();
        CliResult run = await CycleAsync(maven, "a");
        Assert.True(run.ExitCode == 0, run.ToString());
        var flags = Read("a", "flags.csv");
        Assert.Equal(35, flags.Count);
        Assert.Equal(5, flags.Count(row => row["flag"] == "insufficient_data"));
        Assert.Contains("6 digests, 1 roll-up: 7 sent", run.Output, StringComparison.Ordinal);
        Assert.Equal(7, Directory.GetFiles(_folder.File("a/mail"), "*.eml").Length);
        Assert.Equal(7, Directory.GetFiles(_folder.File("a/mail"), "*.html").Length);
        Assert.Contains(Read("a", "pairings.csv"), row => row["status"] == "proposed");
        Assert.Contains(Read("a", "tasks.csv"), row => row["activity"] == "invite" && row["outcome"] == "created");
        Assert.Contains(Read("a", "tasks.csv"), row => row["activity"] == "approve" && row["outcome"] == "created");
    }

    [Fact]
    public async Task Win_rates_lie_in_a_narrow_band_because_the_data_holds_almost_no_win_rate_skill()
    {
        string maven = Repository.MavenOrSkip();
        await CycleAsync(maven, "a");
        double[] estimates = [.. Read("a", "scores.csv")
            .Where(row => row["skill"] == "win_rate")
            .Select(row => double.Parse(row["estimate"], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(30, estimates.Length);
        Assert.True(estimates.Max() - estimates.Min() < 0.08, $"{estimates.Min()} to {estimates.Max()}");
    }

    [Fact]
    public async Task Two_equal_runs_write_the_same_bytes_and_a_rehearsal_foretells_the_tasks()
    {
        string maven = Repository.MavenOrSkip();
        CliResult rehearsal = await Cli.RunAsync(_folder.Path, "rehearse", "--org", maven, "--as-of", "2017-12-31", "--out", _folder.File("r"));
        Assert.True(rehearsal.ExitCode == 0, rehearsal.ToString());
        await CycleAsync(maven, "a");
        await CycleAsync(maven, "b");
        foreach (string file in CsvFiles)
        {
            Assert.Equal(File.ReadAllBytes(_folder.File($"a/{file}")), File.ReadAllBytes(_folder.File($"b/{file}")));
        }

        Assert.Equal(WithoutIds(Read("a", "tasks.csv")), WithoutIds(Read("r", "tasks.csv")));
        Assert.False(File.Exists(_folder.File("r/crm-mentor-sync.db")), "a rehearsal leaves no state");
    }

    [Fact]
    public async Task A_second_cycle_with_the_same_state_creates_nothing_and_mails_nobody()
    {
        string maven = Repository.MavenOrSkip();
        await CycleAsync(maven, "a");
        CliResult second = await CycleAsync(maven, "a");
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.DoesNotContain("created", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Read("a", "tasks.csv"), row => row["outcome"] == "created");
    }

    private Task<CliResult> CycleAsync(string maven, string folder) =>
        Cli.RunAsync(_folder.Path, "cycle", "--org", maven, "--as-of", "2017-12-31", "--out", _folder.File(folder));

    private IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string folder, string file) => Pack.Read(_folder.File($"{folder}/{file}"));

    /// <summary>All columns but the one that only Salesforce can fill.</summary>
    private static IEnumerable<string> WithoutIds(IEnumerable<IReadOnlyDictionary<string, string>> rows) =>
        rows.Select(row => string.Join('|', row.Where(cell => cell.Key != "salesforce_id").Select(cell => $"{cell.Key}={cell.Value}")));
}
