using System.Diagnostics;
using System.Globalization;
using System.Text;
using CrmMentorSync.Domain.Pairings.Solver;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>SciPy's <c>linear_sum_assignment</c> (python3-scipy of Debian) as the judge of larger rounds; visibly skipped where it is absent.</summary>
public sealed class AssignmentSolverAgainstScipyTests
{
    private const string Judge =
        """
        import sys
        import numpy
        from scipy.optimize import linear_sum_assignment
        size = int(sys.stdin.readline())
        worth = numpy.array([[int(cell) for cell in sys.stdin.readline().split()] for _ in range(size)])
        rows, columns = linear_sum_assignment(worth, maximize=True)
        print(int(worth[rows, columns].sum()))
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, 80, 5, 1.0, 3)]
    [InlineData(600, 100, 4, 0.2, 5)]
    [InlineData(500, 500, 1, 0.05, 7)]
    public async Task It_earns_what_scipy_earns(int rows, int columns, int capacity, double density, int seed)
    {
        string? python = await PythonAsync();
        Assert.SkipWhen(python is null, "SciPy is not installed (Debian: python3-scipy)");
        var random = new Random(seed);
        int[][] allowed = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Where(_ => random.NextDouble() < density).ToArray())];
        int[][] quality = [.. allowed.Select(row => row.Select(_ => random.Next(1_000_000)).ToArray())];
        var problem = new AssignmentProblem(
            [0, .. allowed.Select((_, row) => allowed[..(row + 1)].Sum(edges => edges.Length))], [.. allowed.SelectMany(row => row)], [.. quality.SelectMany(row => row)],
            [.. Enumerable.Repeat(capacity, columns)], new int[columns]);

        int[] solved = AssignmentSolver.Solve(problem);

        // A pair counts for more than all qualities together, so coverage comes first for SciPy too.
        long pair = 1_000_000L * (rows + 1);
        long earned = solved.Select((column, row) => column < 0 ? 0 : pair + quality[row][Array.IndexOf(allowed[row], column)]).Sum();
        Assert.Equal(await AskAsync(python!, Worth(allowed, quality, rows, columns * capacity, capacity, pair)), earned);
    }

    /// <summary>Each place of a column is a column of its own; rows or columns without a partner get one that is worth nothing.</summary>
    private static string Worth(int[][] allowed, int[][] quality, int rows, int places, int capacity, long pair)
    {
        int size = Math.Max(rows, places);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{size}\n");
        for (int row = 0; row < size; row++)
        {
            long[] worth = new long[size];
            for (int edge = 0; row < rows && edge < allowed[row].Length; edge++)
            {
                Array.Fill(worth, pair + quality[row][edge], allowed[row][edge] * capacity, capacity);
            }

            text.AppendJoin(' ', worth).Append('\n');
        }

        return text.ToString();
    }

    private static async Task<long> AskAsync(string python, string problem)
    {
        (int code, string answer) = await RunAsync(python, Judge, problem);
        Assert.Equal(0, code);
        return long.Parse(answer, CultureInfo.InvariantCulture);
    }

    private static async Task<string?> PythonAsync()
    {
        foreach (string python in new[] { "/usr/bin/python3", "python3" })
        {
            try
            {
                if ((await RunAsync(python, "import scipy.optimize", "")).Code == 0)
                {
                    return python;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is none of that name.
            }
        }

        return null;
    }

    private static async Task<(int Code, string Output)> RunAsync(string python, string program, string input)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(program);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Ct);
        Task<string> error = process.StandardError.ReadToEndAsync(Ct);
        await process.StandardInput.WriteAsync(input.AsMemory(), Ct);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Ct);
        await error;
        return (process.ExitCode, await output);
    }
}
