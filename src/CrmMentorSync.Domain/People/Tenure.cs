using CrmMentorSync.Domain.Deals;

namespace CrmMentorSync.Domain.People;

/// <summary>From when a rep counts, and how many active days a span holds.</summary>
/// <param name="Start">The first day of tenure; <see cref="DateOnly.MinValue"/> where nothing tells it.</param>
/// <param name="Ramping">Whether tenure is shorter than the ramp on the day that is judged.</param>
public sealed record Tenure(Person Person, DateOnly Start, bool Ramping, int RampDays)
{
    /// <summary>Days at the start of the window in which it may happen that nobody closes anything.</summary>
    private const int LongestSilence = 30;

    /// <summary>The days on which the job that is judged began and ended, as day numbers; without a known move, all days.</summary>
    public int JobFrom { get; init; } = int.MinValue;
    public int JobTo { get; init; } = int.MaxValue;

    /// <summary>The first day of which the org tells any close, as a day number: before it nobody can have sold anything that we could know.</summary>
    public int DataFrom { get; init; } = int.MinValue;

    /// <summary>Results from that day on are the rep's own, and of the job that is judged.</summary>
    public int CreditFrom => Math.Max(Start.DayNumber, JobFrom);

    /// <summary>
    /// The tenure of all reps. Where no hire date is known the day the user was made stands in, unless more than half
    /// of the closed deals of such users are older than their owner's user: then the users were made by a migration,
    /// and tell nothing.
    /// </summary>
    public static IReadOnlyList<Tenure> Of(IReadOnlyList<Person> reps, DealLedger deals, DateOnly asOf, PopulationRules rules)
    {
        bool trusted = UserDatesTellHiring(reps, deals, asOf);
        int first = FirstDayOfData(deals, asOf, rules);
        return [.. reps.Select(rep =>
        {
            DateOnly start = rep.HireDate ?? (trusted ? rep.Since : DateOnly.MinValue);
            return new Tenure(rep, start, asOf.DayNumber - start.DayNumber < rules.RampDays, rules.RampDays) { DataFrom = first };
        })];
    }

    public int DaysOn(DateOnly day) => day.DayNumber - Start.DayNumber;

    /// <summary>
    /// The first day whose results count for rates. Once the ramp is over its days and deals are left out altogether,
    /// so that no assumption about how fast people ramp decides who is good.
    /// </summary>
    public int RatesFrom => Math.Max(DataFrom, Math.Max(JobFrom, RampEnd));

    /// <summary>The first day after the ramp; while it goes on, the first day of tenure.</summary>
    internal int RampEnd => Ramping ? Start.DayNumber : (int)Math.Min((long)Start.DayNumber + RampDays, int.MaxValue);

    /// <summary>
    /// Active days in [from, to]: from hiring and from where the data begin, in the job that is judged, without leave, times the full-time equivalent; days of a
    /// ramp that is still going on count by the share of the ramp that was behind them.
    /// </summary>
    public double ActiveDays(int from, int to)
    {
        double days = 0;
        int first = Math.Max(from, RatesFrom);
        to = Math.Min(to, JobTo);
        int leaveFrom = Person.LeaveFrom?.DayNumber ?? int.MaxValue;
        int leaveTo = Person.LeaveTo?.DayNumber ?? int.MaxValue;
        if (!Ramping)
        {
            int away = Math.Max(0, Math.Min(to, leaveTo) - Math.Max(first, leaveFrom) + 1);
            return Math.Max(0, to - first + 1 - away) * Person.Fte;
        }

        for (int day = first; day <= to; day++)
        {
            bool away = day >= leaveFrom && day <= leaveTo;
            days += away ? 0 : Math.Min(1.0, (day - Start.DayNumber + 1.0) / RampDays);
        }

        return days * Person.Fte;
    }

    // A first close some days into the window is chance; weeks without any are a history that begins later.
    private static int FirstDayOfData(DealLedger deals, DateOnly asOf, PopulationRules rules)
    {
        int first = deals.FirstClose(asOf)?.DayNumber ?? int.MinValue;
        int window = asOf.DayNumber - rules.WindowDays + 1;
        return first > window && first <= window + LongestSilence ? window : first;
    }

    private static bool UserDatesTellHiring(IReadOnlyList<Person> reps, DealLedger deals, DateOnly asOf)
    {
        long older = 0;
        long all = 0;
        foreach (Person rep in reps.Where(rep => rep.HireDate is null))
        {
            foreach (DealEntry deal in deals.Of(rep.Id))
            {
                if (deal.ClosedBy(asOf.DayNumber))
                {
                    all++;
                    older += deal.Closed < rep.Since.DayNumber ? 1 : 0;
                }
            }
        }

        return older * 2 <= all;
    }
}
