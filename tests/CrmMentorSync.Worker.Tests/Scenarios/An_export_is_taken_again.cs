using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

public sealed class An_export_is_taken_again : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_a_new_hire_it_is_still_the_same_org()
    {
        SmallOrg.Write(_folder.Path);
        Assert.Equal(0, (await CycleAsync()).ExitCode);
        File.WriteAllLines(_folder.File("User.csv"), [.. SmallOrg.Users(), SmallOrg.User("005000000000000AAA", "Cleo New", "Sales Agent", SmallOrg.Manager)
            .Replace("2020-01-01T", "2025-07-03T", StringComparison.Ordinal)]);
        CliResult again = await CycleAsync("2025-07-07");
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(3, Pack.Read(_folder.File("out/flags.csv")).Count);
    }

    [Fact]
    public async Task Of_another_company_it_is_refused_for_this_state()
    {
        SmallOrg.Write(_folder.Path);
        Assert.Equal(0, (await CycleAsync()).ExitCode);
        foreach (string file in (string[])["User.csv", "Opportunity.csv"])
        {
            File.WriteAllText(_folder.File(file), File.ReadAllText(_folder.File(file)).Replace("005000000000", "005999999999", StringComparison.Ordinal));
        }

        CliResult other = await CycleAsync();
        Assert.True(other.ExitCode == 2, other.ToString());
        Assert.Contains("--state", other.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> CycleAsync(string asOf = "2025-06-30") =>
        Cli.RunAsync(_folder.Path, "cycle", "--org", ".", "--out", "out", "--as-of", asOf);
}
