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
        var screen = PairScreen.OfMentors(round, people, allowed: null);
        var quality = new MatchQuality(round);
        List<PairEdge> edges = [];
        List<int>[] of = [.. people.Select(_ => new List<int>())];
        for (int one = 0; one < people.Length; one++)
        {
            screen.Look(people[one].Rep);
            for (int other = one + 1; other < people.Length; other++)
            {
                (RepProfile first, RepProfile second) = (people[one].Rep, people[other].Rep);
                if (intake.TopicOf(round, people[one], people[other]) is { } topic
                    && screen.Broken(other) is null && (!screen.IsSpecial(other) || PairRules.Broken(round, first, second) is null))
                {
                    of[one].Add(edges.Count);
                    of[other].Add(edges.Count);
                    edges.Add(new PairEdge(
                        one, other, quality.Of(first, second, topic, screen.Overlap(other), (ofMentor[one] + ofMentor[other]) / 2, screen.IsSpecial(other))));
                }
            }
        }

        int[] partner = PairSolver.Solve(new PairProblem(people.Length, edges));
        return [.. Enumerable.Range(0, people.Length).Where(one => partner[one] > one).Select(one => Pair(one, partner[one]))];

        Match Pair(int one, int other)
        {
            int found = of[one].Select(edge => edges[edge]).First(edge => edge.One == one && edge.Other == other).Quality;
            RunnerUp? second = of[other].Select(edge => edges[edge])
                .Select(edge => (Quality: edge.Quality, Place: edge.One == other ? edge.Other : edge.One))
                .Where(edge => edge.Place != one)
                .OrderByDescending(edge => edge.Quality).ThenBy(edge => edge.Place)
                .Select(edge => new RunnerUp(people[edge.Place].Rep, KindMatcher.ToQuality(edge.Quality), partner[edge.Place] != PairSolver.Nobody))
                .FirstOrDefault();
            return new Match(
                people[one], people[other], intake.TopicOf(round, people[one], people[other])!.Value, KindMatcher.ToQuality(found), second);
        }
    }
}
