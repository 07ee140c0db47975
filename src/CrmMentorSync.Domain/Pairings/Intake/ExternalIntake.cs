namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// <c>external</c> (P23): someone from outside, named in the settings with what they teach, for whoever has a measured gap
/// there. Nothing about them is measured, so they count as just strong enough.
/// </summary>
internal sealed class ExternalIntake : KindIntake
{
    public override PairKind Kind => PairKind.External;

    public override string NoMentees => "nobody has a measured gap there";

    public override bool MentorsStandOut => false;

    public override bool Concerns(RepProfile rep) => false;

    public override IEnumerable<RepProfile> PossibleMentors(RoundContext round) => round.Facts.Outside.Select(mentor => mentor.Profile);

    public override IReadOnlyList<Merit> MenteeMerits(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured || rep.IsRamping || round.Facts.Outside.Count == 0 ? [] : Gaps(round, rep);

    public override IReadOnlyList<Merit> MentorMerits(RoundContext round, RepProfile rep) => round.Facts.Outside
        .FirstOrDefault(mentor => mentor.Person.Id == rep.Id) is { } outside
            ? [.. outside.Skills.Distinct().Order().Select(skill => new Merit(skill, round.Policy.MinimumStrength, round.Policy.MinimumStrength))]
            : [];

    public override string WhyNoMentee(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured ? "too little data to see a gap" : Nearest(rep, "gap", round.Policy.MinimumGap, score => score.PLowestFifth);

    public override string WhyNoMentor(RoundContext round, RepProfile rep) => "not from outside";

    public override Topic? TopicOf(RoundContext round, Candidate mentor, Candidate mentee) => BestCommon(mentor, mentee, round.Policy.Weights);
}
