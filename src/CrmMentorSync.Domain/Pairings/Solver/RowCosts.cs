using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>A row's two cheapest columns at the present prices, counted from <see cref="AssignmentFlow.Top"/>.</summary>
/// <param name="Column">The cheapest, of equal ones the smallest; <see cref="AssignmentFlow.Nobody"/> where the row has no edge.</param>
/// <param name="Second">What the next one costs; <see cref="long.MaxValue"/> where there is none.</param>
internal readonly record struct CheapestColumns(long Best, int Column, long Second);

/// <summary>
/// A row's qualities, looked through for the cheapest columns. Where a fair share of all pairs is allowed they stand in a table
/// with a column each, several of which are looked at in one step.
/// </summary>
internal sealed class RowCosts
{
    /// <summary>Quality of a pair that is not allowed: so bad that it is hardly ever looked at twice.</summary>
    private const int NoEdge = int.MinValue;

    // A table is worth its memory where at least a quarter of all pairs is allowed.
    private const int DensestShare = 4;

    private readonly AssignmentProblem _problem;
    private readonly long[] _price;
    private readonly int[] _table;

    /// <param name="mayBeTable">False where so few rows are looked at that a table is not worth making.</param>
    public RowCosts(AssignmentFlow flow, bool mayBeTable = true)
    {
        (_problem, _price) = (flow.Problem, flow.Price);
        long pairs = (long)_problem.Rows * _problem.Columns;
        IsDense = mayBeTable && _problem.EdgeQuality.Length * (long)DensestShare >= pairs && pairs <= Array.MaxLength && pairs > 0;
        _table = !IsDense ? [] : _problem.EdgeQuality.Length == pairs ? _problem.EdgeQuality : Table((int)pairs);
    }

    public bool IsDense { get; }

    /// <summary>The qualities of a row, one for each column; below 0 where the pair is not allowed. Dense only.</summary>
    public ReadOnlySpan<int> Dense(int row) => _table.AsSpan(row * _problem.Columns, _problem.Columns);

    /// <summary>What the pair is worth; below 0 where it is not allowed.</summary>
    public int Quality(int row, int column)
    {
        if (IsDense)
        {
            return _table[(row * _problem.Columns) + column];
        }

        int start = _problem.RowStart[row];
        int edge = Array.BinarySearch(_problem.EdgeColumn, start, _problem.RowStart[row + 1] - start, column);
        return edge < 0 ? NoEdge : _problem.EdgeQuality[edge];
    }

    public CheapestColumns Cheapest(int row) => IsDense ? CheapestDense(Dense(row), _price) : CheapestSparse(row);

    private int[] Table(int pairs)
    {
        int[] table = new int[pairs];
        Array.Fill(table, NoEdge);
        for (int row = 0; row < _problem.Rows; row++)
        {
            for (int edge = _problem.RowStart[row]; edge < _problem.RowStart[row + 1]; edge++)
            {
                table[(row * _problem.Columns) + _problem.EdgeColumn[edge]] = _problem.EdgeQuality[edge];
            }
        }

        return table;
    }

    private CheapestColumns CheapestSparse(int row)
    {
        int start = _problem.RowStart[row];
        int length = _problem.RowStart[row + 1] - start;
        ReadOnlySpan<int> columns = _problem.EdgeColumn.AsSpan(start, length);
        ReadOnlySpan<int> qualities = _problem.EdgeQuality.AsSpan(start, length);
        (long best, int at, long second) = (long.MaxValue, AssignmentFlow.Nobody, long.MaxValue);
        for (int edge = 0; edge < columns.Length; edge++)
        {
            long cost = _price[columns[edge]] - qualities[edge];
            if (cost < best)
            {
                (best, at, second) = (cost, columns[edge], best);
            }
            else if (cost < second)
            {
                second = cost;
            }
        }

        return new CheapestColumns(best, at, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static CheapestColumns CheapestDense(ReadOnlySpan<int> qualities, ReadOnlySpan<long> prices)
    {
        ref int quality = ref MemoryMarshal.GetReference(qualities);
        ref long price = ref MemoryMarshal.GetReference(prices);
        var best = new Vector<long>(long.MaxValue);
        Vector<long> second = best;
        Vector<long> at = Vector<long>.Zero;
        Vector<long> index = Vector<long>.Indices;
        var step = new Vector<long>(Vector<long>.Count);
        int column = 0;
        for (; column <= qualities.Length - Vector<int>.Count; column += Vector<int>.Count)
        {
            var worth = Vector.LoadUnsafe(ref quality, (nuint)column);
            Look(Vector.WidenLower(worth), Vector.LoadUnsafe(ref price, (nuint)column), index, ref best, ref second, ref at);
            index += step;
            Look(Vector.WidenUpper(worth), Vector.LoadUnsafe(ref price, (nuint)(column + Vector<long>.Count)), index, ref best, ref second, ref at);
            index += step;
        }

        (long cheapest, long where, long next) = (long.MaxValue, AssignmentFlow.Nobody, long.MaxValue);
        for (int lane = 0; lane < Vector<long>.Count; lane++)
        {
            next = Math.Min(next, second[lane]);
            Take(best[lane], at[lane]);
        }

        for (; column < qualities.Length; column++)
        {
            if (qualities[column] >= 0)
            {
                Take(prices[column] - qualities[column], column);
            }
        }

        return new CheapestColumns(cheapest, cheapest == long.MaxValue ? AssignmentFlow.Nobody : (int)where, next);

        void Take(long cost, long column)
        {
            if (cost < cheapest || (cost == cheapest && column < where))
            {
                (cheapest, where, next) = (cost, column, Math.Min(next, cheapest));
            }
            else
            {
                next = Math.Min(next, cost);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Look(
        Vector<long> quality, Vector<long> price, Vector<long> index, ref Vector<long> best, ref Vector<long> second, ref Vector<long> at)
    {
        Vector<long> cost = Vector.ConditionalSelect(Vector.LessThan(quality, Vector<long>.Zero), new Vector<long>(long.MaxValue), price - quality);
        Vector<long> isLess = Vector.LessThan(cost, best);
        second = Vector.Min(second, Vector.ConditionalSelect(isLess, best, cost));
        at = Vector.ConditionalSelect(isLess, index, at);
        best = Vector.ConditionalSelect(isLess, cost, best);
    }
}
