using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>Who stands above whom.</summary>
public static class ReportingLine
{
    /// <summary>The person's manager, that manager's manager, and so on; a circle in the data ends it.</summary>
    public static IReadOnlyCollection<UserId> Above(UserId person, Func<UserId, UserId?> managerOf)
    {
        HashSet<UserId> above = [];
        for (UserId? manager = managerOf(person); manager is { } next && next != person && above.Add(next); manager = managerOf(next))
        {
        }

        return above;
    }
}
