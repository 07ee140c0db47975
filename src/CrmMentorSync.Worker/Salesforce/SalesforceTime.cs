using System.Globalization;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// Salesforce's spelling of time. REST writes <c>2024-09-24T03:26:07.000+0000</c> (which System.Text.Json refuses), Bulk and
/// exports <c>…000Z</c>; both are read here, with or without fractions, with any offset.
/// </summary>
internal static class SalesforceTime
{
    public static bool TryParseInstant(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !TryParseDay(text[..10], out DateOnly day)
            || !Digits(text.Slice(11, 2), out int hour) || hour > 23
            || !Digits(text.Slice(14, 2), out int minute) || minute > 59
            || !Digits(text.Slice(17, 2), out int second) || second > 59)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text[19..];
        long fraction = 0;
        if (rest[0] == '.')
        {
            int digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits is < 1 or > 7 || !Digits(rest.Slice(1, digits), out int value))
            {
                return false;
            }

            fraction = value;
            for (int i = digits; i < 7; i++)
            {
                fraction *= 10;
            }

            rest = rest[(digits + 1)..];
        }

        if (!TryParseOffset(rest, out int offsetMinutes))
        {
            return false;
        }

        long ticks = day.ToDateTime(new TimeOnly(hour, minute, second)).Ticks + fraction - (offsetMinutes * TimeSpan.TicksPerMinute);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    public static bool TryParseInstant(string text, out DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[40];
        instant = default;
        return System.Text.Encoding.UTF8.TryGetBytes(text, bytes, out int length) && TryParseInstant(bytes[..length], out instant);
    }

    public static bool TryParseDay(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out int year) || !Digits(text.Slice(5, 2), out int month) || !Digits(text.Slice(8, 2), out int number)
            || year < 1 || month is < 1 or > 12 || number < 1 || number > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, number);
        return true;
    }

    /// <summary>UTC with milliseconds, as both request bodies and SOQL take it.</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Format(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text is [(byte)'Z'])
        {
            return true;
        }

        // +0000 or +00:00
        ReadOnlySpan<byte> lastTwo = text.Length switch { 5 => text[3..], 6 when text[3] == ':' => text[4..], _ => default };
        if (lastTwo.IsEmpty || text[0] is not ((byte)'+' or (byte)'-')
            || !Digits(text.Slice(1, 2), out int hours) || hours > 14 || !Digits(lastTwo, out int rest) || rest > 59)
        {
            return false;
        }

        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte character in text)
        {
            if (!char.IsAsciiDigit((char)character))
            {
                return false;
            }

            value = (value * 10) + (character - '0');
        }

        return true;
    }
}
