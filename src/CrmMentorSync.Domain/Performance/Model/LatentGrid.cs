using System.Numerics;

namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// The likelihoods of all reps of a group on one grid of latent values. Sums over the grid are integrals: for smooth
/// bell curves they are exact to many digits as long as the step is no wider than about one standard deviation.
/// Both likelihoods and priors are kept only where they are more than e⁻¹⁰⁰ of their peak, in whole blocks of points.
/// </summary>
internal sealed class LatentGrid
{
    private const int LargestSize = 384;
    private const int Block = 8;

    /// <summary>Below this many logs under the peak a curve is nothing; for a normal density that is 14 standard deviations.</summary>
    private const double Depth = 100;
    private readonly Curve[] _likelihoods;

    public LatentGrid(ReadOnlySpan<Evidence> evidence, double scale)
    {
        (double low, double high) = Range(evidence, 3 * scale);
        double finest = 0.06 * scale;
        int size = Math.Clamp((int)Math.Ceiling((high - low) / finest) + 1, 32, LargestSize);
        Size = (size + Block - 1) / Block * Block;
        Step = (high - low) / (Size - 1);
        Points = new double[Size];
        for (int k = 0; k < Size; k++)
        {
            Points[k] = low + (k * Step);
        }

        _likelihoods = new Curve[evidence.Length];
        Fill(evidence);
    }

    public int Size { get; }
    public int Reps => _likelihoods.Length;
    public double Step { get; }
    public double[] Points { get; }

    /// <summary>A normal density on the grid, summing to 1.</summary>
    /// <param name="room">As long as the grid; holds the density afterwards.</param>
    /// <returns>The blocks of points on which it is more than nothing; outside them <paramref name="room"/> is not to be read.</returns>
    public (int From, int To) Prior(double mean, double deviation, double[] room)
    {
        double reach = Math.Sqrt(2 * Depth) * deviation;
        int from = Math.Clamp((int)((mean - reach - Points[0]) / Step), 0, Size - 1) / Block * Block;
        int to = (Math.Clamp((int)((mean + reach - Points[0]) / Step), 0, Size - 1) / Block * Block) + Block;
        Vector<double> sum = Vector<double>.Zero;
        for (int k = from; k < to; k += Vector<double>.Count)
        {
            Vector<double> z = (new Vector<double>(Points, k) - new Vector<double>(mean)) / deviation;
            Vector<double> density = Vector.Exp(z * z * -0.5);
            sum += density;
            density.CopyTo(room, k);
        }

        double whole = Math.Max(Vector.Sum(sum), double.Epsilon);
        for (int k = from; k < to; k += Vector<double>.Count)
        {
            (new Vector<double>(room, k) / whole).CopyTo(room, k);
        }

        return (from, to);
    }

    /// <summary>∫ prior × likelihood of one rep.</summary>
    public double Marginal(double[] prior, (int From, int To) within, int rep)
    {
        Curve own = _likelihoods[rep];
        int to = Math.Min(within.To, own.From + own.Values.Length);
        Vector<double> sum = Vector<double>.Zero;
        for (int k = Math.Max(within.From, own.From); k < to; k += Vector<double>.Count)
        {
            sum += new Vector<double>(prior, k) * new Vector<double>(own.Values, k - own.From);
        }

        return Vector.Sum(sum);
    }

    /// <summary>∫ prior × likelihood of one rep, and the same with the first and the second power of a value within.</summary>
    public (double Mass, double First, double Second) Moments(
        double[] prior, double[] first, double[] second, (int From, int To) within, int rep)
    {
        Curve own = _likelihoods[rep];
        int to = Math.Min(within.To, own.From + own.Values.Length);
        Vector<double> mass = Vector<double>.Zero;
        Vector<double> ones = Vector<double>.Zero;
        Vector<double> twos = Vector<double>.Zero;
        for (int k = Math.Max(within.From, own.From); k < to; k += Vector<double>.Count)
        {
            var likelihood = new Vector<double>(own.Values, k - own.From);
            mass += new Vector<double>(prior, k) * likelihood;
            ones += new Vector<double>(first, k) * likelihood;
            twos += new Vector<double>(second, k) * likelihood;
        }

        return (Vector.Sum(mass), Vector.Sum(ones), Vector.Sum(twos));
    }

    private static (double Low, double High) Range(ReadOnlySpan<Evidence> evidence, double pad)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (Evidence one in evidence)
        {
            if (one.Precision > 0)
            {
                low = Math.Min(low, one.Centre);
                high = Math.Max(high, one.Centre);
            }
        }

        return low > high ? (-pad, pad) : (low - pad, high + pad);
    }

    private void Fill(ReadOnlySpan<Evidence> evidence)
    {
        var curve = new LogLikelihoods(Points);
        var past = new OlderEvidence(Points, Step);
        var row = new double[Size];
        for (int rep = 0; rep < evidence.Length; rep++)
        {
            Evidence one = evidence[rep];
            curve.Write(one.Kind, one.First, one.Second, row);
            if (one.SidePrecision > 0)
            {
                curve.Add(Likelihood.Gaussian, one.SideMean, 1 / one.SidePrecision, row);
            }

            if (one.Kind != Likelihood.Gaussian && one.Older.Second > 0)
            {
                past.Add(one, row);
            }

            // A likelihood narrower than the step would fall between the points: it is widened to the step.
            double temper = one.Precision > 0 ? Math.Min(1, 1 / (one.Precision * Step * Step)) : 1;
            _likelihoods[rep] = Curve.Of(row, temper);
        }
    }

    /// <summary>A likelihood from its first block of points that counts to its last; its largest value is 1.</summary>
    private readonly record struct Curve(int From, double[] Values)
    {
        public static Curve Of(ReadOnlySpan<double> logs, double temper)
        {
            double largest = double.NegativeInfinity;
            foreach (double log in logs)
            {
                largest = Math.Max(largest, log);
            }

            double bound = largest - (Depth / temper);
            int first = 0;
            while (logs[first] < bound)
            {
                first++;
            }

            int last = logs.Length - 1;
            while (logs[last] < bound)
            {
                last--;
            }

            int from = first / Block * Block;
            var values = new double[(last / Block * Block) + Block - from];
            for (int k = 0; k < values.Length; k += Vector<double>.Count)
            {
                Vector.Exp((new Vector<double>(logs[(from + k)..]) - new Vector<double>(largest)) * temper).CopyTo(values, k);
            }

            return new Curve(from, values);
        }
    }
}
