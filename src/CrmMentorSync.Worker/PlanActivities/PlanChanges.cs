using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Reading;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.PlanActivities;

/// <summary>Turns a plan into rows: only those that change, in the order of the keys.</summary>
internal sealed class PlanChanges(
    RunContext run, ProgrammeOptions options, IReadOnlyList<ActivityRow> known, StandingTasks standing)
{
    private readonly Dictionary<MentoringKey, ActivityRow> _known = known.ToDictionary(activity => activity.Key);
    private readonly SortedDictionary<string, ActivityRow> _activities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TaskRow> _tasks = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _dropped = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ActivityRow> Activities => _activities.Values;
    public IReadOnlyCollection<TaskRow> Tasks => _tasks.Values;

    /// <summary>Keys of Tasks that were to be and never were: nobody waits for them any more.</summary>
    public IReadOnlyCollection<string> Dropped => _dropped;

    public void Apply(Plan plan)
    {
        foreach (PlannedActivity activity in plan.Activities)
        {
            Put(activity);
        }

        Drop(plan);
        foreach (MentoringKey key in plan.Close)
        {
            Close(key, plan.Lapsed.Contains(key));
        }

        foreach (MentoringKey key in plan.AskAgain)
        {
            AskAgain(key);
        }

        foreach ((MentoringKey key, Person decider) in plan.Redirect)
        {
            Redirect(key, decider);
        }

        foreach ((MentoringKey key, DateOnly day, DateTimeOffset remindAt) in plan.Move)
        {
            Move(key, day, remindAt);
        }

        foreach ((MentoringKey key, Person owner) in plan.HandOver)
        {
            HandOver(key, owner);
        }
    }

    private void Put(PlannedActivity planned)
    {
        string key = planned.Key.ToString();
        var wanted = new TaskFields
        {
            Subject = planned.Text.Subject,
            Description = planned.Text.Description,
            ActivityDate = planned.DueOn,
            Status = options.OpenStatus,
            Priority = "Normal",
            OwnerId = planned.Owner.Id,
            ReminderDateTime = planned.RemindAt,
            IsReminderSet = true,
        };
        _activities[key] = new ActivityRow
        {
            Key = planned.Key,
            Owner = planned.Owner.Id,
            Subject = wanted.Subject,
            Description = wanted.Description,
            DueOn = planned.DueOn,
            RemindAt = planned.RemindAt,
            Priority = wanted.Priority,
            // What was dropped, with a pair that rested, begins to wait anew.
            PlannedOn = _known.TryGetValue(planned.Key, out ActivityRow? before) && before.State == ActivityState.Planned ? before.PlannedOn : run.AsOf,
            State = ActivityState.Planned,
            Reason = planned.Waits,
        };
        bool waits = planned.Waits is not null;
        foreach (MentoringKey talk in waits ? [] : planned.Carries)
        {
            _activities[talk.ToString()] = _activities[key] with { Key = talk, CarriedBy = planned.Key };
        }

        _tasks[key] = new TaskRow
        {
            Key = key,
            Wanted = wanted,
            Outbox = waits ? OutboxStates.Clean : OutboxStates.Pending,
            Attempts = standing.Of(key)?.Attempts ?? 0,
            LastOutcome = waits ? TaskOutcomes.Deferred : null,
            LastRun = waits ? run.RunId : null,
        };
    }

    /// <summary>What waited and has lost its sense: its week is over, its pair has ended, nobody has to do it and there is no room.</summary>
    private void Drop(Plan plan)
    {
        HashSet<MentoringKey> stays = [.. plan.Activities.Select(activity => activity.Key)];
        foreach (ActivityRow activity in known.Where(activity => activity.State == ActivityState.Planned && !stays.Contains(activity.Key)))
        {
            string key = activity.Key.ToString();
            if (standing.Of(key) is { SalesforceId: null } task && !standing.Stands(task))
            {
                _activities[key] = activity with { State = ActivityState.Cancelled, Reason = "dropped: its time is over, or there was no room" };
                _dropped.Add(key);
            }
        }
    }

    /// <summary>
    /// The note is put below whatever stands in the Task, a person's words included: it tells a later reader, and a rebuilt
    /// state, that this Task was not completed by anyone, or that it was answered with a no.
    /// </summary>
    private void Close(MentoringKey key, bool isLapsed)
    {
        ActivityRow activity = _known[key];
        TaskRow task = standing.Of(key.ToString())!;
        if (task is { SalesforceId: null, Outbox: OutboxStates.InFlight or OutboxStates.Unknown })
        {
            // It may have arrived: it is looked up first.
            return;
        }

        bool isNo = activity.State == ActivityState.Declined;
        if (!isNo)
        {
            _activities[task.Key] = activity with { State = ActivityState.Cancelled };
        }

        if (task.SalesforceId is null)
        {
            _tasks[task.Key] = task with { Outbox = OutboxStates.Clean };
            return;
        }

        // Once told is enough: whoever reopens the Task or removes the note is left alone.
        bool isTold = task.Wanted.Status == options.CompletedStatus || TaskTexts.IsNotedAsDeclined(task.Wanted.Description);
        string? note = isLapsed ? TaskTexts.LapsedNote(LanguageOf(task))
            : !isNo ? activity.PauseUntil is { } until && until > run.AsOf && activity.Key.Activity == ActivityKind.Approve.Key()
                ? TaskTexts.PutOffNote(LanguageOf(task), until)
                : TaskTexts.ClosedNote(LanguageOf(task))
            : PairingReading.Decides(ActivityNames.TryParse(activity.Key.Activity))
                ? WishNote.Is(activity.Unreadable) ? $"{activity.Unreadable}\n\n{TaskTexts.DeclinedNote(LanguageOf(task))}" : TaskTexts.DeclinedNote(LanguageOf(task))
            : null;
        string text = Text(task);
        if (note is not null && text.TrimEnd().EndsWith(note, StringComparison.Ordinal))
        {
            // It was told before, by a state that is lost or by another one on the same org.
            note = null;
        }

        string status = isNo && IsMoved(task) ? task.Wanted.Status : options.CompletedStatus;
        if (isTold || (note is null && status == task.Wanted.Status))
        {
            return;
        }

        _tasks[task.Key] = task with
        {
            Wanted = task.Wanted with { Status = status, Description = note is null ? text : $"{text.TrimEnd()}\n\n{note}".TrimStart('\n') },
            Written = task.Written is { } last ? last with { Description = text } : null,
            Outbox = OutboxStates.Pending,
        };
    }

    /// <summary>The answer to a wish goes below it, and a Task that was closed with it is opened again: nothing is decided yet.</summary>
    private void AskAgain(MentoringKey key)
    {
        ActivityRow activity = _known[key];
        TaskRow task = standing.Of(key.ToString())!;
        if (!WishNote.Is(activity.Unreadable) || task.SalesforceId is null)
        {
            return;
        }

        _activities[task.Key] = activity with { State = ActivityState.Open, Instead = null, DoneAt = null };
        Reopen(task, $"{Text(task).TrimEnd()}\n\n{activity.Unreadable}".TrimStart('\n'));
    }

    /// <summary>Nobody decided yet: the Task is opened again, and says once who does.</summary>
    private void Redirect(MentoringKey key, Person decider)
    {
        TaskRow task = standing.Of(key.ToString())!;
        if (task.SalesforceId is null || DeciderNote.Below(
            Text(task), _known[key].Description, new PersonName(decider.Name), LanguageOf(task), _known[key].Unreadable == DeciderNote.Stranger) is not { } text)
        {
            return;
        }

        _activities[task.Key] = _known[key] with { State = ActivityState.Open, Instead = null, IsPlainNo = false, Reason = null, Unreadable = null };
        Reopen(task, text);
    }

    /// <summary>Whatever a person made of status and text is what we last knew of them, so both are written over.</summary>
    private void Reopen(TaskRow task, string text) => _tasks[task.Key] = task with
    {
        Wanted = task.Wanted with { Status = options.OpenStatus, Description = text },
        Written = (task.Written ?? task.Wanted) with { Description = Text(task), Status = (task.Remote ?? task.Wanted).Status },
        Outbox = OutboxStates.Pending,
    };

    /// <summary>A day that a person set stays, and so does one that is not in Salesforce yet.</summary>
    private void Move(MentoringKey key, DateOnly day, DateTimeOffset remindAt)
    {
        ActivityRow activity = _known[key];
        TaskRow task = standing.Of(key.ToString())!;
        if (task.SalesforceId is null || task.Wanted.ActivityDate == day || task is { Written: { } written, Remote: { } remote } && !TaskField.ActivityDate.SameIn(written, remote))
        {
            return;
        }

        _activities[task.Key] = activity with { DueOn = day, RemindAt = remindAt };
        _tasks[task.Key] = task with
        {
            Wanted = task.Wanted with { ActivityDate = day, ReminderDateTime = remindAt, IsReminderSet = true },
            Outbox = task.Outbox is OutboxStates.Clean ? OutboxStates.Pending : task.Outbox,
        };
    }

    /// <summary>Whether a person's own status stands in the Task; with a no it says it all.</summary>
    private bool IsMoved(TaskRow task) => task is { Written: { } written, Remote: { } remote }
        && (!TaskField.Status.SameIn(written, remote) || remote.Status.Equals(options.DeclineStatus, StringComparison.OrdinalIgnoreCase));

    private void HandOver(MentoringKey key, Person owner)
    {
        // What this plan says of it already goes with it.
        ActivityRow activity = _activities.GetValueOrDefault(key.ToString()) ?? _known[key];
        TaskRow task = _tasks.GetValueOrDefault(key.ToString()) ?? standing.Of(key.ToString())!;
        if (task.Wanted.OwnerId == owner.Id)
        {
            return;
        }

        DateTimeOffset remindAt = WorkingCalendar.ReminderAt(owner, task.Remote?.ActivityDate ?? activity.DueOn);
        _activities[task.Key] = activity with { Owner = owner.Id, RemindAt = remindAt };
        _tasks[task.Key] = task with
        {
            Wanted = task.Wanted with { OwnerId = owner.Id, ReminderDateTime = remindAt },
            Outbox = task.Outbox is OutboxStates.Clean or OutboxStates.Refused ? OutboxStates.Pending : task.Outbox,
            RefusedReason = null,
        };
    }

    private static string Text(TaskRow task) => (task.Remote ?? task.Wanted).Description;

    /// <summary>The language that the Task is written in, as its prefilled lines tell.</summary>
    private static TaskLanguage LanguageOf(TaskRow task) =>
        Text(task) is var text && (text.Contains("Hindernis:", StringComparison.Ordinal) || text.Contains("Grund:", StringComparison.Ordinal)
            || text.Contains("Aufgabe", StringComparison.Ordinal))
            ? TaskLanguage.German
            : TaskLanguage.English;
}
