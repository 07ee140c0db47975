namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>The headers of the tables that both the sample and the generator write, with the columns a real export has.</summary>
internal static class OrgTables
{
    public static TableBuilder Users() => new(
        "User",
        "Id", "Username", "FirstName", "LastName", "Name", "Email", "IsActive", "UserType", "ManagerId", "UserRoleId", "Title",
        "Department", "TimeZoneSidKey", "LocaleSidKey", "LanguageLocaleKey", "LastLoginDate", "CreatedDate", "SystemModstamp");

    public static TableBuilder Roles() => new("UserRole", "Id", "Name", "ParentRoleId", "SystemModstamp");

    public static TableBuilder Accounts() => new(
        "Account",
        "Id", "Name", "Industry", "AnnualRevenue", "NumberOfEmployees", "BillingCountry", "OwnerId", "CreatedDate", "SystemModstamp");

    /// <summary>
    /// What Salesforce does not hold about people; the worker reads it beside the org. Id first, as a loaded folder has it.
    /// </summary>
    public static TableBuilder People() => new(
        "People", "Id", "Username", "hire_date", "leave_from", "leave_to", "fte", "segment", "exclude", "max_mentees");

    public static ExportTable Organization(string instance, string name, string timeZone, DateOnly since)
    {
        var table = new TableBuilder(
            "Organization",
            "Id", "Name", "OrganizationType", "IsSandbox", "FiscalYearStartMonth", "TimeZoneSidKey", "LanguageLocaleKey",
            "DefaultLocaleSidKey", "CreatedDate", "SystemModstamp");
        string stamp = new ExportText().Instant(since, 0);
        table.Add(
            new RecordIds("00D", instance).Next(), name, "Enterprise Edition", ExportText.False, "1", timeZone, "en_US", "en_US",
            stamp, stamp);
        return table.Build();
    }

    /// <summary>The five statuses of a Task in a new org; only Completed closes it.</summary>
    public static ExportTable TaskStatuses(string instance, DateOnly since)
    {
        string stamp = new ExportText().Instant(since, 0);
        var ids = new RecordIds("01T", instance);
        var table = new TableBuilder(
            "TaskStatus", "Id", "ApiName", "MasterLabel", "IsClosed", "IsDefault", "SortOrder", "SystemModstamp");
        string[] names = ["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"];
        for (int index = 0; index < names.Length; index++)
        {
            string closed = ExportText.Flag(names[index] == "Completed");
            table.Add(
                ids.Next(), names[index], names[index], closed, ExportText.Flag(index == 0), ExportText.Number(index + 1), stamp);
        }

        return table.Build();
    }

    public static OrgExport Export(IEnumerable<ExportTable> tables, DateOnly? newest) =>
        new(tables.ToDictionary(table => table.ObjectName, StringComparer.Ordinal), []) { NewestDate = newest };
}
