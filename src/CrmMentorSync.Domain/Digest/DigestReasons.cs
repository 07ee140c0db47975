using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Why somebody is flagged, in one line: how sure it is, and the figure that speaks for it.</summary>
internal static class DigestReasons
{
    private static readonly Skill[] Drivers = [Skill.WinRate, Skill.WonPerMonth, Skill.DealSize];

    private const double EvenChance = 0.5;

    /// <summary>True for someone who is named although the odds are against it: the rule bounds the share of wrong names in the list, not each name's chance (decision 0010).</summary>
    public static bool IsUnlikely(RepFlag flag) => flag is { Flag: FlagKind.Struggling or FlagKind.Top, Probability: < EvenChance };

    /// <summary>Null for a flag that claims nothing (steady, too little data).</summary>
    public static string? Of(DigestScene scene, RepFlag flag)
    {
        if (flag.Flag == FlagKind.Ramping)
        {
            return scene.Facts.People.TryGetValue(flag.Rep, out People.Person? person) ? scene.Words.NewSince(scene.Voice.FullDay(person.Since)) : null;
        }

        if (flag.Probability is not { } probability || scene.Words.Likely(flag.Flag, Percent(scene, probability)) is not { } likely)
        {
            return null;
        }

        if (IsUnlikely(flag))
        {
            likely = scene.Words.Care.NoLongerLikely(
                flag.Flag, Percent(scene, probability),
                scene.Facts.EarlierFlags.GetValueOrDefault(flag.Rep) == flag.Flag && scene.Facts.EarlierChances.TryGetValue(flag.Rep, out double was) && was >= EvenChance
                    ? Percent(scene, was)
                    : null);
        }

        SkillScore? driver = Driver(scene, flag);
        string all = flag.Flag is FlagKind.Struggling or FlagKind.Top ? scene.Reasons.ByResults(likely, driver is null ? null : Figure(scene, driver)) : likely;
        return DigestWords.Stop(char.ToUpperInvariant(all[0]) + all[1..]);
    }

    /// <summary>
    /// The chance speaks of the results as a whole; beside it stands the part of them that lies furthest from the peers, in log ratios.
    /// Others' worse figure of one part is no contradiction: it is not the whole.
    /// </summary>
    private static SkillScore? Driver(DigestScene scene, RepFlag flag)
    {
        if (flag.Flag is not (FlagKind.Struggling or FlagKind.Top))
        {
            return null;
        }

        bool isTop = flag.Flag == FlagKind.Top;
        return Drivers.Append((isTop ? flag.Strength : flag.Gap) ?? Skill.Overall).Where(skill => skill != Skill.Overall).Distinct()
            .Select(skill => scene.Evidence(flag.Rep, skill)).OfType<SkillScore>().Where(score => Lead(score, isTop) > 0).MaxBy(score => Lead(score, isTop));
    }

    /// <summary>How far a score lies ahead of the peers (behind, where the worst are looked for), as a log ratio.</summary>
    private static double Lead(SkillScore score, bool isTop) => score is { Estimate: > 0, PeerMedian: > 0 }
        ? Math.Log(score.Estimate / score.PeerMedian) * (isTop ? 1 : -1) * (score.Skill == Skill.CycleDays ? -1 : 1)
        : 0;

    // Everybody can count wins; a rate needs a second thought. Counted only where the count says what the estimate says.
    private static string Figure(DigestScene scene, SkillScore score)
    {
        if (score is { Skill: Skill.WinRate, Observed: { } rate } && (rate < score.PeerMedian) == (score.Estimate < score.PeerMedian))
        {
            (int won, int peers) = ((int)Math.Round(rate * score.N), (int)Math.Round(score.PeerMedian * score.N));
            if (won != peers)
            {
                return scene.Words.WinsOf(Number(won), Number(score.N), Number(peers));
            }
        }

        return $"{scene.Words.SkillName(score.Skill)} {scene.Voice.ShortFigures(score)}";

        string Number(int value) => scene.Voice.Format.Number(value, 0);
    }

    private static string Percent(DigestScene scene, double probability) =>
        probability > 0.99 ? scene.Words.Over(scene.Voice.Format.Percent(0.99)) : scene.Voice.Format.Percent(probability);
}
