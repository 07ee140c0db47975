using System.Globalization;
using System.Text;
using CrmMentorSync.Domain.Performance.Backtesting;

namespace CrmMentorSync.Worker.CommandLine.Backtest;

/// <summary>One page that opens from disk: no script, nothing loaded, readable in light and in dark. It names no person.</summary>
internal static class BacktestPage
{
    private const string Style =
        """
        :root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6577; --line: #d5dae3; --paper: #ffffff; --flag: #1f6feb; --raw: #b45309; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ef; --soft: #a3adbd; --line: #3a4353; --paper: #12161d; --flag: #6cb0ff; --raw: #f0a94e; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
        .plots { display: flex; flex-wrap: wrap; gap: 1.5rem; } figure { margin: 0; flex: 1 1 22rem; } figcaption { color: var(--soft); font-size: .9rem; }
        svg { width: 100%; height: auto; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
        .axis { stroke: var(--soft); } .grid { stroke: var(--line); } .even { stroke: var(--soft); stroke-dasharray: 4 4; }
        .flag { fill: var(--flag); stroke: var(--flag); } .raw { fill: var(--raw); stroke: var(--raw); } .none { fill: none; stroke-width: 2; }
        .wrap { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); }
        th, td { text-align: right; padding: .25rem .6rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
        th:first-child, td:first-child { text-align: left; } .note { color: var(--soft); }
        """;

    public static string Html(BacktestSummary summary, BacktestRules rules)
    {
        var page = new StringBuilder();
        page.AppendLine("<!DOCTYPE html>").AppendLine("<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .AppendLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Backtest of the flags</title>")
            .Append("<style>").Append(Style).AppendLine("</style></head><body><main>")
            .AppendLine("<h1>Did the flags hold?</h1>");
        Paragraphs(page, "", BacktestText.Heading(summary, rules), BacktestText.Sentence("Struggling", "lowest", summary.Lowest),
            BacktestText.Sentence("Top", "highest", summary.Highest), BacktestText.Correlation(summary));

        page.AppendLine("<h2>Right names in the period that followed</h2><div class=\"plots\">");
        BacktestPlots.Precision(page, "Struggling", summary.Lowest);
        BacktestPlots.Precision(page, "Top", summary.Highest);
        page.AppendLine("</div>");
        Table(page, "Mean place afterwards: 0 worst, 1 best of the peers", ["Named as", "Names", "Right afterwards", "Mean place afterwards"],
            [.. Methods("Struggling", summary.Lowest), .. Methods("Top", summary.Highest)]);

        page.AppendLine("<h2>Calibration</h2><div class=\"plots\">");
        BacktestPlots.Calibration(page, "Lowest fifth", summary.Lowest);
        BacktestPlots.Calibration(page, "Highest fifth", summary.Highest);
        page.AppendLine("</div>");
        Table(page, "", ["P as stated", "Cases", "Stated", "Expected in the period", "Realised"],
            [.. Bins("lowest", summary.Lowest), .. Bins("highest", summary.Highest)]);

        page.AppendLine("<h2>Rank correlation by month-end</h2><div class=\"plots\">");
        BacktestPlots.Correlations(page, summary.Dates);
        page.AppendLine("</div>");
        Table(page, "", ["Month-end", "Reps", "Struggling", "Top", "Estimate", "Raw figure"], [.. summary.Dates.Select(date => (string[])
            [Text($"{date.On:yyyy-MM-dd}"), Text($"{date.Cases}"), Text($"{date.Struggling}"), Text($"{date.Top}"),
                BacktestText.Number(date.Estimate), BacktestText.Number(date.Raw)])]);

        page.AppendLine("<h2>How to read this</h2>");
        Paragraphs(page, " class=\"note\"", [.. BacktestText.Notes(rules)]);
        return page.AppendLine("</main></body></html>").ToString();
    }

    private static IEnumerable<string[]> Methods(string flag, BacktestSide side) => side.Methods.Select(method => (string[])
        [$"{flag}: {method.Name}", Text($"{method.Named}"), BacktestText.Share(method.Precision), BacktestText.Number(method.Outcome)]);

    private static IEnumerable<string[]> Bins(string fifth, BacktestSide side) => side.Calibration.Select(bin => (string[])
        [Text($"{fifth} fifth, {bin.From:0.00} to {bin.To:0.00}"), Text($"{bin.Cases}"), BacktestText.Number(bin.Stated),
            BacktestText.Number(bin.Expected), BacktestText.Number(bin.Realised)]);

    private static void Paragraphs(StringBuilder page, string attributes, params ReadOnlySpan<string> lines)
    {
        foreach (string line in lines)
        {
            page.Append("<p").Append(attributes).Append('>').Append(line).AppendLine("</p>");
        }
    }

    private static void Table(StringBuilder page, string caption, string[] head, IReadOnlyList<string[]> rows)
    {
        page.Append("<div class=\"wrap\"><table>").Append(caption.Length > 0 ? $"<caption>{caption}</caption>" : "")
            .Append("<thead><tr>").AppendJoin("", head.Select(cell => $"<th scope=\"col\">{cell}</th>")).AppendLine("</tr></thead><tbody>");
        foreach (string[] row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{cell}</td>")).AppendLine("</tr>");
        }

        page.AppendLine("</tbody></table></div>");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
