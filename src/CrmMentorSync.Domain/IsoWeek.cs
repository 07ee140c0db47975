using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace CrmMentorSync.Domain;

/// <summary>An ISO 8601 week (Monday to Sunday), the one meaning of "week" in the product (decision 0005).</summary>
public readonly record struct IsoWeek(int Year, int Week) : IComparable<IsoWeek>
{
    public static IsoWeek Of(DateOnly day) => new(ISOWeek.GetYear(day.ToDateTime(TimeOnly.MinValue)), ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)));

    /// <summary>The week that it is at an instant in a named zone.</summary>
    public static IsoWeek At(DateTimeOffset instant, DateTimeZone zone)
    {
        LocalDate day = Instant.FromDateTimeOffset(instant).InZone(zone).Date;
        IWeekYearRule rule = WeekYearRules.Iso;
        return new IsoWeek(rule.GetWeekYear(day), rule.GetWeekOfWeekYear(day));
    }

    public DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Week, DayOfWeek.Monday));

    public DateOnly Sunday => Monday.AddDays(6);

    public IsoWeek Next => Of(Monday.AddDays(7));

    public IsoWeek Previous => Of(Monday.AddDays(-7));

    /// <summary>The week as a round's id and as a part of keys, for example <c>2017w52</c>.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}w{Week:00}");

    /// <summary>The inverse of <see cref="Key"/>; null where the text is not one.</summary>
    public static IsoWeek? TryParse(string text) =>
        text.Length == 7 && text[4] == 'w'
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year)
        && int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int week)
        && year >= 1 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
            ? new IsoWeek(year, week)
            : null;

    public int CompareTo(IsoWeek other) => (Year, Week).CompareTo((other.Year, other.Week));

    public override string ToString() => Key;

    public static bool operator <(IsoWeek left, IsoWeek right) => left.CompareTo(right) < 0;

    public static bool operator >(IsoWeek left, IsoWeek right) => left.CompareTo(right) > 0;

    public static bool operator <=(IsoWeek left, IsoWeek right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IsoWeek left, IsoWeek right) => left.CompareTo(right) >= 0;
}
