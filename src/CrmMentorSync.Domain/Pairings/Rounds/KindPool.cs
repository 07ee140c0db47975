using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Everyone whom a kind takes in on their merits, free or not, ascending by id.</summary>
internal sealed record KindPool(KindIntake Intake, IReadOnlyList<Candidate> Mentees, IReadOnlyList<Candidate> Mentors)
{
    public static KindPool Of(RoundContext round, PairKind kind)
    {
        KindIntake intake = KindIntake.For(kind);
        return new KindPool(
            intake,
            [.. Candidates(round, rep => intake.MenteeMerits(round, rep))],
            [.. Candidates(round, rep => intake.MentorMerits(round, rep))]);
    }

    public IReadOnlyList<Candidate> FreeMentees(RoundContext round) =>
        [.. Mentees.Where(mentee => BrokenRule(PersonRules.ForMentees, round, mentee.Rep) is null)];

    public IReadOnlyList<Candidate> FreeMentors(RoundContext round) =>
        [.. Mentors.Where(mentor => BrokenRule(PersonRules.ForMentors, round, mentor.Rep) is null)];

    public static PersonRule? BrokenRule(IReadOnlyList<PersonRule> rules, RoundContext round, RepProfile rep) =>
        rules.FirstOrDefault(rule => rule.IsBroken(round, rep));

    private static IEnumerable<Candidate> Candidates(RoundContext round, Func<RepProfile, IReadOnlyList<Merit>> merits) =>
        round.Facts.Reps
            .Select(rep => new Candidate(rep, merits(rep)))
            .Where(candidate => candidate.Merits.Count > 0)
            .OrderBy(candidate => candidate.Rep.Id);
}
