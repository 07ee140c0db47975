using System.Globalization;

namespace CrmMentorSync.Worker.State;

/// <summary>The one conversion between the program's values and the database's: instants are ticks, days are text.</summary>
internal static class Sql
{
    public static long Ticks(DateTimeOffset instant) => instant.UtcTicks;

    public static long? Ticks(DateTimeOffset? instant) => instant?.UtcTicks;

    public static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    public static DateTimeOffset? Instant(long? ticks) => ticks is { } value ? Instant(value) : null;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Day(DateOnly? day) => day is { } value ? Day(value) : null;

    public static DateOnly ToDay(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? ToDayOrNull(string? text) => text is null ? null : ToDay(text);
}
