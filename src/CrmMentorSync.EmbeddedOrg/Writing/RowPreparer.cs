using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>Judges the records of one call by the rules of their object, in the order given. Changes nothing.</summary>
internal sealed class RowPreparer(OrgView view)
{
    // Values of unique fields that earlier records of the same call will take.
    private readonly HashSet<(string Field, string Value)> _claimed = [];

    public PendingWrite Create(ObjectTable table, JsonElement body)
    {
        var write = new PendingWrite(WriteKind.Create, table, -1);
        if (!table.Definition.Createable)
        {
            return Refuse(write, RowError.Of("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type cannot be inserted: {table.Name}"));
        }

        return Refuse(write, Judge(write, body));
    }

    public PendingWrite Update(ObjectTable table, string? id, JsonElement body)
    {
        PendingWrite write = Find(WriteKind.Update, table, id, "update");
        if (write.Error is null && !table.Definition.Updateable)
        {
            return Refuse(write, RowError.Of("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type cannot be updated: {table.Name}"));
        }

        return write.Error is not null ? write : Refuse(write, Judge(write, body));
    }

    public PendingWrite Delete(ObjectTable table, string? id)
    {
        PendingWrite write = Find(WriteKind.Delete, table, id, "delete");
        if (write.Error is null && !table.Definition.Deletable)
        {
            return Refuse(write, RowError.Of("INSUFFICIENT_ACCESS_OR_READONLY", $"entity type cannot be deleted: {table.Name}"));
        }

        if (write.Error is null)
        {
            write.Put("IsDeleted", true);
        }

        return write;
    }

    private PendingWrite Find(WriteKind kind, ObjectTable table, string? id, string call)
    {
        if (string.IsNullOrEmpty(id))
        {
            return PendingWrite.Refused(kind, table, RowError.Of("MISSING_ARGUMENT", $"Id not specified in an {call} call", "Id"));
        }

        if (!RecordId.IsWellFormed(id))
        {
            return PendingWrite.Refused(kind, table, RowError.Of("MALFORMED_ID", $"malformed id {id}", "Id"));
        }

        int row = table.Locate(id);
        if (row < 0)
        {
            return PendingWrite.Refused(kind, table, RowError.Of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
        }

        if (!view.MayRead(table, row))
        {
            return PendingWrite.Refused(kind, table, RowError.Of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
        }

        if (table.IsDeleted(row))
        {
            return PendingWrite.Refused(kind, table, RowError.Of("ENTITY_IS_DELETED", "entity is deleted"));
        }

        return view.MayEdit(table, row)
            ? new PendingWrite(kind, table, row) { Id = table.Id.Text(row) }
            : PendingWrite.Refused(kind, table, RowError.Of("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id"));
    }

    private static PendingWrite Refuse(PendingWrite write, RowError? error)
    {
        write.Error = error;
        return write;
    }

    private RowError? Judge(PendingWrite write, JsonElement body) =>
        ReadFields(write, body) ?? CheckReferences(write) ?? ObjectRules.Complete(write, view.Database, view.UserId) ?? ClaimUnique(write);

    private RowError? ReadFields(PendingWrite write, JsonElement body)
    {
        foreach (JsonProperty property in body.EnumerateObject())
        {
            bool isId = property.Name.Equals("Id", StringComparison.OrdinalIgnoreCase);
            if (property.Name == "attributes" || (isId && write.Kind == WriteKind.Update))
            {
                continue;
            }

            if (isId)
            {
                return RowError.Of("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id");
            }

            if (ReadField(write, property) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private RowError? ReadField(PendingWrite write, JsonProperty property)
    {
        if (view.Find(write.Table, property.Name) is not { } column)
        {
            return RowError.Of("INVALID_FIELD", $"No such column '{property.Name}' on sobject of type {write.Table.Name}", property.Name);
        }

        FieldDefinition field = column.Field;
        if (!(write.Kind == WriteKind.Create ? field.Createable : field.Updateable) || !view.MayWrite(write.Table, column))
        {
            return RowError.NotWritable(field.Name);
        }

        if (!FieldJson.TryRead(field.Type, property.Value, out object? value))
        {
            return field.Type.IsId && property.Value.ValueKind == JsonValueKind.String
                ? RowError.Of("MALFORMED_ID", $"{field.Name}: id value of incorrect type: {property.Value.GetString()}", field.Name)
                : RowError.Of("JSON_PARSER_ERROR", $"Cannot deserialize instance of {field.Type.ApiName} from {property.Value.GetRawText()}", field.Name);
        }

        if (value is string text)
        {
            if (field.Length > 0 && text.Length > field.Length)
            {
                return RowError.Of(
                    "STRING_TOO_LONG", $"{field.Name}: data value too large: {text[..Math.Min(text.Length, 80)]} (max length={field.Length})", field.Name);
            }

            if (!write.Table.Allows(field.Name, text))
            {
                return RowError.BadPick(field.Name, text);
            }
        }

        write.Values[column] = value;
        return null;
    }

    private RowError? CheckReferences(PendingWrite write)
    {
        foreach ((Column column, object? value) in write.Values)
        {
            if (column.Field.Type != FieldType.Reference || value is not string id)
            {
                continue;
            }

            ObjectTable? target = view.Database.FindByPrefix(id);
            bool wrongKind = target is not null && !column.Field.ReferenceTo.Contains(target.Name);
            if (wrongKind)
            {
                return RowError.Of("FIELD_INTEGRITY_EXCEPTION", $"{column.Field.Name}: id value of incorrect type: {id}", column.Field.Name);
            }

            // Contacts, leads and queues are not held in this org; their ids are taken at their word.
            if (target is not null && (target.Locate(id) is < 0 || target.IsDeleted(target.Locate(id))))
            {
                return RowError.Of("INVALID_CROSS_REFERENCE_KEY", $"invalid cross reference id {id}", column.Field.Name);
            }
        }

        return null;
    }

    private RowError? ClaimUnique(PendingWrite write)
    {
        foreach ((Column column, object? value) in write.Values)
        {
            if (!view.IsUnique(column) || value is not string text)
            {
                continue;
            }

            int holder = write.Table.LocateUnique(column.Field.Name, text);
            if (holder >= 0 && holder != write.Row)
            {
                return RowError.Of(
                    "DUPLICATE_VALUE",
                    $"duplicate value found: {column.Field.Name} duplicates value on record with id: {write.Table.Id.Text(holder)}",
                    column.Field.Name);
            }

            if (holder < 0 && !_claimed.Add((column.Field.Name, text)))
            {
                return RowError.Of("DUPLICATE_VALUE", $"duplicate value found: {column.Field.Name} is given twice in this call", column.Field.Name);
            }
        }

        return null;
    }
}
