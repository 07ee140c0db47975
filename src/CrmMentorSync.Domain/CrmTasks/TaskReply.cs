using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>What a person says by the state of a Task that asks for a yes or a no.</summary>
public enum TaskReply
{
    /// <summary>Nothing yet.</summary>
    Open,
    Yes,
    No,
}

/// <summary>What Salesforce holds of one of our Tasks.</summary>
public sealed record RemoteTask
{
    public required string Id { get; init; }

    /// <summary>Its key; empty where the org has no field for it.</summary>
    public required string Key { get; init; }

    /// <summary>The user who created it: the integration user, unless someone made it by hand.</summary>
    public required UserId CreatedBy { get; init; }
    public required TaskFields Fields { get; init; }

    /// <summary>As the org maps statuses; a status may be renamed, this stays true.</summary>
    public required bool IsClosed { get; init; }
    public required bool IsDeleted { get; init; }

    /// <summary>When it was closed, UTC; null while open.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>SystemModstamp: every change of the row moves it.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Who closed it, as far as can be told: the last to change it, or its owner where that was the worker itself.</summary>
    public required string ClosedBy { get; init; }
}

public static class TaskReplies
{
    /// <summary>
    /// No = the declining status, a <c>No:</c> line, or the Task deleted. Yes = closed without any of these. A no is looked
    /// for first, because someone who writes one usually closes the Task as well.
    /// </summary>
    /// <param name="declineStatus">The configured status that means no, for example <c>Deferred</c>.</param>
    public static TaskReply Read(RemoteTask task, TaskAnswers answers, string declineStatus) =>
        task.IsDeleted || answers.SaysNo || string.Equals(task.Fields.Status, declineStatus, StringComparison.OrdinalIgnoreCase) ? TaskReply.No
        : task.IsClosed ? TaskReply.Yes
        : TaskReply.Open;
}
