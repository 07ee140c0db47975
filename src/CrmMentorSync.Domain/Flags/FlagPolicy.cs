using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Flags;

/// <summary>From standings to one flag a rep, by precedence; conditions are named after what they say.</summary>
public static class FlagPolicy
{
    /// <summary>P(lowest fifth) and P(highest fifth) of somebody of whom nothing is known.</summary>
    private const double ByChance = 0.2;

    /// <summary>All reps' flags on the last of the days, ordered by rep.</summary>
    /// <param name="days">
    /// Standings day by day, oldest first: past week ends, then the day that is judged. The past is what makes flags
    /// hold; it is recomputed from facts, so a lost database gives the same flags.
    /// </param>
    /// <param name="scores">The skill scores of the last day.</param>
    public static IReadOnlyList<RepFlag> Raise(IReadOnlyList<IReadOnlyList<Standing>> days, IReadOnlyList<SkillScore> scores, FlagRules rules)
    {
        IReadOnlySet<UserId> struggling = new HashSet<UserId>();
        IReadOnlySet<UserId> top = new HashSet<UserId>();
        foreach (IReadOnlyList<Standing> day in days)
        {
            struggling = FlagSelection.Choose([.. day.Where(one => MayStruggle(one, rules)).Select(one => (one.Rep, one.PLowest))], struggling, rules);
            top = FlagSelection.Choose([.. day.Where(one => MayBeTop(one, rules)).Select(one => (one.Rep, one.PHighest))], top, rules);
        }

        ILookup<UserId, SkillScore> byRep = scores.ToLookup(score => score.Rep);
        return [.. (days.Count > 0 ? days[^1] : []).OrderBy(one => one.Rep)
            .Select(one => Flag(one, struggling.Contains(one.Rep), top.Contains(one.Rep), [.. byRep[one.Rep].OrderBy(score => score.Skill)], rules))];
    }

    internal static bool MayStruggle(Standing one, FlagRules rules) =>
        one is { Judged: true, Ramping: false, SilentDays: null } && MateriallyLow(one, rules) && BelowQuotaOrNone(one, rules);

    internal static bool MayBeTop(Standing one, FlagRules rules) =>
        one.Judged && MateriallyHigh(one, rules) && AboveQuotaOrNone(one, rules);

    internal static bool MateriallyLow(Standing one, FlagRules rules) => one.PMateriallyLow >= rules.Material;

    internal static bool MateriallyHigh(Standing one, FlagRules rules) => one.PMateriallyHigh >= rules.Material;

    internal static bool BelowQuotaOrNone(Standing one, FlagRules rules) => (one.PBelowQuota ?? 1) >= rules.Material;

    internal static bool AboveQuotaOrNone(Standing one, FlagRules rules) => 1 - (one.PBelowQuota ?? 0) >= rules.Material;

    internal static bool IsRising(Standing one, FlagRules rules) =>
        one is { Judged: true, Ramping: false, TenureDays: not null } && one.TenureDays <= rules.RisingMonths * RepTally.DaysPerMonth
        && one.Quarters >= rules.RisingQuarters && one.PRising >= rules.Level;

    internal static bool IsOnPlateau(Standing one, FlagRules rules) =>
        one.Judged && one.Quarters >= rules.PlateauQuarters && one.PFlat >= rules.Level && one.PHighest >= rules.Level;

    private static RepFlag Flag(Standing one, bool struggling, bool top, IReadOnlyList<SkillScore> scores, FlagRules rules)
    {
        List<FlagKind> holds = [];
        AddIf(FlagKind.InsufficientData, !one.Judged);
        AddIf(FlagKind.Ramping, one.Ramping);
        AddIf(FlagKind.Struggling, struggling);
        AddIf(FlagKind.Top, top);
        AddIf(FlagKind.Rising, IsRising(one, rules));
        AddIf(FlagKind.Plateau, IsOnPlateau(one, rules));
        FlagKind flag = holds.Count > 0 ? holds[0] : FlagKind.Steady;
        (Skill? strength, Skill? gap) = StrengthAndGap(scores, named: flag is not (FlagKind.Steady or FlagKind.InsufficientData));
        return new RepFlag
        {
            Rep = one.Rep,
            Flag = flag,
            Also = [.. holds.Skip(1)],
            Probability = Probability(flag, one),
            Strength = strength,
            Gap = gap,
            Reason = FlagReason.Of(flag, one, scores),
            Question = one.SilentDays is { } days
                ? FormattableString.Invariant($"No deal, event or login for {days} days: on leave?")
                : null,
        };

        void AddIf(FlagKind kind, bool condition)
        {
            if (condition)
            {
                holds.Add(kind);
            }
        }
    }

    private static double? Probability(FlagKind flag, Standing one) => flag switch
    {
        FlagKind.InsufficientData => null,
        FlagKind.Ramping => null,
        FlagKind.Struggling => one.PLowest,
        FlagKind.Top => one.PHighest,
        FlagKind.Rising => one.PRising,
        FlagKind.Plateau => one.PFlat,
        FlagKind.Steady => null,
    };

    // Overall and attainment are results, not skills that anyone can teach. A flag names both (P51), be it the least weak and the least
    // strong of what was measured; without a flag nobody is told of a strength or a gap that is no likelier than anybody's.
    private static (Skill? Strength, Skill? Gap) StrengthAndGap(IReadOnlyList<SkillScore> scores, bool named)
    {
        SkillScore[] skills = [.. scores.Where(score => score.N > 0 && score.Skill is not (Skill.Overall or Skill.Attainment))];
        SkillScore? strength = skills.OrderByDescending(score => score.PHighestFifth - score.PLowestFifth).ThenBy(score => score.Skill).FirstOrDefault();
        SkillScore? gap = skills.Where(score => score != strength)
            .OrderByDescending(score => score.PLowestFifth - score.PHighestFifth).ThenBy(score => score.Skill).FirstOrDefault();
        return (
            strength is not null && (named || strength.PHighestFifth > Math.Max(ByChance, strength.PLowestFifth)) ? strength.Skill : null,
            gap is not null && (named || gap.PLowestFifth > Math.Max(ByChance, gap.PHighestFifth)) ? gap.Skill : null);
    }
}
