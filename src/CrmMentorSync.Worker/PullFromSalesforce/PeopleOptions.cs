using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>How the org describes its people.</summary>
internal sealed class PeopleOptions
{
    public const string Section = "People";

    /// <summary>The Manager field of each user.</summary>
    public const string ManagerId = "ManagerId";

    /// <summary>An active user of the nearest role above that has one; of several, the smallest id.</summary>
    public const string RoleHierarchy = "RoleHierarchy";

    /// <summary>Where it is written who manages whom: <c>ManagerId</c>, <c>RoleHierarchy</c>, or a field of User that holds a user's Id.</summary>
    public string ManagerFrom { get; set; } = ManagerId;

    /// <summary>Fields of User for what the platform's own do not tell; the people file goes before them.</summary>
    public PeopleFieldOptions Fields { get; set; } = new();
}

/// <summary>API names of fields of User; null: the org has none.</summary>
internal sealed class PeopleFieldOptions
{
    public string? HireDate { get; set; }
    public string? LeaveFrom { get; set; }
    public string? LeaveTo { get; set; }

    /// <summary>Over 0 up to 1.</summary>
    public string? Fte { get; set; }
    public string? Segment { get; set; }
    public string? Exclude { get; set; }
    public string? MaxMentees { get; set; }

    public IEnumerable<(string Name, string? Field)> All =>
    [
        (nameof(HireDate), HireDate), (nameof(LeaveFrom), LeaveFrom), (nameof(LeaveTo), LeaveTo), (nameof(Fte), Fte), (nameof(Segment), Segment),
        (nameof(Exclude), Exclude), (nameof(MaxMentees), MaxMentees),
    ];
}

/// <summary>Names that can be fields. Whether the org has them, the pull finds out.</summary>
internal sealed partial class PeopleOptionsValidator : IValidateOptions<PeopleOptions>
{
    public ValidateOptionsResult Validate(string? name, PeopleOptions options)
    {
        List<string> faults = [];
        if (options.ManagerFrom is not (PeopleOptions.ManagerId or PeopleOptions.RoleHierarchy) && !CustomField().IsMatch(options.ManagerFrom))
        {
            faults.Add($"{PeopleOptions.Section}:ManagerFrom must be {PeopleOptions.ManagerId}, {PeopleOptions.RoleHierarchy} or a custom field of User "
                + $"such as Sales_Manager__c, found '{options.ManagerFrom}'");
        }

        faults.AddRange(options.Fields.All.Where(field => field.Field is { Length: > 0 } given && !Field().IsMatch(given))
            .Select(field => $"{PeopleOptions.Section}:Fields:{field.Name} must be the API name of a field of User such as Start_Date__c, found '{field.Field}'"));
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*__c$")]
    private static partial Regex CustomField();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$")]
    private static partial Regex Field();
}
