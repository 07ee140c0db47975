using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>
/// Places one row after the other along the cheapest chain of displacements (successive shortest paths with prices, as in
/// Jonker and Volgenant 1987, here with a column standing for all its places at once).
/// </summary>
internal sealed class ShortestAugmentation
{
    private readonly AssignmentFlow _flow;
    private readonly AssignmentProblem _problem;
    private readonly RowCosts _costs;
    private readonly int _top;

    // Of a column: how far it is, from which row, and where it stands in the frontier. The frontier's distances stand
    // together, so that the nearest is found in one walk.
    private readonly long[] _distance;
    private readonly int[] _from;
    private readonly int[] _at;
    private readonly int[] _frontier;
    private readonly long[] _frontierDistance;
    private readonly int[] _scanned;
    private int _frontierCount;
    private int _scannedCount;

    // The cheapest end found so far: a column with room, or a row that would rather stay alone.
    private long _best;
    private int _endColumn;
    private int _endRow;

    public ShortestAugmentation(AssignmentFlow flow, RowCosts costs)
    {
        (_flow, _problem, _costs, _top) = (flow, flow.Problem, costs, flow.Top);
        int columns = _problem.Columns;
        _distance = new long[columns];
        Array.Fill(_distance, long.MaxValue);
        _from = new int[columns];
        _at = new int[columns];
        _frontier = new int[columns];
        _frontierDistance = new long[columns];
        _scanned = new int[columns];
    }

    /// <summary>Gives the row a place, moving others where that is cheaper, or leaves the one alone that costs least.</summary>
    public void Place(int row)
    {
        Search(row);
        AdjustPrices(row);
        Shift();
        Forget();
    }

    private void Search(int source)
    {
        CheapestColumns cheapest = _costs.Cheapest(source);
        _flow.Level[source] = cheapest.Column == AssignmentFlow.Nobody ? _flow.Alone : Math.Min(_flow.Alone, _top + cheapest.Best);
        (_best, _endColumn, _endRow) = (_flow.Alone - _flow.Level[source], AssignmentFlow.Nobody, source);
        Relax(source, 0);
        while (TakeNearest() is var column && column != AssignmentFlow.Nobody)
        {
            long distance = _distance[column];
            foreach (int row in _flow.RowsIn(column))
            {
                long alone = distance + _flow.Alone - _flow.Level[row];
                if (alone < _best)
                {
                    (_best, _endColumn, _endRow) = (alone, AssignmentFlow.Nobody, row);
                }

                Relax(row, distance);
            }
        }
    }

    private void Relax(int row, long distance)
    {
        long offset = distance + _top - _flow.Level[row];
        if (_costs.IsDense)
        {
            RelaxDense(row, offset);
        }
        else
        {
            RelaxSparse(row, offset);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RelaxSparse(int row, long offset)
    {
        int start = _problem.RowStart[row];
        int length = _problem.RowStart[row + 1] - start;
        ReadOnlySpan<int> columns = _problem.EdgeColumn.AsSpan(start, length);
        ReadOnlySpan<int> qualities = _problem.EdgeQuality.AsSpan(start, length)[..columns.Length];
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RelaxDense(int row, long offset)
    {
        ReadOnlySpan<int> qualities = _costs.Dense(row);
        ref int quality = ref MemoryMarshal.GetReference(qualities);
        ref long price = ref MemoryMarshal.GetArrayDataReference(_flow.Price);
        ref long reached = ref MemoryMarshal.GetArrayDataReference(_distance);
        var start = new Vector<long>(offset);
        var best = new Vector<long>(_best);
        int column = 0;
        for (; column <= qualities.Length - Vector<int>.Count; column += Vector<int>.Count)
        {
            var worth = Vector.LoadUnsafe(ref quality, (nuint)column);
            nuint upper = (nuint)(column + Vector<long>.Count);
            Vector<long> near = start + Vector.LoadUnsafe(ref price, (nuint)column) - Vector.WidenLower(worth);
            Vector<long> far = start + Vector.LoadUnsafe(ref price, upper) - Vector.WidenUpper(worth);
            Vector<long> isNearer = (Vector.LessThan(near, Vector.LoadUnsafe(ref reached, (nuint)column)) & Vector.LessThan(near, best))
                | (Vector.LessThan(far, Vector.LoadUnsafe(ref reached, upper)) & Vector.LessThan(far, best));
            if (isNearer != Vector<long>.Zero)
            {
                ReachAmong(row, offset, qualities, column, column + Vector<int>.Count);
                best = new Vector<long>(_best);
            }
        }

        ReachAmong(row, offset, qualities, column, qualities.Length);
    }

    private void ReachAmong(int row, long offset, ReadOnlySpan<int> qualities, int column, int end)
    {
        for (; column < end; column++)
        {
            long candidate = offset - qualities[column] + _flow.Price[column];
            if (qualities[column] >= 0 && candidate < _distance[column] && candidate < _best)
            {
                Reach(column, candidate, row);
            }
        }
    }

    private void Reach(int column, long distance, int row)
    {
        if (_distance[column] == long.MaxValue)
        {
            _at[column] = _frontierCount;
            _frontier[_frontierCount++] = column;
        }

        _frontierDistance[_at[column]] = distance;
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
        ReadOnlySpan<long> distances = _frontierDistance.AsSpan(0, _frontierCount);
        for (int index = 0; index < distances.Length; index++)
        {
            if (distances[index] < nearest)
            {
                (nearest, at) = (distances[index], index);
            }
        }

        if (at < 0)
        {
            return AssignmentFlow.Nobody;
        }

        int column = _frontier[at];
        _frontierCount--;
        (_frontier[at], _frontierDistance[at]) = (_frontier[_frontierCount], _frontierDistance[_frontierCount]);
        _at[_frontier[at]] = at;
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
            foreach (int row in _flow.RowsIn(column))
            {
                _flow.Level[row] += rise;
            }
        }
    }

    /// <summary>Moves everyone on the way back from the end on by one; the source itself may be the one that stays alone.</summary>
    private void Shift()
    {
        (int Column, int Place) free = _endColumn == AssignmentFlow.Nobody ? _flow.Leave(_endRow) : _flow.TakeNext(_endColumn);
        while (free.Column != AssignmentFlow.Nobody)
        {
            free = _flow.Put(_from[free.Column], free);
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
