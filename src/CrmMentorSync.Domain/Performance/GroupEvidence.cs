using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Performance;

/// <summary>A peer group's evidence on the components that everything else is made of.</summary>
internal sealed class GroupEvidence
{
    private readonly RepTally[] _tallies;
    private readonly RepTally[] _before;
    private readonly DealLedger _deals;
    private readonly bool[] _reference;

    public GroupEvidence(RepTally[] tallies, RepTally[] before, DealLedger deals, bool[] reference)
    {
        _tallies = tallies;
        _before = before;
        _deals = deals;
        _reference = reference;
        double dispersion = Dispersion(tallies, reference);
        ClosedRate = WithHistory(tallies.Select(tally => Evidence.Count(tally.RateClosed, tally.ActiveMonths, dispersion)),
            before.Select(tally => Evidence.Count(tally.RateClosed, Seasoned(tally), dispersion)));
        CreatedRate = WithHistory(tallies.Select(tally => Evidence.Count(tally.Created, tally.ActiveMonths, dispersion)),
            before.Select(tally => Evidence.Count(tally.Created, Seasoned(tally), dispersion)));
        WinRate = WithHistory(tallies.Select(tally => Evidence.Share(tally.Won, tally.Closed)),
            before.Select(tally => Evidence.Share(tally.Won, tally.Closed)));
        Sizes = new LogMeans(tallies.Length, i => Sized(tallies[i], won: true));
        Size = SizeEvidence();
        Cycles = new LogMeans(tallies.Length, i => CycleLogs(tallies[i]));
        Cycle = Cycles.Evidence();
        Activity = [.. tallies.Select(tally => Evidence.Count(tally.Events, tally.ActiveMonths, 2 * dispersion))];
    }

    public Evidence[] ClosedRate { get; }
    public Evidence[] CreatedRate { get; }
    public Evidence[] WinRate { get; }
    public LogMeans Sizes { get; }
    public Evidence[] Size { get; }
    public LogMeans Cycles { get; }
    public Evidence[] Cycle { get; }

    /// <summary>Events come in bursts (several around one deal), so a count of them says half as much.</summary>
    public Evidence[] Activity { get; }

    public bool HasAmounts => Sizes.Counts.Any(count => count > 0);

    /// <summary>
    /// How much more the deals closed by quarter scatter than chance would let them (Pearson χ² / degrees of freedom,
    /// less one standard error, at least 1), quarters of the whole group taken as they come.
    /// </summary>
    private static double Dispersion(RepTally[] tallies, bool[] reference)
    {
        int quarters = tallies[0].ClosedByQuarter.Length;
        double[][] active = [.. tallies.Select(tally => Enumerable.Range(0, quarters).Select(q => QuarterDays(tally, q)).ToArray())];
        var level = new double[quarters];
        for (int q = 0; q < quarters; q++)
        {
            int at = q;
            double days = Members().Sum(i => active[i][at]);
            level[q] = days > 0 ? Members().Sum(i => tallies[i].ClosedByQuarter[at]) / days : 0;
        }

        double chi = 0;
        int freedom = -quarters;
        foreach (int i in Members())
        {
            double planned = Enumerable.Range(0, quarters).Sum(q => active[i][q] * level[q]);
            int all = tallies[i].ClosedByQuarter.Sum();
            for (int q = 0; q < quarters && planned > 0 && all > 0; q++)
            {
                double expected = all * active[i][q] * level[q] / planned;
                if (expected > 0)
                {
                    double off = tallies[i].ClosedByQuarter[q] - expected;
                    chi += off * off / expected;
                    freedom++;
                }
            }

            freedom -= planned > 0 && all > 0 ? 1 : 0;
        }

        return freedom < 8 ? 1 : Math.Max(1, (chi - Math.Sqrt(2.0 * freedom)) / freedom);

        IEnumerable<int> Members() => Enumerable.Range(0, tallies.Length).Where(i => reference[i]);
    }

    private static double QuarterDays(RepTally tally, int quarter)
    {
        bool oldest = quarter == tally.ClosedByQuarter.Length - 1;
        int to = tally.To - (quarter * RepTally.QuarterDays);
        return tally.Tenure.ActiveDays(oldest ? tally.From : to - RepTally.QuarterDays + 1, to);
    }

    // A year that was mostly ramp or leave says little about today.
    private static double Seasoned(RepTally tally) => tally.Tenure.Ramping || tally.ActiveMonths < 2 ? 0 : tally.ActiveMonths;

    private Evidence[] WithHistory(IEnumerable<Evidence> now, IEnumerable<Evidence> before)
    {
        Evidence[] evidence = [.. now];
        SideEvidence.Attach(evidence, [.. before.Select(one => (one.OwnCentre, one.OwnPrecision > 0 ? 1 / one.OwnPrecision : double.PositiveInfinity))], _reference);
        return evidence;
    }

    private Evidence[] SizeEvidence()
    {
        Evidence[] evidence = Sizes.Evidence();
        var others = new LogMeans(_tallies.Length, i => Sized(_tallies[i], won: false));
        var before = new LogMeans(_tallies.Length, i => Sized(_before[i], won: true));
        foreach (LogMeans side in (LogMeans[])[others, before])
        {
            SideEvidence.Attach(evidence, [.. Enumerable.Range(0, _tallies.Length).Select(i => (side.Mean(i), side.Variance(i)))], _reference);
        }

        return evidence;
    }

    private List<double> Sized(RepTally tally, bool won)
    {
        List<double> logs = [];
        foreach (DealEntry deal in _deals.Of(tally.Tenure.Person.Id))
        {
            bool closed = deal.Closed >= tally.From && deal.Closed <= tally.To && deal.Created <= tally.To;
            bool open = deal.Closed > tally.To && deal.Created >= tally.From && deal.Created <= tally.To;
            if (deal.Amount > 0 && tally.Credits(deal) && (won ? closed && deal.Won : (closed && !deal.Won) || open))
            {
                logs.Add(Math.Log(deal.Amount));
            }
        }

        return logs;
    }

    private List<double> CycleLogs(RepTally tally)
    {
        List<double> logs = [];
        foreach (DealEntry deal in _deals.Of(tally.Tenure.Person.Id))
        {
            if (deal.Won && deal.Closed >= tally.From && deal.Closed <= tally.To && deal.Created <= tally.To && tally.Credits(deal))
            {
                logs.Add(Math.Log(Math.Max(1, deal.Closed - deal.Created)));
            }
        }

        return logs;
    }
}
