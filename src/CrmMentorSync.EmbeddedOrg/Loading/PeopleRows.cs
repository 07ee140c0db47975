using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Loading;

/// <summary>Judges the rows of People.csv and gives each the id of its user, first column.</summary>
internal static class PeopleRows
{
    /// <summary>A row that names nobody, or says the impossible, is refused.</summary>
    public static ExportTable Settle(LoadedFile people, UserDirectory users, List<RefusedRow> refused)
    {
        List<string> columns = [.. people.Columns];
        int id = columns.IndexOf("Id");
        int username = columns.IndexOf("Username");
        string[] others = [.. columns.Where(name => name != "Id")];
        int[] places = [.. others.Select(name => columns.IndexOf(name))];
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<IReadOnlyList<string>> rows = [];
        for (int at = 0; at < people.Rows.Count; at++)
        {
            string[] row = people.Rows[at];
            string given = id >= 0 && row[id].Length > 0 ? row[id] : username >= 0 ? row[username] : "";
            string? user = users.Knows(given) ? given : users.IdOf(given);
            string? fault = user is null ? $"'{given}' is nobody in User.csv; give the user's Id or Username"
                : seen.Contains(user) ? $"{given} is named by an earlier row; keep one row a person"
                : Impossible(columns, row);
            if (fault is null)
            {
                seen.Add(user!);
                rows.Add([user!, .. places.Select(place => row[place])]);
            }
            else
            {
                refused.Add(new RefusedRow(people.File.FileName, people.Lines[at], fault));
            }
        }

        return new ExportTable(people.File.Definition.Name, ["Id", .. others], rows);
    }

    private static string? Impossible(List<string> columns, string[] row)
    {
        string Cell(string name) => columns.IndexOf(name) is >= 0 and var at ? row[at] : "";
        if (FieldText.TryNumber(Cell("fte"), out double fte) && fte is <= 0 or > 1)
        {
            return $"fte {Cell("fte")} is not between 0 and 1; 1 is full time, 0.5 half";
        }

        if (FieldText.TryNumber(Cell("max_mentees"), out double most) && (most < 0 || most != Math.Truncate(most)))
        {
            return $"max_mentees {Cell("max_mentees")} is not a whole number of people";
        }

        return FieldText.TryDay(Cell("leave_from"), out DateOnly from) && FieldText.TryDay(Cell("leave_to"), out DateOnly to) && to < from
            ? $"the leave ends ({Cell("leave_to")}) before it starts ({Cell("leave_from")})"
            : null;
    }
}
