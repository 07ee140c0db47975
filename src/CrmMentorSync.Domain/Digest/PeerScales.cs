using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// One scale of bars for each peer group, whatever mail they stand in: whoever compares two teams of one group compares like with
/// like, and a team's scale does not jump because one of its people does.
/// </summary>
internal sealed class PeerScales
{
    private readonly Dictionary<string, int> _byGroup;

    public PeerScales(DigestFacts facts) => _byGroup = facts.Flags
        .Where(flagged => flagged.Value.Flag != FlagKind.InsufficientData)
        .Select(flagged => MainOf(facts.Scores[flagged.Key]))
        .OfType<SkillScore>()
        .GroupBy(score => score.PeerGroup, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, IntervalBar.ScaleOf, StringComparer.Ordinal);

    /// <summary>The scale that fits the groups of all these scores.</summary>
    public int Of(IEnumerable<SkillScore> scores) =>
        scores.Select(score => _byGroup.GetValueOrDefault(score.PeerGroup, IntervalBar.SmallestScale)).DefaultIfEmpty(IntervalBar.SmallestScale).Max();

    /// <summary>The score that speaks for a rep: overall, else wins, else the win rate; never one that rests on nothing.</summary>
    private static SkillScore? MainOf(IEnumerable<SkillScore> scores)
    {
        SkillScore[] measured = [.. scores.Where(score => score.N > 0)];
        return Named(Skill.Overall) ?? Named(Skill.WonPerMonth) ?? Named(Skill.WinRate);

        SkillScore? Named(Skill skill) => measured.FirstOrDefault(score => score.Skill == skill);
    }
}
