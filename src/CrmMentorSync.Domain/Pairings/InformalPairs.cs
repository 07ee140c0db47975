using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>A Task of someone's own that says whom they meet.</summary>
public sealed record OwnTask(string Id, UserId Owner, string Subject, DateOnly CreatedOn);

/// <summary>
/// Pairs that people register themselves (P25): a Task of one's own with the subject <c>Mentoring with NAME</c> or
/// <c>Mentoring mit NAME</c>. Whoever is named is the mentor. They begin at once, take nobody's place and follow no programme.
/// </summary>
public static class InformalPairs
{
    public static IReadOnlyList<string> Beginnings { get; } = ["Mentoring with ", "Mentoring mit "];

    /// <returns>Pairs not known yet, by key; and for each Task whose name leads to nobody, or to several, how to make it clear.</returns>
    public static (IReadOnlyList<Pairing> Registered, IReadOnlyList<(string TaskId, string Reason)> Unclear) Of(
        IEnumerable<OwnTask> tasks, IReadOnlyList<Person> people, IReadOnlyList<Pairing> known, LifecyclePolicy policy)
    {
        HashSet<string> keys = new(known.Select(pairing => pairing.Key), StringComparer.Ordinal);
        var history = new PairingHistory(known);
        List<Pairing> registered = [];
        List<(string, string)> unclear = [];
        foreach (OwnTask task in tasks.OrderBy(task => task.Id, StringComparer.Ordinal))
        {
            string? name = Beginnings.Where(start => task.Subject.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                .Select(start => task.Subject[start.Length..].Trim().TrimEnd('.', '!')).FirstOrDefault(rest => rest.Length > 0);
            if (name is null)
            {
                continue;
            }

            Person[] named = WrittenName.Find(people.Where(person => person.IsActive && person.Id != task.Owner), person => person, name);
            if (named is not [var mentor])
            {
                unclear.Add((task.Id, Question(task.Subject, isNobody: named.Length == 0)));
                continue;
            }

            Pairing pairing = Pair(task, mentor.Id, policy);
            if (!history.IsOpen(mentor.Id, task.Owner) && !history.IsOpen(task.Owner, mentor.Id) && keys.Add(pairing.Key)
                && !registered.Exists(other => other.Mentor == pairing.Mentor && other.Mentee == pairing.Mentee))
            {
                registered.Add(pairing);
            }
        }

        return ([.. registered.OrderBy(pairing => pairing.Key, StringComparer.Ordinal)], unclear);
    }

    /// <summary>In the language that the subject is written in: how its author makes it clear.</summary>
    private static string Question(string subject, bool isNobody) => (subject.StartsWith(Beginnings[1], StringComparison.OrdinalIgnoreCase), isNobody) switch
    {
        (false, true) => "nobody active here goes by that name: write the full name or the username into the subject",
        (false, false) => "several colleagues go by that name: write the username into the subject",
        (true, true) => "niemand Aktives heißt hier so: bitte den vollen Namen oder den Benutzernamen in den Betreff schreiben",
        (true, false) => "mehrere heißen hier so: bitte den Benutzernamen in den Betreff schreiben",
    };

    private static Pairing Pair(OwnTask task, UserId mentor, LifecyclePolicy policy) => new()
    {
        Kind = PairKind.Informal,
        Mentor = mentor,
        Mentee = task.Owner,
        Round = IsoWeek.Of(task.CreatedOn),
        Skill = Skill.Overall,
        Quality = 0,
        Reason = "Registered by themselves.",
        State = PairState.Active,
        ProposedOn = task.CreatedOn,
        ExpiresOn = task.CreatedOn.AddDays(policy.ProposalDays),
        ActiveFrom = task.CreatedOn,
    };
}
