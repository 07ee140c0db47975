namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>
/// A start that leaves little to do: rows bid for the column that is cheapest for them, up to the point where another is as
/// cheap, and whoever would leave first gives way (the row reduction of Jonker and Volgenant 1987, with a column standing for all
/// its places). Every step keeps the flow's invariants, so it may stop at any moment; ties and price wars are left to the search.
/// </summary>
internal sealed class RowAuction
{
    /// <summary>So many bids in the mean, and then the search is faster.</summary>
    private const int BidsPerRow = 24;

    private readonly AssignmentFlow _flow;
    private readonly RowCosts _costs;

    // Up to which price of its column a row stays there; prices of others that rose since let it stay longer.
    private readonly long[] _leavesAt;
    private readonly Queue<int> _bidders;
    private readonly List<int> _left = [];

    private RowAuction(AssignmentFlow flow, RowCosts costs)
    {
        (_flow, _costs) = (flow, costs);
        _leavesAt = new long[flow.Problem.Rows];
        _bidders = new Queue<int>(Enumerable.Range(0, flow.Problem.Rows));
    }

    /// <returns>The rows that have no place yet.</returns>
    public static IReadOnlyList<int> Run(AssignmentFlow flow, RowCosts costs)
    {
        var auction = new RowAuction(flow, costs);
        for (long bids = (long)BidsPerRow * flow.Problem.Rows; bids > 0 && auction._bidders.TryDequeue(out int row); bids--)
        {
            auction.Bid(row);
        }

        auction._left.AddRange(auction._bidders);
        auction.SetLevels();
        return auction._left;
    }

    private void Bid(int row)
    {
        CheapestColumns cheapest = _costs.Cheapest(row);
        long alone = _flow.Alone - _flow.Top;
        if (cheapest.Column == AssignmentFlow.Nobody || cheapest.Best >= alone)
        {
            _left.Add(row);
            return;
        }

        int column = cheapest.Column;
        _leavesAt[row] = _flow.Price[column] + Math.Min(cheapest.Second, alone) - cheapest.Best;
        int first = row;
        foreach (int holder in _flow.RowsIn(column))
        {
            first = _leavesAt[holder] < _leavesAt[first] || (first == row && _leavesAt[holder] == _leavesAt[row]) ? holder : first;
        }

        if (_flow.HasRoom(column) && _flow.NextPlace(column) <= _leavesAt[first])
        {
            _flow.Price[column] = _flow.NextPlace(column);
            _flow.Put(row, _flow.TakeNext(column));
            return;
        }

        bool isTie = _leavesAt[first] <= _flow.Price[column];
        _flow.Price[column] = Math.Max(_flow.Price[column], _leavesAt[first]);
        if (first != row)
        {
            _flow.Put(row, _flow.Leave(first));
            _bidders.Enqueue(first);
        }
        else if (isTie)
        {
            _left.Add(row);
        }
        else
        {
            _bidders.Enqueue(row);
        }
    }

    private void SetLevels()
    {
        AssignmentProblem problem = _flow.Problem;
        for (int row = 0; row < problem.Rows; row++)
        {
            if (_flow.ColumnOf[row] is var column && column != AssignmentFlow.Nobody)
            {
                int edge = Array.BinarySearch(problem.EdgeColumn, problem.RowStart[row], problem.RowStart[row + 1] - problem.RowStart[row], column);
                _flow.Level[row] = _flow.Top - problem.EdgeQuality[edge] + _flow.Price[column];
            }
        }
    }
}
