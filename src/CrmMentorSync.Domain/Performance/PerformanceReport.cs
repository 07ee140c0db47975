using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance;

/// <summary>What one scoring found: scores of the judged reps, a standing for every rep. Both ordered by rep id, then skill.</summary>
public sealed record PerformanceReport(IReadOnlyList<SkillScore> Scores, IReadOnlyList<Standing> Standings)
{
    /// <summary>What is to be expected of the coming period, where <see cref="ScoringRules.OutlookUntil"/> asks for it.</summary>
    public IReadOnlyList<Outlook> Outlooks { get; init; } = [];

    /// <summary>Whether overall is money; without any amount it is won deals.</summary>
    public bool HasAmounts { get; init; } = true;
}

/// <summary>What a rep may be expected to sell in the period after the day, against the same peers.</summary>
/// <param name="Months">Active months in the period, > 0.</param>
/// <param name="PLowest">P(the period's sales are in the worst fifth), 0–1.</param>
/// <param name="PHighest">P(the period's sales are in the best fifth), 0–1.</param>
public sealed record Outlook(UserId Rep, double Months, double PLowest, double PHighest);
