using System.Text.Json;
using System.Text.Json.Serialization;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>
/// The fields of a Task that the product writes and people may change. Equality is exact; <see cref="ThreeWayMerge"/>
/// compares by value instead, as Salesforce and its editors keep values.
/// </summary>
public sealed record TaskFields
{
    /// <summary>At most <see cref="MaxSubject"/> characters as we write it; people may write up to 255.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Description { get; init; }

    /// <summary>The due day in the owner's own calendar; null where someone cleared it.</summary>
    public required DateOnly? ActivityDate { get; init; }

    public required string Status { get; init; }
    public required string Priority { get; init; }
    public required UserId OwnerId { get; init; }

    /// <summary>UTC; null where there is none.</summary>
    public DateTimeOffset? ReminderDateTime { get; init; }

    /// <summary>False also once the reminder has fired or was dismissed.</summary>
    public bool IsReminderSet { get; init; }

    public const int MaxSubject = 80;

    /// <summary>As one line of JSON for the state's columns; equal fields give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TaskFieldsJson.Default.TaskFields);

    /// <exception cref="FormatException">The text is not what <see cref="ToJson"/> writes.</exception>
    public static TaskFields FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TaskFieldsJson.Default.TaskFields) ?? throw new FormatException("the fields of a Task are null");
        }
        catch (JsonException broken)
        {
            throw new FormatException($"these are not the fields of a Task: {broken.Message}", broken);
        }
    }
}

/// <summary>A user is its id and nothing around it.</summary>
internal sealed class UserIdConverter : JsonConverter<UserId>
{
    public override UserId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("a user's id is null"));

    public override void Write(Utf8JsonWriter writer, UserId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

[JsonSourceGenerationOptions(
    Converters = [typeof(UserIdConverter)], RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TaskFields))]
internal sealed partial class TaskFieldsJson : JsonSerializerContext;
