using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>What is pulled: each object with its columns, in the order in which they depend on each other.</summary>
internal static class FactTables
{
    public static FactTable Roles { get; } = new("UserRole", "roles",
    [
        Id(), Text("name", "Name", whenEmpty: ""), Text("parent_id", "ParentRoleId"),
    ]);

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
    public static FactTable Deals(HashSet<string> knownUsers) => new("Opportunity", "deals",
    [
        Id(),
        Text("name", "Name", whenEmpty: ""),
        Text("account_id", "AccountId"),
        Text("owner_id", "OwnerId") with { FieldNeeded = true, ValueNeeded = true },
        Text("stage", "StageName", whenEmpty: "") with { FieldNeeded = true },
        new("is_closed", "IsClosed", FactKind.Bool) { FieldNeeded = true, ValueNeeded = true },
        new("is_won", "IsWon", FactKind.Bool) { FieldNeeded = true, ValueNeeded = true },
        new("stated_amount", "Amount", FactKind.Number) { FieldNeeded = true },
        Text("currency", "CurrencyIsoCode") with { Featured = true },
        Text("record_type_id", "RecordTypeId") with { Featured = true },
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
            CorporateAmount(unknown: "NULL"),
            Frozen("credited_owner_id", "@owner_id"),
            Frozen("credited_manager_id", "(SELECT manager_id FROM people WHERE id = @owner_id)"),
            Frozen("credited_at", "@now"),
        ],
        Judge = row => row.IsOneOf("owner_id", knownUsers.GetAlternateLookup<ReadOnlySpan<char>>())
            ? Verdict.Take
            : new Verdict.Refused($"its owner {row["owner_id"]} is no user that we can see: let the integration user see all users, or complete User.csv"),
    };

    public static FactTable Quotas { get; } = new("ForecastingQuota", "quotas",
    [
        Id(),
        Text("owner_id", "QuotaOwnerId") with { FieldNeeded = true, ValueNeeded = true },
        new("start_date", "StartDate", FactKind.Day) { FieldNeeded = true, ValueNeeded = true },
        new("stated_amount", "QuotaAmount", FactKind.Number) { FieldNeeded = true, WhenEmpty = 0.0 },
        Text("currency", "CurrencyIsoCode") with { Featured = true },
        Text("period_id", "PeriodId"),
    ])
    {
        Derived = [CorporateAmount(unknown: "0")],
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

    internal static FactColumn Id() => new("id", "Id", FactKind.Text) { FieldNeeded = true, ValueNeeded = true };

    internal static FactColumn Stamp() => new("system_modstamp", FactTable.SystemModstamp, FactKind.Instant) { WhenEmpty = 0L };

    internal static FactColumn Text(string column, string field, string? whenEmpty = null) => new(column, field, FactKind.Text) { WhenEmpty = whenEmpty };

    // Without a currency of its own the record is in the org's only one; the others follow when the rates are here (CorporateMoney).
    private static DerivedColumn CorporateAmount(string unknown) => new(
        "amount",
        OnInsert: $"CASE WHEN @currency IS NULL THEN @stated_amount ELSE {unknown} END",
        OnUpdate: $"CASE WHEN excluded.currency IS NULL THEN excluded.stated_amount ELSE {unknown} END");

    private static DerivedColumn Frozen(string column, string value) => new(
        column,
        OnInsert: $"CASE WHEN @is_closed = 1 THEN {value} END",
        OnUpdate: $"CASE WHEN excluded.is_closed = 0 THEN NULL WHEN deals.credited_owner_id IS NOT NULL THEN deals.{column} ELSE {value} END");
}
