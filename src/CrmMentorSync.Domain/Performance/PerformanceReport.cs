using CrmMentorSync.Domain.Flags;

namespace CrmMentorSync.Domain.Performance;

/// <summary>What one scoring found: scores of the judged reps, a standing for every rep. Both ordered by rep id, then skill.</summary>
public sealed record PerformanceReport(IReadOnlyList<SkillScore> Scores, IReadOnlyList<Standing> Standings);
