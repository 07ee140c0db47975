using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Soql;
using CrmMentorSync.EmbeddedOrg.Storage;
using CrmMentorSync.EmbeddedOrg.Writing;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>Single rows: create, and by id or external id read, change and delete. Refusals are in the request-level dialect.</summary>
internal static class RowEndpoint
{
    public static Task CreateAsync(OrgCall call, string objectName, CancellationToken ct) =>
        WriteAsync(call, (preparer, body) => preparer.Create(call.Table(objectName), body), ct);

    public static Task ByIdAsync(OrgCall call, string objectName, string id, CancellationToken ct)
    {
        ObjectTable table = call.Table(objectName);
        return call.Method switch
        {
            "GET" => ReadAsync(call, table, Locate(call, table, id), ct),
            "PATCH" => WriteAsync(call, (preparer, body) => preparer.Update(table, KnownId(call, table, id), body), ct),
            "DELETE" => DeleteAsync(call, table, KnownId(call, table, id), ct),
            _ => throw call.Unsupported(),
        };
    }

    public static Task ByExternalIdAsync(OrgCall call, string objectName, string field, string value, CancellationToken ct)
    {
        ObjectTable table = call.Table(objectName);
        Column key = RequireExternalId(table, field);
        int row = table.LocateUnique(key.Field.Name, value);
        return call.Method switch
        {
            "GET" when row >= 0 => ReadAsync(call, table, row, ct),
            "GET" => throw OrgApiException.NotFound("The requested resource does not exist"),
            "PATCH" when call.Query("updateOnly") is null => UpsertAsync(call, table, key, value, ct),
            _ => throw call.Unsupported(),
        };
    }

    public static Column RequireExternalId(ObjectTable table, string field) =>
        table.Find(field) is { Field.ExternalId: true } key ? key : throw OrgApiException.NotFound(
            $"Provided external ID field does not exist or is not accessible: {field}");

    private static Task UpsertAsync(OrgCall call, ObjectTable table, Column key, string value, CancellationToken ct) =>
        WriteAsync(call, (preparer, body) =>
        {
            if (body.EnumerateObject().Any(property => property.Name.Equals("Id", StringComparison.OrdinalIgnoreCase)
                || property.Name.Equals(key.Field.Name, StringComparison.OrdinalIgnoreCase)))
            {
                throw OrgApiException.BadRequest(
                    "INVALID_FIELD", $"The {key.Field.Name} field should not be specified in the sobject data.");
            }

            int row = table.LocateUnique(key.Field.Name, value);
            if (row >= 0)
            {
                return preparer.Update(table, table.Id.Text(row), body);
            }

            JsonObject keyed = JsonObject.Create(body)!;
            keyed[key.Field.Name] = value;
            using JsonDocument whole = JsonDocument.Parse(keyed.ToJsonString());
            return preparer.Create(table, whole.RootElement);
        }, ct, answerUpdates: true);

    private static async Task WriteAsync(
        OrgCall call, Func<RowPreparer, JsonElement, PendingWrite> prepare, CancellationToken ct, bool answerUpdates = false)
    {
        using JsonDocument body = await call.ReadJsonAsync(ct);
        PendingWrite write;
        lock (call.Database.Gate)
        {
            write = call.AfterLocks(prepare(new RowPreparer(call.Database, call.UserId), body.RootElement));
            ThrowIfRefused(write);
            if (!call.Commit([write]))
            {
                return;
            }
        }

        bool created = write.Kind == WriteKind.Create;
        if (!created && !answerUpdates)
        {
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await call.RespondAsync(created ? StatusCodes.Status201Created : StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", write.Id);
            writer.WriteBoolean("success", true);
            writer.WriteStartArray("errors");
            writer.WriteEndArray();
            if (answerUpdates)
            {
                writer.WriteBoolean("created", created);
            }

            writer.WriteEndObject();
        }, ct);
    }

    private static Task DeleteAsync(OrgCall call, ObjectTable table, string id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (call.Database.Gate)
        {
            PendingWrite write = call.AfterLocks(RowPreparer.Delete(table, id));
            ThrowIfRefused(write);
            if (call.Commit([write]))
            {
                call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            }
        }

        return Task.CompletedTask;
    }

    private static Task ReadAsync(OrgCall call, ObjectTable table, int row, CancellationToken ct)
    {
        HashSet<string>? wanted = call.Query("fields")?.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (wanted?.FirstOrDefault(field => table.Find(field) is null) is { } unknown)
        {
            throw OrgApiException.BadRequest("INVALID_FIELD", $"No such column '{unknown}' on sobject of type {table.Name}");
        }

        SoqlSelection selection = SoqlSelection.Everything(
            table, column => wanted is null || wanted.Contains(column.Field.Name) || column.Field.Type == FieldType.Id);
        return call.RespondAsync(StatusCodes.Status200OK, writer =>
        {
            lock (call.Database.Gate)
            {
                selection.WriteRow(writer, row, call.DataPath);
            }
        }, ct);
    }

    private static string KnownId(OrgCall call, ObjectTable table, string id) => table.Id.Text(Locate(call, table, id))!;

    private static int Locate(OrgCall call, ObjectTable table, string id)
    {
        lock (call.Database.Gate)
        {
            int row = table.Locate(id);
            if (row < 0)
            {
                throw OrgApiException.NotFound($"Provided external ID field does not exist or is not accessible: {id}");
            }

            return table.IsDeleted(row) ? throw new OrgApiException(HttpStatusCode.NotFound, "ENTITY_IS_DELETED", "entity is deleted") : row;
        }
    }

    private static void ThrowIfRefused(PendingWrite write)
    {
        if (write.Error is { } error)
        {
            HttpStatusCode status = error.StatusCode == "ENTITY_IS_DELETED" ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest;
            throw new OrgApiException(status, error.StatusCode, error.Message) { Fields = error.Fields };
        }
    }
}
