using CrmMentorSync.Domain.Pairings.Solver;

namespace CrmMentorSync.Domain.Pairings.Rounds;

/// <summary>A matching of one kind, and the edges that it does without.</summary>
internal sealed record Matching(SolvedAssignment Optimum, HashSet<int> Barred)
{
    /// <summary>The mentor of each mentee, −1 for none.</summary>
    public int[] Columns => Optimum.ColumnOf;
}

/// <summary>
/// The best matching in which mentors do not go round in a circle (P38), least of all two people as each other's mentor. A flow
/// cannot say this, so it is searched for: the optimum without the rule is a bound; where it holds a circle, one of the matches
/// in it has to go, and each is barred in turn. The best bound is looked at first, so the first without a circle is the optimum.
/// </summary>
internal sealed class CircleFreeMatching
{
    /// <summary>So many circles are looked into where solving is a matter of milliseconds.</summary>
    private const int MostCircles = 200;

    /// <summary>Fewer in large rounds: so many edges in all.</summary>
    private const int MostEdges = 20_000_000;

    private readonly RoundContext _round;
    private readonly MatchGraph _graph;
    private readonly PriorityQueue<Matching, MatchingWorth> _open = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private CircleFreeMatching(RoundContext round, MatchGraph graph) => (_round, _graph) = (round, graph);

    public static Matching Solve(RoundContext round, MatchGraph graph) =>
        Solve(round, graph, Math.Clamp(MostEdges / Math.Max(1, graph.Edges), 4, MostCircles));

    /// <param name="mostCircles">
    /// From there on the least match of each circle is barred without looking for a better way, which costs at most what those
    /// matches are worth.
    /// </param>
    internal static Matching Solve(RoundContext round, MatchGraph graph, int mostCircles)
    {
        var search = new CircleFreeMatching(round, graph);
        search.Add(AssignmentSolver.Optimum(graph.Without(new HashSet<int>())), []);
        while (true)
        {
            Matching best = search._open.Dequeue();
            if (new MentorCircles(round, graph, best.Columns).First() is not { } circle)
            {
                return best;
            }

            if (mostCircles-- <= 0)
            {
                return search.BarLeast(best);
            }

            foreach (int row in circle)
            {
                HashSet<int> barred = [.. best.Barred, graph.Edge(row, best.Columns[row])];
                if (search._seen.Add(string.Join(',', barred.Order())))
                {
                    search.Add(AssignmentSolver.Without(graph.Without(barred), best.Optimum, row), barred);
                }
            }
        }
    }

    private void Add(SolvedAssignment optimum, HashSet<int> barred) =>
        _open.Enqueue(new Matching(optimum, barred), MatchingWorth.Of(_graph, optimum.ColumnOf));

    private Matching BarLeast(Matching matching)
    {
        while (new MentorCircles(_round, _graph, matching.Columns).Bar(matching.Barred))
        {
            matching = matching with { Optimum = AssignmentSolver.Optimum(_graph.Without(matching.Barred)) };
        }

        return matching;
    }
}
