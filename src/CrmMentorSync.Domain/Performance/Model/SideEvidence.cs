namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// Evidence of a second kind about the same quantity (last year's results, sizes of deals that were not won) counts by
/// how well it has agreed with the first across the group: its disagreement beyond chance is estimated by moments
/// (DerSimonian and Laird 1986), one standard error on the safe side, and added to its variance. Where it does not
/// agree it falls silent by itself.
/// </summary>
internal static class SideEvidence
{
    private const int FewestReps = 8;

    /// <summary>Adds <paramref name="side"/> (variance infinite: none) to <paramref name="main"/> in place.</summary>
    public static void Attach(Evidence[] main, ReadOnlySpan<(double Mean, double Variance)> side, ReadOnlySpan<bool> reference)
    {
        double sum = 0;
        double sumOfSquares = 0;
        double sumOfDifferences = 0;
        int reps = 0;
        for (int i = 0; i < main.Length; i++)
        {
            if (Comparable(main[i], side[i].Variance) && reference[i])
            {
                double weight = 1 / ((1 / main[i].OwnPrecision) + side[i].Variance);
                sum += weight;
                sumOfSquares += weight * weight;
                sumOfDifferences += weight * (main[i].OwnCentre - side[i].Mean);
                reps++;
            }
        }

        double denominator = reps > 0 ? sum - (sumOfSquares / sum) : 0;
        if (reps < FewestReps || !(denominator > 0))
        {
            return;
        }

        double shift = sumOfDifferences / sum;
        double disagreement = 0;
        for (int i = 0; i < main.Length; i++)
        {
            if (Comparable(main[i], side[i].Variance) && reference[i])
            {
                double difference = main[i].OwnCentre - side[i].Mean - shift;
                disagreement += difference * difference / ((1 / main[i].OwnPrecision) + side[i].Variance);
            }
        }

        int freedom = reps - 1;
        double extra = Math.Max(0, (disagreement - freedom + Math.Sqrt(2.0 * freedom)) / denominator);
        for (int i = 0; i < main.Length; i++)
        {
            if (double.IsFinite(side[i].Variance))
            {
                main[i] = main[i].With(side[i].Mean + shift, 1 / (side[i].Variance + extra));
            }
        }
    }

    private static bool Comparable(Evidence main, double sideVariance) => main.OwnPrecision > 0 && double.IsFinite(sideVariance);
}
