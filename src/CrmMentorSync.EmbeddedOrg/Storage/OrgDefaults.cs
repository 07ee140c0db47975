using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>Rows that every org has, made where the export has none. The same export makes the same rows.</summary>
internal static class OrgDefaults
{
    private static readonly (string Label, bool Default, bool Closed)[] Statuses =
    [
        ("Not Started", true, false), ("In Progress", false, false), ("Completed", false, true),
        ("Waiting on someone else", false, false), ("Deferred", false, false),
    ];

    /// <returns>The organization's id.</returns>
    public static string Organization(ObjectTable table, ObjectTable users, DateTimeOffset now)
    {
        if (table.Count > 0)
        {
            return table.Id.Text(0)!;
        }

        string id = OrgDatabase.MakeOrganizationId(users);
        int added = Add(table, id, now);
        table["Name"][added] = "Embedded Org";
        table["OrganizationType"][added] = "Enterprise Edition";
        table["InstanceName"][added] = "EMB0";
        table["FiscalYearStartMonth"][added] = 1d;
        table["TimeZoneSidKey"][added] = "Etc/UTC";
        table["DefaultLocaleSidKey"][added] = "en_US";
        table["LanguageLocaleKey"][added] = "en_US";
        return id;
    }

    /// <returns>The id of the user that client credentials act as.</returns>
    public static string IntegrationUser(ObjectTable users, string organizationId, DateTimeOffset now)
    {
        string id = RecordId.From("005", "Em0", 1);
        int row = users.Locate(id);
        if (row >= 0)
        {
            return id;
        }

        row = Add(users, id, now);
        users["Name"][row] = "Integration";
        users["LastName"][row] = "Integration";
        users["Username"][row] = $"integration@{organizationId.ToLowerInvariant()}.embedded";
        users["IsActive"][row] = true;
        users["UserType"][row] = "CloudIntegrationUser";
        users["TimeZoneSidKey"][row] = "Etc/UTC";
        users["LocaleSidKey"][row] = "en_US";
        users["LanguageLocaleKey"][row] = "en_US";
        return id;
    }

    public static void TaskStatuses(ObjectTable table, DateTimeOffset now)
    {
        if (table.Count > 0)
        {
            return;
        }

        for (int at = 0; at < Statuses.Length; at++)
        {
            int row = Add(table, RecordId.From("01T", "Em0", (ulong)at + 1), now);
            table["MasterLabel"][row] = Statuses[at].Label;
            table["ApiName"][row] = Statuses[at].Label;
            table["SortOrder"][row] = at + 1d;
            table["IsDefault"][row] = Statuses[at].Default;
            table["IsClosed"][row] = Statuses[at].Closed;
        }
    }

    /// <summary>One row for each thing that can be true of a caller; a view of the org shows the one that is.</summary>
    public static void Permissions(ObjectTable table, DateTimeOffset now)
    {
        (bool View, bool Modify)[] cases = [(false, false), (true, false), (true, true)];
        for (int at = 0; at < cases.Length; at++)
        {
            int row = Add(table, RecordId.From("0Up", "Em0", (ulong)at + 1), now);
            table["PermissionsViewAllData"][row] = cases[at].View;
            table["PermissionsModifyAllData"][row] = cases[at].Modify;
        }
    }

    private static int Add(ObjectTable table, string id, DateTimeOffset now)
    {
        int row = table.Append(id);
        DateTimeOffset stamp = new(now.UtcDateTime.Date, TimeSpan.Zero);
        foreach (string field in (ReadOnlySpan<string>)["CreatedDate", "LastModifiedDate", "SystemModstamp"])
        {
            table[field][row] = stamp;
        }

        return row;
    }
}
