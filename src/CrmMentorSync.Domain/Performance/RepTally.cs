using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance;

/// <summary>A rep's counts over one window, before any group is known.</summary>
internal sealed class RepTally(Tenure tenure, int from, int to)
{
    public const double DaysPerMonth = 365.25 / 12;
    public const int QuarterDays = 91;
    public const int Quarters = 8;

    public Tenure Tenure { get; } = tenure;

    /// <summary>The first and the last day of the window, as day numbers.</summary>
    public int From { get; } = from;
    public int To { get; } = to;

    public double ActiveMonths { get; } = tenure.ActiveDays(from, to) / DaysPerMonth;

    /// <summary>The same without the discount of a ramp that is still going on.</summary>
    public double FullMonths { get; } = (tenure with { Ramping = false, RampDays = 0 }).ActiveDays(from, to) / DaysPerMonth;

    /// <summary>Months of a ramp that is over, as far as it lies in the window: by the share of it behind, and in full.</summary>
    public double RampLinear { get; } = RampDays(tenure with { Ramping = true }, tenure, from, to) / DaysPerMonth;
    public double RampFull { get; } = RampDays(tenure with { Ramping = false, RampDays = 0 }, tenure, from, to) / DaysPerMonth;

    /// <summary>Closed in those months.</summary>
    public int RampClosed { get; set; }

    /// <summary>Closed in the window and to the rep's credit.</summary>
    public int Won { get; set; }
    public int Lost { get; set; }

    /// <summary>Open so long that they count as lost.</summary>
    public int Stale { get; set; }

    /// <summary>
    /// Won and closed deals that count for rates: after the ramp, and closed by people. What is sold a month does not
    /// depend on who tidies up old open deals.
    /// </summary>
    public int RateWon { get; set; }
    public int RateClosed { get; set; }
    public int Created { get; set; }
    public double WonAmount { get; set; }

    /// <summary>Closed deals for rates by quarter of the window, the last quarter first.</summary>
    public int[] ClosedByQuarter { get; } = new int[4];

    public int Events { get; set; }
    public int Closed => Won + Lost + Stale;

    /// <summary>
    /// What a judgement of this rep can rest on: all closed deals while ramping or without a ramp in the window; where one lies in it, only
    /// those closed after it, because the ramp's own, and what was forgotten in it, no longer speak of what the rep does now.
    /// </summary>
    public int Counted => Tenure.Ramping || RampFull == 0 ? Closed : RateClosed;

    /// <summary>
    /// A deal closed before its owner was hired is inherited, and nobody's credit; one closed in another job than the one that is
    /// judged tells nothing about this one.
    /// </summary>
    public bool Credits(in DealEntry deal) => deal.Closed >= Tenure.CreditFrom && deal.Closed <= Tenure.JobTo;

    /// <summary>Adds what closed and what was created in the window; what happened later is not known.</summary>
    public void Add(ReadOnlySpan<DealEntry> deals)
    {
        foreach (DealEntry deal in deals)
        {
            if (deal.Created > To)
            {
                continue;
            }

            if (!deal.Shared && deal.Created >= Math.Max(From, Tenure.RatesFrom) && deal.Created <= Tenure.JobTo
                && deal.Closed >= Tenure.CreditFrom)
            {
                Created++;
            }

            if (deal.Closed >= From && deal.Closed <= To && Credits(deal))
            {
                Won += deal.Won ? 1 : 0;
                Lost += deal.Won ? 0 : 1;
                if (deal.Closed >= Tenure.RatesFrom)
                {
                    RateWon += deal.Won ? 1 : 0;
                    WonAmount += deal.Won && deal.Amount > 0 ? deal.Amount : 0;
                    RateClosed++;
                    ClosedByQuarter[Math.Min((To - deal.Closed) / QuarterDays, ClosedByQuarter.Length - 1)]++;
                }
                else
                {
                    RampClosed++;
                }
            }
        }
    }

    /// <summary>Counts open deals as lost on the day they outlived the group's 95th-percentile cycle.</summary>
    /// <param name="asOf">What closed later than that was open.</param>
    public void AddStale(ReadOnlySpan<DealEntry> deals, int patience, int asOf)
    {
        foreach (DealEntry deal in deals)
        {
            long given = (long)deal.Created + patience + 1;
            if (!deal.Shared && deal.Created <= To && deal.Closed > asOf && given >= Math.Max(From, Tenure.CreditFrom) && given <= Math.Min(To, Tenure.JobTo))
            {
                Stale++;
            }
        }
    }

    private static double RampDays(Tenure counted, Tenure tenure, int from, int to) =>
        tenure.Ramping || tenure.RampEnd <= from ? 0 : counted.ActiveDays(Math.Max(from, tenure.Start.DayNumber), Math.Min(to, Math.Max(tenure.RampEnd, tenure.JobFrom) - 1));
}
