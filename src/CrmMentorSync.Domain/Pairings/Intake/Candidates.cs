using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>Why someone is a candidate on one skill.</summary>
/// <param name="Skill">The topic.</param>
/// <param name="Probability">P(lowest fifth) of a mentee, P(highest fifth) of a mentor, 0–1.</param>
/// <param name="Worth">What it brings into the quality, 0–1: a mentee's expected gain, a mentor's strength.</param>
public readonly record struct Merit(Skill Skill, double Probability, double Worth);

/// <summary>What one person could teach another.</summary>
/// <param name="Return">Where both teach: what comes back.</param>
public readonly record struct Topic(Skill Skill, double Strength, double Gain, Skill? Return = null);

/// <summary>Someone a kind takes in as a mentee or as a mentor, on the skills named (ascending).</summary>
public sealed record Candidate(RepProfile Rep, IReadOnlyList<Merit> Merits)
{
    /// <summary>One bit for each skill named: two people without a common bit have no common topic.</summary>
    internal int Skills { get; } = Merits.Aggregate(0, (bits, merit) => bits | (1 << (int)merit.Skill));
}
