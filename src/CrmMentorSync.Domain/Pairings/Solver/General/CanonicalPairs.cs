namespace CrmMentorSync.Domain.Pairings.Solver.General;

/// <summary>
/// Among all optimal matchings picks the one whose list of partners, person by person, is lexicographically smallest (alone
/// counts as last).
/// </summary>
/// <remarks>
/// Every optimal matching uses tight edges only, so a wish of one person concerns no more than the part of the tight graph
/// that hangs together with them: that part is solved again with the wish granted, and keeps it if nothing was lost.
/// </remarks>
internal sealed class CanonicalPairs
{
    private readonly int[] _partner;
    private readonly List<WeightedEdge>[] _tight;
    private readonly bool[] _settled;

    private CanonicalPairs(int[] partner, IEnumerable<WeightedEdge> tight)
    {
        _partner = partner;
        _settled = new bool[partner.Length];
        _tight = [.. partner.Select(_ => new List<WeightedEdge>())];
        foreach (WeightedEdge edge in tight)
        {
            _tight[edge.One].Add(edge);
            _tight[edge.Other].Add(edge);
        }
    }

    public static int[] Settle(int[] partner, IEnumerable<WeightedEdge> tight)
    {
        var canonical = new CanonicalPairs(partner, tight);
        for (int person = 0; person < partner.Length; person++)
        {
            canonical.SettleOne(person);
        }

        return partner;
    }

    private void SettleOne(int person)
    {
        if (_settled[person])
        {
            return;
        }

        foreach (WeightedEdge wish in _tight[person].OrderBy(edge => Far(edge, person)))
        {
            int far = Far(wish, person);
            if (far == _partner[person] || (_partner[person] != PairSolver.Nobody && far > _partner[person]))
            {
                break;
            }

            if (!_settled[far] && Grant(person, wish))
            {
                break;
            }
        }

        _settled[person] = true;
        if (_partner[person] != PairSolver.Nobody)
        {
            _settled[_partner[person]] = true;
        }
    }

    private bool Grant(int person, WeightedEdge wish)
    {
        int far = Far(wish, person);
        WeightedEdge[] part = Part(person);
        long before = part.Where(edge => _partner[edge.One] == edge.Other).Sum(edge => edge.Weight);
        int[] members = [.. part.SelectMany(edge => new[] { edge.One, edge.Other }).Distinct().Where(member => member != person && member != far).Order()];
        Dictionary<int, int> place = members.Index().ToDictionary(member => member.Item, member => member.Index);
        WeightedEdge[] rest = [.. part
            .Where(edge => place.ContainsKey(edge.One) && place.ContainsKey(edge.Other))
            .Select(edge => new WeightedEdge(place[edge.One], place[edge.Other], edge.Weight))];
        int[] solved = BlossomStages.Run(members.Length, rest).Partners();
        if (wish.Weight + rest.Where(edge => solved[edge.One] == edge.Other).Sum(edge => edge.Weight) != before)
        {
            return false;
        }

        (_partner[person], _partner[far]) = (far, person);
        foreach (int member in members)
        {
            int mate = solved[place[member]];
            _partner[member] = mate == PairSolver.Nobody ? PairSolver.Nobody : members[mate];
        }

        return true;
    }

    /// <summary>The tight edges that hang together with the person, past nobody who is settled.</summary>
    private WeightedEdge[] Part(int person)
    {
        HashSet<int> seen = [person];
        Queue<int> queue = new([person]);
        HashSet<WeightedEdge> edges = [];
        while (queue.TryDequeue(out int at))
        {
            foreach (WeightedEdge edge in _tight[at].Where(edge => !_settled[Far(edge, at)]))
            {
                edges.Add(edge);
                if (seen.Add(Far(edge, at)))
                {
                    queue.Enqueue(Far(edge, at));
                }
            }
        }

        return [.. edges.OrderBy(edge => edge.One).ThenBy(edge => edge.Other)];
    }

    private static int Far(WeightedEdge edge, int person) => edge.One == person ? edge.Other : edge.One;
}
