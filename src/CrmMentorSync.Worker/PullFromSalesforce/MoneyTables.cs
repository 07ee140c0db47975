using static CrmMentorSync.Worker.PullFromSalesforce.FactTables;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>The small objects that say how deals and quotas are to be read: currencies, periods, record types, splits.</summary>
internal static class MoneyTables
{
    public static FactTable Currencies { get; } = new("CurrencyType", "currencies",
    [
        Id(),
        Text("iso_code", "IsoCode") with { FieldNeeded = true, ValueNeeded = true },
        new("rate", "ConversionRate", FactKind.Number) { FieldNeeded = true, ValueNeeded = true },
        new("is_corporate", "IsCorporate", FactKind.Bool) { WhenEmpty = 0L },
    ])
    {
        IsSmall = true,
        Judge = Rated,
    };

    /// <summary>Only in orgs with advanced currency management. A rate holds until the next one of its currency starts.</summary>
    public static FactTable DatedRates { get; } = new("DatedConversionRate", "dated_rates",
    [
        Id(),
        Text("iso_code", "IsoCode") with { FieldNeeded = true, ValueNeeded = true },
        new("start_date", "StartDate", FactKind.Day) { FieldNeeded = true, ValueNeeded = true },
        new("rate", "ConversionRate", FactKind.Number) { FieldNeeded = true, ValueNeeded = true },
    ])
    {
        IsSmall = true,
        Judge = Rated,
    };

    public static FactTable Periods { get; } = new("Period", "periods",
    [
        Id(),
        new("start_date", "StartDate", FactKind.Day) { FieldNeeded = true, ValueNeeded = true },
        new("end_date", "EndDate", FactKind.Day) { FieldNeeded = true, ValueNeeded = true },
    ])
    {
        IsSmall = true,
    };

    public static FactTable RecordTypes { get; } = new("RecordType", "record_types",
    [
        Id(), Text("name", "Name", whenEmpty: ""), Text("developer_name", "DeveloperName", whenEmpty: ""),
    ])
    {
        IsSmall = true,
        Only = ("SobjectType", "SobjectType = 'Opportunity'"),
    };

    public static FactTable SplitTypes { get; } = new("OpportunitySplitType", "split_types",
    [
        Id(), Text("developer_name", "DeveloperName", whenEmpty: ""),
        new("totals_validated", "IsTotalValidated", FactKind.Bool) { FieldNeeded = true, WhenEmpty = 0L },
    ])
    {
        IsSmall = true,
    };

    public static FactTable Splits { get; } = new("OpportunitySplit", "deal_splits",
    [
        Id(),
        Text("deal_id", "OpportunityId") with { FieldNeeded = true, ValueNeeded = true },
        Text("owner_id", "SplitOwnerId") with { FieldNeeded = true, ValueNeeded = true },
        new("percentage", "SplitPercentage", FactKind.Number),
        new("amount", "SplitAmount", FactKind.Number),
        Text("type_id", "SplitTypeId"),
        new("created_at", "CreatedDate", FactKind.Instant) { FieldNeeded = true, ValueNeeded = true },
    ])
    {
        AlsoRead = ["IsDeleted"],
        IncludesDeleted = true,
        Judge = row => row.Also("IsDeleted") == "true" ? new Verdict.Removed() : Verdict.Take,
    };

    /// <summary>All of them. Which are asked for, what is here decides.</summary>
    public static IReadOnlyList<FactTable> All { get; } =
        [Splits, SplitTypes, Currencies, DatedRates, Periods, RecordTypes];

    // Units of the currency for one of the corporate currency.
    private static Verdict Rated(FactRow row) => row["rate"] is double rate and > 0 && double.IsFinite(rate)
        ? Verdict.Take
        : new Verdict.Refused($"the conversion rate {row["rate"]} is not over 0: correct it in Salesforce");
}
