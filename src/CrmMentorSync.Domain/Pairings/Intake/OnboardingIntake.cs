using System.Globalization;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// <c>onboarding</c>: someone experienced with someone who is ramping. A new colleague has no measured gap yet, so the topic
/// is what the mentor does best, and mentors need no measured strength, only experience and a result that is not low.
/// </summary>
internal sealed class OnboardingIntake : KindIntake
{
    /// <summary>Days of tenure after which being new gives no further claim to a mentor.</summary>
    private const double NewDays = 180;

    public override PairKind Kind => PairKind.Onboarding;

    public override string NoMentees => "nobody is ramping";

    public override bool MentorsStandOut => false;

    public override bool Concerns(RepProfile rep) => rep.IsRamping;

    /// <summary>Worth is the share of the first 180 days that lies ahead. The skill says only that there is no single one.</summary>
    public override IReadOnlyList<Merit> MenteeMerits(RoundContext round, RepProfile rep) =>
        rep.IsRamping ? [new Merit(Skill.Overall, 0, Math.Clamp(1 - (Tenure(round, rep) / NewDays), 0, 1))] : [];

    public override IReadOnlyList<Merit> MentorMerits(RoundContext round, RepProfile rep)
    {
        if (rep.IsUnmeasured || rep.IsRamping || !IsExperienced(round, rep) || rep.IsLowOverall(round.Policy))
        {
            return [];
        }

        SkillScore? strongest = TeachableSkills.All
            .Select(rep.Score).OfType<SkillScore>().OrderByDescending(score => score.PHighestFifth).ThenBy(score => score.Skill).FirstOrDefault();
        return strongest is null ? [] : [new Merit(strongest.Skill, strongest.PHighestFifth, strongest.PHighestFifth)];
    }

    public override string WhyNoMentee(RoundContext round, RepProfile rep) => "not ramping";

    public override string WhyNoMentor(RoundContext round, RepProfile rep) =>
        rep.IsRamping ? "still ramping"
        : rep.IsUnmeasured ? "too little data to see a strength"
        : !IsExperienced(round, rep)
            ? string.Create(CultureInfo.InvariantCulture, $"less than {round.Policy.ExperiencedMonths} months with the company")
        : rep.IsLowOverall(round.Policy) ? LowOverall(rep)
        : "no skill was measured";

    public override Topic? TopicOf(RoundContext round, Candidate mentor, Candidate mentee) =>
        new Topic(mentor.Merits[0].Skill, mentor.Merits[0].Worth, mentee.Merits[0].Worth);

    private static bool IsExperienced(RoundContext round, RepProfile rep) =>
        rep.HasServed(round.Policy.ExperiencedMonths, round.Facts.AsOf);

    private static double Tenure(RoundContext round, RepProfile rep) => round.Facts.AsOf.DayNumber - rep.Person.Since.DayNumber;
}
