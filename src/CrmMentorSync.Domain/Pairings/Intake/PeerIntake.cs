namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// <c>peer</c>: someone strong on a skill with someone weak on it. A flag is not the ticket: a measured gap is, whoever has
/// it, and a measured strength is.
/// </summary>
internal sealed class PeerIntake : KindIntake
{
    public override PairKind Kind => PairKind.Peer;

    public override string NoMentees => "nobody else has a measured gap there";

    public override bool MentorsStandOut => true;

    public override bool Concerns(RepProfile rep) => !rep.IsRamping;

    public override IReadOnlyList<Merit> MenteeMerits(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured || rep.IsRamping ? [] : Gaps(round, rep);

    public override IReadOnlyList<Merit> MentorMerits(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured || rep.IsRamping || rep.IsLowOverall(round.Policy) ? [] : Strengths(round, rep);

    public override string WhyNoMentee(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured ? "too little data to see a gap"
        : rep.IsRamping ? "still ramping"
        : Nearest(rep, "gap", round.Policy.MinimumGap, score => score.PLowestFifth);

    public override string WhyNoMentor(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured ? "too little data to see a strength"
        : rep.IsRamping ? "still ramping"
        : rep.IsLowOverall(round.Policy) ? LowOverall(rep)
        : Nearest(rep, "strength", round.Policy.MinimumStrength, score => score.PHighestFifth);

    public override Topic? TopicOf(RoundContext round, Candidate mentor, Candidate mentee) => BestCommon(mentor, mentee, round.Policy.Weights);
}
