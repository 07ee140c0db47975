using System.Globalization;

namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>When and by whom a day was written, as far as a reader of it must know.</summary>
/// <param name="Asked">The day on which the Task was made: a day without a year is the next such day after it.</param>
/// <param name="Written">The day of the Task's last change. An earlier day, or one more than a year after it, is a slip.</param>
/// <param name="Locale">The owner's, for example <c>en_US</c>: it says what 3/4/2026 means.</param>
public readonly record struct DayWriter(DateOnly Asked, DateOnly Written, string Locale)
{
    /// <summary>A day that was read before: it was ahead then, and stays what it was.</summary>
    public DateOnly? Known { get; init; }

    /// <summary>Whether slashed dates begin with the month; null where both ways are usual.</summary>
    public bool? BeginsWithMonth => Locale.Replace('-', '_').ToUpperInvariant() switch
    {
        "EN_US" or "EN_PH" or "ES_US" or "ES_PR" => true,
        "" or "EN" or "EN_CA" or "FR_CA" => null,
        _ => false,
    };
}

/// <summary>
/// Reads a day as people write it: 2026-12-24, 24.12.2026, 24 December 2026, Thursday, Dec 24, Donnerstag, 24. Dezember, 24/12/2026.
/// What may mean two days means none.
/// </summary>
public static class WrittenDay
{
    private const int DaysAhead = 366;

    private static readonly string[][] Months =
    [
        ["january", "jan", "januar", "jän", "jänner"], ["february", "feb", "februar", "febr"], ["march", "mar", "märz", "mär", "mrz", "maerz"],
        ["april", "apr"], ["may", "mai"], ["june", "jun", "juni"], ["july", "jul", "juli"], ["august", "aug"],
        ["september", "sep", "sept"], ["october", "oct", "oktober", "okt"], ["november", "nov"], ["december", "dec", "dezember", "dez"],
    ];

    private static readonly string[][] Weekdays =
    [
        ["sunday", "sun", "sonntag", "so"], ["monday", "mon", "montag", "mo"], ["tuesday", "tue", "tues", "dienstag", "di"],
        ["wednesday", "wed", "mittwoch", "mi"], ["thursday", "thu", "thur", "thurs", "donnerstag", "do"], ["friday", "fri", "freitag", "fr"],
        ["saturday", "sat", "samstag", "sa", "sonnabend"],
    ];

    /// <summary>The day; null where the text is none, means two, or lies in the past or more than a year ahead.</summary>
    /// <param name="writer">Null: nothing is known of it; then a day needs its year, and a slashed one must be plain by itself.</param>
    public static DateOnly? Read(string text, DayWriter? writer)
    {
        List<string> words = Words(text);
        DayOfWeek? weekday = null;
        if (words.Count > 1 && IndexOf(Weekdays, words[0]) is { } named)
        {
            weekday = (DayOfWeek)named;
            words.RemoveAt(0);
        }

        DateOnly? day = words switch
        {
            [var one] => ReadNumbers(one, writer),
            [var one, var other] => Named(one, other, null, writer),
            [var one, var other, var year] => Year(year) is { } of ? Named(one, other, of, writer) : null,
            _ => null,
        };
        return day is { } read && (weekday is null || read.DayOfWeek == weekday) && IsAhead(read, writer) ? read : null;
    }

    private static bool IsAhead(DateOnly day, DayWriter? writer) =>
        writer is not { } known || day == known.Known || (day > known.Written && day <= known.Written.AddDays(DaysAhead));

    /// <summary>24 December, December 24: one of the two is a name.</summary>
    private static DateOnly? Named(string one, string other, int? year, DayWriter? writer) =>
        IndexOf(Months, other) is { } month && Number(one) is { } day ? Make(year, month + 1, day, writer)
        : IndexOf(Months, one) is { } first && Number(other) is { } second ? Make(year, first + 1, second, writer)
        : null;

    private static DateOnly? ReadNumbers(string text, DayWriter? writer)
    {
        char separator = text.FirstOrDefault(letter => !char.IsAsciiDigit(letter));
        string[] parts = text.Split(separator, StringSplitOptions.RemoveEmptyEntries);
        int?[] numbers = [.. parts.Select(part => part.All(char.IsAsciiDigit) && part.Length <= 4 ? int.Parse(part, CultureInfo.InvariantCulture) : (int?)null)];
        return (separator, numbers) switch
        {
            ('-', [{ } year, { } month, { } day]) when parts[0].Length == 4 => Make(year, month, day, writer),
            ('.', [{ } day, { } month]) => Make(null, month, day, writer),
            ('.', [{ } day, { } month, _]) => Year(parts[2]) is { } year ? Make(year, month, day, writer) : null,
            ('/', [{ } one, { } other]) => Slashed(one, other, null, writer),
            ('/', [{ } one, { } other, _]) => Year(parts[2]) is { } year ? Slashed(one, other, year, writer) : null,
            _ => null,
        };
    }

    /// <summary>Where only one way gives a day it is meant; where both do, the owner's locale says which.</summary>
    private static DateOnly? Slashed(int one, int other, int? year, DayWriter? writer)
    {
        DateOnly? monthFirst = Make(year, one, other, writer);
        DateOnly? dayFirst = Make(year, other, one, writer);
        return (monthFirst, dayFirst, writer?.BeginsWithMonth) switch
        {
            (null, _, _) => dayFirst,
            (_, null, _) => monthFirst,
            (_, _, { } isMonthFirst) => isMonthFirst ? monthFirst : dayFirst,
            _ => monthFirst == dayFirst ? dayFirst : null,
        };
    }

    private static DateOnly? Make(int? year, int month, int day, DayWriter? writer)
    {
        if (year is { } given)
        {
            return Exists(given, month, day) ? new DateOnly(given, month, day) : null;
        }

        return writer is { } known
            ? Enumerable.Range(known.Asked.Year, 2).Where(at => Exists(at, month, day)).Select(at => new DateOnly(at, month, day))
                .Where(at => at > known.Asked).Select(at => (DateOnly?)at).FirstOrDefault()
            : null;
    }

    private static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int? Year(string text) => text.All(char.IsAsciiDigit) && text.Length is 2 or 4
        ? int.Parse(text, CultureInfo.InvariantCulture) + (text.Length == 2 ? 2000 : 0)
        : null;

    /// <summary>The number of a day in a month: 24, 24th.</summary>
    private static int? Number(string text)
    {
        string digits = new([.. text.TakeWhile(char.IsAsciiDigit)]);
        return digits.Length is 1 or 2 && text[digits.Length..] is "" or "st" or "nd" or "rd" or "th" ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
    }

    private static int? IndexOf(string[][] names, string word) => Array.FindIndex(names, name => name.Contains(word)) is >= 0 and int at ? at : null;

    private static List<string> Words(string text) =>
    [
        .. text.ToLowerInvariant().Split([' ', '\t', '\u00a0', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', '!', ';'))
            .Where(word => word.Length > 0 && word is not ("the" or "of" or "den" or "dem" or "der" or "am" or "zum" or "on")),
    ];
}
