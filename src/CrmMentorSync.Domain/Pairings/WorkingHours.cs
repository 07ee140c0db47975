using NodaTime;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>The hours that two people have in common when both work 09–17 in their own zones.</summary>
public static class WorkingHours
{
    /// <summary>Working hours a day.</summary>
    public const double ADay = 8;

    /// <summary>The zone's distance from UTC at noon of the day, in hours. A zone that is not known counts as UTC.</summary>
    public static double UtcOffset(string timeZone, DateOnly day)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc;
        return zone.GetUtcOffset(Instant.FromUtc(day.Year, day.Month, day.Day, 12, 0)).Seconds / 3600.0;
    }

    /// <summary>Shared hours, 0–8. The clock is a circle: 09–17 in Auckland meets the evening before in Los Angeles.</summary>
    public static double Shared(double oneOffset, double otherOffset)
    {
        double apart = Math.Abs(oneOffset - otherOffset) % 24;
        return Math.Max(0, ADay - Math.Min(apart, 24 - apart));
    }

    /// <summary>Shared hours as a share of the day, 0–1.</summary>
    public static double Overlap(double oneOffset, double otherOffset) => Shared(oneOffset, otherOffset) / ADay;
}
