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
    // The rows in a column's places stand at _firstPlace[column] and after it.
    private readonly int[] _firstPlace;
    private readonly int[] _rowAt;
    private readonly int[] _placeOf;

    public AssignmentFlow(AssignmentProblem problem)
    {
        Problem = problem;
        Top = problem.EdgeQuality.Length == 0 ? 0 : problem.EdgeQuality.Max();
        long crowding = 0;
        _firstPlace = new int[problem.Columns + 1];
        for (int column = 0; column < problem.Columns; column++)
        {
            crowding = Math.Max(crowding, (long)problem.Crowding[column] * problem.Capacity[column]);
            _firstPlace[column + 1] = checked(_firstPlace[column] + problem.Capacity[column]);
        }

        Alone = (problem.Rows + 1L) * (Top + crowding + 1);
        ColumnOf = new int[problem.Rows];
        Array.Fill(ColumnOf, Nobody);
        Level = new long[problem.Rows];
        Price = new long[problem.Columns];
        Used = new int[problem.Columns];
        _rowAt = new int[_firstPlace[^1]];
        _placeOf = new int[problem.Rows];
    }

    /// <summary>Begins where the flow of the same problem with more edges ended; the row whose edge is gone is alone.</summary>
    public AssignmentFlow(AssignmentProblem problem, SolvedAssignment before, int row)
        : this(problem)
    {
        (Top, Alone) = (before.Top, before.Alone);
        before.Level.CopyTo(Level, 0);
        before.Price.CopyTo(Price, 0);
        before.ColumnOf.CopyTo(ColumnOf, 0);
        ColumnOf[row] = Nobody;
        Seat();
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

    /// <summary>Who has the column's places.</summary>
    public ReadOnlySpan<int> RowsIn(int column) => _rowAt.AsSpan(_firstPlace[column], Used[column]);

    /// <summary>A column that takes nobody for the time being; <see cref="Nobody"/>: all are open.</summary>
    public int Closed { get; set; } = Nobody;

    public SolvedAssignment Solved => new(ColumnOf, Level, Price, Top, Alone);

    public bool HasRoom(int column) => Used[column] < Problem.Capacity[column] && column != Closed;

    /// <summary>The crowding cost of the next place in the column.</summary>
    public long NextPlace(int column) => (long)Problem.Crowding[column] * Used[column];

    /// <summary>The crowding cost of the last place taken in the column.</summary>
    public long LastPlace(int column) => (long)Problem.Crowding[column] * (Used[column] - 1);

    /// <summary>The column's next place, which counts as taken from now on.</summary>
    public (int Column, int Place) TakeNext(int column) => (column, _firstPlace[column] + Used[column]++);

    /// <summary>Takes the row out of its place, for another; it is alone after that.</summary>
    public (int Column, int Place) Leave(int row)
    {
        (int Column, int Place) left = (ColumnOf[row], _placeOf[row]);
        ColumnOf[row] = Nobody;
        return left;
    }

    /// <summary>Gives places anew, after rows were moved without regard to them.</summary>
    public void Seat()
    {
        Array.Clear(Used);
        for (int row = 0; row < ColumnOf.Length; row++)
        {
            if (ColumnOf[row] is var column && column != Nobody)
            {
                Put(row, TakeNext(column));
            }
        }
    }

    /// <summary>Gives the row the place.</summary>
    /// <returns>Where it was before; the column is <see cref="Nobody"/> where it was alone.</returns>
    public (int Column, int Place) Put(int row, (int Column, int Place) to)
    {
        (int Column, int Place) left = (ColumnOf[row], _placeOf[row]);
        (_rowAt[to.Place], ColumnOf[row], _placeOf[row]) = (row, to.Column, to.Place);
        return left;
    }
}

/// <summary>An optimal matching with the prices that prove it, and no more: the flow without its problem.</summary>
internal sealed record SolvedAssignment(int[] ColumnOf, long[] Level, long[] Price, int Top, long Alone);
