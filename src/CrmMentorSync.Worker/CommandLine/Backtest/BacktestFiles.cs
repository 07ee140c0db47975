using System.Globalization;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance.Backtesting;
using CrmMentorSync.Worker.CommandLine.AuditPack;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine.Backtest;

/// <summary>The two files of a backtest. Both name what managers may see only of their own people: mode 0600.</summary>
internal static class BacktestFiles
{
    public const string Csv = "backtest.csv";
    public const string Page = "backtest.html";

    private const string Header =
        "on,until,rep_id,peer_group,flag,p_lowest_fifth,p_highest_fifth,expected_lowest,expected_highest,estimate,raw,"
        + "raw_lowest_fifth,raw_highest_fifth,raw_to_mean,outcome,outcome_place,came_lowest,came_highest";

    public static async Task WriteAsync(
        string folder, BacktestSummary summary, IReadOnlyList<BacktestCase> cases, BacktestRules rules, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await CsvTable.WriteAsync(Path.Combine(folder, Csv), Header, cases.OrderBy(one => one.On).ThenBy(one => one.Rep).Select(one => Row(one, rules)), ct);
        await using var writer = new StreamWriter(OwnerOnlyFiles.Open(Path.Combine(folder, Page), FileMode.Create));
        await writer.WriteAsync(BacktestPage.Html(summary, rules).AsMemory(), ct);
    }

    private static string?[] Row(BacktestCase one, BacktestRules rules) =>
    [
        Day(one.On), Day(rules.Until(one.On)), one.Rep.Value, one.PeerGroup, one.Flag.Key(), CsvTable.Rate(one.PLowest), CsvTable.Rate(one.PHighest),
        CsvTable.Rate(one.ExpectedLowest), CsvTable.Rate(one.ExpectedHighest), CsvTable.Money(one.Estimate), CsvTable.Money(one.Raw),
        one.RawLowest ? "true" : "false", one.RawHighest ? "true" : "false", CsvTable.Rate(one.RawToMean), CsvTable.Money(one.Outcome),
        CsvTable.Rate(one.OutcomePlace), CsvTable.Rate(one.CameLowest), CsvTable.Rate(one.CameHighest),
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
