namespace CrmMentorSync.Domain.Pairings.Solver.General;

/// <summary>Turns a path between two who are alone around: one pair more.</summary>
internal sealed class BlossomAugmentation(BlossomState state)
{
    /// <summary>Matches the edge's ends, and re-matches back to the roots of both trees.</summary>
    public void Match(int edge)
    {
        Follow(state.Vertex[2 * edge], (2 * edge) + 1);
        Follow(state.Vertex[(2 * edge) + 1], 2 * edge);
    }

    private void Follow(int person, int mate)
    {
        while (true)
        {
            int outer = state.Outermost[person];
            Enter(outer, person);
            state.Mate[person] = mate;
            if (state.ReachedBy[outer] == BlossomState.None)
            {
                return;
            }

            int inner = state.Outermost[state.Vertex[state.ReachedBy[outer]]];
            int end = state.ReachedBy[inner];
            person = state.Vertex[end];
            int other = state.Vertex[end ^ 1];
            Enter(inner, other);
            state.Mate[other] = end;
            mate = end ^ 1;
        }
    }

    /// <summary>Makes the person the one of the blossom who is matched outside it.</summary>
    private void Enter(int blossom, int person)
    {
        if (!state.IsBlossom(blossom))
        {
            return;
        }

        int child = person;
        while (state.Parent[child] != blossom)
        {
            child = state.Parent[child];
        }

        Enter(child, person);
        var walk = new CircleWalk(state.Children[blossom]!, state.Links[blossom]!, state.Children[blossom]!.IndexOf(child));
        while (!walk.IsAtBase)
        {
            int one = walk.Step();
            int end = walk.Link;
            Enter(one, state.Vertex[end]);
            int two = walk.Step();
            Enter(two, state.Vertex[end ^ 1]);
            state.Mate[state.Vertex[end]] = end ^ 1;
            state.Mate[state.Vertex[end ^ 1]] = end;
        }

        Rotate(state.Children[blossom]!, walk.Start);
        Rotate(state.Links[blossom]!, walk.Start);
        state.Base[blossom] = state.Base[state.Children[blossom]![0]];
    }

    private static void Rotate(List<int> list, int first)
    {
        int[] front = [.. list.Take(first)];
        list.RemoveRange(0, first);
        list.AddRange(front);
    }
}
