namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// The posterior of a figure of all reps of a group: a mixture over the group's unknown (μ, τ) of reps that are
/// independent and normal on the latent scale. A figure of several parts (won rate = closed rate × win rate, overall =
/// that × size) is their sum on the log scale; their cells are combined along a lattice, so that no chance enters.
/// </summary>
internal sealed class JointPosterior
{
    private const int Strata = 24;
    private static readonly int[] Generators = [1, 7, 11, 17];

    private JointPosterior(double[] weights, double[][] means, double[][] deviations)
    {
        Weights = weights;
        Means = means;
        Deviations = deviations;
    }

    public double[] Weights { get; }
    public double[][] Means { get; }
    public double[][] Deviations { get; }
    public int Reps => Means[0].Length;

    /// <summary>One part by itself.</summary>
    public static JointPosterior Of(ComponentPosterior part)
    {
        if (part.Weights.Length > Strata)
        {
            return Of([part], (cells, rep) => (part.Means[cells[0]][rep], part.Variances[cells[0]][rep] + part.Unsettled));
        }

        double[][] deviations = [.. part.Variances.Select(cell => cell.Select(variance => Math.Sqrt(variance + part.Unsettled)).ToArray())];
        return new JointPosterior(part.Weights, part.Means, deviations);
    }

    /// <summary>Parts that are read together, their cells combined along a lattice: mean and variance of a rep given a cell of each.</summary>
    public static JointPosterior Of(ComponentPosterior[] parts, Reading read)
    {
        int reps = parts[0].Means[0].Length;
        var means = new double[Strata][];
        var deviations = new double[Strata][];
        Span<int> cells = stackalloc int[parts.Length];
        for (int s = 0; s < Strata; s++)
        {
            for (int p = 0; p < parts.Length; p++)
            {
                cells[p] = parts[p].CellAt(((s * Generators[p] % Strata) + 0.5) / Strata);
            }

            means[s] = new double[reps];
            deviations[s] = new double[reps];
            for (int i = 0; i < reps; i++)
            {
                (means[s][i], double variance) = read(cells, i);
                deviations[s][i] = Math.Sqrt(variance);
            }
        }

        return new JointPosterior([.. Enumerable.Repeat(1.0 / Strata, Strata)], means, deviations);
    }

    /// <summary>Mean and variance of a rep's figure, given the cell of each part.</summary>
    public delegate (double Mean, double Variance) Reading(ReadOnlySpan<int> cells, int rep);

    /// <summary>The same posterior, each rep's value moved by a known amount (log of quota, …).</summary>
    public JointPosterior Shifted(ReadOnlySpan<double> shifts)
    {
        var means = new double[Means.Length][];
        for (int s = 0; s < means.Length; s++)
        {
            means[s] = new double[Reps];
            for (int i = 0; i < Reps; i++)
            {
                means[s][i] = Means[s][i] + shifts[i];
            }
        }

        return new JointPosterior(Weights, means, Deviations);
    }

    /// <summary>Another figure of the same reps: its mean and deviation given theirs.</summary>
    public JointPosterior Mapped(Func<int, double, double, (double Mean, double Deviation)> map)
    {
        var means = new double[Means.Length][];
        var deviations = new double[Means.Length][];
        for (int s = 0; s < means.Length; s++)
        {
            means[s] = new double[Reps];
            deviations[s] = new double[Reps];
            for (int i = 0; i < Reps; i++)
            {
                (means[s][i], deviations[s][i]) = map(i, Means[s][i], Deviations[s][i]);
            }
        }

        return new JointPosterior(Weights, means, deviations);
    }

    /// <summary>P(value of the rep &lt; bound).</summary>
    public double Below(int rep, double bound)
    {
        double sum = 0;
        for (int s = 0; s < Weights.Length; s++)
        {
            sum += Weights[s] * Normal.Cdf((bound - Means[s][rep]) / Deviations[s][rep]);
        }

        return sum;
    }

    /// <summary>The value below which the rep is with probability <paramref name="share"/>, by Newton's method within a bracket.</summary>
    public double Quantile(int rep, double share)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        double at = 0;
        for (int s = 0; s < Weights.Length; s++)
        {
            low = Math.Min(low, Means[s][rep] - (6 * Deviations[s][rep]));
            high = Math.Max(high, Means[s][rep] + (6 * Deviations[s][rep]));
            at += Weights[s] * Means[s][rep];
        }

        double close = 1e-9 * (high - low);
        for (int round = 0; round < 40 && high - low > close; round++)
        {
            double below = 0;
            double density = 0;
            for (int s = 0; s < Weights.Length; s++)
            {
                double z = (at - Means[s][rep]) / Deviations[s][rep];
                below += Weights[s] * Normal.Cdf(z);
                density += Weights[s] * Normal.Pdf(z) / Deviations[s][rep];
            }

            (low, high) = below < share ? (at, high) : (low, at);
            double next = at - ((below - share) / Math.Max(density, 1e-300));
            next = next > low && next < high ? next : 0.5 * (low + high);
            if (Math.Abs(next - at) < close)
            {
                return next;
            }

            at = next;
        }

        return at;
    }
}
