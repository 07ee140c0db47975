namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>
/// Among all optimal matchings picks the one whose list of columns, row by row, is lexicographically smallest (alone counts
/// as last).
/// </summary>
/// <remarks>
/// Two optimal matchings differ only by cycles of tight edges (those whose price equation holds exactly), so it is enough
/// to walk the rows in order and to give each the smallest tight column from which a chain of tight moves of later rows
/// leads back to the place that it leaves. No weights are added, so nothing can overflow or round.
/// </remarks>
internal sealed class CanonicalOptimum
{
    private readonly AssignmentFlow _flow;
    private readonly TightEdges _tight;
    private readonly bool[] _settled;

    // Rows in a column that may still move.
    private readonly int[] _movable;

    // Rows in a place that might as well stay alone.
    private readonly int[] _indifferent;

    // The backward search: nodes are columns, and one more, _alone, for "no column" (and for free places).
    private readonly int _alone;
    private readonly int[] _visited;
    private readonly int[] _hopRow;
    private readonly int[] _hopTo;
    private readonly int[] _queue;
    private int _tail;
    private int _stamp;

    private CanonicalOptimum(AssignmentFlow flow)
    {
        _flow = flow;
        _tight = new TightEdges(flow);
        AssignmentProblem problem = flow.Problem;
        _settled = new bool[problem.Rows];
        _movable = [.. flow.Used];
        _indifferent = [.. Enumerable.Range(0, problem.Rows).Where(row => flow.Level[row] == flow.Alone)];
        _alone = problem.Columns;
        _visited = new int[problem.Columns + 1];
        _hopRow = new int[problem.Columns + 1];
        _hopTo = new int[problem.Columns + 1];
        _queue = new int[problem.Columns + 1];
    }

    public static void Settle(AssignmentFlow flow)
    {
        var canonical = new CanonicalOptimum(flow);
        for (int row = 0; row < flow.Problem.Rows; row++)
        {
            canonical.SettleRow(row);
        }
    }

    private void SettleRow(int row)
    {
        // From here on the row's own present match is out of play, whatever becomes of it.
        _settled[row] = true;
        int present = Node(row);
        if (present != _alone)
        {
            _movable[present]--;
        }

        ReadOnlySpan<int> candidates = _tight.ColumnsOf(row);
        int live = FirstLive(candidates, present, 0);
        if (live < 0)
        {
            return;
        }

        SearchBackwards(present, candidates[live]);
        for (; live >= 0; live = FirstLive(candidates, present, live + 1))
        {
            if (_visited[candidates[live]] == _stamp)
            {
                Rotate(row, present, candidates[live]);
                return;
            }
        }
    }

    /// <summary>The first candidate before the present one from which anything can move on.</summary>
    private int FirstLive(ReadOnlySpan<int> candidates, int present, int start)
    {
        for (int index = start; index < candidates.Length && candidates[index] < present; index++)
        {
            if (_movable[candidates[index]] > 0 || HasTightRoom(candidates[index]))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Finds the nodes from which tight moves lead to the target; stops early at the wanted one.</summary>
    private void SearchBackwards(int target, int wanted)
    {
        (_stamp, _tail) = (_stamp + 1, 0);
        Visit(target, AssignmentFlow.Nobody, AssignmentFlow.Nobody);
        for (int head = 0; head < _tail && _visited[wanted] != _stamp; head++)
        {
            int node = _queue[head];
            if (node == _alone)
            {
                VisitWaysToAlone();
                continue;
            }

            foreach (int row in _tight.RowsOf(node))
            {
                if (!_settled[row])
                {
                    Visit(Node(row), row, node);
                }
            }

            if (_flow.Used[node] > 0 && _flow.Price[node] == _flow.LastPlace(node))
            {
                Visit(_alone, AssignmentFlow.Nobody, node);
            }
        }
    }

    private void VisitWaysToAlone()
    {
        foreach (int row in _indifferent)
        {
            if (!_settled[row])
            {
                Visit(Node(row), row, _alone);
            }
        }

        for (int column = 0; column < _flow.Problem.Columns; column++)
        {
            if (HasTightRoom(column))
            {
                Visit(column, AssignmentFlow.Nobody, _alone);
            }
        }
    }

    private void Visit(int node, int hopRow, int hopTo)
    {
        if (_visited[node] != _stamp)
        {
            (_visited[node], _hopRow[node], _hopTo[node]) = (_stamp, hopRow, hopTo);
            _queue[_tail++] = node;
        }
    }

    /// <summary>Moves the row to the column, and along the chain whoever has to make room, until the row's old place is filled.</summary>
    private void Rotate(int row, int left, int column)
    {
        _flow.ColumnOf[row] = column;
        for (int node = column; node != left; node = _hopTo[node])
        {
            int next = _hopTo[node];
            int mover = _hopRow[node];
            if (mover != AssignmentFlow.Nobody)
            {
                _flow.ColumnOf[mover] = next == _alone ? AssignmentFlow.Nobody : next;
                CountMovable(node, -1);
                CountMovable(next, +1);
            }
            else if (next == _alone)
            {
                _flow.Used[node]++;
            }
            else
            {
                _flow.Used[next]--;
            }
        }
    }

    private void CountMovable(int node, int change)
    {
        if (node != _alone)
        {
            _movable[node] += change;
        }
    }

    private int Node(int row) => _flow.ColumnOf[row] is var column && column == AssignmentFlow.Nobody ? _alone : column;

    private bool HasTightRoom(int column) => _flow.HasRoom(column) && _flow.Price[column] == _flow.NextPlace(column);
}
