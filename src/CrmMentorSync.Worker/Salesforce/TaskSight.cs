namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Why the integration user sees the Tasks of others, or that nothing shows that it does.</summary>
internal enum TaskSight
{
    /// <summary>Modify All Data: it sees and edits every Task.</summary>
    ModifyAll,

    /// <summary>View All Data: it sees every Task, and edits those of people below its role.</summary>
    ViewAll,

    /// <summary>Its role stands above everybody's, which lets it see and edit their Tasks.</summary>
    Role,

    /// <summary>Neither: what others own may be out of sight, and looks like what was deleted or never was.</summary>
    Unproved,
}

/// <summary>
/// A Task of ours hangs on no record, so it is private: its owner sees it, whoever stands above the owner in the role hierarchy, and
/// whoever sees all data. <c>UserPermissionAccess</c> tells a user their own permissions and needs none itself (object reference).
/// </summary>
internal static class TaskSights
{
    public const string Remedy = "give the integration user a role above all reps and managers, or View All Data and Modify All Data; doctor tells whether that suffices";

    /// <summary>The question for one's own permissions.</summary>
    public const string PermissionsSoql = "SELECT PermissionsViewAllData, PermissionsModifyAllData FROM UserPermissionAccess";

    /// <param name="outOfReach">How many people who may own a Task of ours are not below the integration user's role.</param>
    public static TaskSight Judge(DataPermissions mine, int outOfReach) =>
        mine.Modify ? TaskSight.ModifyAll : outOfReach == 0 ? TaskSight.Role : mine.View ? TaskSight.ViewAll : TaskSight.Unproved;

    extension(SalesforceClient client)
    {
        public async Task<TaskSight> TaskSightAsync(CancellationToken ct)
        {
            DataPermissions mine = await client.PermissionsAsync(firstPage: null, ct);
            return Judge(mine, mine.Modify ? 0 : await client.CountOutOfReachAsync(ct));
        }

        /// <param name="firstPage">The answer, where it was asked for already.</param>
        public async Task<DataPermissions> PermissionsAsync(byte[]? firstPage, CancellationToken ct)
        {
            try
            {
                await foreach (SalesforceRecord mine in client.QueryAsync(PermissionsSoql, all: false, firstPage, ct))
                {
                    return new DataPermissions(mine["PermissionsViewAllData"] == "true", mine["PermissionsModifyAllData"] == "true");
                }
            }
            catch (SalesforceFailure failure) when (failure.ErrorCode is "INVALID_TYPE" or "INVALID_FIELD")
            {
                // An org that does not tell proves nothing; the role may.
            }

            return default;
        }

        /// <summary>Roles that are not shown prove nothing.</summary>
        public async Task<bool> ShowsRolesAsync(CancellationToken ct) =>
            await client.DescribeAsync("UserRole", ct) is not null && (await client.DescribeAsync("User", ct))?.Fields.ContainsKey("UserRoleId") == true;

        /// <summary>How many people who may own a Task of ours are not below the integration user's role, by the org's own word; at least 1 where roles are hidden.</summary>
        public async Task<int> CountOutOfReachAsync(CancellationToken ct)
        {
            if (!await client.ShowsRolesAsync(ct))
            {
                return 1;
            }

            Dictionary<string, string?> parents = new(StringComparer.Ordinal);
            await foreach (SalesforceRecord role in client.QueryAsync("SELECT Id, ParentRoleId FROM UserRole ORDER BY Id", all: false, ct))
            {
                parents[role["Id"] ?? ""] = role["ParentRoleId"];
            }

            List<RoleHolder> people = [];
            await foreach (SalesforceRecord user in client.QueryAsync(
                "SELECT Id, ManagerId, UserRoleId, UserType FROM User WHERE IsActive = true ORDER BY Id", all: false, ct))
            {
                people.Add(new RoleHolder(user["Id"] ?? "", user["UserType"] == "Standard", user["ManagerId"], user["UserRoleId"]));
            }

            return RoleReach.CountOutOfReach((await client.UserAsync(ct)).Value, people, parents);
        }
    }
}

/// <summary>What a user sees and edits whoever owns it: View All Data and Modify All Data.</summary>
internal readonly record struct DataPermissions(bool View, bool Modify)
{
    /// <summary>It misses only what is gone for good.</summary>
    public bool SeesAll => View || Modify;
}

/// <summary>An active user, as far as the role hierarchy is concerned.</summary>
internal readonly record struct RoleHolder(string Id, bool IsStandard, string? Manager, string? Role);

/// <summary>Who stands below whom among roles.</summary>
internal static class RoleReach
{
    /// <summary>How many of those who may own a Task of ours do not stand below that user; at least 1 where the user has no role.</summary>
    /// <param name="parents">Every role with the one above it.</param>
    public static int CountOutOfReach(string user, IReadOnlyCollection<RoleHolder> people, IReadOnlyDictionary<string, string?> parents)
    {
        string? mine = people.FirstOrDefault(person => person.Id == user).Role;
        RoleHolder[] others = [.. people.Where(person => person.IsStandard && person.Id != user)];

        // Administrators without manager, reports and role are no part of the programme.
        HashSet<string?> managers = new(others.Select(person => person.Manager), StringComparer.Ordinal);
        return Math.Max(
            mine is null ? 1 : 0,
            others.Count(person => (person.Manager is not null || person.Role is not null || managers.Contains(person.Id))
                && !IsBelow(person.Role, mine, parents)));
    }

    /// <param name="parents">Every role with the one above it; a circle ends the search.</param>
    public static bool IsBelow(string? role, string? above, IReadOnlyDictionary<string, string?> parents)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (string? at = role; above is not null && at is not null && seen.Add(at);)
        {
            at = parents.GetValueOrDefault(at);
            if (at == above)
            {
                return true;
            }
        }

        return false;
    }
}
