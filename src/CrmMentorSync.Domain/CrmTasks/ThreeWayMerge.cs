namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>
/// What may be sent to a Task that people can edit. Field by field: where Salesforce still holds what we last wrote, our
/// wish is sent if it is a new one; where a person changed it, the person's value stays.
/// </summary>
public static class ThreeWayMerge
{
    /// <param name="written">What we last wrote and know to have arrived.</param>
    /// <param name="remote">What Salesforce holds now.</param>
    /// <param name="wanted">What we would like it to be.</param>
    public static MergeResult Merge(TaskFields written, TaskFields remote, TaskFields wanted)
    {
        List<TaskField> send = [];
        List<TaskField> kept = [];
        foreach (TaskField field in TaskFieldValues.All)
        {
            if (field.SameIn(remote, wanted))
            {
                continue;
            }

            (field.SameIn(remote, written) ? send : kept).Add(field);
        }

        TaskFields merged = send.Aggregate(remote, (fields, field) => field.Copy(fields, wanted));
        return new MergeResult(send, kept, merged);
    }
}

/// <param name="Send">Fields to send, in the order of <see cref="TaskField"/>.</param>
/// <param name="KeptByPeople">Fields where a person's value differs from our wish and stays.</param>
/// <param name="Merged">What Salesforce holds once the sent fields have arrived.</param>
public sealed record MergeResult(IReadOnlyList<TaskField> Send, IReadOnlyList<TaskField> KeptByPeople, TaskFields Merged);
