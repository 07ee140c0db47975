namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// The parts of one figure (closed rate, win rate, size), whose values may go together between reps: one talent behind all, or
/// many small deals against few large ones. How they do is measured across the group, and each rep's parts are then read
/// together, as normals with that covariance: taking them as independent makes the sum too narrow or too wide.
/// </summary>
internal sealed class RelatedParts
{
    /// <summary>Standard deviation of the prior on a correlation, around none.</summary>
    private const double PriorDeviation = 0.4;
    private const double Largest = 0.95;

    private readonly ComponentPosterior[] _parts;
    private readonly double[,] _correlation;

    public RelatedParts(bool[] reference, params ComponentPosterior[] parts)
    {
        _parts = parts;
        _correlation = new double[parts.Length, parts.Length];
        Overview[] seen = [.. parts.Select(part => new Overview(part))];
        for (int p = 0; p < parts.Length; p++)
        {
            _correlation[p, p] = 1;
            for (int q = 0; q < p; q++)
            {
                _correlation[p, q] = _correlation[q, p] = Correlation(seen[p], seen[q], reference);
            }
        }

        // Three correlations measured one by one need not fit together; drawn towards none they do.
        while (parts.Length == 3 && Determinant() < 0.02)
        {
            for (int p = 0; p < 9; p++)
            {
                _correlation[p / 3, p % 3] *= p / 3 == p % 3 ? 1 : 0.9;
            }
        }
    }

    /// <summary>The sum of the first parts of all reps.</summary>
    public JointPosterior Sum(int count) => JointPosterior.Of(_parts, (cells, rep) => Read(cells, rep, count));

    /// <summary>
    /// By moments: posterior means scatter by the share of the spread that the data could show. Weighed against a prior, so
    /// that chance in a small group relates nothing.
    /// </summary>
    private static double Correlation(Overview one, Overview other, bool[] reference)
    {
        double product = 0;
        double shown = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            if (reference[i])
            {
                product += one.Off[i] * other.Off[i];
                shown += one.Shown[i] * other.Shown[i];
            }
        }

        if (!(shown > 0))
        {
            return 0;
        }

        // Where nothing relates them the products have the variance Σ shown, so the quotient has 1 / Σ shown.
        double prior = PriorDeviation * PriorDeviation;
        return Math.Clamp(product / shown * prior / (prior + (1 / shown)), -Largest, Largest);
    }

    private double Determinant()
    {
        double a = _correlation[0, 1];
        double b = _correlation[0, 2];
        double c = _correlation[1, 2];
        return 1 + (2 * a * b * c) - (a * a) - (b * b) - (c * c);
    }

    // With prior covariance T, own precisions E and own centres y around the group's mean: covariance (I + TE)⁻¹T, and mean
    // (I + TE)⁻¹TEy, which needs no inverse of T or E and takes parts without any evidence as they are.
    private (double Mean, double Variance) Read(ReadOnlySpan<int> cells, int rep, int count)
    {
        int n = _parts.Length;
        int width = (2 * n) + 1;
        Span<double> rows = stackalloc double[n * width];
        for (int q = 0; q < n; q++)
        {
            (double precision, double pull) = _parts[q].Own(cells[q], rep);
            for (int p = 0; p < n; p++)
            {
                double covariance = _correlation[p, q] * Math.Sqrt(_parts[p].PriorVariances[cells[p]] * _parts[q].PriorVariances[cells[q]]);
                rows[(p * width) + q] = (p == q ? 1 : 0) + (covariance * precision);
                rows[(p * width) + n + q] = covariance;
                rows[(p * width) + n + n] += covariance * pull;
            }
        }

        Solve(rows, n, width);
        double mean = 0;
        double variance = 0;
        for (int p = 0; p < count; p++)
        {
            mean += _parts[p].PriorMeans[cells[p]] + rows[(p * width) + n + n];
            variance += _parts[p].Unsettled;
            for (int q = 0; q < count; q++)
            {
                variance += rows[(p * width) + n + q];
            }
        }

        return (mean, Math.Max(variance, 1e-12));
    }

    // Gauss and Jordan; the matrix is the identity plus a product of two positive ones, so its pivots stay above zero.
    private static void Solve(Span<double> rows, int n, int width)
    {
        for (int pivot = 0; pivot < n; pivot++)
        {
            double by = rows[(pivot * width) + pivot];
            for (int k = pivot; k < width; k++)
            {
                rows[(pivot * width) + k] /= by;
            }

            for (int row = 0; row < n; row++)
            {
                double times = row == pivot ? 0 : rows[(row * width) + pivot];
                for (int k = pivot; k < width && times != 0; k++)
                {
                    rows[(row * width) + k] -= times * rows[(pivot * width) + k];
                }
            }
        }
    }

    /// <summary>A part over all its cells: how far each rep lies from the group, and which share of the spread its data can show.</summary>
    private sealed class Overview
    {
        public Overview(ComponentPosterior part)
        {
            double spread = 0;
            int reps = part.Means[0].Length;
            Off = new double[reps];
            Shown = new double[reps];
            for (int c = 0; c < part.Weights.Length; c++)
            {
                spread += part.Weights[c] * part.PriorVariances[c];
                for (int i = 0; i < reps; i++)
                {
                    Off[i] += part.Weights[c] * (part.Means[c][i] - part.PriorMeans[c]);
                    Shown[i] += part.Weights[c] * part.Variances[c][i];
                }
            }

            for (int i = 0; i < reps; i++)
            {
                Off[i] /= Math.Sqrt(spread);
                Shown[i] = Math.Max(0, 1 - (Shown[i] / spread));
            }
        }

        /// <summary>In standard deviations between reps.</summary>
        public double[] Off { get; }
        public double[] Shown { get; }
    }
}
