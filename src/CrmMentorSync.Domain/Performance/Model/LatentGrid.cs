using System.Numerics;

namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// The likelihoods of all reps of a group on one grid of latent values. Sums over the grid are integrals: for smooth
/// bell curves they are exact to many digits as long as the step is no wider than about one standard deviation.
/// </summary>
internal sealed class LatentGrid
{
    private const int LargestSize = 384;
    private readonly double[] _likelihood;

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
        var exp = new double[Size];
        var softPlus = new double[Size];
        for (int k = 0; k < Size; k++)
        {
            exp[k] = Math.Exp(Points[k]);
            softPlus[k] = Points[k] > 30 ? Points[k] : Math.Log(1 + exp[k]);
        }

        for (int rep = 0; rep < Reps; rep++)
        {
            Span<double> row = _likelihood.AsSpan(rep * Size, Size);
            Evidence one = evidence[rep];

            // A likelihood narrower than the step would fall between the points: it is widened to the step.
            double temper = one.Precision > 0 ? Math.Min(1, 1 / (one.Precision * Step * Step)) : 1;
            double largest = double.NegativeInfinity;
            for (int k = 0; k < Size; k++)
            {
                double log = one.Kind switch
                {
                    Likelihood.Poisson => one.Second > 0 ? (one.First * Points[k]) - (one.Second * exp[k]) : 0,
                    Likelihood.Binomial => (one.First * Points[k]) - (one.Second * softPlus[k]),
                    Likelihood.Gaussian => -0.5 * one.OwnPrecision * (Points[k] - one.First) * (Points[k] - one.First),
                };
                log -= 0.5 * one.SidePrecision * (Points[k] - one.SideMean) * (Points[k] - one.SideMean);
                row[k] = temper * log;
                largest = Math.Max(largest, row[k]);
            }

            for (int k = 0; k < Size; k++)
            {
                row[k] = Math.Exp(row[k] - largest);
            }
        }
    }
}
