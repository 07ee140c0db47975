using System.Text;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.EmbeddedOrg.Sample;

namespace CrmMentorSync.Worker.Tests.TheSampleOrg;

public sealed class An_export_is_written_as_a_folder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("export").FullName;

    [Fact]
    public void Every_value_is_quoted_and_lines_end_in_a_line_feed()
    {
        ExportTable table = new("Thing", ["Id", "Text"], [["1", "say \"yes\""], ["2", "two\nlines, one comma"], ["3", ""]]);

        OrgExportWriter.WriteFolder(new OrgExport(new Dictionary<string, ExportTable> { ["Thing"] = table }, []), _folder);

        Assert.Equal(
            "\"Id\",\"Text\"\n\"1\",\"say \"\"yes\"\"\"\n\"2\",\"two\nlines, one comma\"\n\"3\",\"\"\n"u8.ToArray(),
            File.ReadAllBytes(Path.Combine(_folder, "Thing.csv")));
    }

    [Fact]
    public void The_sample_org_reads_back_as_it_was()
    {
        OrgExport export = SampleOrg.Create();
        OrgExportWriter.WriteFolder(export, Path.Combine(_folder, "new", "sample"));

        foreach (ExportTable table in export.Tables.Values)
        {
            string text = File.ReadAllText(Path.Combine(_folder, "new", "sample", table.ObjectName + ".csv"), Encoding.UTF8);
            IEnumerable<IReadOnlyList<string>> written = [table.Columns, .. table.Rows];
            Assert.Equal(written, Parse(text));
        }
    }

    /// <summary>Reads what is quoted throughout, as RFC 4180 says.</summary>
    private static IEnumerable<IReadOnlyList<string>> Parse(string text)
    {
        var row = new List<string>();
        for (int at = 0; at < text.Length;)
        {
            var value = new StringBuilder();
            while (text[++at] != '"' || text[at + 1] == '"')
            {
                at += text[at] == '"' ? 1 : 0;
                value.Append(text[at]);
            }

            row.Add(value.ToString());
            at += 2;
            if (text[at - 1] == '\n')
            {
                yield return [.. row];
                row.Clear();
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
