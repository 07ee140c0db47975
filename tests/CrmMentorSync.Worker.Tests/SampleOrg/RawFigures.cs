using CrmMentorSync.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.TheSampleOrg;

/// <summary>What a spreadsheet would say about a rep over the trailing year: the raw figures, without any model.</summary>
internal sealed record RawFigures(
    string Name, string Segment, DateOnly Hired, int Decided, int Won, double WonAmount, int[] WonByQuarter)
{
    public double WinRate => Decided == 0 ? 0 : (double)Won / Decided;

    public double MeanSize => Won == 0 ? 0 : WonAmount / Won;

    public static IReadOnlyDictionary<string, RawFigures> Of(OrgExport export, DateOnly asOf)
    {
        Dictionary<string, Row> people = export.Rows("People").ToDictionary(row => row["Username"]);
        ILookup<string, Row> decided = export.Rows("Opportunity")
            .Where(row => row.Is("IsClosed") && row.Day("CloseDate") > asOf.AddDays(-365))
            .ToLookup(row => row["OwnerId"]);
        return export.Rows("User")
            .Where(user => user.Is("IsActive") && people.ContainsKey(user["Username"]))
            .Select(user => Of(user, people[user["Username"]], [.. decided[user["Id"]]], asOf))
            .ToDictionary(figures => figures.Name);
    }

    private static RawFigures Of(Row user, Row person, Row[] decided, DateOnly asOf)
    {
        Row[] won = [.. decided.Where(row => row.Is("IsWon"))];
        int[] byQuarter = new int[4];
        foreach (Row row in won)
        {
            byQuarter[3 - Math.Min(3, (asOf.DayNumber - row.Day("CloseDate").DayNumber) / 92)]++;
        }

        return new RawFigures(
            user["Name"], person["segment"], person.Day("hire_date"), decided.Length, won.Length,
            won.Where(row => row["Amount"].Length > 0).Sum(row => row.Number("Amount")), byQuarter);
    }
}
