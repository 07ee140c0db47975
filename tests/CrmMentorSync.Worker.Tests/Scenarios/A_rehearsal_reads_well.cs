using CrmMentorSync.Worker.CommandLine;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>What an owner reads on a terminal of 80 columns before anything goes live.</summary>
public sealed class A_rehearsal_reads_well : IDisposable
{
    private const string Regenerate = "CRM_MENTOR_SYNC_WRITE_GOLDEN";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_round_on_the_sample_org_is_told_as_it_was_agreed_and_every_line_fits()
    {
        await using OrgProcess org = await OrgProcess.StartAsync(_folder.Path, "--sample");

        CliResult run = await Cli.RunAsync(_folder.Path, org.Settings, "rehearse", "--state", "state.db", "--out", "out");

        Assert.True(run.ExitCode == 0, run.ToString());
        string[] lines = run.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.All(lines.Where(line => !line.StartsWith("audit pack:", StringComparison.Ordinal) && !line.StartsWith("digests:", StringComparison.Ordinal)), line => Assert.True(line.Length <= TextColumns.Width, line));
        Assert.Equal("this was a rehearsal: nothing was written to Salesforce and nothing was mailed", lines[^1]);
        Assert.Equal(0, await org.Client.CountAsync("Task WHERE Mentoring_Key__c LIKE 'cms1.%'"));
        string told = string.Join('\n', lines.SkipWhile(line => !line.StartsWith("round:", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("as of", StringComparison.Ordinal)));
        string golden = Path.Combine(Repository.Root, "tests", "CrmMentorSync.Worker.Tests", "Scenarios", "Golden", "rehearse.txt");
        if (Environment.GetEnvironmentVariable(Regenerate) is not null)
        {
            File.WriteAllText(golden, told + "\n");
        }

        Assert.Equal(File.ReadAllText(golden).TrimEnd(), told, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task One_kind_of_pairs_alone_can_be_chosen_by_the_environment()
    {
        await using OrgProcess org = await OrgProcess.StartAsync(_folder.Path, "--sample");
        Dictionary<string, string> settings = new(org.Settings) { ["Pairings__Kinds__0"] = "onboarding" };

        CliResult run = await Cli.RunAsync(_folder.Path, settings, "rehearse", "--state", "state.db", "--out", "out");

        Assert.True(run.ExitCode == 0, run.ToString());
        string[] pairings = [.. File.ReadAllLines(_folder.File("out/pairings.csv")).Skip(1)];
        Assert.NotEmpty(pairings);
        Assert.All(pairings, line => Assert.Contains(",onboarding,", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("round:    one two", 10, "round:    one two")]
    [InlineData("          indented", 10, "          indented")]
    public void A_line_that_fits_stays_as_it_is(string line, int indent, string expected) => Assert.Equal([expected], TextColumns.Wrap(line, indent));

    [Fact]
    public void A_longer_one_goes_on_below_its_text_and_a_word_is_never_cut()
    {
        string path = new('x', 90);
        Assert.Equal(
            [$"head:  {new string('a', 40)} {new string('b', 32)}", "       c", $"       {path}"],
            TextColumns.Wrap($"head:  {new string('a', 40)} {new string('b', 32)} c {path}", 7));
    }
}
