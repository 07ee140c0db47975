namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>
/// Places one row after the other along the cheapest chain of displacements (successive shortest paths with prices, as in
/// Jonker and Volgenant 1987, here with a column standing for all its places at once).
/// </summary>
internal sealed class ShortestAugmentation
{
    private readonly AssignmentFlow _flow;
    private readonly AssignmentProblem _problem;
    private readonly int _top;

    // The rows in a column's places stand at _firstPlace[column] and after it.
    private readonly int[] _firstPlace;
    private readonly int[] _rowAt;
    private readonly int[] _placeOf;

    private readonly long[] _distance;
    private readonly int[] _from;
    private readonly int[] _frontier;
    private readonly int[] _scanned;
    private int _frontierCount;
    private int _scannedCount;

    // The cheapest end found so far: a column with room, or a row that would rather stay alone.
    private long _best;
    private int _endColumn;
    private int _endRow;

    public ShortestAugmentation(AssignmentFlow flow)
    {
        (_flow, _problem, _top) = (flow, flow.Problem, flow.Top);
        int columns = _problem.Columns;
        _firstPlace = new int[columns + 1];
        for (int column = 0; column < columns; column++)
        {
            _firstPlace[column + 1] = checked(_firstPlace[column] + _problem.Capacity[column]);
        }

        _rowAt = new int[_firstPlace[columns]];
        _placeOf = new int[_problem.Rows];
        _distance = new long[columns];
        Array.Fill(_distance, long.MaxValue);
        _from = new int[columns];
        _frontier = new int[columns];
        _scanned = new int[columns];
    }

    /// <summary>Gives the row a place, moving others where that is cheaper, or leaves the one alone that costs least.</summary>
    public void Place(int row)
    {
        Search(row);
        AdjustPrices(row);
        Shift(row);
        Forget();
    }

    private void Search(int source)
    {
        _flow.Level[source] = CheapestLevel(source);
        (_best, _endColumn, _endRow) = (_flow.Alone - _flow.Level[source], AssignmentFlow.Nobody, source);
        Relax(source, 0);
        while (TakeNearest() is var column && column != AssignmentFlow.Nobody)
        {
            long distance = _distance[column];
            int first = _firstPlace[column];
            for (int place = first; place < first + _flow.Used[column]; place++)
            {
                int row = _rowAt[place];
                long alone = distance + _flow.Alone - _flow.Level[row];
                if (alone < _best)
                {
                    (_best, _endColumn, _endRow) = (alone, AssignmentFlow.Nobody, row);
                }

                Relax(row, distance);
            }
        }
    }

    private long CheapestLevel(int row)
    {
        long level = _flow.Alone;
        for (int edge = _problem.RowStart[row]; edge < _problem.RowStart[row + 1]; edge++)
        {
            level = Math.Min(level, _top - _problem.EdgeQuality[edge] + _flow.Price[_problem.EdgeColumn[edge]]);
        }

        return level;
    }

    private void Relax(int row, long distance)
    {
        int start = _problem.RowStart[row];
        int length = _problem.RowStart[row + 1] - start;
        ReadOnlySpan<int> columns = _problem.EdgeColumn.AsSpan(start, length);
        ReadOnlySpan<int> qualities = _problem.EdgeQuality.AsSpan(start, length)[..columns.Length];
        long offset = distance + _top - _flow.Level[row];
        long[] price = _flow.Price;
        long[] reached = _distance;
        for (int edge = 0; edge < columns.Length; edge++)
        {
            int column = columns[edge];
            long candidate = offset - qualities[edge] + price[column];
            if (candidate < reached[column] && candidate < _best)
            {
                Reach(column, candidate, row);
            }
        }
    }

    private void Reach(int column, long distance, int row)
    {
        if (_distance[column] == long.MaxValue)
        {
            _frontier[_frontierCount++] = column;
        }

        _distance[column] = distance;
        _from[column] = row;
        if (_flow.HasRoom(column) && distance + _flow.NextPlace(column) - _flow.Price[column] is var end && end < _best)
        {
            (_best, _endColumn, _endRow) = (end, column, AssignmentFlow.Nobody);
        }
    }

    /// <summary>Moves the nearest column of the frontier to the scanned ones; none when no chain can beat the best end.</summary>
    private int TakeNearest()
    {
        int at = -1;
        long nearest = _best;
        for (int index = 0; index < _frontierCount; index++)
        {
            if (_distance[_frontier[index]] < nearest)
            {
                (nearest, at) = (_distance[_frontier[index]], index);
            }
        }

        if (at < 0)
        {
            return AssignmentFlow.Nobody;
        }

        int column = _frontier[at];
        _frontier[at] = _frontier[--_frontierCount];
        _scanned[_scannedCount++] = column;
        return column;
    }

    private void AdjustPrices(int source)
    {
        _flow.Level[source] += _best;
        for (int index = 0; index < _scannedCount; index++)
        {
            int column = _scanned[index];
            long rise = _best - _distance[column];
            _flow.Price[column] += rise;
            int first = _firstPlace[column];
            for (int place = first; place < first + _flow.Used[column]; place++)
            {
                _flow.Level[_rowAt[place]] += rise;
            }
        }
    }

    private void Shift(int source)
    {
        int column = _endColumn;
        int place;
        if (column != AssignmentFlow.Nobody)
        {
            place = _firstPlace[column] + _flow.Used[column]++;
        }
        else
        {
            column = _flow.ColumnOf[_endRow];
            place = _placeOf[_endRow];
            _flow.ColumnOf[_endRow] = AssignmentFlow.Nobody;
        }

        // The source itself may be the one that stays alone: then nothing moves.
        while (column != AssignmentFlow.Nobody)
        {
            int row = _from[column];
            (int leftColumn, int leftPlace) = (_flow.ColumnOf[row], _placeOf[row]);
            _rowAt[place] = row;
            _flow.ColumnOf[row] = column;
            _placeOf[row] = place;
            (column, place) = row == source ? (AssignmentFlow.Nobody, 0) : (leftColumn, leftPlace);
        }
    }

    private void Forget()
    {
        for (int index = 0; index < _frontierCount; index++)
        {
            _distance[_frontier[index]] = long.MaxValue;
        }

        for (int index = 0; index < _scannedCount; index++)
        {
            _distance[_scanned[index]] = long.MaxValue;
        }

        (_frontierCount, _scannedCount) = (0, 0);
    }
}
