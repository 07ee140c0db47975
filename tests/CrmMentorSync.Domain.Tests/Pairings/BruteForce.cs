using CrmMentorSync.Domain.Pairings.Solver;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>Tries every matching. Visits them in lexicographic order, so the first of the best is the smallest.</summary>
internal sealed class BruteForce
{
    private readonly AssignmentProblem _problem;
    private readonly int[] _current;
    private readonly int[] _used;
    private int[] _best = [];
    private (int Covered, long Quality) _score = (-1, 0);

    private BruteForce(AssignmentProblem problem)
    {
        _problem = problem;
        _current = new int[problem.Rows];
        _used = new int[problem.Columns];
    }

    public static int[] Solve(AssignmentProblem problem)
    {
        var all = new BruteForce(problem);
        all.Visit(0, 0, 0);
        return all._best;
    }

    private void Visit(int row, int covered, long quality)
    {
        if (row == _problem.Rows)
        {
            if ((covered, quality).CompareTo(_score) > 0)
            {
                (_score, _best) = ((covered, quality), [.. _current]);
            }

            return;
        }

        for (int edge = _problem.RowStart[row]; edge < _problem.RowStart[row + 1]; edge++)
        {
            int column = _problem.EdgeColumn[edge];
            if (_used[column] < _problem.Capacity[column])
            {
                long worth = _problem.EdgeQuality[edge] - ((long)_problem.Crowding[column] * _used[column]);
                _used[column]++;
                _current[row] = column;
                Visit(row + 1, covered + 1, quality + worth);
                _used[column]--;
            }
        }

        _current[row] = -1;
        Visit(row + 1, covered, quality);
    }
}
