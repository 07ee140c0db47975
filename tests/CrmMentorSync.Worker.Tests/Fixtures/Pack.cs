using CsvHelper;

namespace CrmMentorSync.Worker.Tests.Fixtures;

/// <summary>Reads a file of the audit pack as rows by column name.</summary>
internal static class Pack
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        using CsvReader csv = CsvReader.FromText(File.ReadAllText(path), new CsvReaderOptions());
        csv.ReadHeader();
        string[] header = [.. csv.Headers];
        List<IReadOnlyDictionary<string, string>> rows = [];
        while (csv.Read())
        {
            rows.Add(header.Select((name, at) => (name, Value: csv.GetString(at))).ToDictionary(cell => cell.name, cell => cell.Value));
        }

        return rows;
    }
}
