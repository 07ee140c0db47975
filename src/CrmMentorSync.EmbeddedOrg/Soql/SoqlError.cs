using CrmMentorSync.EmbeddedOrg.Http;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>Errors of a query, in the platform's words and with the place.</summary>
internal static class SoqlError
{
    public static OrgApiException Malformed(string query, int position, string what) =>
        OrgApiException.BadRequest("MALFORMED_QUERY", Describe(query, position, what));

    public static OrgApiException Unexpected(string query, int position, string token) => Malformed(
        query, position, token.Length == 0 ? "unexpected end of the query" : $"unexpected token: '{token}'");

    public static OrgApiException InvalidField(string query, int position, string what) =>
        OrgApiException.BadRequest("INVALID_FIELD", Describe(query, position, what));

    public static OrgApiException NoSuchColumn(string query, int position, string column, string objectName) => InvalidField(
        query, position, $"No such column '{column}' on entity '{objectName}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.");

    private static string Describe(string query, int position, string what)
    {
        int from = Math.Max(0, position - 20);
        int to = Math.Min(query.Length, position + 20);
        int row = query.AsSpan(0, position).Count('\n') + 1;
        int column = position - query.LastIndexOf('\n', Math.Max(0, position - 1));
        return $"\n{query[from..to].ReplaceLineEndings(" ")}\n{new string(' ', position - from)}^\nERROR at Row:{row}:Column:{column}\n{what}";
    }
}
