using static CrmMentorSync.EmbeddedOrg.Schema.FieldDefinition;

namespace CrmMentorSync.EmbeddedOrg.Schema;

/// <summary>The objects this org can have, in an order in which references point backwards.</summary>
internal static class StandardObjects
{
    /// <summary>What the caller may do in the whole org; everybody sees one row, their own.</summary>
    public const string PermissionAccess = "UserPermissionAccess";

    public static IReadOnlyList<ObjectDefinition> All { get; } =
    [
        ObjectDefinition.Of("Organization", "00D",
            Text("Name", 80), Flag("IsSandbox"), Picks("OrganizationType"), Text("InstanceName", 5),
            Whole("FiscalYearStartMonth"), Flag("UsesStartDateAsFiscalYearName"), Picks("TimeZoneSidKey"),
            Picks("DefaultLocaleSidKey"), Picks("LanguageLocaleKey"), Picks("DefaultCurrencyIsoCode").WhenExported),
        ObjectDefinition.Of("UserRole", "00E",
            Text("Name", 80), Link("ParentRoleId", null, "UserRole"),
            Link("ForecastUserId", null, "User").WhenExported, Text("DeveloperName", 80).WhenExported),
        ObjectDefinition.Of("User", "005",
            Text("Username", 80).Writable, Text("Name", 121), Text("FirstName", 40).Writable, Text("LastName", 80).Writable,
            new FieldDefinition("Email", FieldType.Email) { Length = 128 }.Writable, Flag("IsActive").Writable,
            Link("ManagerId", "Manager", "User").Writable, Link("UserRoleId", "UserRole", "UserRole").Writable,
            Link("ProfileId", null, "Profile").WhenExported, Picks("UserType"), Text("Title", 80).Writable,
            Text("Department", 80).Writable, Picks("TimeZoneSidKey").Writable, Picks("LocaleSidKey").Writable,
            Picks("LanguageLocaleKey").Writable, Text("EmployeeNumber", 20).Writable.WhenExported,
            Flag("ForecastEnabled").WhenExported, Instant("LastLoginDate").WhenExported) with { Updateable = true },
        ObjectDefinition.Of(PermissionAccess, "0Up", Flag("PermissionsViewAllData"), Flag("PermissionsModifyAllData")),
        SalesObjects.Account,
        SalesObjects.Opportunity,
        SalesObjects.OpportunityHistory,
        SalesObjects.OpportunitySplit,
        SalesObjects.OpportunitySplitType,
        SalesObjects.RecordType,
        SalesObjects.ForecastingQuota,
        ActivityObjects.TaskStatus,
        ActivityObjects.Task,
        ActivityObjects.Event,
        ObjectDefinition.Of("Period", "026",
            Picks("Type"), Day("StartDate"), Day("EndDate"), Whole("Number"), Flag("IsForecastPeriod"),
            Text("FullyQualifiedLabel", 80), Link("FiscalYearSettingsId", null, "FiscalYearSettings").WhenExported),
        ObjectDefinition.Of("CurrencyType", "01L",
            Picks("IsoCode"), Number("ConversionRate"), Whole("DecimalPlaces"), Flag("IsActive"),
            Flag("IsCorporate")) with { Feature = true },
        ObjectDefinition.Of("DatedConversionRate", "04w",
            Picks("IsoCode"), Day("StartDate"), Day("NextStartDate"), Number("ConversionRate")) with { Feature = true },
    ];

    public static ObjectDefinition? Find(string name) =>
        All.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
