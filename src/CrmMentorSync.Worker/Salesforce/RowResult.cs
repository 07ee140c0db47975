using System.Text.Json;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>What Salesforce said of one record of a collections call. HTTP 200 says nothing: all of them may have failed.</summary>
internal sealed record RowResult(string? Id, bool Success, bool Created, string? Code, string Message, IReadOnlyList<string> Fields)
{
    /// <summary>The results in the order of the request; null where the answer is not a list of as many results.</summary>
    public static IReadOnlyList<RowResult>? TryReadAll(ReadOnlyMemory<byte> answer, int expected)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.GetArrayLength() == expected
                ? [.. document.RootElement.EnumerateArray().Select(Read)]
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // Written or not: nobody knows. The caller reports the rows as unknown.
            return null;
        }
    }

    /// <summary>A trigger may wrap a lock error in one of its own, so the message counts as well.</summary>
    public bool IsLocked => !Success
        && (Code == "UNABLE_TO_LOCK_ROW" || Message.Contains("UNABLE_TO_LOCK_ROW", StringComparison.Ordinal));

    /// <summary>Somebody else wrote the same key first; the same upsert now finds it.</summary>
    public bool LostRace => !Success && Code == "DUPLICATE_VALUE";

    public WriteOutcome ToOutcome(CollectionCall call) => Success switch
    {
        true when Id is not { Length: > 0 } => new WriteOutcome.Unknown("Salesforce reported success without an id"),
        true => Created || call == CollectionCall.Create ? new WriteOutcome.Created(SalesforceId.To18(Id) ?? Id) : new WriteOutcome.Updated(SalesforceId.To18(Id) ?? Id),
        false when IsLocked => new WriteOutcome.Deferred("the row stayed locked by others (UNABLE_TO_LOCK_ROW)"),
        false when LostRace && call == CollectionCall.Upsert => new WriteOutcome.Unknown($"another row holds the same key: {Message}"),
        false => Code switch
        {
            "ENTITY_IS_DELETED" => new WriteOutcome.Deleted(),
            "NOT_FOUND" when call is CollectionCall.Update or CollectionCall.Delete => new WriteOutcome.Deleted(),
            "REQUEST_LIMIT_EXCEEDED" or "REQUEST_RUNNING_TOO_LONG" or "SERVER_UNAVAILABLE" or "QUERY_TIMEOUT"
                or "ALL_OR_NONE_OPERATION_ROLLED_BACK" or "PROCESSING_HALTED" => new WriteOutcome.Deferred($"{Code}: {Message}"),
            _ => new WriteOutcome.Refused(Code ?? "UNKNOWN", Message, Fields),
        },
    };

    private static RowResult Read(JsonElement result)
    {
        bool success = result.GetProperty("success").GetBoolean();
        JsonElement error = !success && result.TryGetProperty("errors", out JsonElement errors)
            && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0 ? errors[0] : default;
        return new RowResult(
            result.TryGetProperty("id", out JsonElement id) ? id.GetString() : null,
            success,
            result.TryGetProperty("created", out JsonElement created) && created.ValueKind == JsonValueKind.True,
            Text(error, "statusCode"),
            Text(error, "message") ?? "",
            error.ValueKind == JsonValueKind.Object && error.TryGetProperty("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array
                ? [.. fields.EnumerateArray().Select(field => field.ToString())]
                : []);
    }

    private static string? Text(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}

/// <summary>The four collections calls.</summary>
internal enum CollectionCall
{
    Create,
    Update,
    Upsert,
    Delete,
}
