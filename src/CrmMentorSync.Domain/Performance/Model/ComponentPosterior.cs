namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// What is known of one component: for each cell of the group's (μ, τ) its probability and, given the cell, every
/// rep's mean and variance. Given a cell the reps are independent.
/// </summary>
internal sealed class ComponentPosterior
{
    public ComponentPosterior(int cells, int reps)
    {
        Weights = new double[cells];
        PriorMeans = new double[cells];
        PriorVariances = new double[cells];
        Means = new double[cells][];
        Variances = new double[cells][];
        for (int c = 0; c < cells; c++)
        {
            Means[c] = new double[reps];
            Variances[c] = new double[reps];
        }
    }

    public double[] Weights { get; }

    /// <summary>The group's distribution in each cell, on the scale of the values.</summary>
    public double[] PriorMeans { get; }
    public double[] PriorVariances { get; }
    public double[][] Means { get; }
    public double[][] Variances { get; }

    /// <summary>Variance by which each rep has moved since, known of nobody in particular; it is not within <see cref="Variances"/>.</summary>
    public double Unsettled { get; private set; }

    /// <summary>The same posterior of reps who have moved on since.</summary>
    public ComponentPosterior Moving(double variance)
    {
        Unsettled = variance;
        return this;
    }

    /// <summary>
    /// What a rep's own data say in a cell, taken as normal: their precision, and precision × distance from the group's mean.
    /// </summary>
    public (double Precision, double Pull) Own(int cell, int rep)
    {
        double precision = Math.Max(0, (1 / Variances[cell][rep]) - (1 / PriorVariances[cell]));
        return (precision, precision > 0 ? (Means[cell][rep] - PriorMeans[cell]) / Variances[cell][rep] : 0);
    }

    /// <summary>The cell that holds the quantile <paramref name="share"/> of the cells in their order.</summary>
    public int CellAt(double share)
    {
        double sum = 0;
        for (int c = 0; c < Weights.Length; c++)
        {
            sum += Weights[c];
            if (share < sum)
            {
                return c;
            }
        }

        return Weights.Length - 1;
    }
}
