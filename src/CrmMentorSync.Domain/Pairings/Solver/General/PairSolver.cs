namespace CrmMentorSync.Domain.Pairings.Solver.General;

/// <summary>
/// Exact matching in a general graph: as many pairs as possible, then the highest total quality, then the smallest partners
/// for the smallest people. Equal problems give equal answers on every machine: all arithmetic is on integers.
/// </summary>
public static class PairSolver
{
    public const int Nobody = -1;

    /// <returns>The partner of each person, or −1 where they stay alone.</returns>
    public static int[] Solve(PairProblem problem)
    {
        // One pair more is worth more than all qualities together.
        long pair = ((problem.People / 2) + 1L) * (problem.Edges.Count == 0 ? 1 : problem.Edges.Max(edge => edge.Quality) + 1L);
        WeightedEdge[] edges = [.. problem.Edges
            .OrderBy(edge => (Math.Min(edge.One, edge.Other), Math.Max(edge.One, edge.Other)))
            .Select(edge => new WeightedEdge(edge.One, edge.Other, pair + edge.Quality))];
        BlossomState optimum = BlossomStages.Run(problem.People, edges);
        return CanonicalPairs.Settle(optimum.Partners(), [.. edges.Where((_, index) => optimum.IsTight(index))]);
    }
}

/// <summary>An edge with all that it is worth to the matching, above 0.</summary>
internal readonly record struct WeightedEdge(int One, int Other, long Weight);
