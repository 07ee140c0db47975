using static CrmMentorSync.EmbeddedOrg.Schema.FieldDefinition;

namespace CrmMentorSync.EmbeddedOrg.Schema;

/// <summary>Accounts, deals and what hangs on them.</summary>
internal static class SalesObjects
{
    public static ObjectDefinition Account { get; } = ObjectDefinition.Of("Account", "001",
        Text("Name", 255).Writable, Link("OwnerId", "Owner", "User").Writable, Picks("Type").Writable, Picks("Industry").Writable,
        Money("AnnualRevenue").Writable, Whole("NumberOfEmployees").Writable, Text("BillingCountry", 80).Writable,
        Link("ParentId", "Parent", "Account").Writable.WhenExported).AsWritable();

    public static ObjectDefinition Opportunity { get; } = ObjectDefinition.Of("Opportunity", "006",
        Text("Name", 120).Writable, Link("AccountId", "Account", "Account").Writable, Link("OwnerId", "Owner", "User").Writable,
        Picks("StageName").Writable, Money("Amount").Writable, Money("ExpectedRevenue").WhenExported,
        new FieldDefinition("Probability", FieldType.Percent).Writable, Day("CloseDate").Writable, Flag("IsClosed"), Flag("IsWon"),
        Picks("Type").Writable, Picks("LeadSource").Writable, Picks("ForecastCategory").WhenExported,
        Picks("ForecastCategoryName").Writable, Text("NextStep", 255).Writable.WhenExported,
        Whole("FiscalYear").WhenExported, Whole("FiscalQuarter").WhenExported, Text("Fiscal", 6).WhenExported,
        Instant("LastStageChangeDate").WhenExported, Whole("PushCount").WhenExported, Whole("AgeInDays").WhenExported,
        Whole("LastStageChangeInDays").WhenExported, Flag("HasOpenActivity").WhenExported, Flag("HasOverdueTask").WhenExported,
        Day("LastActivityDate").WhenExported, Picks("CurrencyIsoCode").Writable.WhenExported,
        Link("RecordTypeId", null, "RecordType").WhenExported,
        Link("LastAmountChangedHistoryId", null, "OpportunityHistory").WhenExported,
        Description().WhenExported).AsWritable();

    public static ObjectDefinition OpportunityHistory { get; } = ObjectDefinition.Of("OpportunityHistory", "008",
        Link("OpportunityId", "Opportunity", "Opportunity"), Picks("StageName"), Money("Amount"), Money("ExpectedRevenue"),
        Day("CloseDate"), new FieldDefinition("Probability", FieldType.Percent), Picks("ForecastCategory"),
        Money("PrevAmount").WhenExported, Day("PrevCloseDate").WhenExported);

    public static ObjectDefinition OpportunitySplit { get; } = ObjectDefinition.Of("OpportunitySplit", "1OS",
        Link("OpportunityId", "Opportunity", "Opportunity"), Link("SplitOwnerId", "SplitOwner", "User"),
        new FieldDefinition("SplitPercentage", FieldType.Percent), Money("SplitAmount"),
        Link("SplitTypeId", null, "OpportunitySplitType").WhenExported, Picks("CurrencyIsoCode").WhenExported) with { Feature = true };

    public static ObjectDefinition OpportunitySplitType { get; } = ObjectDefinition.Of("OpportunitySplitType", "1Oq",
        Text("DeveloperName", 80), Text("MasterLabel", 80), Flag("IsActive"), Flag("IsTotalValidated"),
        Text("SplitField", 80).WhenExported, Picks("SplitEntity").WhenExported) with { Feature = true };

    public static ObjectDefinition RecordType { get; } = ObjectDefinition.Of("RecordType", "012",
        Text("Name", 80), Text("DeveloperName", 80), Picks("SobjectType"), Flag("IsActive"),
        new FieldDefinition("Description", FieldType.String) { Length = 255 }.WhenExported) with { Feature = true };

    public static ObjectDefinition ForecastingQuota { get; } = ObjectDefinition.Of("ForecastingQuota", "0J9",
        Link("QuotaOwnerId", "QuotaOwner", "User"), Day("StartDate"), Money("QuotaAmount"), Number("QuotaQuantity"),
        Flag("IsAmount"), Flag("IsQuantity"), Link("ForecastingTypeId", null, "ForecastingType").WhenExported,
        Link("PeriodId", "Period", "Period").WhenExported, Text("ProductFamily", 255).WhenExported,
        Picks("CurrencyIsoCode").WhenExported) with { Feature = true };

    /// <summary>Long text: readable, never filterable (object reference of Task).</summary>
    public static FieldDefinition Description() =>
        new FieldDefinition("Description", FieldType.TextArea) { Length = 32_000, Filterable = false }.Writable;
}
