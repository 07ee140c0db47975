using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Worker.ReadBackTasks;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>Whether the integration user sees, and may edit, Tasks that others own.</summary>
internal static class SightExamination
{
    private const string Subject = "sight";

    public static async Task<Finding> LookAsync(SalesforceClient salesforce, StateDatabase state, CancellationToken ct)
    {
        TaskVisibility visibility = await TaskVisibility.LookAsync(salesforce, await KnownAsync(state, ct), ct);
        if (visibility.Doubt is { } doubt)
        {
            return new Finding(Verdict.Fail, Subject, doubt.Reason);
        }

        string outOfReach = visibility.Sight is TaskSight.ViewAll or TaskSight.Unproved
            ? (await salesforce.CountOutOfReachAsync(ct)).ToString("N0", CultureInfo.InvariantCulture)
            : "";
        return visibility.Sight switch
        {
            TaskSight.ModifyAll => new Finding(Verdict.Ok, Subject, "the integration user sees and edits every Task (Modify All Data)"),
            TaskSight.Role => new Finding(Verdict.Ok, Subject, "the integration user's role stands above everybody's, so it sees and edits their Tasks"),
            TaskSight.ViewAll => new Finding(
                Verdict.Note, Subject, $"every Task is seen, but {outOfReach} people are not below the integration user's role: theirs it cannot edit without Modify All Data"),
            TaskSight.Unproved => new Finding(
                Verdict.Note, Subject, $"all Tasks written before are seen, but {outOfReach} people are not below the integration user's role; {TaskSights.Remedy}"),
        };
    }

    private static async Task<IReadOnlyList<TaskRow>> KnownAsync(StateDatabase state, CancellationToken ct)
    {
        try
        {
            await using DbConnection connection = await state.OpenAsync(ct);
            return await connection.ReadTasksAsync(ct);
        }
        catch (Exception failure) when (failure is StateException or DbException or IOException or UnauthorizedAccessException)
        {
            // The line about the state says so already; the permissions can be told without it.
            return [];
        }
    }
}
