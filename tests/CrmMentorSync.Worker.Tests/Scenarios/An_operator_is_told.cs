using CrmMentorSync.Worker.CommandLine;
using CrmMentorSync.Worker.Tests.Fixtures;
using Microsoft.Extensions.Configuration;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>What is mistyped, left out or not used is said, with the remedy.</summary>
public sealed class An_operator_is_told : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Flags:Rul", "Level", "is Flags:Rule meant?")]
    [InlineData("Digets:Day", "Monday", "is Digest meant?")]
    [InlineData("Programme:Kinds:peer:Wekes", "3", "Programme:Kinds:peer:Wekes (in the environment Programme__Kinds__peer__Wekes) is no setting and is ignored")]
    [InlineData("Mail:Graph:TenantID2", "x", "is Mail:Graph:TenantId meant?")]
    [InlineData("Scoring:DealFilter:Type", "x", "is Scoring:DealFilter:Types meant?")]
    [InlineData("Pairings:ExternalMentors:0:Mail", "x", "is no setting")]
    public void A_setting_that_nobody_reads_is_named_with_the_nearest_one(string key, string value, string said) =>
        Assert.Contains(said, Assert.Single(Unknown(key, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Flags:Rule", "Level")]
    [InlineData("flags:rule", "Level")]
    [InlineData("Pairings:Kinds:0", "peer")]
    [InlineData("Pairings:CapacityByKind:peer", "1")]
    [InlineData("Programme:Stages:proposal:0", "Proposal")]
    [InlineData("Pairings:ExternalMentors:0:Email", "x@y.example")]
    [InlineData("Scoring:DealFilter:Types:0", "x")]
    [InlineData("People:Include:0", "x")]
    [InlineData("Dotnet:Something", "x")]
    [InlineData("Pulseaudio:Server", "x")]
    public void A_setting_that_is_read_and_what_is_another_programs_are_not(string key, string value) => Assert.Empty(Unknown(key, value));

    [Fact]
    public void The_settings_that_are_delivered_are_all_read() => Assert.Empty(UnknownSettings.In(WorkerHost.Settings()));

    [Theory]
    [InlineData("dead-letters", "list")]
    [InlineData("digest", "resend", "ann", "2026-W10")]
    [InlineData("mentors")]
    public async Task A_mistyped_state_is_named_and_not_made(params string[] command)
    {
        CliResult run = await Cli.RunAsync(_folder.Path, [.. command, "--state", "typo.db"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("typo.db", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("typo.db")));
    }

    [Theory]
    [InlineData("Schedules__Sync", "every day", "'every day'")]
    [InlineData("Digest__Currency", "Euro", "'Euro'")]
    public async Task A_wrong_setting_of_the_host_is_one_line(string name, string value, string said)
    {
        CliResult run = await Cli.RunAsync(_folder.Path, new Dictionary<string, string>
        {
            ["Salesforce__LoginUrl"] = "http://127.0.0.1:9", ["Salesforce__ClientId"] = "key", ["Salesforce__ClientSecret"] = "secret", [name] = value,
        });

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_before_all_deals_and_lines_that_are_no_good_are_told()
    {
        SmallOrg.Write(_folder.Path);
        File.WriteAllText(_folder.File("People.csv"), "username,fte\nnobody@x.example,1\n");
        var ignored = new Dictionary<string, string> { ["Pull__PeopleFile"] = "elsewhere.csv", ["Flags__Rul"] = "Level" };

        CliResult cycle = await Cli.RunAsync(_folder.Path, ignored, "cycle", "--org", ".", "--as-of", "2010-01-01", "--out", "out");
        CliResult doctor = await Cli.RunAsync(_folder.Path, ignored, "doctor", "--org", ".", "--out", "doctor");

        Assert.Contains("the first deal was closed on 2025-01-10, after 2010-01-01", cycle.Output.ReplaceLineEndings(" ").Replace("           ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Flags__Rul", cycle.Error, StringComparison.Ordinal);
        Assert.Contains("Pull__PeopleFile is not used", cycle.Error, StringComparison.Ordinal);
        Assert.Contains("1 record of People.csv, line 2", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("Flags__Rul", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("all is well", doctor.Output, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Unknown(string key, string value) =>
        UnknownSettings.In(new ConfigurationBuilder().AddInMemoryCollection([new KeyValuePair<string, string?>(key, value)]).Build());
}
