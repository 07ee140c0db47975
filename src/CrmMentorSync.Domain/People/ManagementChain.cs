namespace CrmMentorSync.Domain.People;

/// <summary>Who manages whom, safe to walk whatever the org says: unknown managers end a chain, and cycles are cut.</summary>
/// <remarks>
/// A cycle has no top, so one is chosen, always the same: its member with the smallest id counts as having no manager.
/// <see cref="Cycles"/> names them, so that somebody can mend them.
/// </remarks>
public sealed class ManagementChain
{
    private readonly Dictionary<UserId, UserId> _managers = [];
    private readonly Dictionary<UserId, List<UserId>> _reports = [];

    /// <param name="people">Each person once; a manager who is not among them does not count.</param>
    public ManagementChain(IEnumerable<(UserId Id, UserId? Manager)> people)
    {
        (UserId Id, UserId? Manager)[] sorted = [.. people.OrderBy(person => person.Id)];
        HashSet<UserId> known = [.. sorted.Select(person => person.Id)];
        foreach ((UserId id, UserId? manager) in sorted)
        {
            if (manager is { } above && known.Contains(above))
            {
                _managers[id] = above;
            }
        }

        Cycles = FindCycles([.. sorted.Select(person => person.Id)]);
        foreach (IReadOnlyList<UserId> cycle in Cycles)
        {
            _managers.Remove(cycle[0]);
        }

        foreach ((UserId id, _) in sorted)
        {
            if (_managers.TryGetValue(id, out UserId manager))
            {
                if (!_reports.TryGetValue(manager, out List<UserId>? reports))
                {
                    _reports[manager] = reports = [];
                }

                reports.Add(id);
            }
        }
    }

    /// <summary>The cycles that were cut, each starting with its smallest id and going upwards; ordered by that id.</summary>
    public IReadOnlyList<IReadOnlyList<UserId>> Cycles { get; }

    /// <param name="inCharge">Managers who replace those that users name.</param>
    public static ManagementChain Of(IEnumerable<Person> people, IReadOnlyDictionary<UserId, UserId> inCharge) =>
        new(people.Select(person => (person.Id, inCharge.TryGetValue(person.Id, out UserId manager) ? manager : person.ManagerId)));

    public static ManagementChain Of(IEnumerable<Person> people) => new(people.Select(person => (person.Id, person.ManagerId)));

    /// <summary>The manager after cycles are cut; null at the top.</summary>
    public UserId? ManagerOf(UserId person) => _managers.TryGetValue(person, out UserId manager) ? manager : null;

    /// <summary>Everyone above, the direct manager first.</summary>
    public IReadOnlyList<UserId> Above(UserId person)
    {
        List<UserId> above = [];
        for (UserId? next = ManagerOf(person); next is { } manager; next = ManagerOf(manager))
        {
            above.Add(manager);
        }

        return above;
    }

    public bool IsAbove(UserId manager, UserId person) => Above(person).Contains(manager);

    /// <summary>Ordered by id.</summary>
    public IReadOnlyList<UserId> DirectReports(UserId manager) => _reports.TryGetValue(manager, out List<UserId>? reports) ? reports : [];

    /// <summary>Direct reports, then theirs, level by level, each level ordered by id within its manager.</summary>
    public IReadOnlyList<UserId> Below(UserId manager)
    {
        List<UserId> below = [.. DirectReports(manager)];
        for (int i = 0; i < below.Count; i++)
        {
            below.AddRange(DirectReports(below[i]));
        }

        return below;
    }

    private List<IReadOnlyList<UserId>> FindCycles(UserId[] people)
    {
        List<IReadOnlyList<UserId>> cycles = [];
        HashSet<UserId> settled = [];
        foreach (UserId start in people)
        {
            List<UserId> path = [];
            HashSet<UserId> onPath = [];
            UserId? next = start;
            while (next is { } person && !settled.Contains(person) && onPath.Add(person))
            {
                path.Add(person);
                next = ManagerOf(person);
            }

            if (next is { } again && onPath.Contains(again))
            {
                List<UserId> cycle = path[path.IndexOf(again)..];
                int smallest = cycle.IndexOf(cycle.Min());
                cycles.Add([.. cycle[smallest..], .. cycle[..smallest]]);
            }

            settled.UnionWith(path);
        }

        return [.. cycles.OrderBy(cycle => cycle[0])];
    }
}
