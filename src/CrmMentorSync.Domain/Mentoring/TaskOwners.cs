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
            if (person.IsActive)
            {
                return person;
            }
        }

        return null;
    }

    /// <summary>The active manager of a person; null where the line above holds none.</summary>
    public Person? ManagerOf(UserId id) => people.TryGetValue(id, out Person? person) ? Of(person.ManagerId) : null;

    /// <summary>Whether someone stands above a person in the reporting line, at any distance.</summary>
    public bool IsAbove(UserId above, UserId id)
    {
        HashSet<UserId> seen = [id];
        UserId? next = people.TryGetValue(id, out Person? person) ? person.ManagerId : null;
        while (next is { } at && seen.Add(at))
        {
            if (at == above)
            {
                return true;
            }

            next = people.TryGetValue(at, out Person? manager) ? manager.ManagerId : null;
        }

        return false;
    }
}
