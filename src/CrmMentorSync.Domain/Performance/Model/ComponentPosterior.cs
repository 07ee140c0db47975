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
        Means = new double[cells][];
        Variances = new double[cells][];
        for (int c = 0; c < cells; c++)
        {
            Means[c] = new double[reps];
            Variances[c] = new double[reps];
        }
    }

    public double[] Weights { get; }
    public double[][] Means { get; }
    public double[][] Variances { get; }

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
