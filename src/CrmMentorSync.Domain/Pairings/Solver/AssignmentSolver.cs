namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>
/// Exact matching of rows with capacitated columns: as many rows as possible, then the highest total quality (crowding
/// deducted), then the smallest columns for the smallest rows. Equal problems give equal answers on every machine: all
/// arithmetic is on integers.
/// </summary>
public static class AssignmentSolver
{
    /// <returns>The column of each row, or −1 where it stays alone.</returns>
    public static int[] Solve(AssignmentProblem problem) => Optimum(problem).ColumnOf;

    internal static SolvedAssignment Optimum(AssignmentProblem problem)
    {
        var flow = new AssignmentFlow(problem);
        var costs = new RowCosts(flow);
        var search = new ShortestAugmentation(flow, costs);
        foreach (int row in RowAuction.Run(flow, costs))
        {
            search.Place(row);
        }

        CanonicalOptimum.Settle(flow);
        return flow.Solved;
    }

    /// <summary>
    /// The optimum of a problem from that of another with one edge more, which was used: one row needs another place, and its old place
    /// another row. Two chains of moves instead of as many as there are rows.
    /// </summary>
    /// <param name="row">The row of the edge that is gone.</param>
    internal static SolvedAssignment Without(AssignmentProblem problem, SolvedAssignment before, int row)
    {
        var flow = new AssignmentFlow(problem, before, row);
        var costs = new RowCosts(flow, mayBeTable: false);
        flow.Closed = before.ColumnOf[row];
        new ShortestAugmentation(flow, costs).Place(row);
        (int vacant, flow.Closed) = (flow.Closed, AssignmentFlow.Nobody);
        VacantPlace.Settle(flow, costs, vacant);
        CanonicalOptimum.Settle(flow);
        return flow.Solved;
    }
}
