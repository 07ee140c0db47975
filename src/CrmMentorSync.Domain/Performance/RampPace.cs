using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Performance;

/// <summary>
/// How fast people ramp, measured across the group: the log of the exposure of ramp days lies between that of full days (0)
/// and that of a linear ramp (1). Before anything is measured it may be anything from the one to the other.
/// </summary>
/// <param name="Mean">Where it lies, usually 0 to 1.</param>
internal readonly record struct RampPace(double Mean, double Variance)
{
    private const double FewestMonths = 0.5;
    private const int FewestReps = 4;
    private const int FewestDeals = 8;

    public static RampPace Unknown { get; } = new(0.5, 0.25);

    public static RampPace Of(RepTally[] tallies, bool[] reference)
    {
        (double Closed, double Linear, double Full)[] parts = [.. tallies
            .Select(tally => tally.Tenure.Ramping ? (tally.RateClosed, tally.ActiveMonths, tally.FullMonths) : (tally.RampClosed, tally.RampLinear, tally.RampFull))
            .Where(part => part.Item3 >= FewestMonths)];
        double closed = parts.Sum(part => part.Closed);
        RepTally[] peers = [.. tallies.Where((_, i) => reference[i])];
        double level = peers.Sum(tally => tally.RateClosed) / Math.Max(1e-9, peers.Sum(tally => tally.ActiveMonths));
        if (parts.Length < FewestReps || closed < FewestDeals || !(level > 0))
        {
            return Unknown;
        }

        (double low, double high) = (-1.0, 3.0);
        for (int round = 0; round < 40; round++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Expected(middle) > closed ? (middle, high) : (low, middle);
        }

        // The newcomers' own levels are not known: they differ as the group's do.
        double mean = 0.5 * (low + high);
        double slope = Math.Log(Expected(mean + 0.05) / Expected(mean - 0.05)) / 0.1;
        double variance = ((Math.Exp(Math.Min(Spread(peers), 2)) - 1) / parts.Length + (1 / closed)) / Math.Max(slope * slope, 1e-6);
        double precision = (1 / Unknown.Variance) + (1 / variance);
        return new RampPace(((Unknown.Mean / Unknown.Variance) + (mean / variance)) / precision, 1 / precision);

        double Expected(double pace) => parts.Sum(part => level * Months(pace, part.Linear, part.Full));
    }

    /// <summary>A count over ramp days as evidence on the full pace; the doubt about the ramp widens it.</summary>
    public Evidence Evidence(double count, double linear, double full, double dispersion)
    {
        double reach = Math.Log(Math.Max(1, full / linear));
        return Model.Evidence.Count(count, Months(Mean, linear, full), dispersion).Widened(Variance * reach * reach);
    }

    private static double Months(double pace, double linear, double full) => full * Math.Pow(linear / full, pace);

    private static double Spread(RepTally[] peers)
    {
        Evidence[] rates = [.. peers.Select(tally => Model.Evidence.Count(tally.RateClosed, tally.ActiveMonths, 1)).Where(one => one.OwnPrecision > 0)];
        bool[] all = [.. rates.Select(_ => true)];
        return SideEvidence.Spread([.. rates.Select(one => one.OwnCentre)], [.. rates.Select(one => 1 / one.OwnPrecision)], all);
    }
}
