using System.Globalization;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.PullFromSalesforce;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>
/// One company, exported twice: plainly, and as an org with several currencies at dated rates, splits, quotas on fiscal periods, record
/// types and managers in the role hierarchy only. Whoever reads all of it right comes to the same judgement.
/// </summary>
public sealed class An_org_told_the_hard_way : IDisposable
{
    private static readonly DateOnly AsOf = new(2026, 9, 30);
    private static readonly DateOnly NewRate = new(2026, 4, 1);
    internal static readonly OrgExport Plain = WithQuotas(OrgGenerator.Generate(new GeneratorOptions { Reps = 24, Years = 1, Segments = 1, AsOf = AsOf }).Export);
    internal static readonly Dictionary<string, string> Settings = new() { ["People__ManagerFrom"] = "RoleHierarchy", ["Scoring__DealFilter__RecordTypes__0"] = "New_Business" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Is_judged_like_the_same_org_told_plainly()
    {
        OrgExportWriter.WriteFolder(Plain, _folder.File("plain"));
        OrgExportWriter.WriteFolder(ToldTheHardWay(Plain), _folder.File("hard"));
        await CycleAsync("plain", []);
        CliResult hard = await CycleAsync("hard", Settings);
        Assert.True(hard.ExitCode == 0, hard.ToString());
        IReadOnlyList<string[]> expected = Scores("plain");
        IReadOnlyList<string[]> actual = Scores("hard");
        Assert.Contains(expected, row => row[1] == "attainment");
        Assert.Equal(expected.Count, actual.Count);
        foreach ((string[] one, string[] other) in expected.Zip(actual))
        {
            Assert.Equal(one[..3], other[..3]);
            Assert.All(one[3..].Zip(other[3..]), pair => Assert.Equal(Number(pair.First), Number(pair.Second), 1e-4 * (1 + Math.Abs(Number(pair.First)))));
        }

        Assert.Equal(Flags("plain"), Flags("hard"));

        CliResult explained = await Cli.RunAsync(_folder.Path, Settings, "explain", expected[0][0], "--state", _folder.File("out-hard/crm-mentor-sync.db"));
        Assert.Contains("Amounts are in USD", explained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_without_its_settings_or_its_rates_it_is_another_org()
    {
        OrgExportWriter.WriteFolder(Plain, _folder.File("plain"));
        OrgExport hard = ToldTheHardWay(Plain);
        OrgExportWriter.WriteFolder(hard, _folder.File("hard"));
        await CycleAsync("plain", []);
        CliResult bare = await CycleAsync("hard", []);
        Assert.True(bare.ExitCode == 3, bare.ToString());
        Assert.Contains("has no active manager", bare.Output, StringComparison.Ordinal);
        Assert.NotEqual(Flags("plain"), Flags("hard"));

        OrgExportWriter.WriteFolder(hard, _folder.File("ratelessly"));
        File.Delete(_folder.File("ratelessly/CurrencyType.csv"));
        File.Delete(_folder.File("ratelessly/DatedConversionRate.csv"));
        CliResult rateless = await CycleAsync("ratelessly", Settings);
        Assert.True(rateless.ExitCode == 3, rateless.ToString());
        Assert.Contains("CurrencyIsoCode", rateless.Output + rateless.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Scores("ratelessly"), row => row[1] == "deal_size");
    }

    [Fact]
    public async Task The_doctor_names_what_it_rests_on_and_filters_that_match_nothing()
    {
        OrgExportWriter.WriteFolder(ToldTheHardWay(Plain), _folder.File("hard"));
        Dictionary<string, string> settings = new(Settings) { ["Scoring__DealFilter__RecordTypes__1"] = "New_Busines", ["Scoring__DealFilter__Types__0"] = "Nonsense" };
        CliResult doctor = await Cli.RunAsync(_folder.Path, settings, "doctor", "--org", "hard", "--out", "out-doctor");
        Assert.True(doctor.ExitCode == 0, doctor.ToString());
        Assert.Contains("converted at the rate of the close date", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("no deal matches 'Nonsense' in Scoring__DealFilter__Types", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("no deal matches 'New_Busines' in Scoring__DealFilter__RecordTypes: correct it; the org has New_Business, Renewal", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("deal filter  no deal", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("'New_Business'", doctor.Output, StringComparison.Ordinal);

        OrgExportWriter.WriteFolder(Plain, _folder.File("plain"));
        CliResult plain = await Cli.RunAsync(_folder.Path, "doctor", "--org", "plain", "--out", "out-plain-doctor");
        Assert.Contains("OpportunitySplit not there or hidden: a closed deal is its owner's alone", plain.Output, StringComparison.Ordinal);
        Assert.Contains("the org has one", plain.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("deal filter", plain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_filter_entry_stops_the_start_with_its_name()
    {
        OrgExportWriter.WriteFolder(Plain, _folder.File("plain"));
        CliResult run = await CycleAsync("plain", new() { ["Scoring__DealFilter__Types__0"] = " " });
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Scoring:DealFilter:Types:0 is empty", run.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> CycleAsync(string org, Dictionary<string, string> settings) =>
        Cli.RunAsync(_folder.Path, settings, "cycle", "--org", org, "--as-of", "2026-09-30", "--out", "out-" + org);

    /// <summary>Who entered a shared deal is another, so what was created is left out of the comparison.</summary>
    private IReadOnlyList<string[]> Scores(string org) =>
    [
        .. Pack.Read(_folder.File($"out-{org}/scores.csv")).Where(row => row["skill"] != "created_per_month").Select(row => (string[])
            [row["rep_id"], row["skill"], row["n"], row["observed"], row["estimate"], row["low"], row["high"], row["p_lowest_fifth"], row["p_highest_fifth"]]),
    ];

    private string Flags(string org) => string.Join('\n', Pack.Read(_folder.File($"out-{org}/flags.csv"))
        .Select(row => $"{row["rep_id"]} {row["manager_id"]} {row["flag"]} {row["also"]}"));

    private static double Number(string text) => text.Length == 0 ? 0 : double.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Sellers(OrgExport export) => [.. export.Tables["People"].Rows.Select(row => row[0])];

    private static OrgExport WithQuotas(OrgExport export) => export.Add("ForecastingQuota", ["Id", "QuotaOwnerId", "StartDate", "QuotaAmount"],
        [.. Sellers(export).SelectMany((seller, at) => Quarters().Select((start, q) => (string[])[$"0J9{(at * 8) + q:D12}AAA", seller, Text(start), "20000"]))]);

    private static IEnumerable<DateOnly> Quarters() => Enumerable.Range(0, 4).Select(q => new DateOnly(2025, 10, 1).AddMonths(3 * q));

    internal static OrgExport ToldTheHardWay(OrgExport export)
    {
        ExportTable deals = export.Tables["Opportunity"];
        string[] sellers = Sellers(export);
        List<string> columns = [.. deals.Columns, "CurrencyIsoCode", "RecordTypeId"];
        List<string[]> rows = [];
        List<string[]> splits = [];
        foreach ((string[] row, int at) in deals.Rows.Select((row, at) => ((string[])[.. row, at % 4 == 0 ? "USD" : "EUR", "012000000000001AAA"], at)))
        {
            Set(row, "Amount", at % 4 == 0 ? Get(row, "Amount") : InEuro(Get(row, "Amount"), Day(Get(row, "CloseDate"))));
            if (Get(row, "IsClosed") == "true" && at % 10 == 0)
            {
                // Entered by a colleague, sold by another: the split says so. A helper has an overlay split, which is nobody's result.
                string seller = Get(row, "OwnerId");
                Set(row, "OwnerId", sellers[(Array.IndexOf(sellers, seller) + 1) % sellers.Length]);
                splits.Add([$"1OS{splits.Count:D12}AAA", row[0], seller, "100", "1Oq000000000001AAA", Get(row, "CreatedDate")]);
                splits.Add([$"1OS{splits.Count:D12}AAA", row[0], sellers[0], "100", "1Oq000000000002AAA", Get(row, "CreatedDate")]);
            }

            rows.Add(row);
            if (at % 3 == 0)
            {
                string[] renewal = [.. row];
                Set(renewal, "Id", $"006{at:D12}BAA");
                Set(renewal, "RecordTypeId", "012000000000002AAA");
                Set(renewal, "OwnerId", sellers[at % 5]);
                rows.Add(renewal);
            }
        }

        return export.Add("Opportunity", [.. columns], [.. rows])
            .Replace("User", users => [.. users.Rows.Select(user => (string[])[.. user.Select((value, at) => users.Columns[at] == "ManagerId" ? "" : value)])])
            .Add("RecordType", ["Id", "Name", "DeveloperName", "SobjectType"], ["012000000000001AAA", "New Business", "New_Business", "Opportunity"],
                ["012000000000002AAA", "Renewal", "Renewal", "Opportunity"], ["012000000000003AAA", "Partner", "Partner", "Account"])
            .Add("OpportunitySplitType", ["Id", "DeveloperName", "IsTotalValidated"], ["1Oq000000000001AAA", "Revenue", "true"], ["1Oq000000000002AAA", "Overlay", "false"])
            .Add("OpportunitySplit", ["Id", "OpportunityId", "SplitOwnerId", "SplitPercentage", "SplitTypeId", "CreatedDate"], [.. splits])
            .Add("CurrencyType", ["Id", "IsoCode", "ConversionRate", "IsCorporate"], ["01L000000000001AAA", "USD", "1", "true"], ["01L000000000002AAA", "EUR", "7", "false"])
            .Add("DatedConversionRate", ["Id", "IsoCode", "StartDate", "NextStartDate", "ConversionRate"],
                ["04w000000000001AAA", "EUR", "2015-01-01", Text(NewRate), "0.8"], ["04w000000000002AAA", "EUR", Text(NewRate), "", "1.25"])
            .Add("Period", ["Id", "Type", "StartDate", "EndDate"],
                [.. Quarters().Select((start, q) => (string[])[$"026{q:D12}AAA", "Quarter", Text(start), Text(start.AddMonths(3).AddDays(-1))])])
            .Add("ForecastingQuota", ["Id", "QuotaOwnerId", "StartDate", "QuotaAmount", "CurrencyIsoCode", "PeriodId"],
                [.. export.Tables["ForecastingQuota"].Rows.Select(row => (string[])
                    [row[0], row[1], row[2], InEuro(row[3], Day(row[2])), "EUR", $"026{Quarters().ToList().IndexOf(Day(row[2])):D12}AAA"])]);

        string Get(string[] row, string column) => row[columns.IndexOf(column)];
        void Set(string[] row, string column, string value) => row[columns.IndexOf(column)] = value;
    }

    private static string InEuro(string amount, DateOnly day) =>
        amount.Length == 0 ? "" : (Number(amount) * (day < NewRate ? 0.8 : 1.25)).ToString("R", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
