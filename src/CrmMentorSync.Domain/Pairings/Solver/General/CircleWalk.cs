namespace CrmMentorSync.Domain.Pairings.Solver.General;

/// <summary>Walks round a blossom from one of its children to its base, on the side that has an even number of steps.</summary>
internal sealed class CircleWalk
{
    private readonly List<int> _children;
    private readonly List<int> _links;
    private readonly int _step;
    private readonly int _turn;
    private int _at;

    public CircleWalk(List<int> children, List<int> links, int start)
    {
        (_children, _links, Start) = (children, links, start);
        bool isForward = start % 2 == 1;
        (_step, _turn) = isForward ? (1, 0) : (-1, 1);
        _at = isForward ? start - children.Count : start;
    }

    public int Start { get; }
    public bool IsAtBase => _at == 0;
    public int Child => _children[Index(_at)];

    /// <summary>The end that joins this child to its neighbour on the side that the walk uses, seen in its direction.</summary>
    public int Link => _links[Index(_at - _turn)] ^ _turn;

    /// <summary>One child on.</summary>
    public int Step()
    {
        _at += _step;
        return Child;
    }

    // Positions behind the base count from the end.
    private int Index(int at) => at < 0 ? at + _children.Count : at;
}
