using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>Whether the names in the deal filter mean something in this org: one that matches nothing silently leaves deals out.</summary>
internal static class DealFilterExamination
{
    private const string Subject = "deal filter";
    private const int MostNames = 12;

    public static async IAsyncEnumerable<Finding> FindingsAsync(DbConnection connection, DealFilterOptions filter, [EnumeratorCancellation] CancellationToken ct)
    {
        if (filter.Types.Length > 0)
        {
            string[] used = [.. await NamesAsync(connection, "SELECT DISTINCT type FROM deals WHERE type IS NOT NULL", ct)];
            foreach (Finding finding in Unmatched("Types", filter.Types, used, used))
            {
                yield return finding;
            }
        }

        if (filter.RecordTypes.Length > 0)
        {
            string[] shown = [.. await NamesAsync(connection, "SELECT developer_name FROM record_types", ct)];
            string[] known = [.. shown, .. await NamesAsync(connection, "SELECT name FROM record_types UNION SELECT id FROM record_types UNION SELECT DISTINCT record_type_id FROM deals WHERE record_type_id IS NOT NULL", ct)];
            foreach (Finding finding in Unmatched("RecordTypes", filter.RecordTypes, known, shown))
            {
                yield return finding;
            }
        }
    }

    private static async Task<IEnumerable<string>> NamesAsync(DbConnection connection, string sql, CancellationToken ct) =>
        (await connection.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: ct))).Order(StringComparer.Ordinal);

    private static IEnumerable<Finding> Unmatched(string list, string[] asked, string[] known, string[] shown)
    {
        string[] unmatched = [.. asked.Where(name => !known.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase)
            && !known.Contains(Salesforce.SalesforceId.To18(name.Trim()) ?? "", StringComparer.Ordinal))];
        if (unmatched.Length == 0)
        {
            return [new Finding(Verdict.Ok, Subject, string.Create(CultureInfo.InvariantCulture, $"all {asked.Length} names in Scoring__DealFilter__{list} are in use"))];
        }

        string names = shown.Length == 0 ? "the org shows none" : "the org has " + string.Join(", ", shown.Take(MostNames)) + (shown.Length > MostNames ? ", …" : "");
        return unmatched.Select(name => new Finding(Verdict.Note, Subject, $"no deal matches '{name}' in Scoring__DealFilter__{list}: correct it; {names}"));
    }
}
