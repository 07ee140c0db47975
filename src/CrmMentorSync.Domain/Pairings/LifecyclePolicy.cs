namespace CrmMentorSync.Domain.Pairings;

/// <summary>What the mentee's manager has to say before a pair begins.</summary>
public enum ApprovalPolicy
{
    /// <summary>Nothing begins without the manager's yes.</summary>
    Required,

    /// <summary>Silence counts as yes after <see cref="LifecyclePolicy.AutoAfterDays"/> days.</summary>
    AutoAfterDays,

    /// <summary>The manager is not asked; a no still ends the pair.</summary>
    None,
}

/// <summary>How pairings come alive and end. The mentor's consent is needed under every policy.</summary>
public sealed record LifecyclePolicy
{
    public ApprovalPolicy Approval { get; init; } = ApprovalPolicy.Required;

    /// <summary>Days of silence after which <see cref="ApprovalPolicy.AutoAfterDays"/> takes the manager's yes as given.</summary>
    public int AutoAfterDays { get; init; } = 7;

    /// <summary>Days for which a proposal stands.</summary>
    public int ProposalDays { get; init; } = 21;

    /// <summary>Weeks that a pair lives at most, counted from the day it became active.</summary>
    public int MaxWeeks { get; init; } = 26;
}
