namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>
/// How a seller's pace moved to where it is today: a stationary first-order autoregression by quarters, so that the spread
/// between sellers was always the same and only who is fast has changed.
/// </summary>
internal static class PaceCourse
{
    private const double QuartersPerYear = 4;

    /// <summary>ln(pace then / pace today), by quarters back from the as-of day; empty where the pace never moved.</summary>
    /// <param name="today">How far today's ln(pace) lies from the mean.</param>
    public static IReadOnlyList<double> Draw(GeneratorOptions options, double today, SeededRandom random)
    {
        double spread = options.AllEqual ? 0 : options.ActivitySd;
        if (options.Persistence >= 1 || spread <= 0)
        {
            return [];
        }

        double keep = Math.Pow(options.Persistence, 1 / QuartersPerYear);
        double fresh = Math.Sqrt(1 - (keep * keep)) * spread;
        var past = new double[(int)Math.Ceiling(options.Years * QuartersPerYear) + 1];
        double then = today;
        for (int quarter = 1; quarter < past.Length; quarter++)
        {
            then = (keep * then) + (fresh * random.NextNormal());
            past[quarter] = then - today;
        }

        return past;
    }
}
