using System.Globalization;
using CrmMentorSync.Domain.Mentoring;

namespace CrmMentorSync.Worker.PlanActivities;

/// <summary>Days off from a CSV file: <c>date,country</c>, the country optional, a header line optional.</summary>
internal static class HolidaysFile
{
    /// <summary>What the file holds; a line that cannot be read is told and the rest goes on.</summary>
    public static async Task<(IReadOnlyList<Holiday> Holidays, IReadOnlyList<(string Record, string Reason)> Refused)> ReadAsync(
        string? path, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(path))
        {
            return ([], []);
        }

        List<Holiday> holidays = [];
        List<(string, string)> refused = [];
        int number = 0;
        await foreach (string line in File.ReadLinesAsync(path, ct))
        {
            number++;
            string[] cells = [.. line.Trim('\uFEFF', ' ').Split([',', ';']).Select(cell => cell.Trim().Trim('"'))];
            bool isHeader = number == 1 && cells[0].Equals("date", StringComparison.OrdinalIgnoreCase);
            if (isHeader || cells is [""])
            {
                continue;
            }

            string? country = cells.Length > 1 && cells[1].Length > 0 ? cells[1] : null;
            if (!DateOnly.TryParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                refused.Add((Line(number), $"{Path.GetFileName(path)}: '{cells[0]}' is no date; write it as 2026-12-25"));
            }
            else if (country is not null && country.Length != 2)
            {
                refused.Add((Line(number), $"{Path.GetFileName(path)}: '{country}' is no country; write two letters, like DE, or none for everyone"));
            }
            else
            {
                holidays.Add(new Holiday(day, country));
            }
        }

        return (holidays, refused);
    }

    private static string Line(int number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");
}
