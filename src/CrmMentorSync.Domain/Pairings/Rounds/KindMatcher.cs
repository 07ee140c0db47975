using CrmMentorSync.Domain.Pairings.Intake;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>One mentee with the mentor found.</summary>
/// <param name="Quality">0–1, the mentor's shared attention deducted.</param>
/// <param name="RunnerUp">The best other mentor for this mentee; null where there was no other.</param>
internal sealed record Match(Candidate Mentor, Candidate Mentee, Topic Topic, double Quality, RunnerUp? RunnerUp);

/// <param name="Quality">What the match would have been worth, 0–1.</param>
/// <param name="IsTaken">Whether other mentees took the places.</param>
internal sealed record RunnerUp(RepProfile Mentor, double Quality, bool IsTaken);

/// <summary>Matches the mentees and mentors of one kind: the most mentees, then the best quality, then the smallest ids.</summary>
internal static class KindMatcher
{
    /// <param name="mentees">Ascending by id; only those who may get a mentor now.</param>
    /// <param name="mentors">Ascending by id; only those with room.</param>
    public static IReadOnlyList<Match> Solve(
        RoundContext round, KindIntake intake, IReadOnlyList<Candidate> mentees, IReadOnlyList<Candidate> mentors)
    {
        if (intake.IsByRule)
        {
            return RuleMatcher.Apply(round, intake, mentees, mentors);
        }

        if (intake.IsTwoWay)
        {
            return EqualsMatcher.Solve(round, intake, mentees, mentors);
        }

        var graph = new MatchGraph(round, intake, mentees, mentors);
        Matching best = CircleFreeMatching.Solve(round, graph);
        return Matches(graph, best.Columns, best.Barred);
    }

    private static List<Match> Matches(MatchGraph graph, int[] columns, HashSet<int> barred)
    {
        int[] used = new int[graph.Mentors.Count];
        foreach (int column in columns.Where(column => column >= 0))
        {
            used[column]++;
        }

        List<Match> matches = [];
        for (int row = 0; row < columns.Length; row++)
        {
            int column = columns[row];
            if (column < 0)
            {
                continue;
            }

            // Mentees of one mentor share the price of each other's company evenly: no id is better off.
            int edge = graph.Edge(row, column);
            Candidate mentor = graph.Mentors[column];
            double shared = graph.Crowding[column] * (used[column] - 1) / 2.0;
            matches.Add(new Match(
                mentor, graph.Mentees[row], graph.Topic(row, column), ToQuality(graph.Quality(edge) - shared), SecondBest(graph, row, edge, used, barred)));
        }

        return matches;
    }

    private static RunnerUp? SecondBest(MatchGraph graph, int row, int chosen, int[] used, HashSet<int> barred)
    {
        (int best, double bestQuality) = (-1, double.NegativeInfinity);
        foreach (int edge in graph.EdgesOf(row))
        {
            int column = graph.Column(edge);
            double quality = ToQuality(graph.Quality(edge) - ((double)graph.Crowding[column] * used[column]));
            if (quality > bestQuality && edge != chosen && !barred.Contains(edge))
            {
                (best, bestQuality) = (column, quality);
            }
        }

        return best < 0 ? null : new RunnerUp(graph.Mentors[best].Rep, bestQuality, used[best] >= graph.Room[best]);
    }

    // Six decimals: the same in a row, in a file and in the next run.
    public static double ToQuality(double millionths) => Math.Clamp(Math.Round(millionths) / MatchQuality.Scale, 0, 1);
}
