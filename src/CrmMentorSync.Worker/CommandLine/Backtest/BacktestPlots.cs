using System.Globalization;
using System.Text;
using CrmMentorSync.Domain.Performance.Backtesting;

namespace CrmMentorSync.Worker.CommandLine.Backtest;

/// <summary>The plots of the page, as SVG within it; each has its words for those who cannot see it.</summary>
internal static class BacktestPlots
{
    private const double Left = 44;
    private const double Size = 260;
    private const double Chance = 0.2;

    /// <summary>Bars: the share of right names by way of naming; a stroke where the flags' own probabilities expect theirs.</summary>
    public static void Precision(StringBuilder page, string flag, BacktestSide side)
    {
        const double bar = 34;
        const double from = 190;
        const double width = 230;
        double height = 20 + (side.Methods.Count * bar) + 22;
        Open(page, 480, height, $"{flag}: share of right names by method: " + string.Join(", ",
            side.Methods.Select(method => $"{method.Name} {BacktestText.Share(method.Precision)}")));
        for (int i = 0; i < side.Methods.Count; i++)
        {
            BacktestMethod method = side.Methods[i];
            double top = 14 + (i * bar);
            page.AppendLine(Line(
                $"<text x=\"{from - 8}\" y=\"{top + 16}\" text-anchor=\"end\">{method.Name}</text><rect class=\"{(i == 0 ? "flag" : "raw")}\" x=\"{from}\" y=\"{top}\" width=\"{width * (method.Precision ?? 0):0.#}\" height=\"22\"/><text x=\"{from + (width * (method.Precision ?? 0)) + 6:0.#}\" y=\"{top + 16}\">{BacktestText.Share(method.Precision)}</text>"));
        }

        if (side.Expected is { } expected)
        {
            page.AppendLine(Line($"<path class=\"axis none\" d=\"M{from + (width * expected):0.#} 10V40\"/>"));
        }

        page.AppendLine(Line(
            $"<path class=\"even\" d=\"M{from + (width * Chance)} 8V{height - 20}\"/><text x=\"{from + (width * Chance)}\" y=\"{height - 6}\" text-anchor=\"middle\">chance</text><path class=\"axis\" d=\"M{from} 8V{height - 20}\"/>"));
        Close(page, $"{flag}: share of the names that were in that fifth afterwards. The stroke in the first bar is what the flags' own probabilities expect.");
    }

    /// <summary>Realised against expected, one dot a bin with its 90 % range; on the diagonal the probabilities mean what they say.</summary>
    public static void Calibration(StringBuilder page, string fifth, BacktestSide side)
    {
        Square(page, $"{fifth}: realised against expected share, by stated probability", 0, 1);
        page.AppendLine(Line($"<path class=\"even\" d=\"M{X(0)} {Y(0)}L{X(1)} {Y(1)}\"/>"));
        foreach (CalibrationBin bin in side.Calibration)
        {
            (double low, double high) = Range(bin.Realised, bin.Cases);
            page.AppendLine(Line(
                $"<path class=\"flag none\" d=\"M{X(bin.Expected):0.#} {Y(low):0.#}V{Y(high):0.#}\"/><circle class=\"flag\" cx=\"{X(bin.Expected):0.#}\" cy=\"{Y(bin.Realised):0.#}\" r=\"4\"><title>{bin.Cases} cases, stated {bin.Stated:0.00}, expected {bin.Expected:0.00}, realised {bin.Realised:0.00}</title></circle>"));
        }

        Close(page, $"{fifth}: share that came to be in it (upwards) against the share expected from the stated probabilities, with 90 % ranges.");
    }

    /// <summary>The 90 % score interval of a share (Wilson 1927): it is wide where cases are few, also when none or all of them came true.</summary>
    internal static (double Low, double High) Range(double share, int cases)
    {
        const double Z = 1.6448536;
        double widen = 1 + (Z * Z / cases);
        double centre = (share + (Z * Z / (2 * cases))) / widen;
        double reach = Z * Math.Sqrt((share * (1 - share) / cases) + (Z * Z / (4.0 * cases * cases))) / widen;
        return (Math.Max(0, centre - reach), Math.Min(1, centre + reach));
    }

    /// <summary>Rank correlation with the following period, month-end by month-end.</summary>
    public static void Correlations(StringBuilder page, IReadOnlyList<BacktestDate> dates)
    {
        double least = Math.Min(0, dates.Min(date => Math.Min(date.Estimate ?? 0, date.Raw ?? 0)));
        double floor = Math.Floor(least * 4) / 4;
        Square(page, "Rank correlation with the following period by month-end, estimate and raw figure", floor, 1);
        Series("flag", date => date.Estimate);
        Series("raw", date => date.Raw);
        page.AppendLine(Line($"<text x=\"{X(0)}\" y=\"{Size + 38}\">{dates[0].On:yyyy-MM}</text><text x=\"{X(1)}\" y=\"{Size + 38}\" text-anchor=\"end\">{dates[^1].On:yyyy-MM}</text>"));
        page.AppendLine(Line($"<circle class=\"flag\" cx=\"{Size + 66}\" cy=\"24\" r=\"4\"/><text x=\"{Size + 76}\" y=\"28\">estimate</text><circle class=\"raw\" cx=\"{Size + 66}\" cy=\"44\" r=\"4\"/><text x=\"{Size + 76}\" y=\"48\">raw figure</text>"));
        Close(page, "How well the order of the reps foretold the order in the period that followed: 1 perfectly, 0 not at all.");

        void Series(string name, Func<BacktestDate, double?> value)
        {
            (double X, double Y)[] points = [.. dates.Select((date, i) => (At: dates.Count > 1 ? (double)i / (dates.Count - 1) : 0.5, Value: value(date)))
                .Where(one => one.Value is not null).Select(one => (X(one.At), Y((one.Value!.Value - floor) / (1 - floor))))];
            page.AppendLine($"<path class=\"{name} none\" d=\"{string.Join(' ', points.Select((point, i) => Line($"{(i == 0 ? 'M' : 'L')}{point.X:0.#} {point.Y:0.#}")))}\"/>");
            foreach ((double x, double y) in points)
            {
                page.AppendLine(Line($"<circle class=\"{name}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4\"/>"));
            }
        }
    }

    private static void Square(StringBuilder page, string words, double from, double to)
    {
        Open(page, Size + 160, Size + 48, words);
        for (int i = 0; i <= 4; i++)
        {
            double share = i / 4.0;
            page.AppendLine(Line(
                $"<path class=\"grid\" d=\"M{X(0)} {Y(share)}H{X(1)}\"/><text x=\"{Left - 6}\" y=\"{Y(share) + 4}\" text-anchor=\"end\">{from + (share * (to - from)):0.##}</text>"));
        }

        page.AppendLine(Line($"<path class=\"axis none\" d=\"M{X(0)} {Y(1)}V{Y(0)}H{X(1)}\"/>"));
    }

    private static double X(double share) => Left + (share * Size);

    private static double Y(double share) => 16 + ((1 - share) * Size);

    private static void Open(StringBuilder page, double width, double height, string words) => page.AppendLine(Line(
        $"<figure><svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{words}\">"));

    private static void Close(StringBuilder page, string caption) => page.AppendLine($"</svg><figcaption>{caption}</figcaption></figure>");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
