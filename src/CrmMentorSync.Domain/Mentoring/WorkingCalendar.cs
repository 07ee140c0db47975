using System.Globalization;
using CrmMentorSync.Domain.People;
using NodaTime;

namespace CrmMentorSync.Domain.Mentoring;

/// <summary>A day off: for everyone, or for those whose locale names the country (<c>DE</c> in <c>de_DE</c>).</summary>
public readonly record struct Holiday(DateOnly Day, string? Country);

/// <summary>
/// Working days and clock times as each person has them: Monday to Friday without holidays and without their own leave, in
/// their own zone.
/// </summary>
public sealed class WorkingCalendar
{
    /// <summary>Reminders pop up at this hour of the owner's own clock.</summary>
    public const int ReminderHour = 9;

    private readonly HashSet<(DateOnly, string?)> _holidays;
    private readonly Instant _now;

    /// <summary>A run that begins on the judged day and passes midnight still plans as on that day, and so does its repeat.</summary>
    private static readonly TimeSpan PastMidnight = TimeSpan.FromHours(1);

    /// <param name="asOf">The day that is judged.</param>
    /// <param name="now">Now by the org's clock. The first hour after <paramref name="asOf"/> (UTC) counts as its last minute.</param>
    public WorkingCalendar(DateOnly asOf, DateTimeOffset now, IEnumerable<Holiday> holidays)
    {
        _holidays = [.. holidays.Select(holiday => (holiday.Day, holiday.Country?.ToUpper(CultureInfo.InvariantCulture)))];
        var end = new DateTimeOffset(asOf.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        _now = Instant.FromDateTimeOffset(now >= end && now < end + PastMidnight ? end.AddMinutes(-1) : now);
    }

    /// <summary>The zone of a person; UTC where the org names one that nobody knows.</summary>
    public static DateTimeZone ZoneOf(Person person) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.TimeZone) ?? DateTimeZone.Utc;

    /// <summary>The day that it is for a person.</summary>
    public DateOnly Today(Person person) => _now.InZone(ZoneOf(person)).Date.ToDateOnly();

    /// <summary>The day that it was for a person at an instant.</summary>
    public static DateOnly DayOf(Person person, DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(ZoneOf(person)).Date.ToDateOnly();

    public bool IsWorkingDay(Person person, DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !_holidays.Contains((day, null))
        && !(CountryOf(person) is { } country && _holidays.Contains((day, country)))
        && !(person.LeaveFrom is { } from && day >= from && (person.LeaveTo is not { } to || day <= to));

    /// <summary>The n-th working day after a day, in all of the people's calendars at once.</summary>
    /// <remarks>Nobody is waited for longer than a year: then weekdays count alone (an open-ended leave, a wrong file).</remarks>
    public DateOnly After(DateOnly day, int workingDays, params ReadOnlySpan<Person> people)
    {
        DateOnly last = day.AddDays(366);
        DateOnly next = day;
        for (int left = workingDays; left > 0 && next < last;)
        {
            next = next.AddDays(1);
            left -= Works(next, people) ? 1 : 0;
        }

        return next < last ? next : NextWeekday(day);
    }

    /// <summary>The first of the days on which all of the people work and which is not before a day; null where there is none.</summary>
    public DateOnly? FirstOf(IEnumerable<DateOnly> days, DateOnly notBefore, params ReadOnlySpan<Person> people)
    {
        foreach (DateOnly day in days)
        {
            if (day >= notBefore && Works(day, people))
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>09:00 on that day by the person's own clock, as UTC; where the clock skips that hour, just after the gap.</summary>
    public static DateTimeOffset ReminderAt(Person person, DateOnly day) =>
        new LocalDateTime(day.Year, day.Month, day.Day, ReminderHour, 0).InZoneLeniently(ZoneOf(person)).ToInstant().ToDateTimeOffset();

    private bool Works(DateOnly day, ReadOnlySpan<Person> people)
    {
        foreach (Person person in people)
        {
            if (!IsWorkingDay(person, day))
            {
                return false;
            }
        }

        return true;
    }

    private static DateOnly NextWeekday(DateOnly day)
    {
        DateOnly next = day.AddDays(1);
        while (next.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            next = next.AddDays(1);
        }

        return next;
    }

    private static string? CountryOf(Person person)
    {
        int underscore = person.Locale.LastIndexOf('_');
        return underscore > 0 && person.Locale.Length - underscore == 3 ? person.Locale[(underscore + 1)..].ToUpper(CultureInfo.InvariantCulture) : null;
    }
}
