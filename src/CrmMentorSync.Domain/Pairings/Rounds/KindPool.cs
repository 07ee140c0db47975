using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>Everyone whom a kind takes in on their merits, free or not, ascending by id.</summary>
internal sealed record KindPool(KindIntake Intake, IReadOnlyList<Candidate> Mentees, IReadOnlyList<Candidate> Mentors)
{
    public static KindPool[] All(RoundContext round) => [.. round.Policy.Kinds.Distinct().Select(kind => Of(round, kind))];

    public static KindPool Of(RoundContext round, PairKind kind)
    {
        KindIntake intake = KindIntake.For(kind);
        return new KindPool(
            intake,
            [.. Candidates(round.Facts.Reps, rep => intake.MenteeMerits(round, rep))],
            [.. Candidates(intake.PossibleMentors(round), rep => intake.MentorMerits(round, rep))]);
    }

    public IReadOnlyList<Candidate> FreeMentees(RoundContext round) =>
        [.. Mentees.Where(mentee => PersonRules.Broken(PersonRules.ForMentees, round, mentee.Rep) is null)];

    public IReadOnlyList<Candidate> FreeMentors(RoundContext round) =>
        [.. Mentors.Where(mentor => PersonRules.Broken(Intake.MentorRules, round, mentor.Rep) is null)];

    private static IEnumerable<Candidate> Candidates(IEnumerable<RepProfile> people, Func<RepProfile, IReadOnlyList<Merit>> merits) =>
        people
            .Select(rep => new Candidate(rep, merits(rep)))
            .Where(candidate => candidate.Merits.Count > 0)
            .OrderBy(candidate => candidate.Rep.Id);
}
