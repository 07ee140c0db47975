using CrmMentorSync.Domain.Deals;

namespace CrmMentorSync.Domain.Performance.Backtesting;

/// <summary>What a backtest looks at.</summary>
public sealed record BacktestRules
{
    /// <summary>Days of closed deals that have to lie before a date for it to be judged.</summary>
    public int HistoryDays { get; init; } = 182;

    /// <summary>The following period in which the flagged are watched, months.</summary>
    public int PeriodMonths { get; init; } = 3;

    /// <summary>At most that many month-ends, the newest.</summary>
    public int MostDates { get; init; } = 12;

    /// <summary>Past week ends before each date, as the flags themselves take them.</summary>
    public int MemoryWeeks { get; init; } = 4;

    /// <summary>How far from the peers' mean the ±25 % rule names somebody.</summary>
    public double Off { get; init; } = 0.25;

    /// <summary>Reps with an outcome below which a peer group is not compared.</summary>
    public int FewestPeers { get; init; } = 5;

    /// <summary>The last day of the period that follows a month-end: again a month-end.</summary>
    public DateOnly Until(DateOnly on) => EndOfMonth(new DateOnly(on.Year, on.Month, 1).AddMonths(PeriodMonths));

    /// <summary>The month-ends that can be judged as of a day, oldest first; none where history is too short.</summary>
    public IReadOnlyList<DateOnly> Dates(DealLedger deals, DateOnly asOf)
    {
        if (deals.FirstClose(asOf) is not { } first)
        {
            return [];
        }

        DateOnly earliest = first.AddDays(HistoryDays - 1);
        List<DateOnly> dates = [];
        for (DateOnly on = EndOfMonth(new DateOnly(asOf.Year, asOf.Month, 1).AddMonths(-PeriodMonths)); on >= earliest && dates.Count < MostDates;
            on = EndOfMonth(new DateOnly(on.Year, on.Month, 1).AddMonths(-1)))
        {
            if (Until(on) <= asOf)
            {
                dates.Add(on);
            }
        }

        dates.Reverse();
        return dates;
    }

    /// <summary>Why no date can be judged, and what would be needed.</summary>
    public string TooShort(DealLedger deals, DateOnly asOf) => FormattableString.Invariant(
        $"history is too short for a backtest: it takes {HistoryDays} days of closed deals and {PeriodMonths} whole calendar months after them; ")
        + (deals.FirstClose(asOf) is { } first
            ? FormattableString.Invariant($"the first deal closed on {first:yyyy-MM-dd}, and the data end on {asOf:yyyy-MM-dd}")
            : FormattableString.Invariant($"no deal was closed by {asOf:yyyy-MM-dd}"));

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
