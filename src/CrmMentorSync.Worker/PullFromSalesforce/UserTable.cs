using System.Globalization;
using CrmMentorSync.Worker.Salesforce;
using NodaTime;
using static CrmMentorSync.Worker.PullFromSalesforce.FactTables;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Users, with what configured fields tell of them besides.</summary>
internal static class UserTable
{
    public static FactTable Of(PeopleOptions options) => new("User", "people",
    [
        Id(),
        Text("username", "Username") with { FieldNeeded = true, ValueNeeded = true },
        Text("name", "Name", whenEmpty: ""),
        Text("first_name", "FirstName", whenEmpty: ""),
        Text("email", "Email"),
        new("is_active", "IsActive", FactKind.Bool) { FieldNeeded = true, ValueNeeded = true },
        Text("user_type", "UserType", whenEmpty: "Standard"),
        .. Manager(options.ManagerFrom),
        Text("role_id", "UserRoleId"),
        Text("title", "Title"),
        Text("department", "Department"),
        Text("time_zone", "TimeZoneSidKey", whenEmpty: "UTC"),
        Text("locale", "LocaleSidKey", whenEmpty: "en_US"),
        Text("language", "LanguageLocaleKey", whenEmpty: "en_US"),
        new("created_at", "CreatedDate", FactKind.Instant) { FieldNeeded = true, ValueNeeded = true },
        new("last_login_at", "LastLoginDate", FactKind.Instant),
        Stated("stated_hire_date", options.Fields.HireDate, FactKind.Day),
        Stated("stated_leave_from", options.Fields.LeaveFrom, FactKind.Day),
        Stated("stated_leave_to", options.Fields.LeaveTo, FactKind.Day),
        Stated("stated_fte", options.Fields.Fte, FactKind.Number),
        Stated("stated_segment", options.Fields.Segment, FactKind.Text),
        Stated("stated_excluded", options.Fields.Exclude, FactKind.Bool),
        Stated("stated_max_mentees", options.Fields.MaxMentees, FactKind.Number),
        Stamp(),
    ])
    {
        ObjectNeeded = true,
        Judge = row => Judge(row, withManager: options.ManagerFrom != PeopleOptions.RoleHierarchy),
    };

    /// <summary>None where managers come from the role hierarchy: then the column is not the pull's to write.</summary>
    private static FactColumn[] Manager(string from) => from switch
    {
        PeopleOptions.RoleHierarchy => [],
        PeopleOptions.ManagerId => [Text("manager_id", from)],
        _ => [Text("manager_id", from) with { FieldNeeded = true }],
    };

    // A person is not refused for the sake of what we only would like to know.
    private static FactColumn Stated(string column, string? field, FactKind kind) =>
        new(column, field ?? "", kind) { FieldNeeded = field is { Length: > 0 }, Forgiving = true };

    private static Verdict Judge(FactRow row, bool withManager)
    {
        if (row["name"] is "")
        {
            row["name"] = row["username"];
        }

        if (withManager && row["manager_id"] is string manager)
        {
            // A formula gives the short form of an Id.
            row["manager_id"] = SalesforceId.To18(manager) ?? manager;
        }

        // Schedules and reminders need a zone that exists; a person is not refused for the want of one.
        var zone = (string)row["time_zone"]!;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            row["time_zone"] = "UTC";
            return new Verdict.Noted("TimeZoneSidKey", $"the time zone '{zone}' is unknown; UTC stands in: correct it in Salesforce");
        }

        return Impossible(row) is { } wrong ? new Verdict.Noted("Fields", wrong) : Verdict.Take;
    }

    /// <summary>Empties what cannot be, and says so.</summary>
    private static string? Impossible(FactRow row)
    {
        string? wrong = row.Forgiven;
        if (row["stated_fte"] is double fte and not (> 0 and <= 1))
        {
            row["stated_fte"] = null;
            wrong ??= string.Create(CultureInfo.InvariantCulture, $"the full-time equivalent {fte} is not over 0 and up to 1; full time stands in: correct it in Salesforce");
        }

        if (row["stated_max_mentees"] is double most && (most < 0 || most > int.MaxValue || most != Math.Truncate(most)))
        {
            row["stated_max_mentees"] = null;
            wrong ??= string.Create(CultureInfo.InvariantCulture, $"the number of mentees {most} is no whole number from 0; the usual one stands in: correct it in Salesforce");
        }

        if (row["stated_leave_to"] is string to && (row["stated_leave_from"] is not string from || string.CompareOrdinal(to, from) < 0))
        {
            row["stated_leave_from"] = row["stated_leave_to"] = null;
            wrong ??= $"the leave ends on {to} and does not begin before; no leave is counted: correct it in Salesforce";
        }

        return wrong;
    }
}
