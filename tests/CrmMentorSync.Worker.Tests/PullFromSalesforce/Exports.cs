using CrmMentorSync.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

/// <summary>Small changes to an export, for what people do in an org between two pulls.</summary>
internal static class Exports
{
    public static OrgExport With(this OrgExport export, string table, string id, string column, string value) =>
        export.Replace(table, rows => [.. rows.Rows.Select(row => row[0] == id ? Changed(rows, row, column, value) : row)]);

    public static OrgExport Replace(this OrgExport export, string table, Func<ExportTable, IReadOnlyList<IReadOnlyList<string>>> change)
    {
        var tables = export.Tables.ToDictionary(StringComparer.OrdinalIgnoreCase);
        tables[table] = tables[table] with { Rows = change(tables[table]) };
        return export with { Tables = tables };
    }

    public static OrgExport Add(this OrgExport export, string table, string[] columns, params string[][] rows)
    {
        var tables = export.Tables.ToDictionary(StringComparer.OrdinalIgnoreCase);
        tables[table] = new ExportTable(table, columns, rows);
        return export with { Tables = tables };
    }

    private static string[] Changed(ExportTable table, IReadOnlyList<string> row, string column, string value)
    {
        string[] changed = [.. row];
        changed[table.Columns.ToList().IndexOf(column)] = value;
        return changed;
    }
}
