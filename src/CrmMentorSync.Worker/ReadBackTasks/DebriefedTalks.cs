using CrmMentorSync.Domain.CrmTasks;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>Reads a manager's one Task for all talks of a week into the debrief of each (P11), line by line.</summary>
internal sealed class DebriefedTalks(IEnumerable<ActivityRow> activities, IReadOnlyList<Pairing> pairings, IReadOnlyList<Person> people)
{
    private static readonly string Debrief = ActivityKind.Debrief.Key();
    private static readonly string Lunch = ActivityKind.Lunch.Key();

    private readonly ActivityRow[] _activities = [.. activities];
    private readonly Dictionary<UserId, Person> _people = people.ToDictionary(person => person.Id);

    /// <param name="changed">Tasks that changed since they were last read.</param>
    public IReadOnlyList<ActivityRow> Read(IEnumerable<TaskRow> changed)
    {
        Dictionary<string, ActivityRow> byKey = _activities.ToDictionary(activity => activity.Key.ToString(), StringComparer.Ordinal);
        ILookup<MentoringKey?, ActivityRow> carried = _activities.ToLookup(activity => activity.CarriedBy);
        List<ActivityRow> read = [];
        foreach (TaskRow task in changed)
        {
            if (byKey.TryGetValue(task.Key, out ActivityRow? whole) && IsOfAWeek(whole.Key))
            {
                var answers = TaskAnswers.Parse((task.Remote ?? task.Wanted).Description);
                ActivityRow[] talks = [.. carried[whole.Key]];
                read.AddRange((talks.Length > 0 ? talks : Restore(whole, answers)).Select(talk => ToTalk(talk, whole, answers, talks.Length == 1)));
            }
        }

        return read;
    }

    /// <summary>It asks about several pairs, and so its key names none.</summary>
    public static bool IsOfAWeek(MentoringKey key) => key.Mentee is null && key.Activity == Debrief;

    private ActivityRow ToTalk(ActivityRow talk, ActivityRow whole, TaskAnswers answers, bool isOnly)
    {
        TalkGrasp? line = answers.Grasps.Where(line => IsAbout(line.Whom, talk.Key.Mentor, talk.Key.Mentee)).Cast<TalkGrasp?>().FirstOrDefault();
        string? said = line is { } own ? answers.Unreadable.FirstOrDefault(text => text.StartsWith($"Grasp (1-5) {own.Whom}:", StringComparison.Ordinal)) : null;
        return talk with
        {
            Owner = whole.Owner,
            DueOn = whole.DueOn,
            State = whole.State,
            DoneAt = whole.DoneAt,
            Grasp = line?.Grasp ?? (isOnly ? answers.Grasp : null),
            Unreadable = said ?? (isOnly ? whole.Unreadable : null),
        };
    }

    /// <summary>Of a Task that no row knows the lines say whom it is about: the last talk that the two had held by then.</summary>
    private IEnumerable<ActivityRow> Restore(ActivityRow whole, TaskAnswers answers)
    {
        foreach (TalkGrasp line in answers.Grasps)
        {
            Pairing? pairing = pairings.Where(pairing => pairing.ActiveFrom is not null && IsAbout(line.Whom, pairing.Mentor, pairing.Mentee))
                .OrderByDescending(pairing => pairing.ActiveFrom).ThenBy(pairing => pairing.Key, StringComparer.Ordinal).FirstOrDefault();
            ActivityRow? talk = _activities
                .Where(activity => pairing is not null && activity.Key.PairingKey == pairing.Key && activity.Key.Activity == Lunch
                    && activity.DoneAt is { } done && DateOnly.FromDateTime(done.UtcDateTime) <= whole.PlannedOn)
                .OrderByDescending(activity => activity.DoneAt).ThenBy(activity => activity.Key.ToString(), StringComparer.Ordinal).FirstOrDefault();
            if (talk is not null)
            {
                yield return whole with { Key = talk.Key with { Activity = Debrief, Side = Sides.Manager }, CarriedBy = whole.Key };
            }
        }
    }

    private bool IsAbout(string whom, UserId mentor, UserId? mentee) =>
        mentee is { } id && _people.TryGetValue(id, out Person? one) && _people.TryGetValue(mentor, out Person? other)
        && TalkLines.IsAbout(whom, new PersonName(one.Name), new PersonName(other.Name));
}
