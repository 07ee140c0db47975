namespace CrmMentorSync.Domain.Digest;

/// <summary>Something that waits for an operator; the order is that of the mail.</summary>
public enum OperatorMatter
{
    /// <summary>The integration user does not see what others own.</summary>
    ReducedSight,
    RefusedTasks,
    RefusedRecords,

    /// <summary>Own Task texts that may not stand in a Task.</summary>
    BadTemplates,

    /// <summary>Tasks that wait in the outbox.</summary>
    WaitingTasks,
    RefusedMails,
    UnknownMails,

    /// <summary>Managers whom no mail can reach.</summary>
    UnreachableManagers,
}

/// <summary>What an operator must know besides the digest.</summary>
public sealed record DigestOperations
{
    /// <summary>How many of each; none of what is in order.</summary>
    public IReadOnlyDictionary<OperatorMatter, int> Counts { get; init; } = new Dictionary<OperatorMatter, int>();

    /// <summary>The newest refusals in the words of the log: ids, the reason and the remedy.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}
