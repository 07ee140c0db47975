namespace CrmMentorSync.EmbeddedOrg.Access;

/// <summary>What one user of the org may see and change beyond what is theirs.</summary>
public sealed record UserAccess
{
    /// <summary>Stands for the user that the client credentials act as, whose id is made at the start.</summary>
    public const string Integration = "integration";

    /// <summary>A user's id, or <see cref="Integration"/>.</summary>
    public required string UserId { get; init; }

    /// <summary>View All Data: reads every task and event.</summary>
    public bool ViewAllData { get; init; }

    /// <summary>Modify All Data: reads and changes every task and event.</summary>
    public bool ModifyAllData { get; init; }

    /// <summary>Objects (<c>ForecastingQuota</c>) and fields (<c>Opportunity.Amount</c>) that this user cannot see at all.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Objects and fields that this user sees and cannot write.</summary>
    public IReadOnlyList<string> ReadOnly { get; init; } = [];
}
