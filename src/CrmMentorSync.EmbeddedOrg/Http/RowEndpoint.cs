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
        Column key = RequireExternalId(call, table, field);
        IReadOnlyList<int> rows = Locate(call, table, key, value);
        return call.Method switch
        {
            _ when rows.Count > 1 => AnswerChoicesAsync(call, table, rows, ct),
            "GET" when rows is [var row] && call.View.MayRead(table, row) => ReadAsync(call, table, row, ct),
            "GET" => throw OrgApiException.NotFound("The requested resource does not exist"),
            "PATCH" when call.Query("updateOnly") is null => UpsertAsync(call, table, key, value, ct),
            _ => throw call.Unsupported(),
        };
    }

    public static Column RequireExternalId(OrgCall call, ObjectTable table, string field)
    {
        Column key = call.View.Find(table, field) is { Field.ExternalId: true } known ? known : throw OrgApiException.NotFound(
            $"Provided external ID field does not exist or is not accessible: {field}");

        // An external id that is not unique takes View All Data (sObject Rows by External ID).
        return call.View.IsUnique(key) || call.View.SeesAll ? key : throw new OrgApiException(
            HttpStatusCode.Forbidden, "INSUFFICIENT_ACCESS", $"{field} is not unique: using it takes View All Data.");
    }

    private static IReadOnlyList<int> Locate(OrgCall call, ObjectTable table, Column key, string value)
    {
        lock (call.Database.Gate)
        {
            return call.View.LocateKey(table, key, value);
        }
    }

    /// <summary>300: the key is held by several records; nothing is done, and they are named.</summary>
    private static Task AnswerChoicesAsync(OrgCall call, ObjectTable table, IReadOnlyList<int> rows, CancellationToken ct) =>
        call.RespondAsync(StatusCodes.Status300MultipleChoices, writer =>
        {
            writer.WriteStartArray();
            foreach (int row in rows)
            {
                writer.WriteStringValue($"{call.DataPath}/sobjects/{table.Name}/{table.Id.Text(row)}");
            }

            writer.WriteEndArray();
        }, ct);

    private static Task UpsertAsync(OrgCall call, ObjectTable table, Column key, string value, CancellationToken ct) =>
        WriteAsync(call, (preparer, body) =>
        {
            if (body.EnumerateObject().Any(property => property.Name.Equals("Id", StringComparison.OrdinalIgnoreCase)
                || property.Name.Equals(key.Field.Name, StringComparison.OrdinalIgnoreCase)))
            {
                throw OrgApiException.BadRequest(
                    "INVALID_FIELD", $"The {key.Field.Name} field should not be specified in the sobject data.");
            }

            if (call.View.LocateKey(table, key, value) is [var row, ..])
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
            write = call.AfterFaults(prepare(new RowPreparer(call.View), body.RootElement));
            ThrowIfRefused(write);
            call.Commit([write]);
        }

        bool created = write.Kind == WriteKind.Create;
        if (!created && !answerUpdates)
        {
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (created)
        {
            call.Context.Response.Headers.Location = $"{call.DataPath}/sobjects/{write.Table.Name}/{write.Id}";
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
            PendingWrite write = call.AfterFaults(new RowPreparer(call.View).Delete(table, id));
            ThrowIfRefused(write);
            call.Commit([write]);
        }

        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;

        return Task.CompletedTask;
    }

    private static Task ReadAsync(OrgCall call, ObjectTable table, int row, CancellationToken ct)
    {
        HashSet<string>? wanted = call.Query("fields")?.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (wanted?.FirstOrDefault(field => call.View.Find(table, field) is null) is { } unknown)
        {
            throw OrgApiException.BadRequest("INVALID_FIELD", $"No such column '{unknown}' on sobject of type {table.Name}");
        }

        SoqlSelection selection = SoqlSelection.Everything(
            table, column => call.View.Find(table, column.Field.Name) is not null && (wanted is null || wanted.Contains(column.Field.Name) || column.Field.Type == FieldType.Id));
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
            if (row < 0 || !call.View.MayRead(table, row))
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
            HttpStatusCode status = error.StatusCode switch
            {
                "ENTITY_IS_DELETED" => HttpStatusCode.NotFound,
                "INSUFFICIENT_ACCESS_OR_READONLY" => HttpStatusCode.Forbidden,
                _ => HttpStatusCode.BadRequest,
            };
            throw new OrgApiException(status, error.StatusCode, error.Message) { Fields = error.Fields };
        }
    }
}
