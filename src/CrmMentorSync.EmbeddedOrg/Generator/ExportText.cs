using System.Globalization;

namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>Values as an export writes them. Days and instants are shared: a million deals fall on less than a thousand days.</summary>
internal sealed class ExportText
{
    public const string True = "true";
    public const string False = "false";

    /// <summary>Times of day (UTC) at which rows of a generated org are touched.</summary>
    public const int Slots = 8;

    private readonly Dictionary<DateOnly, string> _days = [];
    private readonly Dictionary<DateOnly, string[]> _instants = [];

    public string Day(DateOnly day)
    {
        if (!_days.TryGetValue(day, out string? text))
        {
            _days[day] = text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return text;
    }

    /// <summary>The instant of a slot of that day, between 08:05 and 19:26 UTC; later slots are later.</summary>
    public string Instant(DateOnly day, int slot)
    {
        if (!_instants.TryGetValue(day, out string[]? texts))
        {
            texts = new string[Slots];
            for (int index = 0; index < Slots; index++)
            {
                // The minutes and seconds vary from day to day, as a real export's do.
                int minutes = (8 * 60) + 5 + (index * 90) + (day.DayNumber % 47);
                texts[index] = Instant(day.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes).AddSeconds(day.DayNumber % 59));
            }

            _instants[day] = texts;
        }

        return texts[slot];
    }

    public static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Money(double amount) => amount.ToString("F2", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    public static string Flag(bool value) => value ? True : False;

    public static string OptionalDay(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The Friday before a weekend day; any other day itself.</summary>
    public static DateOnly WorkingDayBefore(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(-2),
        _ => day,
    };

    /// <summary>The Monday after a weekend day; any other day itself.</summary>
    public static DateOnly WorkingDayAfter(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
