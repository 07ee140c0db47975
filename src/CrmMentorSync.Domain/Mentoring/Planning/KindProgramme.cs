using System.Collections.Frozen;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>What a pair of one kind does together, and how often.</summary>
public sealed record KindProgramme
{
    /// <summary>The four-week protocol and nothing else.</summary>
    public static FrozenSet<ActivityKind> Core { get; } = FrozenSet.Create(
        ActivityKind.Kickoff, ActivityKind.Lunch, ActivityKind.Debrief, ActivityKind.FollowUp, ActivityKind.Worksheet, ActivityKind.Check4);

    /// <summary>What the company does, whoever is paired with whom.</summary>
    public static FrozenSet<ActivityKind> Company { get; } = FrozenSet.Create(
        ActivityKind.Lead, ActivityKind.Share, ActivityKind.Host, ActivityKind.Interview, ActivityKind.Thanks);

    /// <summary>What a pair can do; the rest is the company's, or belongs to the proposal.</summary>
    public static FrozenSet<ActivityKind> OfPairs { get; } = Enum.GetValues<ActivityKind>()
        .Except([ActivityKind.Approve, ActivityKind.Invite, ActivityKind.Notice, ActivityKind.Extra, .. Company]).ToFrozenSet();

    public IReadOnlySet<ActivityKind> Activities { get; init; } = Core;

    /// <summary>Sessions that are held weekly before the later ones: the four-week protocol.</summary>
    public int WeeklySessions { get; init; } = 4;

    /// <summary>ISO weeks from one later session to the next.</summary>
    public int WeeksBetweenLaterSessions { get; init; } = 4;

    /// <summary>The talk is led by questions alone (P21).</summary>
    public bool QuestionsOnly { get; init; }

    public bool Has(ActivityKind activity) => Activities.Contains(activity);
}
