using System.Globalization;
using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>Values as the REST API spells them.</summary>
internal static class FieldJson
{
    // REST writes the zone without a colon (+0000), unlike Bulk, and unlike what System.Text.Json reads.
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss.fff'+0000'";

    public static string Spell(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantForm, CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter writer, FieldType type, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateOnly day:
                WriteDay(writer, day);
                break;
            case DateTimeOffset instant:
                WriteInstant(writer, instant.UtcDateTime);
                break;
            case double number:
                WriteNumber(writer, type, number);
                break;
            default:
                throw new NotSupportedException($"A value of type {value.GetType().Name} has no JSON form.");
        }
    }

    public static void WriteDay(Utf8JsonWriter writer, DateOnly day)
    {
        Span<byte> text = stackalloc byte[10];
        InstantText.WriteDay(text, day);
        writer.WriteStringValue(text);
    }

    public static void WriteInstant(Utf8JsonWriter writer, DateTime utc)
    {
        Span<byte> text = stackalloc byte[28];
        InstantText.WriteUtc(text, utc);
        writer.WriteStringValue(text);
    }

    public static void WriteNumber(Utf8JsonWriter writer, FieldType type, double number)
    {
        Span<byte> text = stackalloc byte[32];
        writer.WriteRawValue(text[..FormatNumber(text, type, number)], skipInputValidation: true);
    }

    /// <returns>How many characters were written; never more than 32.</returns>
    public static int FormatNumber(Span<byte> target, FieldType type, double number)
    {
        bool whole = number == Math.Truncate(number) && Math.Abs(number) < 1e15;
        if (!whole && type != FieldType.Int)
        {
            number.TryFormat(target, out int written, provider: CultureInfo.InvariantCulture);
            return written;
        }

        ((long)number).TryFormat(target, out int length, provider: CultureInfo.InvariantCulture);
        if (type == FieldType.Int)
        {
            return length;
        }

        // Whole amounts keep their decimal (1054.0), as the platform writes them.
        ".0"u8.CopyTo(target[length..]);
        return length + 2;
    }

    /// <summary>Reads a value sent for a field; false when it is of another kind. Empty text is null, as the platform keeps it.</summary>
    public static bool TryRead(FieldType type, JsonElement element, out object? value)
    {
        value = null;
        if (element.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (type == FieldType.Boolean)
        {
            value = element.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
            return value is not null;
        }

        if (type.IsNumber)
        {
            if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && double.IsFinite(number))
            {
                value = number;
            }

            return value is not null;
        }

        return element.ValueKind == JsonValueKind.String && TryReadText(type, element.GetString()!, out value);
    }

    private static bool TryReadText(FieldType type, string text, out object? value)
    {
        value = null;
        if (text.Length == 0)
        {
            return true;
        }

        switch (type)
        {
            case FieldType.Date when FieldText.TryDay(text, out DateOnly day):
                value = day;
                return true;
            case FieldType.DateTime when FieldText.TryInstant(text, out DateTimeOffset instant):
                value = instant;
                return true;
            case FieldType.Id or FieldType.Reference when RecordId.IsWellFormed(text):
                value = RecordId.Normalise(text);
                return true;
            case FieldType.Date or FieldType.DateTime or FieldType.Id or FieldType.Reference:
                return false;
            default:
                value = text;
                return true;
        }
    }
}
