using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance;

/// <summary>Suspected leave: days without any deal, event or login.</summary>
internal static class Silence
{
    /// <summary>Signals that the silence should have held at the rep's own pace before it counts, where no login is known.</summary>
    private const double ExpectedSignals = 2;

    /// <summary>
    /// Days of silence where they suggest leave, else null. Where the org tells logins any silence of the configured
    /// length does; where it does not, a rep with a deal a month is silent for 30 days by chance, so the silence must
    /// also be unlikely at the rep's own pace. A leave that is known needs no suspicion.
    /// </summary>
    public static int? Of(RepTally tally, ReadOnlySpan<DealEntry> deals, IReadOnlyList<DateOnly> eventDays, int silentDays)
    {
        Person person = tally.Tenure.Person;
        int today = tally.To;
        if (person.LeaveFrom?.DayNumber <= today && (person.LeaveTo?.DayNumber ?? int.MaxValue) >= today)
        {
            return null;
        }

        int last = 0;
        int signals = 0;
        void Hear(int day)
        {
            if (day <= today)
            {
                last = Math.Max(last, day);
                signals += day >= tally.From ? 1 : 0;
            }
        }

        foreach (DealEntry deal in deals)
        {
            Hear(deal.Created);
            Hear(deal.Created <= today ? deal.Closed : DealEntry.Never);
        }

        foreach (DateOnly day in eventDays)
        {
            Hear(day.DayNumber);
        }

        // Salesforce keeps only the newest login: one after the day that is judged tells nothing about that day.
        int? login = person.LastLoginAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime).DayNumber : null;
        bool loginKnown = login <= today;
        last = loginKnown ? Math.Max(last, login.GetValueOrDefault()) : last;
        int silence = today - last;
        if (last == 0 || silence < silentDays || tally.Tenure.DaysOn(DateOnly.FromDayNumber(today)) < silentDays)
        {
            return null;
        }

        int active = Math.Max(1, last - Math.Max(tally.From, tally.Tenure.Start.DayNumber) + 1);
        bool unlikely = (double)signals * silence / active >= ExpectedSignals;
        return loginKnown || unlikely ? silence : null;
    }
}
