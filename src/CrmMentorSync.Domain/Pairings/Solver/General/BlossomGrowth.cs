namespace CrmMentorSync.Domain.Pairings.Solver.General;

/// <summary>Grows the trees of a stage: marks nodes, closes odd circles to blossoms and opens them again.</summary>
internal sealed class BlossomGrowth(BlossomState state)
{
    public void MarkOuter(int person, int reachedBy)
    {
        int node = Label(person, Mark.Outer, reachedBy);
        foreach (int leaf in state.Leaves(node))
        {
            state.Queue.Push(leaf);
        }
    }

    /// <summary>Marks the person's node as inner, and whom its base is matched with as outer.</summary>
    public void MarkInner(int person, int reachedBy)
    {
        int node = Label(person, Mark.Inner, reachedBy);
        int mate = state.Mate[state.Base[node]];
        MarkOuter(state.Vertex[mate], mate ^ 1);
    }

    /// <summary>Traces both trees back in turn.</summary>
    /// <returns>The base of the circle that the edge closes; none where the trees are two.</returns>
    public int CommonBase(int one, int other)
    {
        List<int> path = [];
        int common = BlossomState.None;
        while (one != BlossomState.None || other != BlossomState.None)
        {
            int node = state.Outermost[one];
            if (state.Marks[node] == Mark.Traced)
            {
                common = state.Base[node];
                break;
            }

            path.Add(node);
            state.Marks[node] = Mark.Traced;
            one = state.ReachedBy[node] == BlossomState.None
                ? BlossomState.None
                : state.Vertex[state.ReachedBy[state.Outermost[state.Vertex[state.ReachedBy[node]]]]];
            if (other != BlossomState.None)
            {
                (one, other) = (other, one);
            }
        }

        foreach (int node in path)
        {
            state.Marks[node] = Mark.Outer;
        }

        return common;
    }

    /// <summary>Closes the circle that the edge makes with the tree to a blossom.</summary>
    public void Close(int basePerson, int edge)
    {
        (int one, int other) = state.Ends(edge);
        int root = state.Outermost[basePerson];
        int blossom = state.Unused.Pop();
        (state.Base[blossom], state.Parent[blossom]) = (basePerson, BlossomState.None);
        List<int> children = [];
        List<int> links = [];
        for (int node = state.Outermost[one]; node != root; node = state.Outermost[one])
        {
            children.Add(node);
            links.Add(state.ReachedBy[node]);
            one = state.Vertex[state.ReachedBy[node]];
        }

        children.Add(root);
        children.Reverse();
        links.Reverse();
        links.Add(2 * edge);
        for (int node = state.Outermost[other]; node != root; node = state.Outermost[other])
        {
            children.Add(node);
            links.Add(state.ReachedBy[node] ^ 1);
            other = state.Vertex[state.ReachedBy[node]];
        }

        (state.Children[blossom], state.Links[blossom]) = (children, links);
        foreach (int child in children)
        {
            state.Parent[child] = blossom;
        }

        (state.Marks[blossom], state.ReachedBy[blossom], state.Price[blossom]) = (Mark.Outer, state.ReachedBy[root], 0);
        foreach (int leaf in state.Leaves(blossom))
        {
            if (state.Marks[state.Outermost[leaf]] == Mark.Inner)
            {
                state.Queue.Push(leaf);
            }

            state.Outermost[leaf] = blossom;
        }

        FindNearest(blossom);
    }

    /// <summary>Opens a blossom; within a stage its children take over its place in the tree.</summary>
    public void Open(int blossom, bool isStageOver)
    {
        foreach (int child in state.Children[blossom]!)
        {
            state.Parent[child] = BlossomState.None;
            if (state.IsBlossom(child) && isStageOver && state.Price[child] == 0)
            {
                Open(child, isStageOver);
                continue;
            }

            foreach (int leaf in state.Leaves(child))
            {
                state.Outermost[leaf] = child;
            }
        }

        if (!isStageOver && state.Marks[blossom] == Mark.Inner)
        {
            Relabel(blossom);
        }

        (state.Marks[blossom], state.ReachedBy[blossom], state.Base[blossom], state.Nearest[blossom]) =
            (Mark.Free, BlossomState.None, BlossomState.None, BlossomState.None);
        (state.Children[blossom], state.Links[blossom], state.NearestPerBlossom[blossom]) = (null, null, null);
        state.Unused.Push(blossom);
    }

    private int Label(int person, Mark mark, int reachedBy)
    {
        int node = state.Outermost[person];
        (state.Marks[person], state.ReachedBy[person], state.Nearest[person]) = (mark, reachedBy, BlossomState.None);
        (state.Marks[node], state.ReachedBy[node], state.Nearest[node]) = (mark, reachedBy, BlossomState.None);
        return node;
    }

    /// <summary>The nearest other outer node of each kind of neighbour, kept so that nobody scans all edges again.</summary>
    private void FindNearest(int blossom)
    {
        Dictionary<int, int> nearest = [];
        foreach (int child in state.Children[blossom]!)
        {
            IEnumerable<int> edges = state.NearestPerBlossom[child]
                ?? state.Leaves(child).SelectMany(leaf => state.FarEnds[leaf]).Select(end => end / 2);
            foreach (int edge in edges)
            {
                (int one, int other) = state.Ends(edge);
                int far = state.Outermost[other] == blossom ? state.Outermost[one] : state.Outermost[other];
                if (far != blossom && state.Marks[far] == Mark.Outer
                    && (!nearest.TryGetValue(far, out int known) || state.Slack(edge) < state.Slack(known)))
                {
                    nearest[far] = edge;
                }
            }

            (state.NearestPerBlossom[child], state.Nearest[child]) = (null, BlossomState.None);
        }

        state.NearestPerBlossom[blossom] = [.. nearest.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
        state.Nearest[blossom] = state.NearestPerBlossom[blossom] is { Count: > 0 } all ? all.MinBy(state.Slack) : BlossomState.None;
    }

    private void Relabel(int blossom)
    {
        List<int> children = state.Children[blossom]!;
        int entry = state.Outermost[state.Vertex[state.ReachedBy[blossom] ^ 1]];
        var walk = new CircleWalk(children, state.Links[blossom]!, children.IndexOf(entry));
        int end = state.ReachedBy[blossom];
        while (!walk.IsAtBase)
        {
            state.Marks[state.Vertex[end ^ 1]] = Mark.Free;
            state.Marks[state.Vertex[walk.Link ^ 1]] = Mark.Free;
            MarkInner(state.Vertex[end ^ 1], end);
            state.IsOpen[walk.Link / 2] = true;
            walk.Step();
            end = walk.Link;
            state.IsOpen[end / 2] = true;
            walk.Step();
        }

        int last = walk.Child;
        (state.Marks[state.Vertex[end ^ 1]], state.Marks[last]) = (Mark.Inner, Mark.Inner);
        (state.ReachedBy[state.Vertex[end ^ 1]], state.ReachedBy[last]) = (end, end);
        state.Nearest[last] = BlossomState.None;
        for (int node = walk.Step(); node != entry; node = walk.Step())
        {
            if (state.Marks[node] == Mark.Outer)
            {
                continue;
            }

            foreach (int leaf in state.Leaves(node))
            {
                if (state.Marks[leaf] != Mark.Free)
                {
                    // Reached from outside while it lay within: now it is inner by itself.
                    state.Marks[leaf] = Mark.Free;
                    state.Marks[state.Vertex[state.Mate[state.Base[node]]]] = Mark.Free;
                    MarkInner(leaf, state.ReachedBy[leaf]);
                    break;
                }
            }
        }
    }
}
