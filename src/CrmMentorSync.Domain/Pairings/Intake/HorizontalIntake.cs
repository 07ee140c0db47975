using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// <c>horizontal</c> (P34): two of about the same tenure, each with a measured strength where the other has a measured gap
/// (decision 0011). Both learn and both teach, so the worth is the mean of what goes either way.
/// </summary>
internal sealed class HorizontalIntake : KindIntake
{
    public override PairKind Kind => PairKind.Horizontal;

    public override bool IsTwoWay => true;

    public override string NoMentees => "nobody of about the same tenure is strong where the gap is, with a gap where the strength is";

    public override string NoMentors => NoMentees;

    public override bool MentorsStandOut => false;

    public override bool Concerns(RepProfile rep) => false;

    public override IReadOnlyList<Merit> MenteeMerits(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured || rep.IsRamping || rep.IsLowOverall(round.Policy) || Gaps(round, rep).Count == 0 ? [] : Strengths(round, rep);

    public override IReadOnlyList<Merit> MentorMerits(RoundContext round, RepProfile rep) => MenteeMerits(round, rep);

    public override string WhyNoMentee(RoundContext round, RepProfile rep) => WhyNoMentor(round, rep);

    public override string WhyNoMentor(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured ? "too little data to see a strength"
        : rep.IsRamping ? "still ramping"
        : rep.IsLowOverall(round.Policy) ? LowOverall(rep)
        : Strengths(round, rep).Count == 0 ? Nearest(rep, "strength", round.Policy.MinimumStrength, score => score.PHighestFifth)
        : Nearest(rep, "gap", round.Policy.MinimumGap, score => score.PLowestFifth);

    public override Topic? TopicOf(RoundContext round, Candidate mentor, Candidate mentee) =>
        AreOfOneTenure(mentor.Rep.Person, mentee.Rep.Person, round.Policy.TenureBandMonths)
        && Best(mentor, mentee, round.Policy) is { } there && Best(mentee, mentor, round.Policy) is { } back
            ? new Topic(there.Skill, (there.Strength + back.Strength) / 2, (there.Gain + back.Gain) / 2, back.Skill)
            : null;

    /// <summary>
    /// What the one is strong on and the other weak, where the two are surest to be apart. Not being among the strongest is no gap:
    /// two who differ by a hundredth would be told that one has to learn from the other.
    /// </summary>
    private static Topic? Best(Candidate teacher, Candidate learner, PairingPolicy policy)
    {
        Topic? best = null;
        foreach (Merit strength in teacher.Merits)
        {
            if (learner.Rep.Score(strength.Skill) is { } other && other.PLowestFifth >= policy.MinimumGap
                && (best is null || strength.Worth * other.PLowestFifth > best.Value.Strength * best.Value.Gain))
            {
                best = new Topic(strength.Skill, strength.Worth, other.PLowestFifth);
            }
        }

        return best;
    }

    private static bool AreOfOneTenure(Person one, Person other, int months) =>
        one.Since <= other.Since.AddMonths(months) && other.Since <= one.Since.AddMonths(months);
}
