namespace CrmMentorSync.EmbeddedOrg.Loading;

/// <summary>The rows of a file that were taken, with the lines they came from.</summary>
internal sealed record LoadedFile(ExportFile File, string[] Columns, List<string[]> Rows, List<long> Lines)
{
    public int IndexOf(string column) => Array.IndexOf(Columns, column);

    public ExportTable ToTable() => new(File.Definition.Name, Columns, Rows);
}
