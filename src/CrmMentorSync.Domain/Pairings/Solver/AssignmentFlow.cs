namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>
/// An optimal flow with the prices that prove it. A row's cost at a column is <c>Top − quality</c>; staying alone costs
/// <see cref="Alone"/>, more than any rearrangement of all others can save, so coverage always comes first.
/// </summary>
/// <remarks>
/// Invariants, for every row and column: <c>Level[row] ≤ cost + Price[column]</c> on each edge with equality where matched;
/// <c>Level[row] ≤ Alone</c> with equality where alone; a column's price is at least the crowding cost of its last place
/// taken and, while a place is free, at most that of its next one.
/// </remarks>
internal sealed class AssignmentFlow
{
    public AssignmentFlow(AssignmentProblem problem)
    {
        Problem = problem;
        Top = problem.EdgeQuality.Length == 0 ? 0 : problem.EdgeQuality.Max();
        long crowding = 0;
        for (int column = 0; column < problem.Columns; column++)
        {
            crowding = Math.Max(crowding, (long)problem.Crowding[column] * problem.Capacity[column]);
        }

        Alone = (problem.Rows + 1L) * (Top + crowding + 1);
        ColumnOf = new int[problem.Rows];
        Array.Fill(ColumnOf, Nobody);
        Level = new long[problem.Rows];
        Price = new long[problem.Columns];
        Used = new int[problem.Columns];
    }

    public const int Nobody = -1;

    public AssignmentProblem Problem { get; }
    public int Top { get; }
    public long Alone { get; }

    /// <summary>The column of each row, or <see cref="Nobody"/>.</summary>
    public int[] ColumnOf { get; }
    public long[] Level { get; }
    public long[] Price { get; }

    /// <summary>Places taken in each column.</summary>
    public int[] Used { get; }

    public bool HasRoom(int column) => Used[column] < Problem.Capacity[column];

    /// <summary>The crowding cost of the next place in the column.</summary>
    public long NextPlace(int column) => (long)Problem.Crowding[column] * Used[column];

    /// <summary>The crowding cost of the last place taken in the column.</summary>
    public long LastPlace(int column) => (long)Problem.Crowding[column] * (Used[column] - 1);
}
