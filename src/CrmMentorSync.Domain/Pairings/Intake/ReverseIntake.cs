using System.Globalization;

namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// <c>reverse</c> (P43): someone junior who is strong on a skill with a senior who is weak on it. What keeps juniors out of
/// <c>peer</c> (still ramping, a low overall result) does not count here: one strength is enough.
/// </summary>
internal sealed class ReverseIntake : KindIntake
{
    public override PairKind Kind => PairKind.Reverse;

    public override string NoMentees => "no senior has a measured gap there";

    public override bool MentorsStandOut => false;

    public override bool Concerns(RepProfile rep) => false;

    public override IReadOnlyList<Merit> MenteeMerits(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured || rep.IsRamping || !rep.HasServed(round.Policy.SeniorMonths, round.Facts.AsOf) ? [] : Gaps(round, rep);

    public override IReadOnlyList<Merit> MentorMerits(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured || rep.HasServed(round.Policy.ExperiencedMonths, round.Facts.AsOf) ? [] : Strengths(round, rep);

    public override string WhyNoMentee(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured ? "too little data to see a gap"
        : !rep.HasServed(round.Policy.SeniorMonths, round.Facts.AsOf)
            ? string.Create(CultureInfo.InvariantCulture, $"less than {round.Policy.SeniorMonths} months with the company")
        : Nearest(rep, "gap", round.Policy.MinimumGap, score => score.PLowestFifth);

    public override string WhyNoMentor(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured ? "too little data to see a strength"
        : rep.HasServed(round.Policy.ExperiencedMonths, round.Facts.AsOf) ? "not junior any more"
        : Nearest(rep, "strength", round.Policy.MinimumStrength, score => score.PHighestFifth);

    public override Topic? TopicOf(RoundContext round, Candidate mentor, Candidate mentee) => BestCommon(mentor, mentee, round.Policy.Weights);
}
