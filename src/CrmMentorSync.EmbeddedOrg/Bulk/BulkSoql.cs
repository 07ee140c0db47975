using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Soql;

namespace CrmMentorSync.EmbeddedOrg.Bulk;

/// <summary>
/// What SOQL allows and a Bulk API 2.0 query does not: GROUP BY, OFFSET, TYPEOF, aggregate functions and child queries
/// (Bulk API 2.0 guide, "Understanding Bulk API 2.0 Query"). The words of the refusals are those of public issue threads
/// (OpenFn/adaptors 395, jsforce 732).
/// </summary>
internal static class BulkSoql
{
    private static readonly string[] Aggregates = ["AVG", "COUNT", "COUNT_DISTINCT", "MAX", "MIN", "SUM"];

    public static void Require(string soql)
    {
        List<SoqlToken> tokens = SoqlTokenizer.Cut(soql);
        for (int at = 0; at < tokens.Count - 1; at++)
        {
            if (tokens[at].Is("(") && tokens[at + 1].Is("SELECT") && at > 0 && !tokens[at - 1].Is("IN"))
            {
                throw Refuse("Aggregate Relationships not supported in Bulk V2 Query with CSV content type");
            }

            if (tokens[at + 1].Is("(") && Aggregates.Any(tokens[at].Is))
            {
                throw Refuse("Aggregate functions are not supported in Bulk V2 Query");
            }

            if (tokens[at].Is("GROUP") || tokens[at].Is("OFFSET") || tokens[at].Is("TYPEOF"))
            {
                throw Refuse($"{tokens[at].Text.ToUpperInvariant()} is not supported in Bulk V2 Query");
            }
        }
    }

    private static OrgApiException Refuse(string message) => OrgApiException.BadRequest("FEATURENOTENABLED", message);
}
