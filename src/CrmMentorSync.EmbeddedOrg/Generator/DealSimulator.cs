namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>One simulated deal. Where it is open, <see cref="CloseDate"/> is when it would be decided, after the as-of day.</summary>
internal readonly record struct SimulatedDeal(DateOnly CreatedOn, DateOnly CloseDate, bool IsClosed, bool IsWon, double Amount);

/// <summary>What all sellers of an org share.</summary>
internal sealed record SellingConditions
{
    /// <summary>The first day on which a deal may be decided.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly AsOf { get; init; }

    /// <summary>Standard deviation of an extra term on ln(amount) that one deal in twenty has; 0 = no heavy tail.</summary>
    public double TailSd { get; init; }

    /// <summary>Whether more is decided in the last days of a quarter and less after; over whole quarters it evens out.</summary>
    public bool QuarterEnds { get; init; }
}

/// <summary>
/// Draws the deals of one seller. Decisions are a Poisson process in time whose pace follows ramp, leave, fte and growth, so the
/// number decided in any period is exactly Poisson with the truth's mean; looking back by a log-normal cycle gives the creation
/// day. Deals decided after the as-of day and created before it are the open pipeline.
/// </summary>
internal sealed class DealSimulator(SellingConditions conditions)
{
    private const double DaysPerMonth = 365.25 / 12;
    private const double DaysPerQuarter = 365.25 / 4;
    private const double TailShare = 0.05;

    public IEnumerable<SimulatedDeal> Run(RepTruth truth, SeededRandom random)
    {
        DateOnly first = truth.HiredOn > conditions.From ? truth.HiredOn : conditions.From;
        double day = first.DayNumber;
        double longestCycle = truth.CycleMedianDays * Math.Exp(3 * truth.LogCycleSd);
        double end = conditions.AsOf.DayNumber + 1 + longestCycle;
        double highest = HighestPace(truth, first);
        double perDay = truth.DealsPerMonth / DaysPerMonth * highest;
        while ((day += random.NextExponential() / perDay) < end)
        {
            // Thinning: propose at the highest pace, keep in proportion to the pace of that day.
            if (random.NextDouble() * highest < Pace(truth, (int)day) && Deal(truth, (int)day, random) is { } deal)
            {
                yield return deal;
            }
        }
    }

    private SimulatedDeal? Deal(RepTruth truth, int decidedDay, SeededRandom random)
    {
        double cycle = truth.CycleMedianDays * Math.Exp(truth.LogCycleSd * random.NextNormal());
        double size = truth.LogSizeMean + (truth.LogSizeSd * random.NextNormal());
        bool isWon = random.Chance(truth.WinRate);
        bool isTail = random.Chance(TailShare);
        double tail = conditions.TailSd * random.NextNormal();
        double place = random.NextDouble();

        DateOnly decided = DateOnly.FromDayNumber(decidedDay);
        DateOnly created = Created(truth, decided, cycle, place);
        bool isClosed = decided <= conditions.AsOf;
        if (created > conditions.AsOf)
        {
            return null;
        }

        // A decision on a weekend is entered on the Friday; a planned one is put on the Monday, so it stays in the future.
        decided = isClosed ? ExportText.WorkingDayBefore(decided) : ExportText.WorkingDayAfter(decided);
        return new SimulatedDeal(
            created, decided, isClosed, isClosed && isWon, Math.Exp(size + (isTail ? tail : 0)));
    }

    private static DateOnly Created(RepTruth truth, DateOnly decided, double cycle, double place)
    {
        DateOnly created = decided.AddDays(-(int)Math.Round(cycle));
        if (created >= truth.LeaveFrom && created <= truth.LeaveTo)
        {
            // Nobody opens a deal on leave: it was opened in the weeks before and rested.
            created = truth.LeaveFrom.Value.AddDays(-1 - (int)(place * 20));
        }

        if (created < truth.HiredOn)
        {
            // A newcomer's first deals are quick ones, opened after joining.
            created = truth.HiredOn.AddDays((int)(place * (decided.DayNumber - truth.HiredOn.DayNumber)));
        }

        return ExportText.WorkingDayBefore(created);
    }

    private double HighestPace(RepTruth truth, DateOnly first)
    {
        // A shrinking seller was fastest at the start.
        double quarters = (conditions.AsOf.DayNumber - first.DayNumber) / DaysPerQuarter;
        return (conditions.QuarterEnds ? QuarterEndPace : 1) * truth.Fte
            * Math.Max(1, Math.Exp(-truth.QuarterlyGrowth * quarters)) * Math.Exp(truth.PastPace.DefaultIfEmpty(0).Max());
    }

    private double Pace(RepTruth truth, int dayNumber)
    {
        var day = DateOnly.FromDayNumber(dayNumber);
        if (day < truth.HiredOn || (day >= truth.LeaveFrom && day <= truth.LeaveTo))
        {
            return 0;
        }

        double ramp = truth.RampDays == 0 ? 1 : Math.Min(1, (dayNumber - truth.HiredOn.DayNumber) / (double)truth.RampDays);
        int sinceAsOf = Math.Min(0, dayNumber - conditions.AsOf.DayNumber);
        double growth = Math.Exp(truth.QuarterlyGrowth * sinceAsOf / DaysPerQuarter);
        double then = truth.PastPace.Count == 0 ? 0
            : truth.PastPace[Math.Min((int)(-sinceAsOf / DaysPerQuarter), truth.PastPace.Count - 1)];
        return truth.Fte * ramp * growth * Math.Exp(then) * (conditions.QuarterEnds ? QuarterPace(day) : 1);
    }

    private const int QuarterEndDays = 10;
    private const double QuarterEndPace = 1.8;

    private static double QuarterPace(DateOnly day)
    {
        int firstMonth = (((day.Month - 1) / 3) * 3) + 1;
        var start = new DateOnly(day.Year, firstMonth, 1);
        DateOnly next = start.AddMonths(3);
        int length = next.DayNumber - start.DayNumber;
        return next.DayNumber - day.DayNumber <= QuarterEndDays
            ? QuarterEndPace
            : (length - (QuarterEndPace * QuarterEndDays)) / (length - QuarterEndDays);
    }
}
