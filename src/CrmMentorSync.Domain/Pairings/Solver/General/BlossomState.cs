namespace CrmMentorSync.Domain.Pairings.Solver.General;

internal enum Mark : byte
{
    /// <summary>Not reached in this stage.</summary>
    Free,

    /// <summary>At an even distance from someone who is alone.</summary>
    Outer,

    /// <summary>At an odd distance.</summary>
    Inner,

    /// <summary>An outer one on a path that is being traced.</summary>
    Traced,
}

/// <summary>
/// A matching with the prices that prove it (Edmonds 1965). Nodes below <see cref="People"/> are people, those above are
/// blossoms: odd circles that move as one. An edge is known by its two ends, <c>2 × edge</c> and the next.
/// </summary>
/// <remarks>
/// Prices are doubled, so that every step is whole: an edge is tight where the prices of its ends, and twice those of the
/// blossoms around both, equal twice its weight.
/// </remarks>
internal sealed class BlossomState
{
    public const int None = -1;
    private readonly WeightedEdge[] _edges;

    public BlossomState(int people, WeightedEdge[] edges)
    {
        (People, _edges) = (people, edges);
        List<int>[] ends = [.. Enumerable.Range(0, people).Select(_ => new List<int>())];
        Vertex = new int[2 * edges.Length];
        for (int edge = 0; edge < edges.Length; edge++)
        {
            (Vertex[2 * edge], Vertex[(2 * edge) + 1]) = (edges[edge].One, edges[edge].Other);
            ends[edges[edge].One].Add((2 * edge) + 1);
            ends[edges[edge].Other].Add(2 * edge);
        }

        FarEnds = [.. ends.Select(list => list.ToArray())];
        Mate = Filled(people, None);
        Marks = new Mark[2 * people];
        ReachedBy = Filled(2 * people, None);
        Outermost = [.. Enumerable.Range(0, people)];
        Parent = Filled(2 * people, None);
        Base = [.. Enumerable.Range(0, people), .. Filled(people, None)];
        Nearest = Filled(2 * people, None);
        NearestPerBlossom = new List<int>?[2 * people];
        Children = new List<int>?[2 * people];
        Links = new List<int>?[2 * people];
        long top = edges.Length == 0 ? 0 : edges.Max(edge => edge.Weight);
        Price = new long[2 * people];
        Array.Fill(Price, top, 0, people);
        IsOpen = new bool[edges.Length];
        Unused = new Stack<int>(Enumerable.Range(people, people).Reverse());
    }

    public int People { get; }
    public int[] Vertex { get; }

    /// <summary>For each person the far ends of their edges.</summary>
    public int[][] FarEnds { get; }

    /// <summary>The far end of each person's matched edge.</summary>
    public int[] Mate { get; }
    public Mark[] Marks { get; }

    /// <summary>The end through which a node was reached: it lies in the node before.</summary>
    public int[] ReachedBy { get; }
    public int[] Outermost { get; }
    public int[] Parent { get; }

    /// <summary>The one person of a blossom who is matched outside it; none for a blossom not in use.</summary>
    public int[] Base { get; }

    /// <summary>The edge with the least slack that leads from a node to an outer one.</summary>
    public int[] Nearest { get; }
    public List<int>?[] NearestPerBlossom { get; }
    public List<int>?[] Children { get; }

    /// <summary>The ends that join each child to the next.</summary>
    public List<int>?[] Links { get; }
    public long[] Price { get; }

    /// <summary>Edges known to have no slack in this stage.</summary>
    public bool[] IsOpen { get; }
    public Stack<int> Unused { get; }
    public Stack<int> Queue { get; } = new();

    public bool IsBlossom(int node) => node >= People;

    public (int One, int Other) Ends(int edge) => (_edges[edge].One, _edges[edge].Other);

    /// <summary>Twice what the edge falls short of its ends' prices; blossoms around both are not counted.</summary>
    public long Slack(int edge)
    {
        WeightedEdge at = _edges[edge];
        return Price[at.One] + Price[at.Other] - (2 * at.Weight);
    }

    public IEnumerable<int> Leaves(int node) => IsBlossom(node) ? Children[node]!.SelectMany(Leaves) : [node];

    public int[] Partners() => [.. Mate.Select(end => end == None ? PairSolver.Nobody : Vertex[end])];

    /// <summary>Whether an optimal matching could use the edge, as the prices at the end have it.</summary>
    public bool IsTight(int edge)
    {
        // Blossoms only add to it.
        if (Slack(edge) > 0)
        {
            return false;
        }

        HashSet<int> around = [];
        for (int node = Parent[_edges[edge].One]; node != None; node = Parent[node])
        {
            around.Add(node);
        }

        long slack = Slack(edge);
        for (int node = Parent[_edges[edge].Other]; node != None; node = Parent[node])
        {
            slack += around.Contains(node) ? 2 * Price[node] : 0;
        }

        return slack == 0;
    }

    private static int[] Filled(int length, int value)
    {
        int[] array = new int[length];
        Array.Fill(array, value);
        return array;
    }
}
