using CrmMentorSync.Domain.Pairings.Solver;

namespace CrmMentorSync.Domain.Tests.Pairings;

public sealed class AssignmentSolverTests
{
    [Fact]
    public void It_equals_brute_force_on_four_thousand_small_problems()
    {
        var random = new Random(20260302);
        for (int round = 0; round < 4000; round++)
        {
            AssignmentProblem problem = RandomProblem(random, maxRows: 6, maxColumns: 5);

            int[] solved = AssignmentSolver.Solve(problem);

            Assert.Equal(BruteForce.Solve(problem), solved);
        }
    }

    [Fact]
    public void It_equals_brute_force_where_everything_ties()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            AssignmentProblem problem = RandomProblem(random, maxRows: 6, maxColumns: 5, maxQuality: 1, maxCrowding: 1);

            Assert.Equal(BruteForce.Solve(problem), AssignmentSolver.Solve(problem));
        }
    }

    [Fact]
    public void It_equals_brute_force_where_there_are_more_columns_than_are_looked_at_in_one_step()
    {
        var random = new Random(17);
        for (int round = 0; round < 600; round++)
        {
            AssignmentProblem problem = RandomProblem(random, maxRows: 4, maxColumns: 20, maxQuality: round % 2 == 0 ? 3 : 1000);

            Assert.Equal(BruteForce.Solve(problem), AssignmentSolver.Solve(problem));
        }
    }

    [Fact]
    public void A_column_with_places_earns_what_as_many_columns_with_one_place_each_do()
    {
        var random = new Random(19);
        for (int round = 0; round < 30; round++)
        {
            AssignmentProblem problem = RandomProblem(random, maxRows: 200, maxColumns: 60, maxQuality: 10_000, maxCrowding: 0);
            int[] first = [0, .. problem.Capacity.Select((_, column) => problem.Capacity[..(column + 1)].Sum())];
            int[] places = [.. Enumerable.Range(0, problem.Columns).SelectMany(column => Enumerable.Repeat(column, problem.Capacity[column]))];
            int[][] rows = [.. Enumerable.Range(0, problem.Rows).Select(row => Enumerable.Range(problem.RowStart[row], problem.RowStart[row + 1] - problem.RowStart[row]).ToArray())];
            var split = new AssignmentProblem(
                [0, .. rows.Select((_, row) => rows[..(row + 1)].Sum(edges => edges.Sum(edge => problem.Capacity[problem.EdgeColumn[edge]])))],
                [.. rows.SelectMany(edges => edges.SelectMany(edge => Enumerable.Range(first[problem.EdgeColumn[edge]], problem.Capacity[problem.EdgeColumn[edge]])))],
                [.. rows.SelectMany(edges => edges.SelectMany(edge => Enumerable.Repeat(problem.EdgeQuality[edge], problem.Capacity[problem.EdgeColumn[edge]])))],
                [.. places.Select(_ => 1)], new int[places.Length]);

            int[] solved = AssignmentSolver.Solve(problem);
            int[] ones = [.. AssignmentSolver.Solve(split).Select(place => place < 0 ? -1 : places[place])];

            Assert.Equal(Worth(problem, ones), Worth(problem, solved));
        }
    }

    [Fact]
    public void Larger_problems_keep_capacities_and_use_only_edges_and_leave_nobody_alone_who_could_simply_be_placed()
    {
        var random = new Random(11);
        for (int round = 0; round < 60; round++)
        {
            AssignmentProblem problem = RandomProblem(random, maxRows: 120, maxColumns: 40, maxQuality: 1_000_000, maxCrowding: 30_000);
            int[] solved = AssignmentSolver.Solve(problem);
            int[] used = new int[problem.Columns];
            for (int row = 0; row < problem.Rows; row++)
            {
                if (solved[row] >= 0)
                {
                    used[solved[row]]++;
                    Assert.Contains(solved[row], Edges(problem, row));
                }
            }

            Assert.All(Enumerable.Range(0, problem.Columns), column => Assert.True(used[column] <= problem.Capacity[column]));
            Assert.All(
                Enumerable.Range(0, problem.Rows).Where(row => solved[row] < 0),
                row => Assert.DoesNotContain(Edges(problem, row), column => used[column] < problem.Capacity[column]));
        }
    }

    [Fact]
    public void Larger_square_problems_earn_what_another_exact_algorithm_earns()
    {
        var random = new Random(13);
        for (int round = 0; round < 25; round++)
        {
            int size = 40 + random.Next(80);
            int[] quality = [.. Enumerable.Range(0, size * size).Select(_ => random.Next(1_000_000))];
            var problem = new AssignmentProblem(
                [.. Enumerable.Range(0, size + 1).Select(row => row * size)], [.. Enumerable.Range(0, size * size).Select(edge => edge % size)],
                quality, [.. Enumerable.Repeat(1, size)], new int[size]);

            int[] solved = AssignmentSolver.Solve(problem);

            Assert.Equal(Auction(quality, size), solved.Select((column, row) => (long)quality[(row * size) + column]).Sum());
        }
    }

    /// <summary>
    /// The auction algorithm (Bertsekas 1979): rows bid for columns. With qualities scaled by size + 1 a step of 1 makes it exact.
    /// </summary>
    [Fact]
    public void Taking_edges_away_one_after_the_other_gives_what_solving_anew_gives()
    {
        var random = new Random(23);
        for (int round = 0; round < 300; round++)
        {
            int most = round % 3 == 0 ? 3 : 1000;
            AssignmentProblem problem = RandomProblem(random, maxRows: 30, maxColumns: 12, maxQuality: most, maxCrowding: round % 2 == 0 ? 0 : most / 3);
            SolvedAssignment solved = AssignmentSolver.Optimum(problem);
            while (solved.ColumnOf.Any(column => column >= 0))
            {
                int[] matched = [.. solved.ColumnOf.Index().Where(match => match.Item >= 0).Select(match => match.Index)];
                int row = matched[random.Next(matched.Length)];
                problem = Without(problem, row, solved.ColumnOf[row]);

                solved = AssignmentSolver.Without(problem, solved, row);

                Assert.Equal(AssignmentSolver.Solve(problem), solved.ColumnOf);
            }
        }
    }

    private static AssignmentProblem Without(AssignmentProblem problem, int row, int column)
    {
        int gone = Array.IndexOf(problem.EdgeColumn, column, problem.RowStart[row]);
        return new AssignmentProblem(
            [.. problem.RowStart.Select((start, index) => index > row ? start - 1 : start)],
            [.. problem.EdgeColumn.Where((_, edge) => edge != gone)],
            [.. problem.EdgeQuality.Where((_, edge) => edge != gone)],
            problem.Capacity,
            problem.Crowding);
    }

    private static long Auction(int[] quality, int size)
    {
        long[] price = new long[size];
        int[] owner = [.. Enumerable.Repeat(-1, size)];
        Queue<int> bidders = new(Enumerable.Range(0, size));
        for (long step = 1L << 34; ; step = Math.Max(1, step / 8))
        {
            Array.Fill(owner, -1);
            bidders = new Queue<int>(Enumerable.Range(0, size));
            while (bidders.TryDequeue(out int row))
            {
                (long best, long second, int at) = (long.MinValue, long.MinValue, -1);
                for (int column = 0; column < size; column++)
                {
                    long value = ((size + 1L) * quality[(row * size) + column]) - price[column];
                    (best, second, at) = value > best ? (value, best, column) : (best, Math.Max(second, value), at);
                }

                price[at] += best - second + step;
                if (owner[at] >= 0)
                {
                    bidders.Enqueue(owner[at]);
                }

                owner[at] = row;
            }

            if (step == 1)
            {
                return owner.Select((row, column) => (long)quality[(row * size) + column]).Sum();
            }
        }
    }

    [Fact]
    public void Coverage_comes_before_quality()
    {
        // Row 0 is worth most in column 0, but then row 1 would stay alone.
        var problem = new AssignmentProblem([0, 2, 3], [0, 1, 0], [1000, 1, 1], [1, 1], [0, 0]);

        Assert.Equal([1, 0], AssignmentSolver.Solve(problem));
    }

    [Fact]
    public void Among_equals_the_smallest_rows_are_covered()
    {
        var problem = new AssignmentProblem([0, 1, 2, 3], [0, 0, 0], [5, 5, 5], [2], [0]);

        Assert.Equal([0, 0, -1], AssignmentSolver.Solve(problem));
    }

    [Fact]
    public void Crowding_spreads_rows_over_columns_that_are_worth_the_same()
    {
        var crowded = new AssignmentProblem([0, 2, 4], [0, 1, 0, 1], [5, 5, 5, 5], [2, 2], [0, 0]);
        var spread = new AssignmentProblem([0, 2, 4], [0, 1, 0, 1], [5, 5, 5, 5], [2, 2], [1, 1]);

        Assert.Equal([0, 0], AssignmentSolver.Solve(crowded));
        Assert.Equal([0, 1], AssignmentSolver.Solve(spread));
    }

    [Fact]
    public void Nothing_to_match_is_no_error()
    {
        Assert.Empty(AssignmentSolver.Solve(new AssignmentProblem([0], [], [], [], [])));
        Assert.Equal([-1], AssignmentSolver.Solve(new AssignmentProblem([0, 0], [], [], [3], [0])));
        Assert.Equal([-1], AssignmentSolver.Solve(new AssignmentProblem([0, 1], [0], [9], [0], [0])));
    }

    [Fact]
    public void Contradictory_arrays_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new AssignmentProblem([0, 2], [1, 0], [1, 1], [1, 1], [0, 0]));
        Assert.ThrowsAny<ArgumentException>(() => new AssignmentProblem([0, 1], [1], [1], [1], [0]));
        Assert.ThrowsAny<ArgumentException>(() => new AssignmentProblem([0, 1], [0], [-1], [1], [0]));
        Assert.ThrowsAny<ArgumentException>(() => new AssignmentProblem([0, 1], [0], [1], [-1], [0]));
    }

    private static (int Covered, long Quality) Worth(AssignmentProblem problem, int[] solved) => (
        solved.Count(column => column >= 0),
        solved.Select((column, row) => column < 0 ? 0L : problem.EdgeQuality[problem.RowStart[row] + Array.IndexOf(Edges(problem, row), column)]).Sum());

    private static int[] Edges(AssignmentProblem problem, int row) =>
        problem.EdgeColumn[problem.RowStart[row]..problem.RowStart[row + 1]];

    internal static AssignmentProblem RandomProblem(
        Random random, int maxRows, int maxColumns, int? maxQuality = null, int? maxCrowding = null)
    {
        int rows = random.Next(maxRows + 1);
        int columns = random.Next(maxColumns + 1);
        int[] scales = [1, 3, 10, 1000];
        int quality = maxQuality ?? scales[random.Next(scales.Length)];
        double density = random.NextDouble();
        int[] rowStart = new int[rows + 1];
        var column = new List<int>();
        var worth = new List<int>();
        for (int row = 0; row < rows; row++)
        {
            for (int candidate = 0; candidate < columns; candidate++)
            {
                if (random.NextDouble() < density)
                {
                    column.Add(candidate);
                    worth.Add(random.Next(quality + 1));
                }
            }

            rowStart[row + 1] = column.Count;
        }

        return new AssignmentProblem(
            rowStart,
            [.. column],
            [.. worth],
            [.. Enumerable.Range(0, columns).Select(_ => random.Next(4))],
            [.. Enumerable.Range(0, columns).Select(_ => random.Next((maxCrowding ?? 3) + 1))]);
    }
}
