namespace CrmMentorSync.Domain.Pairings;

/// <summary>What is known today of the answers about one pairing. Null: nothing new was said.</summary>
public sealed record PairingAnswers
{
    /// <summary>The day that counts for "from", "ended" and the deadlines.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The mentee's manager. A newer answer replaces an older one.</summary>
    public Answer? Manager { get; init; }
    public string? ManagerReason { get; init; }

    /// <summary>
    /// The mentor's standing consent. It is given once for all pairings, so a no closes every open pairing of that
    /// mentor: hand it in with each of them.
    /// </summary>
    public Answer? Mentor { get; init; }

    /// <summary>Mentees are in by default; true when this one said no.</summary>
    public bool MenteeDeclined { get; init; }
    public string? MenteeReason { get; init; }

    /// <summary>Whom the manager would rather have; with it, a no is a swap.</summary>
    public string? Instead { get; init; }

    /// <summary>The manager said no to the one proposed in so many words: that stands also where <see cref="Instead"/> cannot be.</summary>
    public bool IsPlainNo { get; init; }

    /// <summary>One of the two, or the manager, asked for a pause; the first day that counts again.</summary>
    public DateOnly? PauseUntil { get; init; }

    /// <summary>One of the two asked to end it.</summary>
    public bool WantsExit { get; init; }

    /// <summary>One talk after the other passed and nobody held it.</summary>
    public bool HasStoppedMeeting { get; init; }
}
