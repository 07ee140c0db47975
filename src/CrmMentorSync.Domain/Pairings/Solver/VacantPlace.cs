namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>
/// Fills a column's free place that others would pay for, or lowers its price until nobody would: the shortest chain of moves into it
/// is searched backwards, from the place to whoever is alone, or to a place that is better given up. Keeps the flow's invariants.
/// </summary>
internal sealed class VacantPlace
{
    private readonly AssignmentFlow _flow;
    private readonly RowCosts _costs;
    private readonly long[] _distance;
    private readonly bool[] _scanned;
    private readonly int[] _mover;
    private readonly int[] _to;

    // The cheapest beginning of a chain: a row that is alone and goes to the column, or a column that loses its last place.
    private long _best;
    private int _row;
    private int _column;

    private VacantPlace(AssignmentFlow flow, RowCosts costs)
    {
        (_flow, _costs) = (flow, costs);
        _distance = new long[flow.Problem.Columns];
        _scanned = new bool[_distance.Length];
        _mover = new int[_distance.Length];
        _to = new int[_distance.Length];
    }

    public static void Settle(AssignmentFlow flow, RowCosts costs, int column)
    {
        while (flow.HasRoom(column) && flow.Price[column] > flow.NextPlace(column))
        {
            new VacantPlace(flow, costs).Fill(column);
        }
    }

    private void Fill(int vacant)
    {
        long worth = _flow.Price[vacant] - _flow.NextPlace(vacant);
        (_best, _row, _column) = (worth, AssignmentFlow.Nobody, AssignmentFlow.Nobody);
        Array.Fill(_distance, long.MaxValue);
        _distance[vacant] = 0;
        for (int column = vacant; column != AssignmentFlow.Nobody; column = Nearest())
        {
            _scanned[column] = true;
            long release = _distance[column] + _flow.Price[column] - _flow.LastPlace(column);
            if (column != vacant && release < _best)
            {
                (_best, _row, _column) = (release, AssignmentFlow.Nobody, column);
            }

            Relax(column);
        }

        Reprice();
        if (_column != AssignmentFlow.Nobody)
        {
            Shift(vacant);
        }
    }

    private void Relax(int column)
    {
        long offset = _distance[column] + _flow.Price[column] + _flow.Top;
        for (int row = 0; row < _flow.ColumnOf.Length; row++)
        {
            int from = _flow.ColumnOf[row];
            if (from == column || _costs.Quality(row, column) is var quality && quality < 0)
            {
                continue;
            }

            long distance = offset - quality - _flow.Level[row];
            if (distance >= _best)
            {
                continue;
            }

            if (from == AssignmentFlow.Nobody)
            {
                (_best, _row, _column) = (distance, row, column);
            }
            else if (distance < _distance[from])
            {
                (_distance[from], _mover[from], _to[from]) = (distance, row, column);
            }
        }
    }

    private int Nearest()
    {
        (long nearest, int at) = (_best, AssignmentFlow.Nobody);
        for (int column = 0; column < _distance.Length; column++)
        {
            if (_distance[column] < nearest && !_scanned[column])
            {
                (nearest, at) = (_distance[column], column);
            }
        }

        return at;
    }

    private void Reprice()
    {
        for (int column = 0; column < _distance.Length; column++)
        {
            if (_scanned[column] && _best - _distance[column] is var fall and > 0)
            {
                _flow.Price[column] -= fall;
                foreach (int row in _flow.RowsIn(column))
                {
                    _flow.Level[row] -= fall;
                }
            }
        }
    }

    private void Shift(int vacant)
    {
        if (_row != AssignmentFlow.Nobody)
        {
            _flow.ColumnOf[_row] = _column;
        }

        for (int column = _column; column != vacant; column = _to[column])
        {
            _flow.ColumnOf[_mover[column]] = _to[column];
        }

        _flow.Seat();
    }
}
