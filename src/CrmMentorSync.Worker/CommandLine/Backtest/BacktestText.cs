using System.Globalization;
using CrmMentorSync.Domain.Performance.Backtesting;

namespace CrmMentorSync.Worker.CommandLine.Backtest;

/// <summary>What a backtest found, on a terminal page; the sentences stand on the HTML page too.</summary>
internal static class BacktestText
{
    public static IReadOnlyList<string> Lines(BacktestSummary summary, BacktestRules rules) =>
    [
        Heading(summary, rules),
        "",
        Sentence("Struggling", "lowest", summary.Lowest),
        Sentence("Top", "highest", summary.Highest),
        Correlation(summary),
        "",
        "Named as                               names   right afterwards   mean place afterwards (0 worst, 1 best)",
        .. Methods("struggling", summary.Lowest),
        .. Methods("top", summary.Highest),
        "",
        "Calibration: P as stated       cases   stated   expected in the period   realised",
        .. Calibration("lowest fifth", summary.Lowest),
        .. Calibration("highest fifth", summary.Highest),
        "",
        "Month-end     reps   struggling   top   rank correlation: estimate   raw figure",
        .. summary.Dates.Select(date => Text(
            $"{date.On:yyyy-MM-dd}  {date.Cases,6}  {date.Struggling,11}  {date.Top,4}  {Number(date.Estimate),26}  {Number(date.Raw),11}")),
        "",
        .. Notes(rules),
    ];

    public static string Heading(BacktestSummary summary, BacktestRules rules) => Text(
        $"The flags at {summary.Dates.Count} past month-end{(summary.Dates.Count == 1 ? "" : "s")} ({summary.Dates[0].On:yyyy-MM-dd} to {summary.Dates[^1].On:yyyy-MM-dd}), and the {rules.PeriodMonths} months after each.");

    public static string Sentence(string flag, string fifth, BacktestSide side)
    {
        BacktestMethod flags = side.Methods[0];
        return flags.Precision is not { } precision
            ? Text($"{flag}: nobody was flagged; the raw {fifth} fifth was right in {Share(side.Methods[2].Precision)} of its names (chance alone: 20 %).")
            : Text($"{flag}: {flags.Named} name{(flags.Named == 1 ? "" : "s")}, {Share(precision)} in the {fifth} fifth of the following period (expected {Share(side.Expected)}); as many raw names {Share(side.Methods[1].Precision)}, the raw fifth {Share(side.Methods[2].Precision)}, the 25 % rule {Share(side.Methods[3].Precision)}, chance 20 %.");
    }

    public static string Correlation(BacktestSummary summary) => Text(
        $"Rank correlation with the following period, within peer groups: estimate {Number(summary.EstimateCorrelation)}, raw figure {Number(summary.RawCorrelation)}.");

    public static IReadOnlyList<string> Notes(BacktestRules rules) =>
    [
        "Expected: one period's sales are partly luck, so even somebody who surely belongs to the lowest fifth is not in it every time. Expected is what the stated probabilities promise for the period; realised should lie near it.",
        Text($"Dates share deals: months that overlap are no independent trials. Judged are reps past their ramp who worked at least a month of the following {rules.PeriodMonths}; whoever has left since is missing. Titles and managers are today's, deals and owners those of the day."),
    ];

    public static string Share(double? value) => value is { } share ? Text($"{100 * share:0} %") : "–";

    public static string Number(double? value) => value is { } number ? Text($"{number:0.00}") : "–";

    private static IEnumerable<string> Methods(string side, BacktestSide found) => found.Methods.Select(method =>
        Text($"{side + ": " + method.Name,-38} {method.Named,5}   {Share(method.Precision),16}   {Number(method.Outcome),8}"));

    private static IEnumerable<string> Calibration(string side, BacktestSide found) => found.Calibration.Select(bin =>
        Text($"{side,-14} {bin.From:0.00} to {bin.To:0.00} {bin.Cases,8}   {Number(bin.Stated),6}   {Number(bin.Expected),22}   {Number(bin.Realised),8}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
