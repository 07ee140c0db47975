namespace CrmMentorSync.EmbeddedOrg.Loading;

/// <summary>Empties references to rows that are not there (a manager who was not exported) and says so; the rows are kept.</summary>
internal static class UnknownReferences
{
    public static void Empty(LoadedFile file, UserDirectory users, List<RefusedRow> refused)
    {
        foreach (string column in file.File.EmptiedWhenUnknown)
        {
            int at = file.IndexOf(column);
            if (at >= 0)
            {
                Empty(file, at, Known(file, users, column), refused);
            }
        }
    }

    private static Func<string, bool> Known(LoadedFile file, UserDirectory users, string column)
    {
        if (column != "ParentRoleId")
        {
            return users.Knows;
        }

        int id = file.IndexOf("Id");
        return file.Rows.Select(row => row[id]).ToHashSet(StringComparer.Ordinal).Contains;
    }

    private static void Empty(LoadedFile file, int at, Func<string, bool> known, List<RefusedRow> refused)
    {
        for (int row = 0; row < file.Rows.Count; row++)
        {
            string id = file.Rows[row][at];
            if (id.Length > 0 && !known(id))
            {
                file.Rows[row][at] = "";
                refused.Add(new RefusedRow(
                    file.File.FileName, file.Lines[row], $"{file.Columns[at]} {id} is unknown; the row is kept without it. Export that record too"));
            }
        }
    }
}
