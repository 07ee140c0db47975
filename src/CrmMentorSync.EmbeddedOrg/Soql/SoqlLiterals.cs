using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>Literals as values of the field they are compared with; dates and numbers stand without quotes, text with them.</summary>
internal static class SoqlLiterals
{
    public static object Convert(string query, SoqlLiteral literal, FieldDefinition field)
    {
        object? value = (field.Type, literal.Value) switch
        {
            ({ IsId: true }, SoqlRawText) => RecordId.Normalise(SoqlText.Unescape(query, literal.Raw, literal.Position)),
            ({ IsText: true }, SoqlRawText) => SoqlText.Unescape(query, literal.Raw, literal.Position),
            ({ IsNumber: true }, double number) => number,
            (FieldType.Boolean, bool flag) => flag,
            (FieldType.Date, DateOnly day) => day,
            (FieldType.DateTime, DateTimeOffset instant) => instant,
            _ => null,
        };
        return value ?? throw SoqlError.InvalidField(query, literal.Position, WrongKind(field));
    }

    private static string WrongKind(FieldDefinition field) => field.Type.IsText
        ? $"value of filter criterion for field '{field.Name}' must be of type string and should be enclosed in quotes"
        : $"value of filter criterion for field '{field.Name}' must be of type {field.Type.ApiName} and should not be enclosed in quotes";
}
