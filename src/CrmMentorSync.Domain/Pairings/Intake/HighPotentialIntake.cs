using System.Globalization;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// <c>high_potential</c> (P22): a senior colleague with someone whose results rise. The senior must want to: they agreed to
/// mentor before, or are named in the settings. The topic is what the senior does best and the other does not yet.
/// </summary>
internal sealed class HighPotentialIntake : KindIntake
{
    public override PairKind Kind => PairKind.HighPotential;

    public override string NoMentees => "nobody else is on the rise without it";

    public override string NoMentors => "no senior who would like to is strong there";

    public override bool MentorsStandOut => false;

    public override bool Concerns(RepProfile rep) => rep.Is(FlagKind.Rising);

    public override IReadOnlyList<Merit> MenteeMerits(RoundContext round, RepProfile rep) =>
        !rep.Is(FlagKind.Rising) || rep.IsUnmeasured ? [] : [.. TeachableSkills.All
            .Select(rep.Score).OfType<SkillScore>()
            .Where(score => score.PHighestFifth < round.Policy.MinimumStrength)
            .Select(score => new Merit(score.Skill, score.PLowestFifth, 1 - score.PHighestFifth))];

    public override IReadOnlyList<Merit> MentorMerits(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured || !rep.HasServed(round.Policy.SeniorMonths, round.Facts.AsOf) || rep.IsLowOverall(round.Policy) || !IsInterested(round, rep)
            ? []
            : Strengths(round, rep);

    public override string WhyNoMentee(RoundContext round, RepProfile rep) =>
        rep.Is(FlagKind.Rising) ? "already strong on everything that was measured" : "not on the rise";

    public override string WhyNoMentor(RoundContext round, RepProfile rep) =>
        rep.IsUnmeasured ? "too little data to see a strength"
        : !rep.HasServed(round.Policy.SeniorMonths, round.Facts.AsOf)
            ? string.Create(CultureInfo.InvariantCulture, $"less than {round.Policy.SeniorMonths} months with the company")
        : rep.IsLowOverall(round.Policy) ? LowOverall(rep)
        : !IsInterested(round, rep) ? "has not said that they would like to"
        : Nearest(rep, "strength", round.Policy.MinimumStrength, score => score.PHighestFifth);

    public override Topic? TopicOf(RoundContext round, Candidate mentor, Candidate mentee) =>
        mentor.Rep.Person.Since < mentee.Rep.Person.Since ? BestCommon(mentor, mentee, round.Policy.Weights) : null;

    private static bool IsInterested(RoundContext round, RepProfile rep) =>
        round.Policy.Interested.Contains(rep.Id) || (round.Facts.Consent.TryGetValue(rep.Id, out Answer? said) && said == Answer.Yes);
}
