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

    public LogMeans(int reps, Func<int, IEnumerable<double>> logs)
    {
        double[][] values = [.. Enumerable.Range(0, reps).Select(i => logs(i).ToArray())];
        (double low, double high) = Bounds([.. values.SelectMany(one => one)]);
        Counts = new int[reps];
        _sums = new double[reps];
        _raw = new double[reps];
        double squares = 0;
        int freedom = 0;
        double clippedTotal = 0;
        double modelTotal = 0;
        for (int i = 0; i < reps; i++)
        {
            Counts[i] = values[i].Length;
            foreach (double value in values[i])
            {
                double clipped = Math.Clamp(value, low, high);
                _sums[i] += clipped;
                _raw[i] += Math.Exp(value);
                clippedTotal += Math.Exp(clipped);
            }

            squares += values[i].Sum(value => Square(Math.Clamp(value, low, high) - Mean(i)));
            freedom += Math.Max(0, Counts[i] - 1);
            modelTotal += Counts[i] > 0 ? Counts[i] * Math.Exp(Mean(i)) : 0;
        }

        // Too few repeats to know the spread within: a log standard deviation of 1, a common one for deal sizes, stands in.
        double within = freedom >= 5 ? squares / Math.Max(1, freedom - 2) : 1.0;
        Within = Math.Max(within, 1e-4);
        LogSmear = modelTotal > 0 ? Math.Log(clippedTotal / modelTotal) : 0;
    }

    public int[] Counts { get; }

    /// <summary>Variance of one logarithm around its rep's mean.</summary>
    public double Within { get; }

    /// <summary>From the typical (geometric) value to the mean: what has to be added on the log scale (Duan's smearing).</summary>
    public double LogSmear { get; }

    public double Mean(int rep) => Counts[rep] > 0 ? _sums[rep] / Counts[rep] : 0;

    /// <summary>The plain mean of the values themselves, nothing drawn in.</summary>
    public double? RawMean(int rep) => Counts[rep] > 0 ? _raw[rep] / Counts[rep] : null;

    public double Variance(int rep) => Counts[rep] > 0 ? Within / Counts[rep] : double.PositiveInfinity;

    public Evidence[] Evidence() => [.. Enumerable.Range(0, Counts.Length).Select(i => Model.Evidence.Mean(Mean(i), Variance(i)))];

    private static (double Low, double High) Bounds(double[] values)
    {
        if (values.Length < 8)
        {
            return (double.NegativeInfinity, double.PositiveInfinity);
        }

        Array.Sort(values);
        double median = values[values.Length / 2];
        double[] distances = [.. values.Select(value => Math.Abs(value - median)).Order()];
        double reach = 3.5 * Math.Max(1.4826 * distances[distances.Length / 2], 0.1);
        return (median - reach, median + reach);
    }

    private static double Square(double value) => value * value;
}
