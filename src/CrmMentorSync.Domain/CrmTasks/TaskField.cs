namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>The fields that are merged, each by itself.</summary>
public enum TaskField
{
    Subject,
    Description,
    ActivityDate,
    Status,
    Priority,
    Owner,
    ReminderAt,
    IsReminderSet,
}

/// <summary>Reading, comparing and setting one field of a Task.</summary>
public static class TaskFieldValues
{
    public static IReadOnlyList<TaskField> All { get; } = Enum.GetValues<TaskField>();

    /// <summary>The field's name in Salesforce.</summary>
    public static string ApiName(this TaskField field) => field switch
    {
        TaskField.Subject => "Subject",
        TaskField.Description => "Description",
        TaskField.ActivityDate => "ActivityDate",
        TaskField.Status => "Status",
        TaskField.Priority => "Priority",
        TaskField.Owner => "OwnerId",
        TaskField.ReminderAt => "ReminderDateTime",
        TaskField.IsReminderSet => "IsReminderSet",
    };

    /// <summary>
    /// Whether a field has the same value in both, as a person would judge it: line ends and trailing space do not count
    /// (editors change them), nor do fractions of a minute in a reminder.
    /// </summary>
    public static bool SameIn(this TaskField field, TaskFields left, TaskFields right) => field switch
    {
        TaskField.Subject => Text(left.Subject) == Text(right.Subject),
        TaskField.Description => Text(left.Description) == Text(right.Description),
        TaskField.ActivityDate => left.ActivityDate == right.ActivityDate,
        TaskField.Status => left.Status == right.Status,
        TaskField.Priority => left.Priority == right.Priority,
        TaskField.Owner => left.OwnerId == right.OwnerId,
        TaskField.ReminderAt => Minute(left.ReminderDateTime) == Minute(right.ReminderDateTime),
        TaskField.IsReminderSet => left.IsReminderSet == right.IsReminderSet,
    };

    /// <summary><paramref name="target"/> with one field as it is in <paramref name="source"/>.</summary>
    public static TaskFields Copy(this TaskField field, TaskFields target, TaskFields source) => field switch
    {
        TaskField.Subject => target with { Subject = source.Subject },
        TaskField.Description => target with { Description = source.Description },
        TaskField.ActivityDate => target with { ActivityDate = source.ActivityDate },
        TaskField.Status => target with { Status = source.Status },
        TaskField.Priority => target with { Priority = source.Priority },
        TaskField.Owner => target with { OwnerId = source.OwnerId },
        TaskField.ReminderAt => target with { ReminderDateTime = source.ReminderDateTime },
        TaskField.IsReminderSet => target with { IsReminderSet = source.IsReminderSet },
    };

    private static string Text(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd();

    private static long? Minute(DateTimeOffset? instant) => instant?.UtcTicks / TimeSpan.TicksPerMinute;
}
