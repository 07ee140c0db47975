using System.Globalization;
using CrmMentorSync.Worker.State;
using CsvHelper;

namespace CrmMentorSync.Worker.CommandLine.AuditPack;

/// <summary>One file of the pack: a header, then rows of text, RFC 4180, UTF-8 without a byte-order mark.</summary>
internal static class CsvTable
{
    /// <param name="header">The columns' names, comma-separated.</param>
    public static async Task WriteAsync(string path, string header, IEnumerable<string?[]> rows, CancellationToken ct)
    {
        await using FileStream file = OwnerOnlyFiles.Open(path, FileMode.Create);
        await using CsvWriter csv = CsvWriter.Create(file, new CsvWriterOptions(), leaveOpen: true);
        await csv.WriteRecordAsync(header.Split(','), ct);
        foreach (string?[] row in rows)
        {
            await csv.WriteRecordAsync([.. row.Select(cell => cell ?? "")], ct);
        }
    }

    /// <summary>Rates and probabilities: 4 decimals.</summary>
    public static string? Rate(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>Money in corporate currency: 2 decimals.</summary>
    public static string? Money(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture);
}
