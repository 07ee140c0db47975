using System.Globalization;
using CrmMentorSync.Worker.State;
using CsvHelper;
using CsvHelper.Configuration;

namespace CrmMentorSync.Worker.CommandLine.AuditPack;

/// <summary>One file of the pack: a header, then rows of text, RFC 4180, UTF-8 without a byte-order mark.</summary>
internal static class CsvTable
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    /// <param name="header">The columns' names, comma-separated.</param>
    public static async Task WriteAsync(string path, string header, IEnumerable<string?[]> rows, CancellationToken ct)
    {
        await using FileStream file = OwnerOnlyFiles.Open(path, FileMode.Create);
        await using var text = new StreamWriter(file);
        await using var csv = new CsvWriter(text, Format);
        foreach (string column in header.Split(','))
        {
            csv.WriteField(column);
        }

        await csv.NextRecordAsync();
        foreach (string?[] row in rows)
        {
            foreach (string? value in row)
            {
                csv.WriteField(value);
            }

            await csv.NextRecordAsync();
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Rates and probabilities: 4 decimals.</summary>
    public static string? Rate(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>Money in corporate currency: 2 decimals.</summary>
    public static string? Money(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture);
}
