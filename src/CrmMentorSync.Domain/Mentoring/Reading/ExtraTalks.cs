using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Reading;

/// <summary>A talk that someone noted by a Task of their own.</summary>
public readonly record struct ExtraTalk(MentoringKey Key, OwnTask Task);

/// <summary>
/// Talks beyond the plan (P40, P41): one of a pair makes a Task of their own, <c>Mentoring with NAME</c>, and it counts. The key
/// is made of the Task's id, so that it counts once.
/// </summary>
public static class ExtraTalks
{
    /// <param name="pairings">All that were ever active; the one that was so on the Task's day, or began last before it, takes it.</param>
    public static IReadOnlyList<ExtraTalk> Of(IEnumerable<OwnTask> tasks, IReadOnlyList<Person> people, IReadOnlyList<Pairing> pairings)
    {
        Dictionary<UserId, Person> byId = people.ToDictionary(person => person.Id);
        ILookup<UserId, Pairing> byPerson = pairings.Where(pairing => pairing.ActiveFrom is not null)
            .SelectMany(pairing => new[] { (Of: pairing.Mentor, Pairing: pairing), (Of: pairing.Mentee, Pairing: pairing) })
            .ToLookup(person => person.Of, person => person.Pairing);
        return
        [
            .. from task in tasks
               let name = InformalPairs.Beginnings.Where(start => task.Subject.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                   .Select(start => task.Subject[start.Length..].Trim().TrimEnd('.', '!')).FirstOrDefault()
               where name is not null
               let pairing = byPerson[task.Owner]
                   .Where(pairing => pairing.ActiveFrom <= task.CreatedOn && IsCalled(byId, pairing.Mentor == task.Owner ? pairing.Mentee : pairing.Mentor, name))
                   .OrderByDescending(pairing => pairing.ActiveFrom).ThenBy(pairing => pairing.Key, StringComparer.Ordinal).FirstOrDefault()
               where pairing is not null
               let side = pairing.Mentor == task.Owner ? Sides.Mentor : Sides.Mentee
               let key = new MentoringKey(pairing.Mentor, pairing.Mentee, pairing.Round, ActivityKind.Extra.Key(), RecordNumber.Of(task.Id), side)
               orderby key.ToString()
               select new ExtraTalk(key, task),
        ];
    }

    private static bool IsCalled(Dictionary<UserId, Person> people, UserId id, string name) => people.TryGetValue(id, out Person? person) && WrittenName.IsOf(person, name);
}
