namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>
/// Who could be matched with whom, as numbers: rows (mentees, in the order of their ids), columns (mentors, likewise) with
/// a capacity each, and the edges allowed between them, row by row.
/// </summary>
public sealed class AssignmentProblem
{
    /// <param name="rowStart">Edges of row <c>i</c> stand at <c>rowStart[i]</c> up to <c>rowStart[i + 1]</c>; one entry more than rows.</param>
    /// <param name="edgeColumn">The column of each edge, ascending within a row.</param>
    /// <param name="edgeQuality">What each edge is worth, 0 up to <see cref="MaximumQuality"/>.</param>
    /// <param name="capacity">How many rows each column can take, ≥ 0.</param>
    /// <param name="crowding">What the next row in a column costs for each row that it already took, ≥ 0: it spreads the load.</param>
    /// <exception cref="ArgumentException">The arrays contradict each other.</exception>
    public AssignmentProblem(int[] rowStart, int[] edgeColumn, int[] edgeQuality, int[] capacity, int[] crowding)
    {
        ArgumentOutOfRangeException.ThrowIfZero(rowStart.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rowStart[^1], edgeColumn.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(edgeQuality.Length, edgeColumn.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(crowding.Length, capacity.Length);
        for (int row = 0; row + 1 < rowStart.Length; row++)
        {
            for (int edge = rowStart[row]; edge < rowStart[row + 1]; edge++)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edgeColumn[edge], (uint)capacity.Length, nameof(edgeColumn));
                ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)edgeQuality[edge], (uint)MaximumQuality, nameof(edgeQuality));
                if (edge > rowStart[row] && edgeColumn[edge] <= edgeColumn[edge - 1])
                {
                    throw new ArgumentException($"the columns of row {row} do not ascend", nameof(edgeColumn));
                }
            }
        }

        for (int column = 0; column < capacity.Length; column++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(capacity[column], nameof(capacity));
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)crowding[column], (uint)MaximumQuality, nameof(crowding));
        }

        (RowStart, EdgeColumn, EdgeQuality, Crowding) = (rowStart, edgeColumn, edgeQuality, crowding);
        Capacity = [.. capacity.Select(places => Math.Min(places, Rows))];
    }

    /// <summary>A bound that keeps every sum of the solver far from overflow.</summary>
    public const int MaximumQuality = 1 << 24;

    public int Rows => RowStart.Length - 1;

    public int Columns => Capacity.Length;

    internal int[] RowStart { get; }
    internal int[] EdgeColumn { get; }
    internal int[] EdgeQuality { get; }
    internal int[] Capacity { get; }
    internal int[] Crowding { get; }
}
