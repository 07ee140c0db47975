using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Performance;

/// <summary>
/// The log of each rep's mean deal size. The geometric mean tells it most precisely where all reps' sizes have one
/// shape; where shapes differ (one sells small deals and a few large ones) it misleads. Both are taken, and weighed by
/// how much their distance differs between reps beyond chance (the idea of Hausman's test, as a weight).
/// </summary>
internal sealed class MeanAmounts
{
    private readonly LogMeans _logs;
    private readonly double[] _centres;
    private readonly double[] _variances;

    public MeanAmounts(LogMeans logs)
    {
        _logs = logs;
        int reps = logs.Counts.Length;
        int[] known = [.. Enumerable.Range(0, reps).Where(i => logs.Counts[i] > 0)];
        double extra = logs.WithinOfMean - logs.Within;
        bool skewed = extra > 0.05 * logs.Within;
        (double shift, double spread) = Distance(known, extra, skewed);
        _centres = new double[reps];
        _variances = new double[reps];
        Array.Fill(_variances, double.PositiveInfinity);
        foreach (int i in known)
        {
            // Where logs scatter more than the sizes themselves (a long tail of tiny deals) the plain mean is the precise one.
            double loss = extra / logs.Counts[i];
            double plain = skewed ? spread / (spread + loss) : 1;
            _centres[i] = (plain * logs.LogOfMean(i)) + ((1 - plain) * (logs.Mean(i) + shift));
            _variances[i] = skewed ? (logs.Within / logs.Counts[i]) + (plain * loss) : logs.WithinOfMean / logs.Counts[i];
        }
    }

    public int[] Counts => _logs.Counts;

    public double Mean(int rep) => _centres[rep];

    public double Variance(int rep) => _variances[rep];

    /// <summary>Variance of one value around its rep's mean, in units of that mean squared.</summary>
    public double WithinOfMean => _logs.WithinOfMean;

    public double? RawMean(int rep) => _logs.RawMean(rep);

    public Evidence[] Evidence() => [.. Enumerable.Range(0, Counts.Length).Select(i => Model.Evidence.Mean(Mean(i), Variance(i)))];

    // Mean and variance between reps of (log of mean − mean of logs); the variance by moments.
    private (double Shift, double Spread) Distance(int[] known, double extra, bool skewed)
    {
        double sum = 0;
        double squares = 0;
        double shift = 0;
        foreach (int i in known)
        {
            double weight = _logs.Counts[i];
            sum += weight;
            squares += weight * weight;
            shift += weight * (_logs.LogOfMean(i) - _logs.Mean(i));
        }

        if (sum <= 0 || known.Length < 2 || !skewed)
        {
            return (sum > 0 ? shift / sum : 0, 0);
        }

        shift /= sum;
        double disagreement = known.Sum(i => _logs.Counts[i] * Math.Pow(_logs.LogOfMean(i) - _logs.Mean(i) - shift, 2)) / extra;
        int freedom = known.Length - 1;
        return (shift, Math.Max(0, (disagreement - freedom) * extra / (sum - (squares / sum))));
    }
}
