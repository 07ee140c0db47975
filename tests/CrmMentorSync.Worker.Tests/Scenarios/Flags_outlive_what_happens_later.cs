using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>The whole job, through the client and the state, before and after somebody touches what the judged day rests on.</summary>
public sealed class Flags_outlive_what_happens_later : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task On_a_real_pipeline_200_closed_deals_given_to_others_after_the_first_sync_change_no_flag()
    {
        Copy(Repository.MavenOrSkip());
        string before = await FlagsAsync("2017-12-31", "out");
        Assert.Equal(200, GiveAway("2018-01-02"));
        Assert.Equal(before, await FlagsAsync("2017-12-31", "out"));

        // The twin: whoever sees the deals for the first time sees other owners.
        Assert.NotEqual(before, await FlagsAsync("2017-12-31", "fresh"));
    }

    [Fact]
    public async Task What_is_dated_after_the_judged_day_may_be_edited_at_will()
    {
        OrgExportWriter.WriteFolder(
            OrgGenerator.Generate(new GeneratorOptions { Reps = 24, Years = 1, Segments = 1, AsOf = new DateOnly(2026, 9, 30) }).Export, _folder.File("org"));
        string before = await FlagsAsync("2026-06-30", "out");
        int edited = Edit((row, at) =>
        {
            bool later = string.CompareOrdinal(row[at("CloseDate")], "2026-06-30") > 0;
            if (later)
            {
                row[at("Amount")] = "1234567.00";
                row[at("IsWon")] = row[at("IsClosed")] == "true" && row[at("IsWon")] == "false" ? "true" : "false";
                row[at("StageName")] = row[at("IsWon")] == "true" ? "Closed Won" : row[at("IsClosed")] == "true" ? "Closed Lost" : row[at("StageName")];
                row[at("CloseDate")] = "2026-09-30";
            }

            return later;
        });
        Assert.True(edited > 100, $"{edited} edited");
        Assert.Equal(before, await FlagsAsync("2026-06-30", "fresh"));
        Assert.NotEqual(before, await FlagsAsync("2026-09-30", "later"));
    }

    private async Task<string> FlagsAsync(string asOf, string outFolder)
    {
        CliResult result = await Cli.RunAsync(_folder.Path, "cycle", "--org", "org", "--as-of", asOf, "--out", outFolder);
        Assert.True(result.ExitCode == 0, result.ToString());
        return File.ReadAllText(_folder.File(outFolder + "/flags.csv"));
    }

    private void Copy(string export)
    {
        Directory.CreateDirectory(_folder.File("org"));
        foreach (string file in Directory.GetFiles(export))
        {
            File.Copy(file, Path.Combine(_folder.File("org"), Path.GetFileName(file)));
        }
    }

    private int GiveAway(string touched)
    {
        int given = 0;
        string? one = null;
        return Edit((row, at) =>
        {
            if (row[at("IsClosed")] != "true" || given == 200)
            {
                return false;
            }

            one ??= row[at("OwnerId")];
            if (row[at("OwnerId")] == one)
            {
                return false;
            }

            given++;
            row[at("OwnerId")] = one;
            row[at("SystemModstamp")] = touched + "T08:00:00.000Z";
            return true;
        });
    }

    // Every value of an export is quoted, and none of these holds a line break or a quote.
    private int Edit(Func<string[], Func<string, int>, bool> edit)
    {
        string path = _folder.File("org/Opportunity.csv");
        string[][] lines = [.. File.ReadLines(path).Select(line => line[1..^1].Split("\",\""))];
        int edited = lines.Skip(1).Count(row => edit(row, name => Array.IndexOf(lines[0], name)));
        File.WriteAllLines(path, lines.Select(row => "\"" + string.Join("\",\"", row) + "\""));
        return edited;
    }
}
