using CrmMentorSync.Domain.Pairings.Intake;
using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.Pairings.Solver.General;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>
/// Matches equals with equals, where everyone stands on both sides: the most pairs, then the best quality, then the smallest
/// ids. Of two the one with the smaller id is written down as the mentor; both teach.
/// </summary>
internal static class EqualsMatcher
{
    /// <param name="mentees">Ascending by id; those who may learn.</param>
    /// <param name="mentors">Ascending by id; those who may teach. Only who may do both is matched.</param>
    public static IReadOnlyList<Match> Solve(
        RoundContext round, KindIntake intake, IReadOnlyList<Candidate> mentees, IReadOnlyList<Candidate> mentors)
    {
        HashSet<string> teachers = [.. mentors.Select(mentor => mentor.Rep.Id.Value)];
        Candidate[] people = [.. mentees.Where(mentee => teachers.Contains(mentee.Rep.Id.Value))];
        double[] ofMentor = [.. people.Select(person => MatchQuality.OfMentor(round, person.Rep))];
        List<PairEdge> edges = [];
        for (int one = 0; one < people.Length; one++)
        {
            for (int other = one + 1; other < people.Length; other++)
            {
                (RepProfile first, RepProfile second) = (people[one].Rep, people[other].Rep);
                if (intake.TopicOf(round, people[one], people[other]) is { } topic
                    && PairRules.Broken(round, first, second) is null && PairRules.Broken(round, second, first) is null)
                {
                    double hours = WorkingHours.Overlap(round.UtcOffset(first), round.UtcOffset(second));
                    edges.Add(new PairEdge(
                        one, other, MatchQuality.Of(round, first, second, topic, hours, (ofMentor[one] + ofMentor[other]) / 2)));
                }
            }
        }

        int[] partner = PairSolver.Solve(new PairProblem(people.Length, edges));
        ILookup<int, PairEdge> of = edges.SelectMany(edge => new[] { (edge.One, Edge: edge), (edge.Other, Edge: edge) })
            .ToLookup(end => end.Item1, end => end.Edge);
        return [.. Enumerable.Range(0, people.Length).Where(one => partner[one] > one).Select(one => Pair(one, partner[one]))];

        Match Pair(int one, int other)
        {
            int quality = of[one].First(edge => edge.Other == other).Quality;
            RunnerUp? second = of[other]
                .Select(edge => (Quality: edge.Quality, Place: edge.One == other ? edge.Other : edge.One))
                .Where(edge => edge.Place != one)
                .OrderByDescending(edge => edge.Quality).ThenBy(edge => edge.Place)
                .Select(edge => new RunnerUp(people[edge.Place].Rep, KindMatcher.ToQuality(edge.Quality), partner[edge.Place] != PairSolver.Nobody))
                .FirstOrDefault();
            return new Match(
                people[one], people[other], intake.TopicOf(round, people[one], people[other])!.Value, KindMatcher.ToQuality(quality), second);
        }
    }
}
