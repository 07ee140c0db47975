using CrmMentorSync.Domain.Flags;

namespace CrmMentorSync.Domain.Performance.Backtesting;

/// <summary>How a way to name people did.</summary>
/// <param name="Named">Names over all dates; a rep can be named on several.</param>
/// <param name="Right">How many of them were in that fifth in the following period.</param>
/// <param name="Outcome">Their mean place in the following period, 0 (worst) to 1 (best).</param>
public sealed record BacktestMethod(string Name, int Named, double Right, double? Outcome)
{
    /// <summary>Share of the names that were in that fifth afterwards; chance alone gives 0.2. Null without names.</summary>
    public double? Precision => Named > 0 ? Right / Named : null;
}

/// <summary>Cases with a like stated probability.</summary>
/// <param name="Stated">Mean P that the rep belongs to the fifth.</param>
/// <param name="Expected">What that P means for one period's sales.</param>
/// <param name="Realised">The share that was in the fifth afterwards.</param>
public sealed record CalibrationBin(double From, double To, int Cases, double Stated, double Expected, double Realised);

/// <summary>Rank correlations with the following period on one date, within peer groups; null where nothing varies.</summary>
public sealed record BacktestDate(DateOnly On, int Cases, int Struggling, int Top, double? Estimate, double? Raw);

/// <summary>One side of the comparison: the lowest or the highest fifth.</summary>
/// <param name="Expected">Precision of the flags that their own probabilities promise for one period; null without flags.</param>
public sealed record BacktestSide(IReadOnlyList<BacktestMethod> Methods, double? Expected, IReadOnlyList<CalibrationBin> Calibration);

/// <summary>What a backtest found.</summary>
public sealed record BacktestSummary
{
    private static readonly double[] Edges = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1];

    public required IReadOnlyList<BacktestDate> Dates { get; init; }
    public required BacktestSide Lowest { get; init; }
    public required BacktestSide Highest { get; init; }

    /// <summary>Spearman's rank correlation with the following period, within peer groups, over all dates.</summary>
    public required double? EstimateCorrelation { get; init; }
    public required double? RawCorrelation { get; init; }

    public static BacktestSummary Of(IReadOnlyList<BacktestCase> cases, BacktestRules rules) => new()
    {
        Dates = [.. cases.GroupBy(one => one.On).OrderBy(group => group.Key).Select(group => new BacktestDate(
            group.Key, group.Count(), group.Count(one => one.Flag == FlagKind.Struggling), group.Count(one => one.Flag == FlagKind.Top),
            Correlation([.. group], one => one.EstimatePlace), Correlation([.. group], one => one.RawPlace)))],
        Lowest = Side(cases, one => one.Flag == FlagKind.Struggling, one => one.RawLowest, one => one.RawToMean <= 1 - rules.Off,
            one => one.RawToMean, one => one.CameLowest, one => one.PLowest, one => one.ExpectedLowest),
        Highest = Side(cases, one => one.Flag == FlagKind.Top, one => one.RawHighest, one => one.RawToMean >= 1 + rules.Off,
            one => -one.RawToMean, one => one.CameHighest, one => one.PHighest, one => one.ExpectedHighest),
        EstimateCorrelation = Correlation(cases, one => one.EstimatePlace),
        RawCorrelation = Correlation(cases, one => one.RawPlace),
    };

    private static BacktestSide Side(
        IReadOnlyList<BacktestCase> cases, Func<BacktestCase, bool> flagged, Func<BacktestCase, bool> fifth, Func<BacktestCase, bool> off,
        Func<BacktestCase, double> extreme, Func<BacktestCase, double> came, Func<BacktestCase, double> stated, Func<BacktestCase, double> expected)
    {
        BacktestCase[] named = [.. cases.Where(flagged)];
        IEnumerable<BacktestCase> asMany = cases.GroupBy(one => one.On).OrderBy(day => day.Key)
            .SelectMany(day => day.OrderBy(extreme).ThenBy(one => one.Rep).Take(day.Count(flagged)));
        return new BacktestSide(
            [
                Method("flags", named), Method("raw figure, as many names", asMany), Method("raw fifth", cases.Where(fifth)),
                Method("25 % rule", cases.Where(off)),
            ],
            named.Length > 0 ? named.Average(expected) : null,
            [.. Edges.Zip(Edges.Skip(1), (from, to) => (From: from, To: to)).Select(Bin).OfType<CalibrationBin>()]);

        BacktestMethod Method(string name, IEnumerable<BacktestCase> names)
        {
            BacktestCase[] all = [.. names];
            return new BacktestMethod(name, all.Length, all.Sum(came), all.Length > 0 ? all.Average(one => one.OutcomePlace) : null);
        }

        CalibrationBin? Bin((double From, double To) edge)
        {
            BacktestCase[] inside = [.. cases.Where(one => stated(one) >= edge.From && (stated(one) < edge.To || edge.To >= 1))];
            return inside.Length == 0 ? null
                : new CalibrationBin(edge.From, edge.To, inside.Length, inside.Average(stated), inside.Average(expected), inside.Average(came));
        }
    }

    private static double? Correlation(IReadOnlyList<BacktestCase> cases, Func<BacktestCase, double> place) =>
        Places.Correlation([.. cases.Select(place)], [.. cases.Select(one => one.OutcomePlace)]);
}
