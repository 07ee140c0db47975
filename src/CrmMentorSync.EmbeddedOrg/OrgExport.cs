namespace CrmMentorSync.EmbeddedOrg;

/// <summary>
/// One object of an export: API column names and rows of text, as Salesforce's Data Export writes them. An empty string is null.
/// </summary>
public sealed record ExportTable(string ObjectName, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>A row of a file that could not be taken: which file and line, and why. The rest goes on.</summary>
public sealed record RefusedRow(string File, long Line, string Reason);

/// <summary>An org's content before it is served, whether read from a folder, written by us, or generated.</summary>
public sealed record OrgExport(IReadOnlyDictionary<string, ExportTable> Tables, IReadOnlyList<RefusedRow> Refused)
{
    /// <summary>The default as-of day: the newest created or closed date of a deal; null for an org without deals.</summary>
    public DateOnly? NewestDate { get; init; }

    /// <summary>An org that has nobody and nothing in it.</summary>
    public static OrgExport Empty { get; } = new(new Dictionary<string, ExportTable>(), []);
}
