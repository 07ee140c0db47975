namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>
/// Reads and writes instants and days in the platform's own forms, digit by digit: millions of them pass through here, and the general
/// parser and formatter take several times as long.
/// </summary>
internal static class InstantText
{
    private const int DayLength = 10;
    private const int RestLength = 28;

    /// <summary>Reads <c>2026-01-31T09:00:00.000Z</c> or <c>…+0000</c>; false for every other form.</summary>
    public static bool TryReadUtc(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        bool ours = text.Length is 24 or RestLength && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == '.'
            && text[23..] is "Z" or "+0000";
        if (!ours || !TryReadDay(text[..DayLength], out DateOnly day))
        {
            return false;
        }

        int hour = Digits(text.Slice(11, 2));
        int minute = Digits(text.Slice(14, 2));
        int second = Digits(text.Slice(17, 2));
        int millisecond = Digits(text.Slice(20, 3));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || millisecond < 0)
        {
            return false;
        }

        value = new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, minute, second, millisecond)), TimeSpan.Zero);
        return true;
    }

    /// <summary>Reads <c>2026-01-31</c>; false for every other form.</summary>
    public static bool TryReadDay(ReadOnlySpan<char> text, out DateOnly value)
    {
        value = default;
        if (text.Length != DayLength || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        int year = Digits(text[..4]);
        int month = Digits(text.Slice(5, 2));
        int day = Digits(text.Slice(8, 2));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        value = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>Writes <c>2026-01-31T09:00:00.000+0000</c>: 28 bytes.</summary>
    public static void WriteUtc(Span<byte> target, DateTime utc)
    {
        WriteDay(target, DateOnly.FromDateTime(utc));
        target[10] = (byte)'T';
        Put(target.Slice(11, 2), utc.Hour);
        target[13] = (byte)':';
        Put(target.Slice(14, 2), utc.Minute);
        target[16] = (byte)':';
        Put(target.Slice(17, 2), utc.Second);
        target[19] = (byte)'.';
        Put(target.Slice(20, 3), utc.Millisecond);
        "+0000"u8.CopyTo(target[23..]);
    }

    /// <summary>Writes <c>2026-01-31</c>: 10 bytes.</summary>
    public static void WriteDay(Span<byte> target, DateOnly day)
    {
        Put(target[..4], day.Year);
        target[4] = (byte)'-';
        Put(target.Slice(5, 2), day.Month);
        target[7] = (byte)'-';
        Put(target.Slice(8, 2), day.Day);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int number = 0;
        foreach (char character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return -1;
            }

            number = (number * 10) + (character - '0');
        }

        return number;
    }

    private static void Put(Span<byte> target, int number)
    {
        for (int at = target.Length - 1; at >= 0; at--)
        {
            target[at] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
