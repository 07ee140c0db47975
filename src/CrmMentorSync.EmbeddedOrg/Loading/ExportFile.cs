using CrmMentorSync.EmbeddedOrg.Schema;
using static CrmMentorSync.EmbeddedOrg.Schema.FieldDefinition;

namespace CrmMentorSync.EmbeddedOrg.Loading;

/// <summary>A file an export may hold: what it must have, and which of its ids must be known.</summary>
internal sealed record ExportFile(ObjectDefinition Definition)
{
    /// <summary>Without the file there is nothing to serve.</summary>
    public bool Required { get; init; }

    public IReadOnlyList<string> RequiredColumns { get; init; } = ["Id"];

    /// <summary>Columns whose cells must not be empty.</summary>
    public IReadOnlyList<string> RequiredValues { get; init; } = ["Id"];

    /// <summary>A column that must name a known user, or the row is refused.</summary>
    public string? MustBeUser { get; init; }

    /// <summary>Columns whose unknown ids are emptied and reported, because the row is worth keeping without them.</summary>
    public IReadOnlyList<string> EmptiedWhenUnknown { get; init; } = [];

    public string FileName => Definition.Name + ".csv";

    /// <summary>All files, in an order in which ids are known before they are referred to.</summary>
    public static IReadOnlyList<ExportFile> All { get; } =
    [
        new(Object("User"))
        {
            Required = true, RequiredColumns = ["Id", "Username", "Name", "Email", "CreatedDate"],
            RequiredValues = ["Id", "Name", "CreatedDate"], EmptiedWhenUnknown = ["ManagerId"],
        },
        new(Object("Opportunity"))
        {
            Required = true, RequiredColumns = ["Id", "Name", "OwnerId", "StageName", "Amount", "CloseDate", "CreatedDate"],
            RequiredValues = ["Id", "OwnerId", "StageName", "CloseDate", "CreatedDate"], MustBeUser = "OwnerId",
        },
        new(Object("UserRole")) { RequiredColumns = ["Id", "Name"], EmptiedWhenUnknown = ["ParentRoleId"] },
        new(Object("Account")) { RequiredColumns = ["Id", "Name"], RequiredValues = ["Id", "Name"], EmptiedWhenUnknown = ["OwnerId"] },
        new(Object("Event")) { RequiredColumns = ["Id", "OwnerId"], RequiredValues = ["Id", "OwnerId"], MustBeUser = "OwnerId" },
        new(Object("Task")) { RequiredColumns = ["Id", "OwnerId"], RequiredValues = ["Id", "OwnerId"], MustBeUser = "OwnerId" },
        new(Object("ForecastingQuota"))
        {
            RequiredColumns = ["Id", "QuotaOwnerId", "StartDate", "QuotaAmount"],
            RequiredValues = ["Id", "QuotaOwnerId", "StartDate"], MustBeUser = "QuotaOwnerId",
        },
        new(Object("OpportunityHistory")) { RequiredColumns = ["Id", "OpportunityId", "CreatedDate"] },
        new(Object("OpportunitySplit"))
        {
            RequiredColumns = ["Id", "OpportunityId", "SplitOwnerId", "SplitPercentage"],
            RequiredValues = ["Id", "OpportunityId", "SplitOwnerId"], MustBeUser = "SplitOwnerId",
        },
        new(Object("OpportunitySplitType")) { RequiredColumns = ["Id", "IsTotalValidated"] },
        new(Object("RecordType")) { RequiredColumns = ["Id", "DeveloperName"], RequiredValues = ["Id", "DeveloperName"] },
        new(Object("Organization")),
        new(Object("CurrencyType")) { RequiredColumns = ["Id", "IsoCode", "ConversionRate"], RequiredValues = ["Id", "IsoCode", "ConversionRate"] },
        new(Object("DatedConversionRate")) { RequiredColumns = ["Id", "IsoCode", "StartDate", "ConversionRate"], RequiredValues = ["Id", "IsoCode", "StartDate", "ConversionRate"] },
        new(Object("Period")) { RequiredColumns = ["Id", "StartDate", "EndDate"] },
        new(Object("TaskStatus")) { RequiredColumns = ["Id", "MasterLabel", "IsClosed"], RequiredValues = ["Id", "MasterLabel"] },
    ];

    /// <summary>
    /// What Salesforce does not know of people. No object of the org: the worker reads it from the export. Each row names its user
    /// by <c>Id</c> or <c>Username</c>.
    /// </summary>
    public static ExportFile People { get; } = new(new ObjectDefinition("People", "005",
    [
        new FieldDefinition("Id", FieldType.Id), Text("Username", 80), Day("hire_date"), Day("leave_from"), Day("leave_to"),
        Number("fte"), Text("segment", 80), Flag("exclude"), Whole("max_mentees"),
    ]));

    private static ObjectDefinition Object(string name) => StandardObjects.Find(name)!;
}
