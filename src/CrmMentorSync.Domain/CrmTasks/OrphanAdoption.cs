namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>A Task that we sent and do not know to have arrived, or know by its Id.</summary>
/// <param name="Id">Null where no answer came.</param>
/// <param name="MayBeOrphaned">It was sent, and no answer came.</param>
public readonly record struct SentTask(string Key, string? Id, TaskFields Wanted, bool MayBeOrphaned);

/// <summary>
/// Tells our Tasks apart in an org that has no field for their keys: by the Id that the state knows, and one whose answer was lost
/// by being exactly what we sent. Someone who edits it in those seconds hides it, and then it is sent a second time.
/// </summary>
public static class OrphanAdoption
{
    /// <returns>The Tasks that are ours, with their keys; the others are left out.</returns>
    public static IReadOnlyList<RemoteTask> Recognise(IEnumerable<RemoteTask> remote, IReadOnlyList<SentTask> sent)
    {
        Dictionary<string, string> keys = sent.Where(task => task.Id is not null).ToDictionary(task => task.Id!, task => task.Key, StringComparer.Ordinal);
        List<SentTask> lost = [.. sent.Where(task => task is { Id: null, MayBeOrphaned: true }).OrderBy(task => task.Key, StringComparer.Ordinal)];
        List<RemoteTask> ours = [];
        foreach (RemoteTask task in remote.OrderBy(task => task.CreatedAt).ThenBy(task => task.Id, StringComparer.Ordinal))
        {
            string? key = keys.GetValueOrDefault(task.Id);
            if (key is null && lost.FindIndex(candidate => IsThis(task.Fields, candidate.Wanted)) is >= 0 and int at)
            {
                key = lost[at].Key;
                lost.RemoveAt(at);
            }

            if (key is not null)
            {
                ours.Add(task with { Key = key });
            }
        }

        return ours;
    }

    private static bool IsThis(TaskFields remote, TaskFields wanted) =>
        ((TaskField[])[TaskField.Subject, TaskField.Description, TaskField.ActivityDate, TaskField.Owner]).All(field => field.SameIn(remote, wanted));
}
