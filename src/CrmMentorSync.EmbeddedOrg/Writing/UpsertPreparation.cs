using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>
/// Upsert by a unique key: a live record with the key is changed, else one is created. A deleted record does not match, so its key
/// makes a new one. A key given twice in a call refuses every record that has it.
/// </summary>
internal static class UpsertPreparation
{
    public static List<PendingWrite> Prepare(
        RowPreparer preparer, OrgView view, ObjectTable table, Column key, IReadOnlyList<JsonElement> records)
    {
        string?[] keys = [.. records.Select(record => KeyOf(record, key.Field.Name))];
        HashSet<string> twice = keys.OfType<string>().GroupBy(text => text, StringComparer.Ordinal)
            .Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return [.. records.Select((record, at) => PrepareOne(preparer, view, table, key, record, keys[at], twice))];
    }

    private static PendingWrite PrepareOne(
        RowPreparer preparer, OrgView view, ObjectTable table, Column column, JsonElement record, string? key, HashSet<string> twice)
    {
        string field = column.Field.Name;
        if (string.IsNullOrEmpty(key))
        {
            return PendingWrite.Refused(
                WriteKind.Create, table, RowError.Of("MISSING_ARGUMENT", $"{field} not specified", field));
        }

        if (twice.Contains(key))
        {
            return PendingWrite.Refused(
                WriteKind.Create, table, RowError.Of("DUPLICATE_VALUE", $"Duplicate external id specified: {key}", field));
        }

        if (record.EnumerateObject().Any(property => property.Name.Equals("Id", StringComparison.OrdinalIgnoreCase)))
        {
            return PendingWrite.Refused(
                WriteKind.Create, table, RowError.Of("INVALID_FIELD_FOR_INSERT_UPDATE", "Id may not be given in an upsert by external id", "Id"));
        }

        return view.LocateKey(table, column, key) switch
        {
            [] => preparer.Create(table, record),
            [var row] => preparer.Update(table, table.Id.Text(row), record),
            _ => PendingWrite.Refused(WriteKind.Update, table, RowError.Of(
                "DUPLICATE_EXTERNAL_ID", $"{field}: more than one record found for external id field: {key}", field)),
        };
    }

    private static string? KeyOf(JsonElement record, string field)
    {
        foreach (JsonProperty property in record.EnumerateObject())
        {
            if (property.Name.Equals(field, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.String)
            {
                return property.Value.GetString();
            }
        }

        return null;
    }
}
