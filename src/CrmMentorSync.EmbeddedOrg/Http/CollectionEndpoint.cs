using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Storage;
using CrmMentorSync.EmbeddedOrg.Writing;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>Collections: up to 200 records a call, one result each, in the order given; HTTP 200 even when every record failed.</summary>
internal static class CollectionEndpoint
{
    private const int MaxRecords = 200;
    private static readonly RowError RolledBack = RowError.Of(
        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "Record rolled back because not all records were valid and the request was using AllOrNone header");

    public static Task HandleAsync(OrgCall call, CancellationToken ct) => (call.Method, call.Path) switch
    {
        ("POST", [_, _]) => WriteAsync(call, PrepareCreates, ct),
        ("PATCH", [_, _]) => WriteAsync(call, PrepareUpdates, ct),
        ("PATCH", [_, _, var objectName, var field]) => UpsertAsync(call, objectName, field, ct),
        ("DELETE", [_, _]) => DeleteAsync(call, ct),
        _ => throw call.Unsupported(),
    };

    private static Task UpsertAsync(OrgCall call, string objectName, string field, CancellationToken ct)
    {
        ObjectTable table = call.Table(objectName);
        Column key = RowEndpoint.RequireExternalId(call, table, field);
        return WriteAsync(call, (preparer, records) => records.FirstOrDefault(record => TypeOf(call, record) != table) is { ValueKind: JsonValueKind.Object } other
            ? throw OrgApiException.BadRequest("INVALID_INPUT", $"The record is a {TypeOf(call, other).Name}, and the request is for {table.Name}.")
            : UpsertPreparation.Prepare(preparer, call.View, table, key, records), ct);
    }

    private static List<PendingWrite> PrepareCreates(OrgCall call, RowPreparer preparer, IReadOnlyList<JsonElement> records) =>
        [.. records.Select(record => preparer.Create(TypeOf(call, record), record))];

    private static List<PendingWrite> PrepareUpdates(OrgCall call, RowPreparer preparer, IReadOnlyList<JsonElement> records) =>
        [.. records.Select(record => preparer.Update(TypeOf(call, record), IdOf(record), record))];

    private static Task WriteAsync(
        OrgCall call, Func<OrgCall, RowPreparer, IReadOnlyList<JsonElement>, List<PendingWrite>> prepare, CancellationToken ct) =>
        WriteAsync(call, (preparer, records) => prepare(call, preparer, records), ct);

    private static async Task WriteAsync(
        OrgCall call, Func<RowPreparer, IReadOnlyList<JsonElement>, List<PendingWrite>> prepare, CancellationToken ct)
    {
        using JsonDocument body = await call.ReadJsonAsync(ct);
        bool allOrNone = OrgCall.Flag(body.RootElement, "allOrNone");
        List<JsonElement> records = Records(body.RootElement);
        List<PendingWrite> writes;
        lock (call.Database.Gate)
        {
            writes = [.. prepare(new RowPreparer(call.View), records).Select(call.AfterFaults)];
            Finish(call, writes, allOrNone);
        }

        await call.RespondAsync(StatusCodes.Status200OK, writer => Write(writer, writes), ct);
    }

    private static async Task DeleteAsync(OrgCall call, CancellationToken ct)
    {
        string[] ids = (call.Query("ids") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        RequireCount(ids.Length);
        List<PendingWrite> writes;
        lock (call.Database.Gate)
        {
            var preparer = new RowPreparer(call.View);
            writes = [.. ids.Select(id => call.AfterFaults(preparer.Delete(TableOfId(call, id), id)))];
            Finish(call, writes, string.Equals(call.Query("allOrNone"), "true", StringComparison.OrdinalIgnoreCase));
        }

        await call.RespondAsync(StatusCodes.Status200OK, writer => Write(writer, writes), ct);
    }

    private static void Finish(OrgCall call, List<PendingWrite> writes, bool allOrNone)
    {
        if (allOrNone && writes.Exists(write => write.Error is not null))
        {
            foreach (PendingWrite innocent in writes.Where(write => write.Error is null))
            {
                innocent.Error = RolledBack;
            }
        }

        call.Commit(writes);
    }

    private static List<JsonElement> Records(JsonElement body)
    {
        if (!body.TryGetProperty("records", out JsonElement records) || records.ValueKind != JsonValueKind.Array)
        {
            throw OrgApiException.BadRequest("JSON_PARSER_ERROR", "The request body has no array of records.");
        }

        RequireCount(records.GetArrayLength());
        List<JsonElement> all = [.. records.EnumerateArray()];
        return all.TrueForAll(record => record.ValueKind == JsonValueKind.Object) ? all
            : throw OrgApiException.BadRequest("JSON_PARSER_ERROR", "Each record must be a JSON object.");
    }

    private static void RequireCount(int count)
    {
        if (count is 0 or > MaxRecords)
        {
            throw count == 0
                ? OrgApiException.BadRequest("INVALID_INPUT", "The request names no record.")
                : OrgApiException.BadRequest("EXCEEDED_MAX_SIZE_REQUEST", $"record limit reached. cannot submit more than {MaxRecords} records in a single request");
        }
    }

    private static ObjectTable TypeOf(OrgCall call, JsonElement record)
    {
        string? type = record.TryGetProperty("attributes", out JsonElement attributes) && attributes.ValueKind == JsonValueKind.Object
            && attributes.TryGetProperty("type", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        if (type is null)
        {
            throw OrgApiException.BadRequest("INVALID_INPUT", "Each record needs attributes with a type.");
        }

        return call.View.Find(type) ?? throw OrgApiException.BadRequest("INVALID_TYPE", $"sObject type '{type}' is not supported.");
    }

    private static ObjectTable TableOfId(OrgCall call, string id) => call.View.FindByPrefix(id)
        ?? throw OrgApiException.BadRequest("MALFORMED_ID", $"malformed id {id}");

    private static string? IdOf(JsonElement record)
    {
        foreach (JsonProperty property in record.EnumerateObject())
        {
            if (property.Name.Equals("id", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.String)
            {
                return property.Value.GetString();
            }
        }

        return null;
    }

    private static void Write(Utf8JsonWriter writer, List<PendingWrite> writes)
    {
        writer.WriteStartArray();
        foreach (PendingWrite write in writes)
        {
            writer.WriteStartObject();
            if (write.Error is null)
            {
                writer.WriteString("id", write.Id);
            }

            writer.WriteBoolean("success", write.Error is null);
            writer.WriteStartArray("errors");
            if (write.Error is { } error)
            {
                WriteError(writer, error);
            }

            writer.WriteEndArray();
            if (write.Error is null && write.Kind != WriteKind.Delete)
            {
                writer.WriteBoolean("created", write.Kind == WriteKind.Create);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter writer, RowError error)
    {
        writer.WriteStartObject();
        writer.WriteString("statusCode", error.StatusCode);
        writer.WriteString("message", error.Message);
        writer.WriteStartArray("fields");
        foreach (string field in error.Fields)
        {
            writer.WriteStringValue(field);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
