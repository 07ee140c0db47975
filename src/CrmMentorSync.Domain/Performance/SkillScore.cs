using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance;

/// <summary>One rep's score on one skill at one date, against the peers of <see cref="PeerGroup"/>.</summary>
/// <remarks>
/// "Lowest" always means worst performance (slow for cycle time). Where reps do not differ beyond chance both
/// probabilities are 0.2 for all.
/// </remarks>
public sealed record SkillScore
{
    public required UserId Rep { get; init; }
    public required Skill Skill { get; init; }

    /// <summary>The peer group's name with its level, for example <c>Title+Department: Sales Agent / East</c>.</summary>
    public required string PeerGroup { get; init; }

    /// <summary>How many observations carry the score (closed deals, won deals, …), ≥ 0.</summary>
    public required int N { get; init; }

    /// <summary>The raw figure in the skill's own unit; null where nothing was observed.</summary>
    public required double? Observed { get; init; }

    /// <summary>Posterior mean (or median, on log scales) in the skill's own unit.</summary>
    public required double Estimate { get; init; }

    /// <summary>Lower end of the central 80 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the central 80 % interval.</summary>
    public required double High { get; init; }

    /// <summary>P(the rep is in the worst fifth of the group), 0–1.</summary>
    public required double PLowestFifth { get; init; }

    /// <summary>P(the rep is in the best fifth of the group), 0–1.</summary>
    public required double PHighestFifth { get; init; }

    /// <summary>The median of the group's estimates, in the skill's own unit.</summary>
    public required double PeerMedian { get; init; }
}
