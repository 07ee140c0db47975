using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>Where it is written who manages whom.</summary>
internal enum ManagerSource
{
    /// <summary>The Manager field of each user.</summary>
    ManagerId,

    /// <summary>The nearest role above that has an active user; of several, the smallest id.</summary>
    RoleHierarchy,
}

/// <summary>How the org describes its people.</summary>
internal sealed class PeopleOptions
{
    public const string Section = "People";

    [EnumDataType(typeof(ManagerSource))]
    public ManagerSource ManagerFrom { get; set; } = ManagerSource.ManagerId;
}

[OptionsValidator]
internal sealed partial class PeopleOptionsValidator : IValidateOptions<PeopleOptions>;
