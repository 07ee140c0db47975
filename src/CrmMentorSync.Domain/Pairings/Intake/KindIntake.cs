using System.Globalization;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// Whom a kind of pairing takes in by their merits, and what they could work on. Hard rules (leave, capacity, …) are not
/// asked here, so that the reason for someone unmatched can tell "not taken in" from "taken in, but not free".
/// </summary>
public abstract class KindIntake
{
    public abstract PairKind Kind { get; }

    /// <summary>What a mentor without any possible mentee is told.</summary>
    public abstract string NoMentees { get; }

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
    public abstract Topic? TopicOf(Candidate mentor, Candidate mentee, QualityWeights weights);

    /// <summary>The table of kinds: a new kind is a new line here and a class.</summary>
    public static KindIntake For(PairKind kind) => kind switch
    {
        PairKind.Peer => new PeerIntake(),
        PairKind.Onboarding => new OnboardingIntake(),
    };

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
