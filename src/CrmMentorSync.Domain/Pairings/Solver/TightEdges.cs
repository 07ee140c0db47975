namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>The edges whose price equation holds exactly, seen from both sides: the only ones an optimal matching can use.</summary>
internal sealed class TightEdges
{
    private readonly int[] _rowStart;
    private readonly int[] _columns;
    private readonly int[] _columnStart;
    private readonly int[] _rows;

    public TightEdges(AssignmentFlow flow)
    {
        AssignmentProblem problem = flow.Problem;
        _rowStart = new int[problem.Rows + 1];
        var columns = new List<int>(2 * problem.Rows);
        _columnStart = new int[problem.Columns + 1];
        for (int row = 0; row < problem.Rows; row++)
        {
            long level = flow.Level[row] - flow.Top;
            for (int edge = problem.RowStart[row]; edge < problem.RowStart[row + 1]; edge++)
            {
                int column = problem.EdgeColumn[edge];
                if (flow.Price[column] - problem.EdgeQuality[edge] == level)
                {
                    columns.Add(column);
                    _columnStart[column + 1]++;
                }
            }

            _rowStart[row + 1] = columns.Count;
        }

        _columns = [.. columns];
        for (int column = 0; column < problem.Columns; column++)
        {
            _columnStart[column + 1] += _columnStart[column];
        }

        _rows = new int[_columns.Length];
        int[] next = _columnStart[..^1];
        for (int row = 0; row < problem.Rows; row++)
        {
            foreach (int column in ColumnsOf(row))
            {
                _rows[next[column]++] = row;
            }
        }
    }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => _columns.AsSpan(_rowStart[row], _rowStart[row + 1] - _rowStart[row]);

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> RowsOf(int column) => _rows.AsSpan(_columnStart[column], _columnStart[column + 1] - _columnStart[column]);
}
