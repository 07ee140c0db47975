using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
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

    public bool Stands(TaskRow task) => task.HasLeft || (task.Outbox == OutboxStates.Pending && IsAhead(task));

    public IEnumerable<KnownActivity> Known(IReadOnlyList<ActivityRow> activities)
    {
        foreach (ActivityRow activity in activities)
        {
            if (Of(activity.Key.ToString()) is { } task && Stands(task))
            {
                yield return new KnownActivity
                {
                    Key = activity.Key,
                    State = task.IsDeleted ? ActivityState.Deleted : activity.State,
                    Owner = task.Remote?.OwnerId ?? activity.Owner,
                    DueOn = task.Remote?.ActivityDate ?? activity.DueOn,
                    DoneAt = activity.DoneAt,
                    Grasp = activity.Grasp,
                };
            }
        }
    }

    private bool IsAhead(TaskRow task) =>
        task.Wanted.ActivityDate is { } due && _people.TryGetValue(task.Wanted.OwnerId, out Person? owner) && due > calendar.Today(owner);
}
