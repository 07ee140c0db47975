using System.Buffers;
using System.Text.Json;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>The request of a collections call: up to 200 records of one type, each for itself (<c>allOrNone: false</c>).</summary>
internal static class CollectionBody
{
    public static ReadOnlyMemory<byte> Write(string objectName, IEnumerable<IReadOnlyDictionary<string, object?>> records)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("allOrNone", false);
            writer.WriteStartArray("records");
            foreach (IReadOnlyDictionary<string, object?> record in records)
            {
                writer.WriteStartObject();
                writer.WriteStartObject("attributes");
                writer.WriteString("type", objectName);
                writer.WriteEndObject();
                foreach ((string field, object? value) in record.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    // The collections calls want the id in small letters.
                    writer.WritePropertyName(field.Equals("Id", StringComparison.OrdinalIgnoreCase) ? "id" : field);
                    WriteValue(writer, field, value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Null erases a field; a field that is left out stays as it is.</summary>
    private static void WriteValue(Utf8JsonWriter writer, string field, object? value)
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
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case DateOnly day:
                writer.WriteStringValue(SalesforceTime.Format(day));
                break;
            case DateTimeOffset instant:
                writer.WriteStringValue(SalesforceTime.Format(instant));
                break;
            default:
                throw new ArgumentException($"{field} holds a {value.GetType().Name}, which has no form in Salesforce's JSON");
        }
    }
}
