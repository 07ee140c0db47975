using System.Globalization;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// Whom a kind of pairing takes in by their merits, and what they could work on. Hard rules (leave, capacity, …) are not
/// asked here, so that the reason for someone unmatched can tell "not taken in" from "taken in, but not free".
/// </summary>
public abstract class KindIntake
{
    public abstract PairKind Kind { get; }

    /// <summary>Whether both learn and both teach, so that whoever is taken in stands on both sides.</summary>
    public virtual bool IsTwoWay => false;

    /// <summary>Whether a rule settles who mentors whom, so that nothing is weighed and no place counted.</summary>
    public virtual bool IsByRule => false;

    /// <summary>The key of the one rule about two people that the kind is an exception from; null for none.</summary>
    public virtual string? AllowedRule => null;

    /// <summary>Who might be a mentor of the kind at all.</summary>
    public virtual IEnumerable<RepProfile> PossibleMentors(RoundContext round) => round.Facts.Reps;

    /// <summary>What the mentor has to meet beside the merits; ordered, the first that is broken is told.</summary>
    public virtual IReadOnlyList<PersonRule> MentorRules => PersonRules.ForMentors;

    /// <summary>What a mentor without any possible mentee is told.</summary>
    public abstract string NoMentees { get; }

    /// <summary>What a mentee without any possible mentor is told.</summary>
    public virtual string NoMentors => "nobody else reaches the strength to teach it";

    /// <summary>
    /// Whether mentors are taken in for something that sets them apart. Where anyone experienced will do, those who are in
    /// another pairing need not be told that they were not needed here.
    /// </summary>
    public abstract bool MentorsStandOut { get; }

    /// <summary>Whether the rep belongs to those whom the kind is for, weak or not; decides which kind explains itself.</summary>
    public abstract bool Concerns(RepProfile rep);

    /// <returns>The skills on which the rep is taken in as a mentee; empty where not.</returns>
    public abstract IReadOnlyList<Merit> MenteeMerits(RoundContext round, RepProfile rep);

    /// <returns>The skills on which the rep is taken in as a mentor; empty where not.</returns>
    public abstract IReadOnlyList<Merit> MentorMerits(RoundContext round, RepProfile rep);

    /// <summary>Why <see cref="MenteeMerits"/> is empty.</summary>
    public abstract string WhyNoMentee(RoundContext round, RepProfile rep);

    /// <summary>Why <see cref="MentorMerits"/> is empty.</summary>
    public abstract string WhyNoMentor(RoundContext round, RepProfile rep);

    /// <summary>The topic on which the two match best; null where they have none in common.</summary>
    public abstract Topic? TopicOf(RoundContext round, Candidate mentor, Candidate mentee);

    /// <summary>The table of kinds: a new kind is a new line here and a class.</summary>
    public static KindIntake For(PairKind kind) => kind switch
    {
        PairKind.Peer => new PeerIntake(),
        PairKind.Onboarding => new OnboardingIntake(),
        PairKind.HighPotential => new HighPotentialIntake(),
        PairKind.Horizontal => new HorizontalIntake(),
        PairKind.ManagerToTop => new ManagerToTopIntake(),
        PairKind.External => new ExternalIntake(),
        PairKind.Reverse => new ReverseIntake(),
        PairKind.Informal => throw new ArgumentException("informal pairs are registered by people, not proposed", nameof(kind)),
    };

    /// <summary>
    /// Skills with P(lowest fifth) ≥ the minimum. Where only the overall result is low, the component most likely to be among
    /// the lowest is the topic. Worth is the expected gain: P(lowest fifth) × the share of the peer median that is missing.
    /// </summary>
    private protected static IReadOnlyList<Merit> Gaps(RoundContext round, RepProfile rep)
    {
        List<Merit> gaps = [];
        SkillScore? lowest = null;
        foreach (Skill skill in TeachableSkills.All)
        {
            if (rep.Score(skill) is not { } score)
            {
                continue;
            }

            if (score.PLowestFifth >= round.Policy.MinimumGap)
            {
                gaps.Add(Gap(score));
            }

            lowest = lowest is null || score.PLowestFifth > lowest.PLowestFifth ? score : lowest;
        }

        bool onlyOverallIsLow = gaps.Count == 0 && rep.Score(Skill.Overall) is { } overall && overall.PLowestFifth >= round.Policy.MinimumGap;
        return onlyOverallIsLow && lowest is not null ? [Gap(lowest)] : gaps;
    }

    private protected static IReadOnlyList<Merit> Strengths(RoundContext round, RepProfile rep) => [.. TeachableSkills.All
        .Select(rep.Score).OfType<SkillScore>()
        .Where(score => score.PHighestFifth >= round.Policy.MinimumStrength)
        .Select(score => new Merit(score.Skill, score.PHighestFifth, score.PHighestFifth))];

    /// <summary>The skill that both are taken in on and that is worth most; null where there is none.</summary>
    private protected static Topic? BestCommon(Candidate mentor, Candidate mentee, QualityWeights weights)
    {
        if ((mentor.Skills & mentee.Skills) == 0)
        {
            return null;
        }

        Topic? best = null;
        double bestWorth = double.NegativeInfinity;
        (IReadOnlyList<Merit> gaps, IReadOnlyList<Merit> strengths) = (mentee.Merits, mentor.Merits);
        for (int at = 0; at < gaps.Count; at++)
        {
            for (int with = 0; with < strengths.Count; with++)
            {
                (Merit gap, Merit strength) = (gaps[at], strengths[with]);
                double worth = (weights.Strength * strength.Worth) + (weights.Gain * gap.Worth);
                if (strength.Skill == gap.Skill && worth > bestWorth)
                {
                    (best, bestWorth) = (new Topic(gap.Skill, strength.Worth, gap.Worth), worth);
                }
            }
        }

        return best;
    }

    private protected static string LowOverall(RepProfile rep) => string.Create(
        CultureInfo.InvariantCulture, $"overall result likely among the lowest (P {rep.Score(Skill.Overall)!.PLowestFifth:0.00})");

    private static Merit Gap(SkillScore score) => new(score.Skill, score.PLowestFifth, score.PLowestFifth * TeachableSkills.Shortfall(score));

    private protected static string Nearest(RepProfile rep, string what, double needed, Func<SkillScore, double> probability)
    {
        SkillScore? nearest = TeachableSkills.All
            .Select(rep.Score).OfType<SkillScore>().OrderByDescending(probability).ThenBy(score => score.Skill).FirstOrDefault();
        return nearest is null
            ? "no skill was measured"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"no measured {what}: nearest is {TeachableSkills.Words(nearest.Skill)} with P {probability(nearest):0.00} (from {needed:0.00})");
    }
}
