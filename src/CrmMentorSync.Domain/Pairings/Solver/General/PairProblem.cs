namespace CrmMentorSync.Domain.Pairings.Solver.General;

/// <summary>Two who could be paired, by their places in the order of ids, and what that is worth.</summary>
/// <param name="Quality">0 up to <see cref="AssignmentProblem.MaximumQuality"/>.</param>
public readonly record struct PairEdge(int One, int Other, int Quality);

/// <summary>Who could be paired with whom where everyone stands on one side: a general graph, not a bipartite one.</summary>
public sealed class PairProblem
{
    /// <exception cref="ArgumentException">An edge leads nowhere, to itself, or stands twice.</exception>
    public PairProblem(int people, IReadOnlyList<PairEdge> edges)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(people);
        (People, Edges) = (people, edges);
        HashSet<(int, int)> seen = [];
        foreach (PairEdge edge in edges)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.One, (uint)people, nameof(edges));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.Other, (uint)people, nameof(edges));
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)edge.Quality, (uint)AssignmentProblem.MaximumQuality, nameof(edges));
            if (edge.One == edge.Other || !seen.Add((Math.Min(edge.One, edge.Other), Math.Max(edge.One, edge.Other))))
            {
                throw new ArgumentException($"the edge {edge.One}–{edge.Other} leads to itself or stands twice", nameof(edges));
            }
        }
    }

    public int People { get; }
    public IReadOnlyList<PairEdge> Edges { get; }
}
