namespace CrmMentorSync.Domain.People;

/// <summary>
/// Managers read from the role hierarchy, for orgs that do not fill in ManagerId: an active user in the nearest role above
/// that has one, the one with the smallest id.
/// </summary>
public sealed class RoleHierarchy
{
    private readonly Dictionary<string, string?> _parents;
    private readonly Dictionary<string, UserId> _heads;

    /// <param name="roles">Each role with its parent; null at the top.</param>
    /// <param name="activeUsers">The active users and their roles.</param>
    public RoleHierarchy(IEnumerable<(string Role, string? Parent)> roles, IEnumerable<(UserId Id, string? Role)> activeUsers)
    {
        _parents = roles.ToDictionary(role => role.Role, role => role.Parent, StringComparer.Ordinal);
        _heads = activeUsers.Where(user => user.Role is not null)
            .GroupBy(user => user.Role!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Min(user => user.Id), StringComparer.Ordinal);
    }

    /// <summary>The manager of someone in a role; null at the top, without a role, or where the roles above go round in a circle.</summary>
    public UserId? ManagerOf(UserId person, string? role)
    {
        HashSet<string> seen = [];
        for (string? above = Parent(role); above is not null && seen.Add(above); above = Parent(above))
        {
            if (_heads.TryGetValue(above, out UserId head) && head != person)
            {
                return head;
            }
        }

        return null;
    }

    private string? Parent(string? role) => role is null ? null : _parents.GetValueOrDefault(role);
}
