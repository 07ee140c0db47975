using CrmMentorSync.Worker.Salesforce;
using NodaTime;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>What is pulled: each object with its columns, in the order in which they depend on each other.</summary>
internal static class FactTables
{
    public static FactTable Roles { get; } = new("UserRole", "roles",
    [
        Id(), Text("name", "Name", whenEmpty: ""), Text("parent_id", "ParentRoleId"),
    ]);

    /// <param name="withManager">False where managers come from the role hierarchy: then the column is not the pull's to write.</param>
    public static FactTable People(bool withManager) => new("User", "people",
    [
        Id(),
        Text("username", "Username") with { FieldNeeded = true, ValueNeeded = true },
        Text("name", "Name", whenEmpty: ""),
        Text("first_name", "FirstName", whenEmpty: ""),
        Text("email", "Email"),
        new("is_active", "IsActive", FactKind.Bool) { FieldNeeded = true, ValueNeeded = true },
        Text("user_type", "UserType", whenEmpty: "Standard"),
        .. withManager ? [Text("manager_id", "ManagerId")] : Array.Empty<FactColumn>(),
        Text("role_id", "UserRoleId"),
        Text("title", "Title"),
        Text("department", "Department"),
        Text("time_zone", "TimeZoneSidKey", whenEmpty: "UTC"),
        Text("locale", "LocaleSidKey", whenEmpty: "en_US"),
        Text("language", "LanguageLocaleKey", whenEmpty: "en_US"),
        new("created_at", "CreatedDate", FactKind.Instant) { FieldNeeded = true, ValueNeeded = true },
        new("last_login_at", "LastLoginDate", FactKind.Instant),
        Stamp(),
    ])
    {
        ObjectNeeded = true,
        Judge = row =>
        {
            if (row["name"] is "")
            {
                row["name"] = row["username"];
            }

            // Schedules and reminders need a zone that exists; a person is not refused for the want of one.
            var zone = (string)row["time_zone"]!;
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null)
            {
                return Verdict.Take;
            }

            row["time_zone"] = "UTC";
            return new Verdict.Noted("TimeZoneSidKey", $"the time zone '{zone}' is unknown; UTC stands in: correct it in Salesforce");
        },
    };

    public static FactTable Accounts { get; } = new("Account", "accounts",
    [
        Id(), Text("name", "Name", whenEmpty: ""), Text("owner_id", "OwnerId"),
    ]);

    /// <summary>
    /// Deals, deleted ones too. Credit is frozen when a deal is first seen closed: owner, that owner's manager, and when.
    /// Nothing that happens to a closed deal later moves it. A deal that is opened again loses it, and gets it anew, by its owner
    /// of that day, when it closes again: the second close is the one that counts.
    /// </summary>
    /// <param name="knownUsers">Ids of the people on file.</param>
    public static FactTable Deals(IReadOnlySet<string> knownUsers) => new("Opportunity", "deals",
    [
        Id(),
        Text("name", "Name", whenEmpty: ""),
        Text("account_id", "AccountId"),
        Text("owner_id", "OwnerId") with { FieldNeeded = true, ValueNeeded = true },
        Text("stage", "StageName", whenEmpty: "") with { FieldNeeded = true },
        new("is_closed", "IsClosed", FactKind.Bool) { FieldNeeded = true, ValueNeeded = true },
        new("is_won", "IsWon", FactKind.Bool) { FieldNeeded = true, ValueNeeded = true },
        new("amount", "Amount", FactKind.Number) { FieldNeeded = true },
        new("close_date", "CloseDate", FactKind.Day) { FieldNeeded = true, ValueNeeded = true },
        Text("type", "Type"),
        new("created_at", "CreatedDate", FactKind.Instant) { FieldNeeded = true, ValueNeeded = true },
        Stamp(),
        new("is_deleted", "IsDeleted", FactKind.Bool) { WhenEmpty = 0L },
    ])
    {
        ObjectNeeded = true,
        IncludesDeleted = true,
        Timeline = new FactTimeline("created_at", "CreatedDate"),
        Derived =
        [
            Frozen("credited_owner_id", "@owner_id"),
            Frozen("credited_manager_id", "(SELECT manager_id FROM people WHERE id = @owner_id)"),
            Frozen("credited_at", "@now"),
        ],
        Judge = row => knownUsers.Contains((string)row["owner_id"]!)
            ? Verdict.Take
            : new Verdict.Refused($"its owner {row["owner_id"]} is no user that we can see: let the integration user see all users, or complete User.csv"),
    };

    public static FactTable Quotas { get; } = new("ForecastingQuota", "quotas",
    [
        Id(),
        Text("owner_id", "QuotaOwnerId") with { FieldNeeded = true, ValueNeeded = true },
        new("start_date", "StartDate", FactKind.Day) { FieldNeeded = true, ValueNeeded = true },
        new("amount", "QuotaAmount", FactKind.Number) { FieldNeeded = true, WhenEmpty = 0.0 },
    ])
    {
        AlsoRead = ["IsAmount", "IsDeleted"],
        IncludesDeleted = true,
        Judge = row => row.Also("IsDeleted") == "true" ? new Verdict.Removed()
            // Quotas in pieces are no money.
            : row.Also("IsAmount") == "false" ? Verdict.Skip
            : Verdict.Take,
    };

    public static FactTable Events(DateTimeOffset from) => new("Event", "events",
    [
        Id(),
        Text("owner_id", "OwnerId") with { FieldNeeded = true, ValueNeeded = true },
        Text("what_id", "WhatId"),
        Text("subject", "Subject"),
        new("starts_at", "StartDateTime", FactKind.Instant) { FieldNeeded = true },
        new("ends_at", "EndDateTime", FactKind.Instant),
        new("is_private", "IsPrivate", FactKind.Bool) { WhenEmpty = 0L },
        new("is_deleted", "IsDeleted", FactKind.Bool) { WhenEmpty = 0L },
    ])
    {
        IncludesDeleted = true,
        Timeline = new FactTimeline("starts_at", "StartDateTime", from),
        Only = ("StartDateTime", $"StartDateTime >= {Soql.Instant(from)}"),
        Judge = row =>
        {
            // What is private stays private: that the time is taken is all that we need.
            row["subject"] = row["is_private"] is 1L ? null : row["subject"];
            return row["starts_at"] is null ? Verdict.Skip : Verdict.Take;
        },
    };

    private static FactColumn Id() => new("id", "Id", FactKind.Text) { FieldNeeded = true, ValueNeeded = true };

    private static FactColumn Stamp() => new("system_modstamp", FactTable.SystemModstamp, FactKind.Instant) { WhenEmpty = 0L };

    private static FactColumn Text(string column, string field, string? whenEmpty = null) => new(column, field, FactKind.Text) { WhenEmpty = whenEmpty };

    private static DerivedColumn Frozen(string column, string value) => new(
        column,
        OnInsert: $"CASE WHEN @is_closed = 1 THEN {value} END",
        OnUpdate: $"CASE WHEN excluded.is_closed = 0 THEN NULL WHEN deals.credited_owner_id IS NOT NULL THEN deals.{column} ELSE {value} END");
}
