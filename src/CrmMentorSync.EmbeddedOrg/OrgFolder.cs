using CrmMentorSync.EmbeddedOrg.Loading;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg;

/// <summary>
/// Reads a folder of Salesforce CSV exports, one file an object (<c>Opportunity.csv</c>), columns by API name. <c>User.csv</c> and
/// <c>Opportunity.csv</c> must be there. Files of other objects are left alone.
/// </summary>
public static class OrgFolder
{
    /// <exception cref="OrgFolderException">The folder, a required file or a required column is missing.</exception>
    public static OrgExport Load(string folder, CancellationToken ct)
    {
        Dictionary<string, string> paths = FindFiles(folder);
        List<RefusedRow> refused = [];
        var users = new UserDirectory();
        var tables = new Dictionary<string, ExportTable>(StringComparer.OrdinalIgnoreCase);
        foreach (ExportFile file in ExportFile.All)
        {
            if (!paths.TryGetValue(file.FileName, out string? path))
            {
                continue;
            }

            if (new FileLoader(path, file, users, refused).Load(ct) is { } loaded)
            {
                if (loaded.File.Definition.Name == "User")
                {
                    users.Learn(loaded);
                }

                UnknownReferences.Empty(loaded, users, refused);
                tables[loaded.File.Definition.Name] = loaded.ToTable();
            }
        }

        RequireKnownOutcomes(tables["Opportunity"], paths["Opportunity.csv"]);
        LoadPeople(paths, users, tables, refused, ct);
        return new OrgExport(tables, refused) { NewestDate = NewestDateOf(tables["Opportunity"]) };
    }

    /// <summary>The open stages of an org as Salesforce sets it up.</summary>
    private static readonly HashSet<string> UsualOpenStages = new(StringComparer.OrdinalIgnoreCase)
    {
        "Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers", "Perception Analysis",
        "Proposal/Price Quote", "Negotiation/Review",
    };

    /// <summary>
    /// Without the columns the stage must tell. Where stages of the org's own are in use and none says closed, nobody could be judged,
    /// and silence would hide it.
    /// </summary>
    private static void RequireKnownOutcomes(ExportTable deals, string path)
    {
        List<string> columns = [.. deals.Columns];
        int stage = columns.IndexOf("StageName");
        string[] missing = [.. ((string[])["IsClosed", "IsWon"]).Except(columns)];
        if (missing.Length > 0 && deals.Rows.Any(row => !UsualOpenStages.Contains(row[stage])) && !deals.Rows.Any(row => RowDefaults.IsClosedStage(row[stage])))
        {
            throw new OrgFolderException(
                $"{path} has no column {string.Join(", ", missing)}, and none of its stages says that a deal is closed. Export Opportunity again with IsClosed and IsWon.");
        }
    }

    private static Dictionary<string, string> FindFiles(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new OrgFolderException(
                $"There is no folder '{folder}'. Give a folder of Salesforce CSV exports with User.csv and Opportunity.csv in it.");
        }

        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string path in Directory.EnumerateFiles(folder, "*.csv", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive })
            .Order(StringComparer.Ordinal))
        {
            paths.TryAdd(Path.GetFileName(path), path);
        }

        string[] missing = [.. ExportFile.All.Where(file => file.Required && !paths.ContainsKey(file.FileName)).Select(file => file.FileName)];
        return missing.Length == 0 ? paths : throw new OrgFolderException(
            $"The folder '{folder}' has no {string.Join(" and no ", missing)}. Export the object from Salesforce (Data Export or Data Loader) into it.");
    }

    private static void LoadPeople(
        Dictionary<string, string> paths, UserDirectory users, Dictionary<string, ExportTable> tables, List<RefusedRow> refused, CancellationToken ct)
    {
        if (!paths.TryGetValue(ExportFile.People.FileName, out string? path))
        {
            return;
        }

        ExportFile file = ExportFile.People with { RequiredColumns = [], RequiredValues = [] };
        if (new FileLoader(path, file, users, refused).Load(ct) is not { } people)
        {
            return;
        }

        if (!people.Columns.Contains("Id") && !people.Columns.Contains("Username"))
        {
            throw new OrgFolderException($"{path} has neither a column Id nor Username. Add one, so that each row names its user.");
        }

        tables["People"] = PeopleRows.Settle(people, users, refused);
    }

    private static DateOnly? NewestDateOf(ExportTable deals)
    {
        List<string> columns = [.. deals.Columns];
        int created = columns.IndexOf("CreatedDate");
        int closes = columns.IndexOf("CloseDate");
        int closed = columns.IndexOf("IsClosed");
        int stage = columns.IndexOf("StageName");
        DateOnly? newest = null;
        foreach (IReadOnlyList<string> row in deals.Rows)
        {
            if (FieldText.TryInstant(row[created], out DateTimeOffset instant))
            {
                newest = Later(newest, DateOnly.FromDateTime(instant.UtcDateTime));
            }

            bool isClosed = closed >= 0 ? FieldText.TryFlag(row[closed], out bool flag) && flag : RowDefaults.IsClosedStage(row[stage]);
            if (isClosed && FieldText.TryDay(row[closes], out DateOnly day))
            {
                newest = Later(newest, day);
            }
        }

        return newest;
    }

    private static DateOnly Later(DateOnly? known, DateOnly day) => known is { } other && other > day ? other : day;
}
