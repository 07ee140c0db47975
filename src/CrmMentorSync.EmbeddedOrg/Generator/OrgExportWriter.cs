using System.Text;

namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>
/// Writes an export as a folder of CSV files in the form of Salesforce's own Data Export: one file per object, header first,
/// every value quoted, LF, UTF-8. What is written loads again as the same export.
/// </summary>
public static class OrgExportWriter
{
    /// <summary>Writes every table of <paramref name="export"/>; files of the same names are replaced.</summary>
    public static void WriteFolder(OrgExport export, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (ExportTable table in export.Tables.Values.OrderBy(table => table.ObjectName, StringComparer.Ordinal))
        {
            WriteFile(table, Path.Combine(folder, table.ObjectName + ".csv"));
        }
    }

    /// <summary>Writes one table as a file of its own.</summary>
    public static void WriteFile(ExportTable table, string path)
    {
        using StreamWriter writer = Open(path);
        WriteTable(table, writer);
    }

    /// <summary>Writes one table to <paramref name="writer"/>.</summary>
    public static void WriteTable(ExportTable table, TextWriter writer)
    {
        WriteLine(table.Columns, writer);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            WriteLine(row, writer);
        }
    }

    private static StreamWriter Open(string path) =>
        new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024);

    private static void WriteLine(IReadOnlyList<string> values, TextWriter writer)
    {
        for (int index = 0; index < values.Count; index++)
        {
            writer.Write(index == 0 ? "\"" : ",\"");
            string value = values[index];
            writer.Write(value.Contains('"') ? value.Replace("\"", "\"\"", StringComparison.Ordinal) : value);
            writer.Write('"');
        }

        writer.Write('\n');
    }
}
