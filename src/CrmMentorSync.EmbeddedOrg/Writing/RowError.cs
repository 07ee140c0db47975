namespace CrmMentorSync.EmbeddedOrg.Writing;

/// <summary>Why one record of a write was refused, in the record-level dialect.</summary>
internal sealed record RowError(string StatusCode, string Message, IReadOnlyList<string> Fields)
{
    public static RowError Of(string statusCode, string message, params string[] fields) => new(statusCode, message, fields);

    public static RowError NotWritable(string field) => Of(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        $"Unable to create/update fields: {field}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.",
        field);

    public static RowError Missing(string field) => Of("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{field}]", field);

    public static RowError BadPick(string field, string value) => Of(
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{field}: bad value for restricted picklist field: {value}", field);
}
