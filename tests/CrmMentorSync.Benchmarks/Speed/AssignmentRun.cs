using System.Diagnostics;
using System.Globalization;
using CrmMentorSync.Domain.Pairings.Solver;
using CrmMentorSync.Domain.Pairings.Solver.General;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks.Speed;

/// <summary>The largest rounds that a large org could ask for: every pair allowed, few pairs of many people, and equals.</summary>
internal static class AssignmentRun
{
    private const int Places = 5;

    public static Task RunAsync(string[] args)
    {
        // The memory after each line is the most that the process had until then, its data included: dense comes first.
        Bipartite("dense", 5_000, 1_000, 1_000, columns => [.. Enumerable.Range(0, columns)]);
        var sparse = SeededRandom.For(1, "sparse", 0);
        Bipartite("sparse", 20_000, 4_000, 40, columns => [.. Enumerable.Range(0, 40).Select(_ => sparse.NextInt(columns)).Distinct().Order()]);
        General(2_000, 20);
        General(2_000, 40);
        return Task.CompletedTask;
    }

    private static void Bipartite(string name, int rows, int columns, int atMost, Func<int, int[]> edgesOf)
    {
        var random = SeededRandom.For(1, "assignment", 0);
        int[] start = new int[rows + 1];
        int[] column = Edges(start, columns, atMost, edgesOf);
        int[] quality = new int[column.Length];
        for (int edge = 0; edge < quality.Length; edge++)
        {
            quality[edge] = random.NextInt(10_000);
        }

        var problem = new AssignmentProblem(start, column, quality, [.. Enumerable.Repeat(Places, columns)], new int[columns]);
        long before = GC.GetTotalAllocatedBytes();
        long began = Stopwatch.GetTimestamp();
        int[] solved = AssignmentSolver.Solve(problem);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        long total = solved.Select((at, row) => at < 0 ? 0L : quality[Array.IndexOf(column, at, start[row], start[row + 1] - start[row])]).Sum();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows} x {columns} {name}, capacity {Places}, {column.Length} edges: {seconds:0.00} s, {solved.Count(at => at >= 0)} placed, quality {total}, "
            + $"{(GC.GetTotalAllocatedBytes() - before) / 1e6:0} MB allocated, peak {PeakMb:0} MB"));
    }

    private static int[] Edges(int[] start, int columns, int atMost, Func<int, int[]> edgesOf)
    {
        int[] column = new int[(start.Length - 1) * atMost];
        for (int row = 0; row + 1 < start.Length; row++)
        {
            int[] some = edgesOf(columns);
            some.CopyTo(column, start[row]);
            start[row + 1] = start[row] + some.Length;
        }

        return start[^1] == column.Length ? column : column[..start[^1]];
    }

    private static double PeakMb => Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;

    private static void General(int people, int partners)
    {
        var random = SeededRandom.For(1, "equals", 0);
        PairEdge[] edges = [.. Enumerable.Range(0, people)
            .SelectMany(one => Enumerable.Range(0, partners / 2).Select(_ => (One: one, Other: random.NextInt(people))))
            .Where(pair => pair.One != pair.Other)
            .Select(pair => (One: Math.Min(pair.One, pair.Other), Other: Math.Max(pair.One, pair.Other))).Distinct()
            .Select(pair => new PairEdge(pair.One, pair.Other, random.NextInt(1_000_000)))];
        long began = Stopwatch.GetTimestamp();
        int[] partner = PairSolver.Solve(new PairProblem(people, edges));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{people} equals, {edges.Length} edges: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s, {partner.Count(at => at >= 0)} paired, peak {PeakMb:0} MB"));
    }
}
