using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance;

/// <summary>A peer group: all with the same values of the fields of its level.</summary>
/// <param name="Name">Level and values, for example <c>Title+Department: Sales Agent / East</c>.</param>
/// <param name="Members">Positions of all scored reps with those values.</param>
/// <param name="Assigned">Those of them that are judged here; the others found a closer group.</param>
internal sealed record PeerGroup(string Name, int[] Members, HashSet<int> Assigned);

/// <summary>Like is compared with like: by the first list of fields that finds enough peers, never by the manager.</summary>
public static class PeerGrouping
{
    /// <summary>The level without fields.</summary>
    public const string Everyone = "everyone";

    private static readonly Dictionary<string, Func<Person, string?>> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Title"] = person => person.Title,
        ["Department"] = person => person.Department,
        ["Segment"] = person => person.Segment,
        ["Role"] = person => person.RoleId,
        ["TimeZone"] = person => person.TimeZone,
    };

    /// <summary>What is wrong with a level's text; null where nothing is.</summary>
    public static string? Fault(string level) =>
        level == Everyone ? null
        : level.Split('+').FirstOrDefault(field => !Fields.ContainsKey(field.Trim())) is { } unknown
            ? $"'{unknown.Trim()}' is no field to compare peers by; use {string.Join(", ", Fields.Keys.Order(StringComparer.Ordinal))} or '{Everyone}'"
            : null;

    /// <param name="reps">Ordered by id.</param>
    /// <param name="scored">Who has enough data to be judged.</param>
    internal static IReadOnlyList<PeerGroup> Divide(IReadOnlyList<Person> reps, bool[] scored, ScoringRules rules)
    {
        int[] open = [.. Enumerable.Range(0, reps.Count).Where(i => scored[i])];
        var left = new HashSet<int>(open);
        List<PeerGroup> groups = [];
        foreach (string level in rules.PeerGroups.Append(Everyone))
        {
            var byKey = open.Select(i => (Rep: i, Key: Key(reps[i], level))).Where(one => one.Key is not null)
                .GroupBy(one => one.Key!, one => one.Rep, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);
            foreach (IGrouping<string, int> group in byKey)
            {
                int[] members = [.. group];
                HashSet<int> assigned = [.. members.Where(left.Contains)];
                if (assigned.Count > 0 && (members.Length >= rules.MinimumGroup || level == Everyone))
                {
                    groups.Add(new PeerGroup(level == Everyone ? Everyone : $"{level}: {group.Key}", members, assigned));
                    left.ExceptWith(assigned);
                }
            }
        }

        return groups;
    }

    private static string? Key(Person person, string level)
    {
        if (level == Everyone)
        {
            return Everyone;
        }

        string?[] values = [.. level.Split('+').Select(field => Fields[field.Trim()](person)?.Trim())];
        return values.Any(string.IsNullOrEmpty) ? null : string.Join(" / ", values);
    }
}
