using System.Globalization;
using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>The values of an export's cells, which are all text.</summary>
internal static class FieldText
{
    // REST and Bulk spell instants with T and a zone, the weekly export with a blank and in UTC.
    private static readonly string[] InstantForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.fffK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-dd'T'HH:mmK",
    ];

    // What no sales organisation has: a date out of range would move the day that is judged, or leave the calendar.
    private const int FirstYear = 1970;
    private const int LastYear = 2100;
    private const double TooLarge = 1e16;

    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy-MM-dd 00:00:00"];

    public static bool TryInstant(ReadOnlySpan<char> text, out DateTimeOffset value) => InstantText.TryReadUtc(text, out value)
        || DateTimeOffset.TryParseExact(
            text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);

    public static bool TryDay(ReadOnlySpan<char> text, out DateOnly value) => InstantText.TryReadDay(text, out value)
        || DateOnly.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    public static bool TryNumber(ReadOnlySpan<char> text, out double value) => double.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture,
        out value) && double.IsFinite(value);

    public static bool TryFlag(ReadOnlySpan<char> text, out bool value)
    {
        value = text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Why a cell cannot be a value of its field, with the remedy; null when it can. An empty cell is null and always can.</summary>
    public static string? Fault(FieldDefinition field, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return field.Type switch
        {
            FieldType.Boolean when !TryFlag(text, out _) => $"{field.Name} '{Shown(text)}' is neither true nor false; write true or false",
            FieldType.Date when !TryDay(text, out _) => $"{field.Name} '{Shown(text)}' is not a date; write it as 2026-01-31",
            FieldType.DateTime when !TryInstant(text, out _) =>
                $"{field.Name} '{Shown(text)}' is not a date and time; write it as 2026-01-31T09:00:00.000Z",
            FieldType.Date when TryDay(text, out DateOnly day) && day.Year is < FirstYear or > LastYear =>
                $"{field.Name} '{Shown(text)}' lies outside {FirstYear} to {LastYear}; correct the date",
            FieldType.DateTime when TryInstant(text, out DateTimeOffset instant) && instant.Year is < FirstYear or > LastYear =>
                $"{field.Name} '{Shown(text)}' lies outside {FirstYear} to {LastYear}; correct the date",
            FieldType.Double or FieldType.Currency when TryNumber(text, out double number) && Math.Abs(number) >= TooLarge =>
                $"{field.Name} '{Shown(text)}' is larger than Salesforce holds (16 digits before the point); correct the number",
            FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent when !TryNumber(text, out _) =>
                $"{field.Name} '{Shown(text)}' is not a number; write it as 1234.56, without currency sign or thousands separator",
            FieldType.Id or FieldType.Reference when !RecordId.IsWellFormed(text) =>
                $"{field.Name} '{Shown(text)}' is not a Salesforce id; ids have 15 or 18 letters and digits",
            _ => null,
        };
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
