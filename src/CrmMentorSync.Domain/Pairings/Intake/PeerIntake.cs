using System.Globalization;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// <c>peer</c>: someone strong on a skill with someone weak on it. A flag is not the ticket: a measured gap is, whoever has
/// it, and a measured strength is.
/// </summary>
internal sealed class PeerIntake : KindIntake
{
    public override PairKind Kind => PairKind.Peer;

    public override string NoMentees => "nobody else has a measured gap there";

    public override bool Concerns(RepProfile rep) => !rep.IsRamping;

    /// <summary>
    /// Skills with P(lowest fifth) ≥ the minimum. Where only the overall result is low, the component most likely to be among
    /// the lowest is the topic. Worth is the expected gain: P(lowest fifth) × the share of the peer median that is missing.
    /// </summary>
    public override IReadOnlyList<Merit> MenteeMerits(RoundContext round, RepProfile rep)
    {
        if (rep.IsUnmeasured || rep.IsRamping)
        {
            return [];
        }

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

    public override IReadOnlyList<Merit> MentorMerits(RoundContext round, RepProfile rep)
    {
        if (rep.IsUnmeasured || rep.IsRamping || rep.IsLowOverall(round.Policy))
        {
            return [];
        }

        return [.. TeachableSkills.All
            .Select(rep.Score).OfType<SkillScore>()
            .Where(score => score.PHighestFifth >= round.Policy.MinimumStrength)
            .Select(score => new Merit(score.Skill, score.PHighestFifth, score.PHighestFifth))];
    }

    public override string WhyNoMentee(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured ? "too little data to see a gap"
        : rep.IsRamping ? "still ramping"
        : Nearest(rep, "gap", round.Policy.MinimumGap, score => score.PLowestFifth);

    public override string WhyNoMentor(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured ? "too little data to see a strength"
        : rep.IsRamping ? "still ramping"
        : rep.IsLowOverall(round.Policy)
            ? string.Create(CultureInfo.InvariantCulture, $"overall result likely among the lowest (P {rep.Score(Skill.Overall)!.PLowestFifth:0.00})")
        : Nearest(rep, "strength", round.Policy.MinimumStrength, score => score.PHighestFifth);

    public override Topic? TopicOf(Candidate mentor, Candidate mentee, QualityWeights weights)
    {
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

    private static Merit Gap(SkillScore score) => new(score.Skill, score.PLowestFifth, score.PLowestFifth * TeachableSkills.Shortfall(score));
}
