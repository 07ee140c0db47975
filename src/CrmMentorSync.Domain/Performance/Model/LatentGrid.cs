using System.Numerics;

namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// The likelihoods of all reps of a group on one grid of latent values. Sums over the grid are integrals: for smooth
/// bell curves they are exact to many digits as long as the step is no wider than about one standard deviation.
/// </summary>
internal sealed class LatentGrid
{
    private const int LargestSize = 384;
    private const double Nothing = 1e-14;
    private readonly double[] _likelihood;
    private readonly double[] _exp;
    private readonly double[] _softPlus;

    public LatentGrid(ReadOnlySpan<Evidence> evidence, double scale)
    {
        (double low, double high) = Range(evidence, 3 * scale);
        double finest = 0.06 * scale;
        int size = Math.Clamp((int)Math.Ceiling((high - low) / finest) + 1, 32, LargestSize);
        Size = (size + 7) / 8 * 8;
        Step = (high - low) / (Size - 1);
        Reps = evidence.Length;
        Points = new double[Size];
        for (int k = 0; k < Size; k++)
        {
            Points[k] = low + (k * Step);
        }

        _exp = [.. Points.Select(Math.Exp)];
        _softPlus = [.. Points.Select(point => point > 30 ? point : Math.Log(1 + Math.Exp(point)))];

        _likelihood = new double[(long)Reps * Size];
        Fill(evidence);
    }

    public int Size { get; }
    public int Reps { get; }
    public double Step { get; }
    public double[] Points { get; }

    /// <summary>The likelihood of a rep on the grid; its largest value is 1.</summary>
    public ReadOnlySpan<double> Of(int rep) => _likelihood.AsSpan(rep * Size, Size);

    /// <summary>A normal density on the grid, summing to 1.</summary>
    public void Prior(double mean, double deviation, Span<double> prior)
    {
        double sum = 0;
        for (int k = 0; k < Size; k++)
        {
            double z = (Points[k] - mean) / deviation;
            prior[k] = Math.Exp(-0.5 * z * z);
            sum += prior[k];
        }

        for (int k = 0; k < Size; k++)
        {
            prior[k] /= Math.Max(sum, double.Epsilon);
        }
    }

    /// <summary>∫ prior × likelihood of one rep.</summary>
    public double Marginal(ReadOnlySpan<double> prior, int rep)
    {
        ReadOnlySpan<double> likelihood = Of(rep);
        Vector<double> sum = Vector<double>.Zero;
        int width = Vector<double>.Count;
        for (int k = 0; k <= Size - width; k += width)
        {
            sum += new Vector<double>(prior[k..]) * new Vector<double>(likelihood[k..]);
        }

        return Vector.Sum(sum);
    }

    /// <summary>∫ prior × likelihood of one rep, and the same with the first and the second power of a value within.</summary>
    public (double Mass, double First, double Second) Moments(
        ReadOnlySpan<double> prior, ReadOnlySpan<double> first, ReadOnlySpan<double> second, int rep)
    {
        ReadOnlySpan<double> likelihood = Of(rep);
        Vector<double> mass = Vector<double>.Zero;
        Vector<double> ones = Vector<double>.Zero;
        Vector<double> twos = Vector<double>.Zero;
        int width = Vector<double>.Count;
        for (int k = 0; k <= Size - width; k += width)
        {
            var own = new Vector<double>(likelihood[k..]);
            mass += new Vector<double>(prior[k..]) * own;
            ones += new Vector<double>(first[k..]) * own;
            twos += new Vector<double>(second[k..]) * own;
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
        var older = new double[Size];
        for (int rep = 0; rep < Reps; rep++)
        {
            Span<double> row = _likelihood.AsSpan(rep * Size, Size);
            Evidence one = evidence[rep];

            // A likelihood narrower than the step would fall between the points: it is widened to the step.
            double temper = one.Precision > 0 ? Math.Min(1, 1 / (one.Precision * Step * Step)) : 1;
            bool hasOlder = one.Kind != Likelihood.Gaussian && one.Older.Second > 0;
            if (hasOlder)
            {
                Older(one, older);
            }

            double largest = double.NegativeInfinity;
            for (int k = 0; k < Size; k++)
            {
                double log = Log(one.Kind, one.First, one.Second, k)
                    - (0.5 * one.SidePrecision * (Points[k] - one.SideMean) * (Points[k] - one.SideMean));
                row[k] = temper * (hasOlder ? log + Math.Log(Math.Max(older[k], 1e-300)) : log);
                largest = Math.Max(largest, row[k]);
            }

            for (int k = 0; k < Size; k++)
            {
                row[k] = Math.Exp(row[k] - largest);
            }
        }
    }

    // The older likelihood, blurred by the drift between then and now: a convolution on the grid.
    private void Older(Evidence one, Span<double> result)
    {
        Span<double> then = stackalloc double[Size];
        double largest = double.NegativeInfinity;
        for (int k = 0; k < Size; k++)
        {
            then[k] = Evidence.Log(one.Kind, one.Older.First, one.Older.Second, Points[k] - one.Drift.Mean);
            largest = Math.Max(largest, then[k]);
        }

        for (int k = 0; k < Size; k++)
        {
            then[k] = Math.Exp(then[k] - largest);
        }

        double deviation = Math.Max(Math.Sqrt(one.Drift.Variance), 0.25 * Step);
        int reach = Math.Min(Size - 1, (int)Math.Ceiling(4 * deviation / Step));
        Span<double> kernel = stackalloc double[(2 * reach) + 1];
        for (int d = 0; d <= reach; d++)
        {
            double z = d * Step / deviation;
            kernel[reach + d] = kernel[reach - d] = Math.Exp(-0.5 * z * z);
        }

        // The likelihood is next to nothing on most of the grid; the kernel's mass is cut at the grid's ends only.
        int from = 0;
        int to = Size - 1;
        while (from < to && then[from] < Nothing)
        {
            from++;
        }

        while (to > from && then[to] < Nothing)
        {
            to--;
        }

        double whole = -kernel[reach];
        foreach (double weight in kernel[reach..])
        {
            whole += 2 * weight;
        }

        for (int k = 0; k < Size; k++)
        {
            int first = Math.Max(from, k - reach);
            int count = Math.Min(to, k + reach) - first + 1;
            double sum = count > 0 ? Product(then.Slice(first, count), kernel.Slice(first - k + reach, count)) : 0;
            double mass = whole;
            for (int d = Math.Min(k, Size - 1 - k) + 1; d <= reach; d++)
            {
                mass -= kernel[reach + d] * ((d > k ? 1 : 0) + (d > Size - 1 - k ? 1 : 0));
            }

            result[k] = sum / mass;
        }
    }

    private static double Product(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        Vector<double> sums = Vector<double>.Zero;
        int width = Vector<double>.Count;
        int k = 0;
        for (; k <= one.Length - width; k += width)
        {
            sums += new Vector<double>(one[k..]) * new Vector<double>(other[k..]);
        }

        double sum = Vector.Sum(sums);
        for (; k < one.Length; k++)
        {
            sum += one[k] * other[k];
        }

        return sum;
    }

    // As Evidence.Log, with what depends on the point alone taken from a table.
    private double Log(Likelihood kind, double first, double second, int k) => kind switch
    {
        Likelihood.Poisson => second > 0 ? (first * Points[k]) - (second * _exp[k]) : 0,
        Likelihood.Binomial => (first * Points[k]) - (second * _softPlus[k]),
        Likelihood.Gaussian => Evidence.Log(kind, first, second, Points[k]),
    };
}
