using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Which side of a pairing.</summary>
public enum PairRole
{
    Mentor,
    Mentee,
}

public static class PairRoleNames
{
    public static string Key(this PairRole role) => role switch
    {
        PairRole.Mentor => "mentor",
        PairRole.Mentee => "mentee",
    };
}

/// <summary>Someone who was eligible when the round proposed, paired or not.</summary>
/// <param name="Skill">The topic; <see cref="Performance.Skill.Overall"/> where there is no single one.</param>
/// <param name="Score">A mentee's expected gain or a mentor's strength, 0–1.</param>
public sealed record RoundMember(UserId Rep, PairRole Role, PairKind Kind, Skill Skill, double Score, Arm Arm);

/// <summary>Why someone is in no open pairing in that role.</summary>
/// <param name="Next">What can be done about it.</param>
public sealed record Unmatched(UserId Rep, PairRole Role, string Reason, string Next);

/// <summary>Why a manager's wish for another mentor cannot be met, as far as the manager is told.</summary>
public enum WishObstacle
{
    NobodyOfThatName,
    SeveralOfThatName,

    /// <summary>As many mentees as they take.</summary>
    NoRoom,

    /// <summary>They take no part at present; why is theirs.</summary>
    NotAvailable,

    /// <summary>A rule keeps the two apart.</summary>
    NotTogether,

    /// <summary>The mentee takes no part any more.</summary>
    MenteeIsOut,
}

/// <summary>A manager named someone instead, and it cannot be: the manager is told why, and asked once more where the proposal stays.</summary>
/// <param name="Name">As written.</param>
/// <param name="Reason">For the operator, by rule.</param>
/// <param name="Others">Who could be named, best first.</param>
public sealed record Unanswered(string PairingKey, string Name, WishObstacle Why, string Reason, IReadOnlyList<UserId> Others)
{
    /// <summary>The manager said no to the one proposed as well: nothing is left to ask.</summary>
    public bool IsDeclined { get; init; }
}

/// <summary>What a round decided.</summary>
public sealed record RoundPlan
{
    /// <summary>Open pairings that have changed: expired, ended, withdrawn.</summary>
    public required IReadOnlyList<Pairing> Changed { get; init; }

    /// <summary>New pairings, ordered by key; none where the week's round has been held.</summary>
    public required IReadOnlyList<Pairing> Proposed { get; init; }

    /// <summary>The eligible set, ordered by rep, role, kind and skill; empty where the week's round has been held.</summary>
    public required IReadOnlyList<RoundMember> Members { get; init; }

    /// <summary>Wishes for another mentor that cannot be met, ordered by pairing.</summary>
    public required IReadOnlyList<Unanswered> Unanswered { get; init; }

    /// <summary>Ordered by rep and role.</summary>
    public required IReadOnlyList<Unmatched> Unmatched { get; init; }
}
