using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.ScorePerformance;

/// <summary>The configured filter with the record types that its names mean in this org.</summary>
internal sealed class DealFilter
{
    private readonly HashSet<string>? _types;
    private readonly HashSet<string>? _recordTypes;

    private DealFilter(HashSet<string>? types, HashSet<string>? recordTypes) => (_types, _recordTypes) = (types, recordTypes);

    public static async Task<DealFilter> OfAsync(DbConnection connection, DealFilterOptions options, CancellationToken ct)
    {
        HashSet<string>? types = options.Types.Length > 0 ? options.Types.Select(type => type.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase) : null;
        if (options.RecordTypes.Length == 0)
        {
            return new DealFilter(types, null);
        }

        IEnumerable<(string Id, string Name, string DeveloperName)> known = await connection.QueryAsync<(string, string, string)>(
            new CommandDefinition("SELECT id, name, developer_name FROM record_types ORDER BY id", cancellationToken: ct));
        HashSet<string> asked = options.RecordTypes.Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new DealFilter(types,
        [
            // An Id needs no name, and heeds case.
            .. options.RecordTypes.Select(name => Salesforce.SalesforceId.To18(name.Trim())).OfType<string>(),
            .. known.Where(type => asked.Contains(type.Name) || asked.Contains(type.DeveloperName)).Select(type => type.Id),
        ]);
    }

    /// <summary>Whether any deal can be left out.</summary>
    public bool Filters => _types is not null || _recordTypes is not null;

    public bool LetsPass(DbDataReader row, int type, int recordType) =>
        IsIn(_types, row, type) && IsIn(_recordTypes, row, recordType);

    private static bool IsIn(HashSet<string>? allowed, DbDataReader row, int column) =>
        allowed is null || (!row.IsDBNull(column) && allowed.Contains(row.GetString(column)));
}
