using CrmMentorSync.Domain.People;

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

    extension(SalesforceClient client)
    {
        public async Task<TaskSight> TaskSightAsync(CancellationToken ct)
        {
            (bool view, bool modify) = await client.PermissionsAsync(ct);
            return modify ? TaskSight.ModifyAll
                : await client.CountOutOfReachAsync(ct) == 0 ? TaskSight.Role
                : view ? TaskSight.ViewAll
                : TaskSight.Unproved;
        }

        /// <summary>How many people who may own a Task of ours are not below the integration user's role; at least 1 where it has none, or roles are hidden.</summary>
        public async Task<int> CountOutOfReachAsync(CancellationToken ct)
        {
            UserId me = await client.UserAsync(ct);
            Dictionary<string, string?> parents = new(StringComparer.Ordinal);
            if (await client.DescribeAsync("UserRole", ct) is null || (await client.DescribeAsync("User", ct))?.Fields.ContainsKey("UserRoleId") != true)
            {
                // Roles that are not shown prove nothing.
                return 1;
            }

            await foreach (SalesforceRecord role in client.QueryAsync("SELECT Id, ParentRoleId FROM UserRole ORDER BY Id", all: false, ct))
            {
                parents[role["Id"] ?? ""] = role["ParentRoleId"];
            }

            string? mine = null;
            List<(string Id, string? Manager, string? Role)> people = [];
            await foreach (SalesforceRecord user in client.QueryAsync(
                "SELECT Id, ManagerId, UserRoleId, UserType FROM User WHERE IsActive = true ORDER BY Id", all: false, ct))
            {
                if (user["Id"] == me.Value)
                {
                    mine = user["UserRoleId"];
                }
                else if (user["UserType"] == "Standard")
                {
                    people.Add((user["Id"] ?? "", user["ManagerId"], user["UserRoleId"]));
                }
            }

            // Administrators without manager, reports and role are no part of the programme.
            HashSet<string?> managers = new(people.Select(person => person.Manager), StringComparer.Ordinal);
            return Math.Max(
                mine is null ? 1 : 0,
                people.Count(person => (person.Manager is not null || person.Role is not null || managers.Contains(person.Id))
                    && !RoleReach.IsBelow(person.Role, mine, parents)));
        }

        private async Task<(bool View, bool Modify)> PermissionsAsync(CancellationToken ct)
        {
            try
            {
                await foreach (SalesforceRecord mine in client.QueryAsync(
                    "SELECT PermissionsViewAllData, PermissionsModifyAllData FROM UserPermissionAccess", all: false, ct))
                {
                    return (mine["PermissionsViewAllData"] == "true", mine["PermissionsModifyAllData"] == "true");
                }
            }
            catch (SalesforceFailure failure) when (failure.ErrorCode is "INVALID_TYPE" or "INVALID_FIELD")
            {
                // An org that does not tell proves nothing; the role may.
            }

            return (false, false);
        }
    }
}

/// <summary>Who stands below whom among roles.</summary>
internal static class RoleReach
{
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
