using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Reading;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>Brings what Salesforce holds into the rows of Tasks and activities. Only changed rows are kept.</summary>
internal sealed class TaskReader(
    RunContext run, ProgrammeOptions programme, IReadOnlyList<Person> people, IReadOnlyList<TaskRow> tasks, IReadOnlyList<ActivityRow> activities)
{
    private readonly Dictionary<string, TaskRow> _tasks = tasks.ToDictionary(task => task.Key, StringComparer.Ordinal);
    private readonly Dictionary<MentoringKey, ActivityRow> _activities = activities.ToDictionary(activity => activity.Key);
    private readonly SortedDictionary<string, TaskRow> _changedTasks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ActivityRow> _changedActivities = new(StringComparer.Ordinal);
    private readonly Dictionary<UserId, Person> _people = people.ToDictionary(person => person.Id);
    private readonly ManagementChain _lines = ManagementChain.Of(people);

    public IReadOnlyCollection<TaskRow> ChangedTasks => _changedTasks.Values;
    public IReadOnlyCollection<ActivityRow> ChangedActivities => _changedActivities.Values;

    /// <summary>All activities as they are after reading.</summary>
    public IEnumerable<ActivityRow> Activities => _activities.Values;

    /// <summary>
    /// Tasks of ours that tell what the state does not know: no row knows them, or they carry a note of ours that their row has not put
    /// there. The state is lost, or older than they are. To be asked before they are read.
    /// </summary>
    public IReadOnlyList<RemoteTask> Unknown(IReadOnlyList<RemoteTask> remote) =>
        [.. remote.Where(task => MentoringKey.TryParse(task.Key) is not null && (_tasks.GetValueOrDefault(task.Key) is not { } row || IsNotedSince(row, task)))];

    /// <summary>
    /// Whether any of these was written by a run that the state does not remember, and has not been seen since. To be asked before they
    /// are read.
    /// </summary>
    public bool TellOfUnknownRuns(IReadOnlyList<RemoteTask> unknown) => unknown.Any(task =>
        _tasks.GetValueOrDefault(task.Key)?.Remote is not { } seen
        || !(TaskTexts.IsClosedByUs(seen.Description) || TaskTexts.IsNotedAsDeclined(seen.Description)));

    private static bool IsNotedSince(TaskRow row, RemoteTask task) =>
        (TaskTexts.IsClosedByUs(task.Fields.Description) && !TaskTexts.IsClosedByUs(row.Wanted.Description))
        || (TaskTexts.IsNotedAsDeclined(task.Fields.Description) && !TaskTexts.IsNotedAsDeclined(row.Wanted.Description));

    public void Read(IReadOnlyList<RemoteTask> remote)
    {
        IReadOnlySet<string> mass = MassCompletion.Find(remote
            .Where(task => task is { IsClosed: true, IsDeleted: false, CompletedAt: not null })
            .Select(task => new Completion(task.Key, task.ClosedBy, task.CompletedAt!.Value)));

        // A key may stand on a deleted Task and on its successor; the newest change counts.
        foreach (RemoteTask task in remote.GroupBy(task => task.Key, StringComparer.Ordinal)
            .Select(same => same.OrderBy(task => task.IsDeleted).ThenByDescending(task => task.ModifiedAt).First())
            .OrderBy(task => task.Key, StringComparer.Ordinal))
        {
            if (MentoringKey.TryParse(task.Key) is { } key)
            {
                ReadOne(key, task, mass.Contains(task.Key));
            }
        }
    }

    private void ReadOne(MentoringKey key, RemoteTask task, bool isMass)
    {
        TaskRow? row = _tasks.GetValueOrDefault(task.Key);
        ActivityRow? activity = _activities.GetValueOrDefault(key);
        bool isSame = row is not null && row.SalesforceId == task.Id && row.RemoteModstamp == task.ModifiedAt && row.IsDeleted == task.IsDeleted
            && row.Outbox is not (OutboxStates.InFlight or OutboxStates.Unknown);
        bool isNewlyMass = isMass && activity?.State == ActivityState.Done;
        if (isSame && !isNewlyMass)
        {
            return;
        }

        _tasks[task.Key] = _changedTasks[task.Key] = ToRow(row, task);
        _activities[key] = _changedActivities[task.Key] = ToActivity(activity, key, task, isMass);
    }

    /// <summary>
    /// A Task that a crash kept from being marked is taken in here: what we wanted is what we wrote, so a person's change
    /// since then shows. One that no row knows counts as written as it is, but for its status.
    /// </summary>
    private TaskRow ToRow(TaskRow? row, RemoteTask task) => row is null
        ? new TaskRow
        {
            Key = task.Key,
            SalesforceId = task.Id,
            Wanted = AsWritten(task.Fields),
            Written = AsWritten(task.Fields),
            Remote = task.Fields,
            RemoteModstamp = task.ModifiedAt,
            IsDeleted = task.IsDeleted,
            Outbox = OutboxStates.Clean,
        }
        : row with
        {
            SalesforceId = task.Id,
            Written = row.Written ?? row.Wanted,
            Remote = task.Fields,
            RemoteModstamp = task.ModifiedAt,
            IsDeleted = task.IsDeleted,
            Outbox = row.Outbox switch
            {
                // Sent and not marked: whether anything is left to send, the merge will say.
                OutboxStates.InFlight or OutboxStates.Unknown => OutboxStates.Pending,
                OutboxStates.Refused when row.SalesforceId is null => OutboxStates.Clean,
                _ => row.Outbox,
            },
        };

    /// <summary>We write a Task as open, and close it with a note. Any other status is the work of a person, and theirs to keep.</summary>
    private TaskFields AsWritten(TaskFields remote) =>
        remote.Status == programme.CompletedStatus && TaskTexts.IsClosedByUs(remote.Description)
            ? remote
            : remote with { Status = programme.OpenStatus };

    private ActivityRow ToActivity(ActivityRow? activity, MentoringKey key, RemoteTask task, bool isMass)
    {
        ActivityKind? kind = ActivityNames.TryParse(key.Activity);
        var reading = ActivityReading.Read(
            kind, task, activity?.State == ActivityState.Cancelled, isMass || activity?.State == ActivityState.Unconfirmed && task.IsClosed,
            MayDecide(kind, key, task.Fields.OwnerId), programme.DeclineStatus, isForgotten: activity is null or { State: ActivityState.Unconfirmed },
            WriterOf(task, activity), activity?.Description, activity is { State: ActivityState.Declined } ? activity.Reason : null);
        ActivityRow row = activity ?? new ActivityRow
        {
            Key = key,
            Owner = task.Fields.OwnerId,
            Subject = task.Fields.Subject,
            Description = task.Fields.Description,
            DueOn = task.Fields.ActivityDate ?? DateOnly.FromDateTime(task.CreatedAt.UtcDateTime),
            RemindAt = task.Fields.ReminderDateTime,
            Priority = task.Fields.Priority,
            PlannedOn = Earlier(DateOnly.FromDateTime(task.CreatedAt.UtcDateTime), run.AsOf),
            State = reading.State,
        };
        return row with
        {
            // A Task that someone moved or handed on is due when, and owned by whom, they said.
            Owner = task.Fields.OwnerId,
            DueOn = task.Fields.ActivityDate ?? row.DueOn,
            State = reading.State,
            DoneAt = reading.DoneAt,
            Grasp = reading.Answers.Grasp,
            Rating = reading.Answers.Rating,
            Expected = reading.Answers.Expected,
            Received = reading.Answers.Received,
            Shared = reading.Answers.Shared,
            Challenge = reading.Answers.Challenge,
            Learned = reading.Answers.Learned,
            Obstacle = reading.Answers.Obstacle,
            Reason = reading.Answers.WhyNot,
            Unreadable = reading.Unreadable,
            PauseUntil = reading.Answers.PauseUntil,
            Instead = reading.Answers.Instead,
            IsPlainNo = reading.IsPlainNo,
            WantsExit = reading.Answers.WantsExit,
        };
    }

    /// <summary>A state that is lost takes the day as it stands: whether it was ahead when it was written nobody can tell any more.</summary>
    private DayWriter WriterOf(RemoteTask task, ActivityRow? activity)
    {
        DateOnly asked = DateOnly.FromDateTime(task.CreatedAt.UtcDateTime);
        return new DayWriter(
            asked, activity is null ? asked : DateOnly.FromDateTime(task.ModifiedAt.UtcDateTime), _people.GetValueOrDefault(task.Fields.OwnerId)?.Locale ?? "")
        {
            Known = activity?.PauseUntil,
        };
    }

    /// <summary>The mentee's managers decide an approval, however far up; the mentor alone answers the invitation.</summary>
    private bool MayDecide(ActivityKind? kind, MentoringKey key, UserId owner) => kind switch
    {
        ActivityKind.Approve when key.Mentee is { } mentee => !_people.ContainsKey(mentee) || _lines.IsAbove(owner, mentee),
        _ => true,
    };

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
