using System.Xml.Linq;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Backtest;

public sealed class Past_flags_are_held_against_what_followed : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task As_text_as_csv_and_as_a_page_that_opens_from_disk()
    {
        OrgExportWriter.WriteFolder(
            OrgGenerator.Generate(new GeneratorOptions { Reps = 40, Years = 1, AsOf = new DateOnly(2026, 9, 30) }).Export, _folder.File("org"));
        CliResult result = await Cli.RunAsync(_folder.Path, "backtest", "--org", "org", "--as-of", "2026-09-30", "--out", "out");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Struggling: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Calibration", result.Output, StringComparison.Ordinal);

        IReadOnlyList<IReadOnlyDictionary<string, string>> rows = Pack.Read(_folder.File("out/backtest.csv"));
        Assert.Equal(["2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"], rows.Select(row => row["on"]).Distinct());
        Assert.All(rows, row => Assert.True(string.CompareOrdinal(row["on"], row["until"]) < 0));

        string page = File.ReadAllText(_folder.File("out/backtest.html"));
        XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal));
        Assert.Equal(5, page.Split("<svg ").Length - 1);
        foreach (string foreign in (string[])["<script", "http:", "https:", "src=", "NaN"])
        {
            Assert.DoesNotContain(foreign, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Seller", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_short_a_history_is_refused_in_one_line()
    {
        SmallOrg.Write(_folder.Path);
        CliResult result = await Cli.RunAsync(_folder.Path, "backtest", "--org", ".", "--as-of", "2025-07-31", "--out", "out");
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("history is too short", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.False(File.Exists(_folder.File("out/backtest.csv")));
    }

    [Fact]
    public async Task Without_facts_it_says_what_to_run_first()
    {
        CliResult result = await Cli.RunAsync(_folder.Path, "backtest", "--state", "none.db");
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("cycle", result.Error, StringComparison.Ordinal);
    }
}
