using System.Diagnostics;
using System.Globalization;
using CrmMentorSync.Domain.Pairings.Solver;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks.Speed;

/// <summary>The largest round that a large org could ask for, every pair allowed.</summary>
internal static class AssignmentRun
{
    private const int Rows = 5_000;
    private const int Columns = 1_000;

    public static Task RunAsync(string[] args)
    {
        var random = SeededRandom.For(1, "assignment", 0);
        int[] quality = [.. Enumerable.Range(0, Rows * Columns).Select(_ => random.NextInt(10_000))];
        var problem = new AssignmentProblem(
            [.. Enumerable.Range(0, Rows + 1).Select(row => row * Columns)],
            [.. Enumerable.Range(0, Rows * Columns).Select(edge => edge % Columns)],
            quality, [.. Enumerable.Repeat(5, Columns)], new int[Columns]);
        long began = Stopwatch.GetTimestamp();
        int[] columns = AssignmentSolver.Solve(problem);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        long total = columns.Select((column, row) => column < 0 ? 0L : quality[(row * Columns) + column]).Sum();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Rows} x {Columns} dense, capacity 5: {seconds:0.00} s, {columns.Count(column => column >= 0)} placed, quality {total}"));
        return Task.CompletedTask;
    }
}
