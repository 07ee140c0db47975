using CrmMentorSync.Domain.People;
using NodaTime;

namespace CrmMentorSync.Domain.Digest;

/// <summary>A manager's zone and the week of the last mail; null where there was none.</summary>
public sealed record DigestCalendar(UserId Manager, string TimeZone, IsoWeek? LastMailed);

/// <summary>Says whose digest is due: once an ISO week, from a local hour on, in each manager's own zone.</summary>
public static class DigestDue
{
    /// <summary>However late in its week a mail is due, there are so many hours to send it, on the other side of Sunday too.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromHours(6);

    /// <summary>
    /// The managers whose mail of this week is due and not yet made, in the order given. Due from <paramref name="day"/> at
    /// <paramref name="time"/> local until the end of Friday (for a day at the weekend, for one day), and for six hours at least: later,
    /// the week's mail would speak of a week that is over.
    /// </summary>
    public static IReadOnlyList<UserId> Managers(
        DateTimeOffset now, IReadOnlyList<DigestCalendar> managers, DayOfWeek day, TimeOnly time) =>
        [.. managers.Where(manager => IsDue(now, manager, day, time)).Select(manager => manager.Manager)];

    /// <summary>The week whose mail it is time for: the ISO week in the zone, or the one before while its mail is still to go.</summary>
    public static IsoWeek WeekOf(DateTimeOffset now, string timeZone, DayOfWeek day, TimeOnly time)
    {
        IsoWeek week = IsoWeek.At(now, Zone(timeZone));
        return now < InstantOf(week.Previous, timeZone, day, time) + AtLeast ? week.Previous : week;
    }

    /// <summary>The instant of a week's digest in a zone. A local time that a clock change skips moves on by the
    /// length of the gap; of one that occurs twice the first is taken.</summary>
    public static DateTimeOffset InstantOf(IsoWeek week, string timeZone, DayOfWeek day, TimeOnly time)
    {
        DateOnly date = week.Monday.AddDays(DaysAfterMonday(day));
        LocalDateTime local = new LocalDate(date.Year, date.Month, date.Day).At(new LocalTime(time.Hour, time.Minute, time.Second));
        return local.InZoneLeniently(Zone(timeZone)).ToDateTimeOffset().ToUniversalTime();
    }

    /// <summary>A zone by its IANA name; UTC for a name that is unknown, so that a mistyped zone delays a mail but never loses it.</summary>
    public static DateTimeZone Zone(string timeZone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc;

    private static bool IsDue(DateTimeOffset now, DigestCalendar manager, DayOfWeek day, TimeOnly time)
    {
        IsoWeek week = WeekOf(now, manager.TimeZone, day, time);
        DateTimeOffset from = InstantOf(week, manager.TimeZone, day, time);
        DateTimeOffset weekend = InstantOf(week, manager.TimeZone, DayOfWeek.Saturday, TimeOnly.MinValue);
        DateTimeOffset until = weekend > from + AtLeast ? weekend : from + (weekend > from ? AtLeast : TimeSpan.FromDays(1));
        return manager.LastMailed != week && now >= from && now < until;
    }

    private static int DaysAfterMonday(DayOfWeek day) => ((int)day + 6) % 7;
}
