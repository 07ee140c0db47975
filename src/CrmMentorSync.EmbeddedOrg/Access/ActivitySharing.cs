using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Access;

/// <summary>
/// Tasks and events are private: their owner and whoever stands above the owner in the role hierarchy may read, change and delete
/// them. One that hangs on a record may also be read by whoever can read the record, which here is everybody.
/// </summary>
internal sealed class ActivitySharing(OrgDatabase database, string userId)
{
    private readonly Lazy<HashSet<string>> _owners = new(() => OwnersBelow(database, userId));

    public static bool Governs(ObjectTable table) => table.Name is "Task" or "Event";

    public bool MayRead(ObjectTable table, int row) =>
        MayEdit(table, row) || !table["WhoId"].IsNull(row) || !table["WhatId"].IsNull(row);

    public bool MayEdit(ObjectTable table, int row) => table["OwnerId"][row] is string owner && _owners.Value.Contains(owner);

    private static HashSet<string> OwnersBelow(OrgDatabase database, string userId)
    {
        ObjectTable users = database.Users;
        ObjectTable roles = database.Find("UserRole")!;
        HashSet<string> owners = new([userId], StringComparer.Ordinal);
        if (users.Locate(userId) is not (>= 0 and var me) || users["UserRoleId"][me] is not string mine)
        {
            return owners;
        }

        var below = new Dictionary<string, bool>(StringComparer.Ordinal);
        for (int row = 0; row < users.Count; row++)
        {
            if (users["UserRoleId"][row] is string role && IsBelow(role, mine, roles, below))
            {
                owners.Add(users.Id.Text(row)!);
            }
        }

        return owners;
    }

    private static bool IsBelow(string role, string mine, ObjectTable roles, Dictionary<string, bool> known)
    {
        if (known.TryGetValue(role, out bool answer))
        {
            return answer;
        }

        // Until it is known otherwise a role is not below, which also ends a circle of roles.
        known[role] = false;
        string? parent = roles.Locate(role) is >= 0 and var row ? roles["ParentRoleId"][row] as string : null;
        return known[role] = parent is not null && (parent == mine || IsBelow(parent, mine, roles, known));
    }
}
