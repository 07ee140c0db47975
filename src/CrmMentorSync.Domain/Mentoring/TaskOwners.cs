using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring;

/// <summary>Who gets a Task: the person meant, or the next active manager above, because Salesforce takes no inactive owner.</summary>
public sealed class TaskOwners(IReadOnlyDictionary<UserId, Person> people)
{
    /// <summary>The person, if active, else the first active one up the line; null where there is none.</summary>
    public Person? Of(UserId? id)
    {
        HashSet<UserId> seen = [];
        for (UserId? next = id; next is { } at && seen.Add(at) && people.TryGetValue(at, out Person? person); next = person.ManagerId)
        {
            if (person.IsActive && !OutsideMentor.IsOutside(at))
            {
                return person;
            }
        }

        return null;
    }

    /// <summary>The active manager of a person; null where the line above holds none.</summary>
    public Person? ManagerOf(UserId id) => people.TryGetValue(id, out Person? person) ? Of(person.ManagerId) : null;
}
