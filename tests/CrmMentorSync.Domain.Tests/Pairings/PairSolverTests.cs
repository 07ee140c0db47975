using CrmMentorSync.Domain.Pairings.Solver.General;

namespace CrmMentorSync.Domain.Tests.Pairings;

public sealed class PairSolverTests
{
    [Fact]
    public void It_equals_brute_force_on_five_thousand_small_problems()
    {
        var random = new Random(20260302);
        for (int round = 0; round < 5000; round++)
        {
            PairProblem problem = RandomProblem(random, random.Next(9), (int)Math.Pow(10, random.Next(4)), random.NextDouble());

            Assert.Equal(EveryPairing.Best(problem), PairSolver.Solve(problem));
        }
    }

    [Fact]
    public void It_equals_brute_force_where_everything_ties()
    {
        var random = new Random(7);
        for (int round = 0; round < 800; round++)
        {
            PairProblem problem = RandomProblem(random, random.Next(10), 0, random.NextDouble());

            Assert.Equal(EveryPairing.Best(problem), PairSolver.Solve(problem));
        }
    }

    [Fact]
    public void It_equals_a_program_over_all_subsets_on_larger_problems_full_of_odd_circles()
    {
        var random = new Random(11);
        for (int round = 0; round < 150; round++)
        {
            PairProblem problem = RandomProblem(random, 14 + random.Next(4), 5, 0.15 + (random.NextDouble() * 0.3));
            int[] solved = PairSolver.Solve(problem);

            Assert.Equal(EveryPairing.Worth(problem), EveryPairing.WorthOf(problem, solved));
        }
    }

    [Fact]
    public void Where_the_graph_has_two_sides_it_covers_and_earns_what_the_flow_does()
    {
        var random = new Random(3);
        for (int round = 0; round < 40; round++)
        {
            int rows = 20 + random.Next(60);
            int columns = 20 + random.Next(60);
            List<int> start = [0];
            List<int> column = [];
            List<int> quality = [];
            List<PairEdge> edges = [];
            for (int row = 0; row < rows; row++)
            {
                foreach (int at in Enumerable.Range(0, columns).Where(_ => random.Next(8) == 0))
                {
                    column.Add(at);
                    quality.Add(random.Next(1000));
                    edges.Add(new PairEdge(row, rows + at, quality[^1]));
                }

                start.Add(column.Count);
            }

            int[] flow = Domain.Pairings.Solver.AssignmentSolver.Solve(new Domain.Pairings.Solver.AssignmentProblem(
                [.. start], [.. column], [.. quality], [.. Enumerable.Repeat(1, columns)], new int[columns]));
            var problem = new PairProblem(rows + columns, edges);

            // The same optimum, and, since rows come first, the same pairs.
            Assert.Equal(flow.Select(at => at < 0 ? -1 : rows + at), PairSolver.Solve(problem).Take(rows));
        }
    }

    [Fact]
    public void Shuffled_edges_give_the_same_pairs()
    {
        var random = new Random(5);
        PairProblem problem = RandomProblem(random, 60, 3, 0.2);
        int[] expected = PairSolver.Solve(problem);
        PairEdge[] edges = [.. problem.Edges.Select(edge => random.Next(2) == 0 ? edge : new PairEdge(edge.Other, edge.One, edge.Quality))];
        random.Shuffle(edges);

        Assert.Equal(expected, PairSolver.Solve(new PairProblem(60, edges)));
    }

    [Fact]
    public void Coverage_comes_before_quality() =>
        Assert.Equal([1, 0, 3, 2], PairSolver.Solve(new PairProblem(4, [new(0, 1, 1), new(1, 2, 1000), new(2, 3, 1)])));

    [Fact]
    public void Nothing_to_match_is_no_error_and_nonsense_is_refused()
    {
        Assert.Empty(PairSolver.Solve(new PairProblem(0, [])));
        Assert.Equal([-1, -1], PairSolver.Solve(new PairProblem(2, [])));
        Assert.ThrowsAny<ArgumentException>(() => new PairProblem(2, [new(0, 0, 1)]));
        Assert.ThrowsAny<ArgumentException>(() => new PairProblem(2, [new(0, 1, 1), new(1, 0, 1)]));
        Assert.ThrowsAny<ArgumentException>(() => new PairProblem(2, [new(0, 2, 1)]));
    }

    internal static PairProblem RandomProblem(Random random, int people, int quality, double density) => new(
        people,
        [.. Enumerable.Range(0, people).SelectMany(one => Enumerable.Range(one + 1, Math.Max(0, people - one - 1)).Select(other => (one, other)))
            .Where(_ => random.NextDouble() < density)
            .Select(pair => new PairEdge(pair.one, pair.other, random.Next(quality + 1)))]);
}
