namespace CrmMentorSync.Domain.Pairings.Solver.General;

/// <summary>
/// Maximum-weight matching by stages (Edmonds 1965, with the bookkeeping of Galil 1986): each finds one augmenting path, or
/// proves with prices that there is none left that pays.
/// </summary>
internal sealed class BlossomStages
{
    private readonly BlossomState _state;
    private readonly BlossomGrowth _growth;
    private readonly BlossomAugmentation _augmentation;

    // One of those who are alone in this stage; none where everyone is matched.
    private int _alone;

    private BlossomStages(BlossomState state)
    {
        _state = state;
        _growth = new BlossomGrowth(state);
        _augmentation = new BlossomAugmentation(state);
    }

    public static BlossomState Run(int people, WeightedEdge[] edges)
    {
        var state = new BlossomState(people, edges);
        var stages = new BlossomStages(state);
        while (edges.Length > 0 && stages.Stage())
        {
        }

        return state;
    }

    private bool Stage()
    {
        Begin();
        while (_alone != BlossomState.None)
        {
            if (Grow())
            {
                End();
                return true;
            }

            if (!Reprice())
            {
                return false;
            }
        }

        return false;
    }

    private void Begin()
    {
        _alone = Array.IndexOf(_state.Mate, BlossomState.None);
        Array.Clear(_state.Marks);
        Array.Fill(_state.Nearest, BlossomState.None);
        Array.Clear(_state.NearestPerBlossom);
        Array.Clear(_state.IsOpen);
        _state.Queue.Clear();
        for (int person = 0; person < _state.People; person++)
        {
            if (_state.Mate[person] == BlossomState.None && _state.Marks[_state.Outermost[person]] == Mark.Free)
            {
                _growth.MarkOuter(person, BlossomState.None);
            }
        }
    }

    /// <returns>Whether a path was found and turned.</returns>
    private bool Grow()
    {
        while (_state.Queue.TryPop(out int person))
        {
            foreach (int end in _state.FarEnds[person])
            {
                if (_state.Outermost[person] != _state.Outermost[_state.Vertex[end]] && Reach(person, end))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Reach(int person, int end)
    {
        int edge = end / 2;
        int far = _state.Vertex[end];
        int node = _state.Outermost[far];
        long slack = _state.IsOpen[edge] ? 0 : _state.Slack(edge);
        if (slack > 0)
        {
            if (_state.Marks[node] == Mark.Outer)
            {
                Remember(_state.Outermost[person], edge, slack);
            }
            else if (_state.Marks[far] == Mark.Free)
            {
                Remember(far, edge, slack);
            }

            return false;
        }

        _state.IsOpen[edge] = true;
        if (_state.Marks[node] == Mark.Free)
        {
            _growth.MarkInner(far, end ^ 1);
        }
        else if (_state.Marks[node] == Mark.Outer)
        {
            int common = _growth.CommonBase(person, far);
            if (common == BlossomState.None)
            {
                _augmentation.Match(edge);
                return true;
            }

            _growth.Close(common, edge);
        }
        else if (_state.Marks[far] == Mark.Free)
        {
            (_state.Marks[far], _state.ReachedBy[far]) = (Mark.Inner, end ^ 1);
        }

        return false;
    }

    private void Remember(int node, int edge, long slack)
    {
        if (_state.Nearest[node] == BlossomState.None || slack < _state.Slack(_state.Nearest[node]))
        {
            _state.Nearest[node] = edge;
        }
    }

    /// <summary>Moves the prices by the least that opens an edge or a blossom.</summary>
    /// <returns>False where the prices of those who are alone reach 0 first: the matching is optimal.</returns>
    private bool Reprice()
    {
        // Everyone who is alone has the same price, and nobody a lower one.
        long delta = _state.Price[_alone];
        int edge = BlossomState.None;
        int opened = BlossomState.None;
        for (int person = 0; person < _state.People; person++)
        {
            if (_state.Marks[_state.Outermost[person]] == Mark.Free && _state.Nearest[person] is var near && near != BlossomState.None
                && _state.Slack(near) < delta)
            {
                (delta, edge) = (_state.Slack(near), near);
            }
        }

        for (int node = 0; node < 2 * _state.People; node++)
        {
            if (_state.Parent[node] == BlossomState.None && _state.Marks[node] == Mark.Outer && _state.Nearest[node] is var near
                && near != BlossomState.None && _state.Slack(near) / 2 < delta)
            {
                (delta, edge) = (_state.Slack(near) / 2, near);
            }
        }

        for (int blossom = _state.People; blossom < 2 * _state.People; blossom++)
        {
            if (IsOutermostBlossom(blossom) && _state.Marks[blossom] == Mark.Inner && _state.Price[blossom] < delta)
            {
                (delta, edge, opened) = (_state.Price[blossom], BlossomState.None, blossom);
            }
        }

        Move(delta);
        if (opened != BlossomState.None)
        {
            _growth.Open(opened, isStageOver: false);
            return true;
        }

        if (edge == BlossomState.None)
        {
            return false;
        }

        _state.IsOpen[edge] = true;
        (int one, int other) = _state.Ends(edge);
        _state.Queue.Push(_state.Marks[_state.Outermost[one]] == Mark.Outer ? one : other);
        return true;
    }

    private void Move(long delta)
    {
        for (int person = 0; person < _state.People; person++)
        {
            _state.Price[person] += Sign(_state.Marks[_state.Outermost[person]]) * delta;
        }

        for (int blossom = _state.People; blossom < 2 * _state.People; blossom++)
        {
            if (IsOutermostBlossom(blossom))
            {
                _state.Price[blossom] -= Sign(_state.Marks[blossom]) * delta;
            }
        }
    }

    private void End()
    {
        for (int blossom = _state.People; blossom < 2 * _state.People; blossom++)
        {
            if (IsOutermostBlossom(blossom) && _state.Marks[blossom] == Mark.Outer && _state.Price[blossom] == 0)
            {
                _growth.Open(blossom, isStageOver: true);
            }
        }
    }

    private bool IsOutermostBlossom(int blossom) =>
        _state.Base[blossom] != BlossomState.None && _state.Parent[blossom] == BlossomState.None;

    private static int Sign(Mark mark) => mark switch
    {
        Mark.Outer => -1,
        Mark.Inner => +1,
        Mark.Free or Mark.Traced => 0,
    };
}
