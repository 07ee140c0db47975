using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>What shows whether our Tasks can be seen: the permissions, and those that we know of.</summary>
/// <param name="Known">Tasks that were written and not seen deleted.</param>
/// <param name="Unseen">Those of them that the integration user does not see; not asked for where it sees all data.</param>
internal sealed record TaskVisibility(TaskSight Sight, int Known, int Unseen)
{
    /// <summary>By what has been read just now and the people in the state; only what these leave open is asked for.</summary>
    public static async Task<TaskVisibility> OfAsync(
        SalesforceClient salesforce, DbConnection connection, IReadOnlyList<TaskRow> rows, TasksRead read, CancellationToken ct)
    {
        TaskSight sight = TaskSights.Judge(read.Permissions, read.Permissions.Modify ? 0 : await CountOutOfReachAsync(salesforce, connection, ct));
        return await OfAsync(salesforce, sight, rows, read.AllInSight, ct);
    }

    /// <summary>By the org's word alone.</summary>
    public static async Task<TaskVisibility> LookAsync(SalesforceClient salesforce, IReadOnlyList<TaskRow> rows, CancellationToken ct) =>
        await OfAsync(salesforce, await salesforce.TaskSightAsync(ct), rows, allInSight: false, ct);

    private static async Task<TaskVisibility> OfAsync(
        SalesforceClient salesforce, TaskSight sight, IReadOnlyList<TaskRow> rows, bool allInSight, CancellationToken ct)
    {
        string[] known = [.. rows.Where(row => row is { SalesforceId: not null, IsDeleted: false }).Select(row => row.SalesforceId!)];

        // Who sees all data misses only what is gone for good.
        bool seesAll = allInSight || sight is TaskSight.ModifyAll or TaskSight.ViewAll;
        return new TaskVisibility(sight, known.Length, seesAll ? 0 : (await salesforce.FindUnseenAsync(known, ct)).Count);
    }

    /// <summary>The pull has put people and roles into the state; a user that it does not know is new, and the org is asked.</summary>
    private static async Task<int> CountOutOfReachAsync(SalesforceClient salesforce, DbConnection connection, CancellationToken ct)
    {
        string me = (await salesforce.UserAsync(ct)).Value;
        RoleHolder[] people = [.. (await connection.ReadPeopleAsStatedAsync(ct)).Where(person => person.IsActive)
            .Select(person => new RoleHolder(person.Id.Value, person.UserType == "Standard", person.ManagerId?.Value, person.RoleId))];
        return !people.Any(person => person.Id == me) ? await salesforce.CountOutOfReachAsync(ct)
            : await salesforce.ShowsRolesAsync(ct) ? RoleReach.CountOutOfReach(me, people, await connection.ReadRoleParentsAsync(ct))
            : 1;
    }

    /// <summary>Nothing at all speaks for it that a Task of ours in the org would be seen.</summary>
    public bool IsBlind => Sight == TaskSight.Unproved && Known == Unseen;

    /// <summary>
    /// Tasks were written, and none of them is in sight: what people deleted or answered is not known, and from an old state it would
    /// be written anew.
    /// </summary>
    public bool MustNotWrite => Known > 0 && IsBlind;

    /// <summary>For the operator; null where all that is known is seen.</summary>
    public Refusal? Doubt => Unseen == 0 && !IsBlind ? null : new Refusal(
        "Task", "visibility",
        Known == 0
            ? $"nothing shows that the integration user sees Tasks that others own; {TaskSights.Remedy}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Unseen:N0} of {Known:N0} Tasks written before are out of the integration user's sight (or deleted for good), so what people do with them is not noticed{(MustNotWrite ? ", and no Task is written until some are seen" : "")}; {TaskSights.Remedy}"));

    /// <summary>
    /// With an empty state nobody knows what was proposed and deleted before: it would be written a second time.
    /// </summary>
    /// <exception cref="SalesforceFailure">The state knows no Task, and nothing shows that those in the org would be seen.</exception>
    public void RequireForEmptyState()
    {
        if (Known == 0 && IsBlind)
        {
            throw new SalesforceFailure(
                SalesforceFailureCategory.Permission,
                "the state knows no Task of ours, and nothing shows that the integration user would see those that are in the org already: pairings would be "
                + $"proposed and Tasks written a second time, those that people deleted too; {TaskSights.Remedy}");
        }
    }
}
