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
    private (Evidence[] Evidence, double Unsettled)? _created;
    private readonly double _dispersion;

    public GroupEvidence(RepTally[] tallies, RepTally[] before, DealLedger deals, bool[] reference)
    {
        _tallies = tallies;
        _before = before;
        _deals = deals;
        _reference = reference;
        _dispersion = Dispersion(tallies, reference);
        RampPace pace = RampPace.Of(tallies, reference);
        (ClosedRate, ClosedRateUnsettled) = WithHistory(
            tallies.Select(tally => Rate(tally, tally.RateClosed, tally.RampClosed, _dispersion, pace)),
            before.Select(tally => Evidence.Count(tally.RateClosed, Seasoned(tally), _dispersion)));
        (ClosedWinRate, WinRateUnsettled) = WithHistory(tallies.Select(tally => Evidence.Share(tally.Won, tally.Won + tally.Lost)),
            before.Select(tally => Evidence.Share(tally.Won, tally.Won + tally.Lost)));
        Sizes = Amounts(tallies, won: true);
        Size = SizeEvidence();
    }

    public Evidence[] ClosedRate { get; }

    /// <summary>Variance by which reps have moved from their year's mean to today, on the latent scale; 0 where no drift is evident.</summary>
    public double ClosedRateUnsettled { get; }
    public double CreatedRateUnsettled => Created.Unsettled;
    public double WinRateUnsettled { get; }

    /// <summary>Won of won and lost, as people closed them.</summary>
    public Evidence[] ClosedWinRate { get; }
    public MeanAmounts Sizes { get; }
    public Evidence[] Size { get; }

    // The rest is no part of overall: past weeks never ask for it.
    public Evidence[] CreatedRate => Created.Evidence;

    /// <summary>As <see cref="ClosedWinRate"/>, stale open deals counted as lost.</summary>
    public Evidence[] WinRate => field ??= _tallies.Any(tally => tally.Stale > 0)
        ? WithHistory(StaleAsLost(), _before.Select(tally => Evidence.Share(tally.Won, tally.Won + tally.Lost))).Evidence
        : ClosedWinRate;
    public LogMeans Cycles => field ??= new LogMeans(_tallies.Length, (i, logs) => AddCycles(_tallies[i], logs));
    public Evidence[] Cycle => field ??= Cycles.Evidence();

    /// <summary>Events come in bursts (several around one deal), so a count of them says half as much.</summary>
    public Evidence[] Activity => field ??= [.. _tallies.Select(tally => Rate(tally, tally.Events, null, 2 * _dispersion, RampPace.Unknown))];

    private (Evidence[] Evidence, double Unsettled) Created => _created ??= WithHistory(
        _tallies.Select(tally => Rate(tally, tally.Created, null, _dispersion, RampPace.Unknown)),
        _before.Select(tally => Evidence.Count(tally.Created, Seasoned(tally), _dispersion)));

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

    // Ramp days tell as much as the pace of ramps is known; it is measured on closed deals alone.
    private static Evidence Rate(RepTally tally, double count, double? ramped, double dispersion, RampPace pace)
    {
        if (tally.Tenure.Ramping && tally.ActiveMonths > 0)
        {
            return pace.Evidence(count, tally.ActiveMonths, tally.FullMonths, dispersion);
        }

        var own = Evidence.Count(count, tally.ActiveMonths, dispersion);
        return ramped is { } more && tally.RampFull > 0 && tally.RampLinear > 0
            ? own.Plus(pace.Evidence(more, tally.RampLinear, tally.RampFull, dispersion))
            : own;
    }

    private static double QuarterDays(RepTally tally, int quarter)
    {
        bool oldest = quarter == tally.ClosedByQuarter.Length - 1;
        int to = tally.To - (quarter * RepTally.QuarterDays);
        return tally.Tenure.ActiveDays(oldest ? tally.From : to - RepTally.QuarterDays + 1, to);
    }

    // A year that was mostly ramp or leave says little about today.
    private static double Seasoned(RepTally tally) => tally.Tenure.Ramping || tally.ActiveMonths < 2 ? 0 : tally.ActiveMonths;

    // A walk whose yearly means differ by some variance has left its last year's mean by half of it at the year's end.
    private (Evidence[] Evidence, double Unsettled) WithHistory(IEnumerable<Evidence> now, IEnumerable<Evidence> before)
    {
        Evidence[] evidence = [.. now];
        double drift = SideEvidence.AttachOlder(evidence, [.. before], _reference);
        return (evidence, 0.5 * drift);
    }

    private Evidence[] SizeEvidence()
    {
        Evidence[] evidence = Sizes.Evidence();
        foreach (MeanAmounts side in (MeanAmounts[])[Amounts(_tallies, won: false), Amounts(_before, won: true), Amounts(_before, won: false)])
        {
            SideEvidence.Attach(evidence, [.. Enumerable.Range(0, _tallies.Length).Select(i => (side.Mean(i), side.Variance(i)))], _reference);
        }

        return evidence;
    }

    // Stale deals raise the losses. How many a rep leaves open differs by habit as well as by skill, and nothing in the
    // data can tell the two apart: where reps differ beyond chance, half of the difference is taken as habit and set to
    // the group's, and the doubt widens the evidence. Where all tidy up alike, every stale deal counts in full.
    private Evidence[] StaleAsLost()
    {
        var shift = new double[_tallies.Length];
        var variance = new double[_tallies.Length];
        double stale = _tallies.Sum(tally => tally.Stale);
        double all = stale + _tallies.Sum(tally => tally.Lost);
        double share = (stale + 0.5) / (all + 1);
        for (int i = 0; i < shift.Length; i++)
        {
            // Losses grow by the factor (lost + stale) / lost; half a deal keeps zero away from the log.
            shift[i] = Math.Log((_tallies[i].Lost + _tallies[i].Stale + 0.5) / (_tallies[i].Lost + 0.5));
            variance[i] = share / ((1 - share) * (_tallies[i].Lost + _tallies[i].Stale + 1));
        }

        double habit = SideEvidence.Spread(shift, variance, _reference);
        double chance = Math.Max(variance.Average(), 1e-9);
        double half = 0.5 * habit / (habit + chance);
        double usual = -Math.Log(1 - share);
        return [.. _tallies.Select((tally, i) =>
        {
            double factor = Math.Exp(shift[i] + (half * (usual - shift[i])));
            double lost = Math.Max(0, ((tally.Lost + 0.5) * factor) - 0.5);
            return Evidence.Share(tally.Won, tally.Won + lost).Widened(half * habit);
        })];
    }

    private MeanAmounts Amounts(RepTally[] tallies, bool won) => new(new LogMeans(tallies.Length, (i, logs) => AddSizes(tallies[i], won, logs)));

    private void AddSizes(RepTally tally, bool won, List<double> logs)
    {
        foreach (DealEntry deal in _deals.Of(tally.Tenure.Person.Id))
        {
            bool closed = deal.Closed >= tally.From && deal.Closed <= tally.To && deal.Created <= tally.To;
            if (closed && deal.Won == won && deal.Amount > 0 && tally.Credits(deal))
            {
                logs.Add(Math.Log(deal.Amount));
            }
        }
    }

    private void AddCycles(RepTally tally, List<double> logs)
    {
        foreach (DealEntry deal in _deals.Of(tally.Tenure.Person.Id))
        {
            if (deal.Won && deal.Closed >= tally.From && deal.Closed <= tally.To && deal.Created <= tally.To && tally.Credits(deal))
            {
                logs.Add(Math.Log(Math.Max(1, deal.Closed - deal.Created)));
            }
        }
    }
}
