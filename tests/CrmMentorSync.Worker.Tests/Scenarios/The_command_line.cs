using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

public sealed class The_command_line : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("demo")]
    [InlineData("cycle")]
    [InlineData("rehearse")]
    [InlineData("embedded-org")]
    [InlineData("doctor")]
    [InlineData("explain")]
    [InlineData("health")]
    public async Task Every_command_has_help(string command)
    {
        CliResult run = await Cli.RunAsync(_folder.Path, command, "--help");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unattended_host_without_an_org_refuses_with_one_line_that_names_the_demo()
    {
        CliResult run = await Cli.RunAsync(_folder.Path, new Dictionary<string, string> { ["Salesforce__LoginUrl"] = "" });
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("demo", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("cycle", "--as-of", "yesterday")]
    [InlineData("cycle", "--nonsense")]
    [InlineData("embedded-org")]
    [InlineData("embedded-org", "--generate", "reps=none")]
    [InlineData("embedded-org", "--sample", "--fault", "meteor=1")]
    [InlineData("embedded-org", "--sample", "--fault", "failNext=often")]
    [InlineData("embedded-org", "--sample", "--jwt-key", "nowhere.pem")]
    public async Task A_usage_error_ends_with_two(params string[] args)
    {
        CliResult run = await Cli.RunAsync(_folder.Path, args);
        Assert.True(run.ExitCode == 2, run.ToString());
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_day_is_refused_for_a_live_org()
    {
        var live = new Dictionary<string, string>
        {
            ["Salesforce__LoginUrl"] = "https://acme.my.salesforce.com",
            ["Salesforce__ClientId"] = "key",
            ["Salesforce__ClientSecret"] = "secret",
        };
        CliResult run = await Cli.RunAsync(_folder.Path, live, "cycle", "--as-of", "2025-01-01");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("rehearse", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_names_a_dead_address_and_fails()
    {
        var dead = new Dictionary<string, string>
        {
            ["Salesforce__LoginUrl"] = "http://127.0.0.1:9",
            ["Salesforce__ClientId"] = "key",
            ["Salesforce__ClientSecret"] = "very-secret-word",
        };
        CliResult run = await Cli.RunAsync(_folder.Path, dead, "doctor");
        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Contains("127.0.0.1:9", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret-word", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_is_explained_why_a_rep_is_flagged()
    {
        SmallOrg.Write(_folder.Path);
        CliResult run = await Cli.RunAsync(_folder.Path, "explain", "Ann Seller", "--org", ".", "--as-of", "2025-06-30");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Ann Seller", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_by_that_name_is_a_usage_error()
    {
        SmallOrg.Write(_folder.Path);
        CliResult run = await Cli.RunAsync(_folder.Path, "explain", "Zoe Nobody", "--org", ".", "--as-of", "2025-06-30");
        Assert.True(run.ExitCode == 2, run.ToString());
    }

    [Fact]
    public async Task The_demo_tells_six_weeks_and_leaves_digests_to_read()
    {
        CliResult run = await Cli.RunAsync(_folder.Path, "demo", "--out", "demo");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Week 6", run.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(_folder.File("demo/week-6/mail"), "*.html"));
        Assert.Contains(Pack.Read(_folder.File("demo/week-6/pairings.csv")), row => row["status"] == "active");
        Assert.Contains(Pack.Read(_folder.File("demo/week-6/tasks.csv")), row => row["activity"] == "lunch");
    }

    [Fact]
    public async Task The_demo_never_deletes_a_folder_that_is_not_its_own()
    {
        File.WriteAllText(_folder.File("precious.txt"), "keep");
        CliResult run = await Cli.RunAsync(_folder.Path, "demo", "--out", ".");
        Assert.Equal(2, run.ExitCode);
        Assert.True(File.Exists(_folder.File("precious.txt")));
    }
}
