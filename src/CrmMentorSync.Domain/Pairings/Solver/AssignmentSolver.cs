namespace CrmMentorSync.Domain.Pairings.Solver;

/// <summary>
/// Exact matching of rows with capacitated columns: as many rows as possible, then the highest total quality (crowding
/// deducted), then the smallest columns for the smallest rows. Equal problems give equal answers on every machine: all
/// arithmetic is on integers.
/// </summary>
public static class AssignmentSolver
{
    /// <returns>The column of each row, or −1 where it stays alone.</returns>
    public static int[] Solve(AssignmentProblem problem)
    {
        var flow = new AssignmentFlow(problem);
        var costs = new RowCosts(flow);
        var search = new ShortestAugmentation(flow, costs);
        foreach (int row in RowAuction.Run(flow, costs))
        {
            search.Place(row);
        }

        CanonicalOptimum.Settle(flow);
        return flow.ColumnOf;
    }
}
