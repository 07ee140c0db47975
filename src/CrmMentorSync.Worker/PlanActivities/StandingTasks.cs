using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.PlanActivities;

/// <summary>
/// The Tasks that a plan must take as they are. Those that have left, or may have; and those that wait to be sent with their day
/// still ahead: a run that was cut short while it sent has promised one side of a lunch its day, and the next one keeps to it.
/// </summary>
internal sealed class StandingTasks(IReadOnlyDictionary<string, TaskRow> tasks, WorkingCalendar calendar, IReadOnlyList<Person> people)
{
    private readonly Dictionary<UserId, Person> _people = people.ToDictionary(person => person.Id);

    public TaskRow? Of(string key) => tasks.GetValueOrDefault(key);

    /// <summary>One that never came to be, and whose owner has left since, is planned anew: for somebody else, or not at all.</summary>
    public bool Stands(TaskRow task) => task switch
    {
        { SalesforceId: null, Outbox: OutboxStates.Refused } => OwnerOf(task) is not { IsActive: false },
        { HasLeft: true } => true,
        { Outbox: OutboxStates.Pending, Wanted.ActivityDate: { } due } => OwnerOf(task) is { IsActive: true } owner && due > calendar.Today(owner),
        _ => false,
    };

    public IEnumerable<KnownActivity> Known(IReadOnlyList<ActivityRow> activities)
    {
        foreach (ActivityRow activity in activities.Where(activity => activity.CarriedBy is null))
        {
            if (Of(activity.Key.ToString()) is { } task && Stands(task))
            {
                yield return ToKnown(activity, task);
            }
        }
    }

    /// <summary>Talks that a Task which stands asks about.</summary>
    public IEnumerable<KnownActivity> Carried(IReadOnlyList<ActivityRow> activities)
    {
        foreach (ActivityRow activity in activities)
        {
            if (activity.CarriedBy is { } carrier && Of(carrier.ToString()) is { } task && Stands(task))
            {
                yield return ToKnown(activity, task) with { CarriedBy = carrier };
            }
        }
    }

    private static KnownActivity ToKnown(ActivityRow activity, TaskRow task) => new()
    {
        Key = activity.Key,
        State = task.IsDeleted ? ActivityState.Deleted : activity.State,
        Owner = task.Remote?.OwnerId ?? activity.Owner,
        DueOn = task.Remote?.ActivityDate ?? activity.DueOn,
        DoneAt = activity.DoneAt,
        Grasp = activity.Grasp,
        Rating = activity.Rating,
        Expected = activity.Expected,
        Received = activity.Received,
        Shared = activity.Shared,
        Challenge = activity.Challenge,
        PauseUntil = activity.PauseUntil,
        IsHandedOn = task is { Written: { } written, Remote: { } remote } && written.OwnerId != remote.OwnerId,
        IsAnsweredByStranger = activity.Unreadable == DeciderNote.Stranger,
    };

    private Person? OwnerOf(TaskRow task) => _people.GetValueOrDefault(task.Wanted.OwnerId);
}
