using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Storage;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>What fields an object has in this org.</summary>
internal static class DescribeEndpoint
{
    public static Task HandleAsync(OrgCall call, string name, CancellationToken ct)
    {
        if (!HttpMethods.IsGet(call.Method))
        {
            throw call.Unsupported();
        }

        ObjectTable table = call.Table(name);
        return call.RespondAsync(StatusCodes.Status200OK, writer => Write(writer, table, call.View), ct);
    }

    private static void Write(Utf8JsonWriter writer, ObjectTable table, OrgView view)
    {
        ObjectDefinition definition = table.Definition;
        writer.WriteStartObject();
        writer.WriteString("name", definition.Name);
        writer.WriteString("label", definition.Name);
        writer.WriteString("keyPrefix", definition.KeyPrefix);
        writer.WriteBoolean("queryable", true);
        writer.WriteBoolean("createable", definition.Createable);
        writer.WriteBoolean("updateable", definition.Updateable);
        writer.WriteBoolean("deletable", definition.Deletable);
        writer.WriteBoolean("custom", false);
        writer.WriteStartArray("fields");
        foreach (Column column in view.Columns(table))
        {
            WriteField(writer, column.Field, view.IsUnique(column), view.MayWrite(table, column));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter writer, FieldDefinition field, bool unique, bool writable)
    {
        writer.WriteStartObject();
        writer.WriteString("name", field.Name);
        writer.WriteString("label", field.Name);
        writer.WriteString("type", field.Type.ApiName);
        writer.WriteNumber("length", field.Length);
        writer.WriteBoolean("createable", field.Createable && writable);
        writer.WriteBoolean("updateable", field.Updateable && writable);
        writer.WriteBoolean("filterable", field.Filterable);
        writer.WriteBoolean("sortable", field.Filterable);
        writer.WriteBoolean("nillable", field.Type is not (FieldType.Boolean or FieldType.Id));
        writer.WriteBoolean("externalId", field.ExternalId);
        writer.WriteBoolean("idLookup", field.ExternalId || field.Type == FieldType.Id);
        writer.WriteBoolean("unique", unique);
        writer.WriteBoolean("caseSensitive", field.CaseSensitive);
        writer.WriteBoolean("custom", field.Custom);
        writer.WriteString("relationshipName", field.RelationshipName);
        writer.WriteStartArray("referenceTo");
        foreach (string target in field.ReferenceTo)
        {
            writer.WriteStringValue(target);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("picklistValues");
        foreach (string value in field.Picklist)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("active", true);
            writer.WriteString("label", value);
            writer.WriteString("value", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
