namespace CrmMentorSync.Domain.People;

/// <summary>What decides with whom somebody is compared.</summary>
public sealed record Job(string? Title, string? Department, string? RoleId, string? Segment)
{
    public static Job Of(Person person) => new(Clean(person.Title), Clean(person.Department), Clean(person.RoleId), Clean(person.Segment));

    internal IReadOnlyList<string?> Values => [Title, Department, RoleId, Segment];

    /// <summary>The same job with what this one knows more.</summary>
    internal Job CompletedBy(Job newer) =>
        new(newer.Title ?? Title, newer.Department ?? Department, newer.RoleId ?? RoleId, newer.Segment ?? Segment);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A job and the day from which somebody was seen in it.</summary>
public readonly record struct JobSpan(DateOnly From, Job Job);

/// <summary>
/// What becomes of the history of jobs when people are looked at again. A value that is filled in, or emptied, is no move, and
/// neither is a new name for the same thing: one that at least three people take together while nobody keeps the old.
/// </summary>
public static class JobHistory
{
    private const int FewestOfARename = 3;

    /// <param name="Moved">False: the newest span is the same job, told better.</param>
    public readonly record struct Change(UserId Person, Job Job, bool Moved);

    /// <summary>What to write, ordered by person.</summary>
    /// <param name="newest">The newest span's job of each person; who has none is seen for the first time.</param>
    public static IReadOnlyList<Change> Changes(IReadOnlyList<Person> people, IReadOnlyDictionary<UserId, Job> newest)
    {
        (Person Person, Job Now, Job? Then)[] seen = [.. people.OrderBy(person => person.Id)
            .Select(person => (person, Job.Of(person), newest.GetValueOrDefault(person.Id)))];
        HashSet<(int Field, string Old, string New)> renames = Renames(seen);
        List<Change> changes = [];
        foreach ((Person person, Job now, Job? then) in seen)
        {
            Job told = then?.CompletedBy(now) ?? now;
            if (told != then)
            {
                bool moved = then is not null && Differences(then, now).Any(difference => !renames.Contains(difference));
                changes.Add(new Change(person.Id, moved ? now : told, moved));
            }
        }

        return changes;
    }

    private static HashSet<(int Field, string Old, string New)> Renames((Person Person, Job Now, Job? Then)[] seen)
    {
        HashSet<(int, string)> kept = [.. seen.Where(one => one.Person.IsActive)
            .SelectMany(one => one.Now.Values.Select((value, field) => (field, value ?? "")))];
        return [.. seen.Where(one => one.Then is not null).SelectMany(one => Differences(one.Then!, one.Now))
            .GroupBy(difference => difference)
            .Where(group => group.Count() >= FewestOfARename && !kept.Contains((group.Key.Field, group.Key.Old)))
            .Select(group => group.Key)];
    }

    private static IEnumerable<(int Field, string Old, string New)> Differences(Job then, Job now)
    {
        for (int field = 0; field < then.Values.Count; field++)
        {
            if (then.Values[field] is { } before && now.Values[field] is { } after && before != after)
            {
                yield return (field, before, after);
            }
        }
    }
}
