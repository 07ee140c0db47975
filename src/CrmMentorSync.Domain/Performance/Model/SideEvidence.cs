namespace CrmMentorSync.Domain.Performance.Model;

/// <summary>
/// Evidence of a second kind about the same quantity (last year's results, sizes of deals that were not won) counts by
/// how well it has agreed with the first across the group: its disagreement beyond chance is estimated by moments
/// (DerSimonian and Laird 1986) and added to its variance. Where it does not agree it falls silent by itself.
/// </summary>
internal static class SideEvidence
{
    private const int FewestReps = 8;

    /// <summary>Standard errors above chance from which disagreement is evident (one-sided, 5 %).</summary>
    private const double EvidentFrom = 1.645;

    /// <summary>Adds <paramref name="side"/> (variance infinite: none) to <paramref name="main"/> in place.</summary>
    public static void Attach(Evidence[] main, ReadOnlySpan<(double Mean, double Variance)> side, ReadOnlySpan<bool> reference)
    {
        var difference = new double[main.Length];
        var variance = new double[main.Length];
        var comparable = new bool[main.Length];
        for (int i = 0; i < main.Length; i++)
        {
            comparable[i] = reference[i] && main[i].OwnPrecision > 0 && double.IsFinite(side[i].Variance);
            difference[i] = main[i].OwnCentre - side[i].Mean;
            variance[i] = (1 / main[i].OwnPrecision) + side[i].Variance;
        }

        if (comparable.Count(one => one) < FewestReps)
        {
            return;
        }

        double extra = Spread(difference, variance, comparable);
        double shift = Centre(difference, variance, comparable);
        for (int i = 0; i < main.Length; i++)
        {
            if (double.IsFinite(side[i].Variance))
            {
                main[i] = main[i].With(side[i].Mean + shift, 1 / (side[i].Variance + extra));
            }
        }
    }

    /// <summary>Adds last year's counts or shares to this year's in place, by their own likelihood.</summary>
    /// <returns>The variance of the drift between the years where it is evident, else 0.</returns>
    public static double AttachOlder(Evidence[] main, ReadOnlySpan<Evidence> older, ReadOnlySpan<bool> reference)
    {
        var difference = new double[main.Length];
        var variance = new double[main.Length];
        var comparable = new bool[main.Length];
        for (int i = 0; i < main.Length; i++)
        {
            comparable[i] = reference[i] && main[i].OwnPrecision > 0 && older[i].OwnPrecision > 0;
            difference[i] = main[i].OwnCentre - older[i].OwnCentre;
            variance[i] = (1 / main[i].OwnPrecision) + (1 / older[i].OwnPrecision);
        }

        if (comparable.Count(one => one) < FewestReps)
        {
            return 0;
        }

        (double spread, bool evident) = Disagreement(difference, variance, comparable);
        (double Mean, double Variance) drift = (Centre(difference, variance, comparable), spread);
        for (int i = 0; i < main.Length; i++)
        {
            if (older[i].OwnPrecision > 0)
            {
                main[i] = main[i] with { Older = (older[i].First, older[i].Second), Drift = drift };
            }
        }

        return evident ? spread : 0;
    }

    /// <summary>The variance between reps that chance does not explain.</summary>
    public static double Spread(ReadOnlySpan<double> value, ReadOnlySpan<double> variance, ReadOnlySpan<bool> among) =>
        Disagreement(value, variance, among).Spread;

    private static (double Spread, bool Evident) Disagreement(ReadOnlySpan<double> value, ReadOnlySpan<double> variance, ReadOnlySpan<bool> among)
    {
        double centre = Centre(value, variance, among);
        double sum = 0;
        double squares = 0;
        double disagreement = 0;
        int freedom = -1;
        for (int i = 0; i < value.Length; i++)
        {
            if (among[i])
            {
                double weight = 1 / variance[i];
                sum += weight;
                squares += weight * weight;
                disagreement += weight * (value[i] - centre) * (value[i] - centre);
                freedom++;
            }
        }

        double denominator = sum > 0 ? sum - (squares / sum) : 0;
        return denominator > 0
            ? (Math.Max(0, (disagreement - freedom) / denominator), disagreement - freedom > EvidentFrom * Math.Sqrt(2.0 * freedom))
            : (0, false);
    }

    private static double Centre(ReadOnlySpan<double> value, ReadOnlySpan<double> variance, ReadOnlySpan<bool> among)
    {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < value.Length; i++)
        {
            if (among[i])
            {
                sum += 1 / variance[i];
                total += value[i] / variance[i];
            }
        }

        return sum > 0 ? total / sum : 0;
    }
}
