using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings.Intake;

/// <summary>
/// <c>manager_to_top</c> (P17, P19): by rule, everyone at the top who has no mentor gets the immediate manager. It is the
/// manager's own work, so neither capacity nor the reporting line stands in the way, and nobody has to approve it.
/// </summary>
internal sealed class ManagerToTopIntake : KindIntake
{
    private static readonly IReadOnlyList<PersonRule> Rules =
        [.. PersonRules.ForMentors.Where(rule => rule.Key is not (PersonRules.HasReports or PersonRules.AtCapacity or PersonRules.TooManyRoles))];

    public override PairKind Kind => PairKind.ManagerToTop;

    public override bool IsByRule => true;

    public override string? AllowedRule => PairRules.SameReportingLine;

    public override string NoMentees => "nobody at the top is without a mentor";

    public override string NoMentors => "no immediate manager is known";

    public override bool MentorsStandOut => false;

    public override IReadOnlyList<PersonRule> MentorRules => Rules;

    public override bool Concerns(RepProfile rep) => rep.Is(FlagKind.Top);

    public override IEnumerable<RepProfile> PossibleMentors(RoundContext round) => round.Facts.Reps
        .Where(rep => rep.Is(FlagKind.Top)).Select(rep => ManagerOf(round, rep)).OfType<RepProfile>().DistinctBy(manager => manager.Id);

    /// <summary>The topic is the weakest of what was measured: what a strong seller can still grow on.</summary>
    public override IReadOnlyList<Merit> MenteeMerits(RoundContext round, RepProfile rep) =>
        rep.Is(FlagKind.Top) && Weakest(rep) is { } weakest ? [new Merit(weakest.Skill, weakest.PLowestFifth, 1 - weakest.PHighestFifth)] : [];

    public override IReadOnlyList<Merit> MentorMerits(RoundContext round, RepProfile rep) => [new Merit(Skill.Overall, 0, 0.5)];

    public override string WhyNoMentee(RoundContext round, RepProfile rep) => rep.Is(FlagKind.Top) ? "no skill was measured" : "not at the top";

    public override string WhyNoMentor(RoundContext round, RepProfile rep) => "manages nobody at the top";

    public override Topic? TopicOf(RoundContext round, Candidate mentor, Candidate mentee) =>
        mentee.Rep.Chain is [var manager, ..] && manager == mentor.Rep.Id
            ? new Topic(mentee.Merits[0].Skill, mentor.Merits[0].Worth, mentee.Merits[0].Worth)
            : null;

    private static RepProfile? ManagerOf(RoundContext round, RepProfile rep) =>
        rep.Chain is [var manager, ..] && round.Facts.Others.TryGetValue(manager, out Person? person)
            ? new RepProfile(person, FlagKind.InsufficientData, [], [], [.. rep.Chain.Skip(1)], hasReports: true)
            : null;

    private static SkillScore? Weakest(RepProfile rep) =>
        TeachableSkills.All.Select(rep.Score).OfType<SkillScore>().OrderBy(score => score.PHighestFifth).ThenBy(score => score.Skill).FirstOrDefault();
}
