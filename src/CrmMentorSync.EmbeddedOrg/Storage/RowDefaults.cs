namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>
/// What an exported row leaves out and a real org would always have: stamps, the closed and won flags of a stage, names.
/// </summary>
internal static class RowDefaults
{
    // A client asks for changes up to a little before the org's present, so what the export knows must have happened by then.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>A stage of this name ends a deal; the platform's own stages all follow it.</summary>
    public static bool IsClosedStage(string? stage) => stage?.StartsWith("Closed", StringComparison.OrdinalIgnoreCase) is true;

    public static bool IsWonStage(string? stage) => string.Equals(stage, "Closed Won", StringComparison.OrdinalIgnoreCase);

    /// <param name="exported">The columns that the export has; a default is taken where a column is missing or, where said, empty.</param>
    public static void Fill(ObjectTable table, HashSet<string> exported, DateTimeOffset loadedAt)
    {
        DateTimeOffset latest = loadedAt - Settled;
        DateTimeOffset unknown = new(loadedAt.UtcDateTime.Date, TimeSpan.Zero);
        for (int row = 0; row < table.Count; row++)
        {
            FillStamps(table, row, latest, unknown);
            switch (table.Name)
            {
                case "User":
                    FillUser(table, row, exported);
                    break;
                case "Opportunity":
                    FillDeal(table, row, exported);
                    break;
                case "Task":
                    FillTask(table, row, exported);
                    break;
                case "Event":
                    FillEvent(table, row);
                    break;
                case "RecordType" when !exported.Contains("SobjectType"):
                    table.Set(row, table["SobjectType"], "Opportunity");
                    break;
                case "ForecastingQuota" when !exported.Contains("IsAmount"):
                    table.Set(row, table["IsAmount"], true);
                    break;
            }
        }
    }

    private static void FillStamps(ObjectTable table, int row, DateTimeOffset latest, DateTimeOffset unknown)
    {
        Column stamp = table["SystemModstamp"];
        Column modified = table["LastModifiedDate"];
        Column created = table["CreatedDate"];
        Default(created, row, modified[row] ?? stamp[row] ?? unknown);
        Default(modified, row, stamp[row] ?? created[row]);
        Default(stamp, row, modified[row]);
        if (stamp[row] is DateTimeOffset instant && instant > latest)
        {
            // Changed after the as-of day: to this org it is news that has just come in.
            stamp[row] = latest;
        }
    }

    private static void FillUser(ObjectTable table, int row, HashSet<string> exported)
    {
        if (!exported.Contains("IsActive"))
        {
            table["IsActive"][row] = true;
        }

        Default(table["UserType"], row, "Standard");
        Default(table["Username"], row, table.Id[row]);
        Default(table["TimeZoneSidKey"], row, "Etc/UTC");
        Default(table["LocaleSidKey"], row, "en_US");
        Default(table["LanguageLocaleKey"], row, "en_US");
        if (table["Name"][row] is string name)
        {
            int blank = name.LastIndexOf(' ');
            Default(table["LastName"], row, name[(blank + 1)..]);
            Default(table["FirstName"], row, blank > 0 ? name[..blank] : null);
        }
    }

    private static void FillDeal(ObjectTable table, int row, HashSet<string> exported)
    {
        string? stage = table["StageName"][row] as string;
        if (!exported.Contains("IsClosed"))
        {
            table["IsClosed"][row] = IsClosedStage(stage);
        }

        if (!exported.Contains("IsWon"))
        {
            table["IsWon"][row] = IsWonStage(stage);
        }
    }

    private static void FillTask(ObjectTable table, int row, HashSet<string> exported)
    {
        Default(table["Status"], row, "Not Started");
        Default(table["Priority"], row, "Normal");
        Default(table["TaskSubtype"], row, "Task");
        if (!exported.Contains("IsClosed"))
        {
            table["IsClosed"][row] = string.Equals(table["Status"][row] as string, "Completed", StringComparison.OrdinalIgnoreCase);
        }

        if (table["IsClosed"][row] is true)
        {
            Default(table["CompletedDateTime"], row, table["LastModifiedDate"][row]);
        }
    }

    private static void FillEvent(ObjectTable table, int row)
    {
        Default(table["StartDateTime"], row, table["ActivityDateTime"][row]);
        Default(table["ActivityDateTime"], row, table["StartDateTime"][row]);
        if (table["StartDateTime"][row] is DateTimeOffset start)
        {
            Default(table["ActivityDate"], row, DateOnly.FromDateTime(start.UtcDateTime));
            double minutes = table["DurationInMinutes"][row] as double? ?? 0;
            Default(table["EndDateTime"], row, start.AddMinutes(minutes));
        }
    }

    private static void Default(Column column, int row, object? value)
    {
        if (column.IsNull(row))
        {
            column[row] = value;
        }
    }
}
