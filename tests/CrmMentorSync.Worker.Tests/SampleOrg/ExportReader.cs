using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Worker.Tests.TheSampleOrg;

/// <summary>Reads the cells of an export by column name.</summary>
internal static class ExportReader
{
    public static IEnumerable<Row> Rows(this OrgExport export, string table)
    {
        ExportTable found = export.Tables[table];
        var columns = found.Columns.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
        return found.Rows.Select(row => new Row(columns, row));
    }

    /// <summary>The SHA-256 of everything, in the form in which it is written to files.</summary>
    public static string Checksum(this OrgExport export)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        foreach (ExportTable table in export.Tables.Values.OrderBy(table => table.ObjectName, StringComparer.Ordinal))
        {
            writer.Write(table.ObjectName + '\n');
            OrgExportWriter.WriteTable(table, writer);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(writer.ToString())));
    }
}

internal readonly record struct Row(IReadOnlyDictionary<string, int> Columns, IReadOnlyList<string> Values)
{
    public string this[string column] => Values[Columns[column]];

    public bool Is(string column) => this[column] == "true";

    public DateOnly Day(string column) => DateOnly.ParseExact(this[column][..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public DateTimeOffset Instant(string column) => DateTimeOffset.ParseExact(
        this[column], "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public double Number(string column) => double.Parse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture);
}
