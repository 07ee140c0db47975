using System.Runtime.InteropServices;
using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Performance;

/// <summary>
/// Means of logarithms per rep, with outliers drawn in to the group's median ± 3.5 robust standard deviations, so that
/// one enormous deal cannot decide.
/// </summary>
internal sealed class LogMeans
{
    private readonly double[] _sums;
    private readonly double[] _raw;
    private readonly double[] _clipped;

    /// <param name="collect">Adds the logarithms of one rep to the list.</param>
    public LogMeans(int reps, Action<int, List<double>> collect)
    {
        Counts = new int[reps];
        _sums = new double[reps];
        _raw = new double[reps];
        _clipped = new double[reps];
        List<double> logs = [];
        for (int i = 0; i < reps; i++)
        {
            int before = logs.Count;
            collect(i, logs);
            Counts[i] = logs.Count - before;
        }

        Span<double> values = CollectionsMarshal.AsSpan(logs);
        (double low, double high) = Bounds(values);
        double squares = 0;
        int freedom = 0;
        double relativeSquares = 0;
        double modelTotal = 0;
        var plain = new double[Counts.Max()];
        for (int i = 0; i < reps && values.Length > 0; i++)
        {
            Span<double> own = values[..Counts[i]];
            values = values[Counts[i]..];
            for (int k = 0; k < own.Length; k++)
            {
                double clipped = Math.Clamp(own[k], low, high);
                double value = Math.Exp(own[k]);
                plain[k] = clipped == own[k] ? value : Math.Exp(clipped);
                own[k] = clipped;
                _sums[i] += clipped;
                _raw[i] += value;
                _clipped[i] += plain[k];
            }

            double meanLog = Mean(i);
            double mean = _clipped[i] / Math.Max(1, Counts[i]);
            for (int k = 0; k < own.Length; k++)
            {
                squares += Square(own[k] - meanLog);
                relativeSquares += Square((plain[k] / mean) - 1);
            }

            freedom += Math.Max(0, Counts[i] - 1);
            modelTotal += Counts[i] > 0 ? Counts[i] * Math.Exp(meanLog) : 0;
        }

        // Too few repeats to know the spread within: a log standard deviation of 1, a common one for deal sizes, stands in.
        double within = freedom >= 5 ? squares / Math.Max(1, freedom - 2) : 1.0;
        Within = Math.Max(within, 1e-4);
        WithinOfMean = freedom >= 5 ? relativeSquares / Math.Max(1, freedom - 2) : Math.E - 1;
        LogSmear = modelTotal > 0 ? Math.Log(_clipped.Sum() / modelTotal) : 0;
    }

    public int[] Counts { get; }

    /// <summary>Variance of one logarithm around its rep's mean.</summary>
    public double Within { get; }

    /// <summary>Variance of one value around its rep's mean, in units of that mean squared.</summary>
    public double WithinOfMean { get; }

    /// <summary>From the typical (geometric) value to the mean: what has to be added on the log scale (Duan's smearing).</summary>
    public double LogSmear { get; }

    public double Mean(int rep) => Counts[rep] > 0 ? _sums[rep] / Counts[rep] : 0;

    /// <summary>The log of the mean of the values, outliers drawn in.</summary>
    public double LogOfMean(int rep) => Counts[rep] > 0 ? Math.Log(_clipped[rep] / Counts[rep]) : 0;

    /// <summary>The plain mean of the values themselves, nothing drawn in.</summary>
    public double? RawMean(int rep) => Counts[rep] > 0 ? _raw[rep] / Counts[rep] : null;

    public double Variance(int rep) => Counts[rep] > 0 ? Within / Counts[rep] : double.PositiveInfinity;

    public Evidence[] Evidence() => [.. Enumerable.Range(0, Counts.Length).Select(i => Model.Evidence.Mean(Mean(i), Variance(i)))];

    private static (double Low, double High) Bounds(ReadOnlySpan<double> values)
    {
        if (values.Length < 8)
        {
            return (double.NegativeInfinity, double.PositiveInfinity);
        }

        double[] some = values.ToArray();
        double median = Selection.At<double>(some, some.Length / 2);
        for (int k = 0; k < some.Length; k++)
        {
            some[k] = Math.Abs(some[k] - median);
        }

        double reach = 3.5 * Math.Max(1.4826 * Selection.At<double>(some, some.Length / 2), 0.1);
        return (median - reach, median + reach);
    }

    private static double Square(double value) => value * value;
}
