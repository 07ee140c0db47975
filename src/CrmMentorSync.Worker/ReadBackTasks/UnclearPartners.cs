using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>
/// Tasks of people's own that name nobody, or several: their author is asked once, in the digest of the manager, who hears how to
/// make it clear. The key is made of the Task's id, so that no run asks twice.
/// </summary>
internal static class UnclearPartners
{
    private const string Activity = "informal";

    /// <returns>What is unclear now, and what was and is not any more.</returns>
    public static IReadOnlyList<ActivityRow> Rows(
        IReadOnlyList<OwnTask> tasks, IReadOnlyList<(string TaskId, string Reason)> unclear, IEnumerable<ActivityRow> known)
    {
        Dictionary<string, OwnTask> byId = tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);
        ActivityRow[] asked = [.. unclear.Select(question => Row(byId[question.TaskId], question.Reason))];
        HashSet<MentoringKey> keys = [.. asked.Select(row => row.Key)];
        return
        [
            .. asked,
            .. known.Where(row => row.Key.Activity == Activity && row.Unreadable is not null && !keys.Contains(row.Key))
                .Select(row => row with { State = ActivityState.Done, Unreadable = null }).OrderBy(row => row.Key.ToString(), StringComparer.Ordinal),
        ];
    }

    private static ActivityRow Row(OwnTask task, string question) => new()
    {
        Key = new MentoringKey(task.Owner, null, IsoWeek.Of(task.CreatedOn), Activity, RecordNumber.Of(task.Id), Sides.Mentee),
        Owner = task.Owner,
        Subject = task.Subject,
        Description = "",
        DueOn = task.CreatedOn,
        Priority = "Normal",
        PlannedOn = task.CreatedOn,
        State = ActivityState.Unconfirmed,
        DoneAt = new DateTimeOffset(task.CreatedOn.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero),
        Unreadable = $"{task.Subject.ReplaceLineEndings(" ").Trim()}{DigestQuestions.Apart}{question}",
    };
}
