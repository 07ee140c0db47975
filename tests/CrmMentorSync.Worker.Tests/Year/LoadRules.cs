using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>
/// Nobody gets more than a week's share, nor more than they may have open. What people moved, handed on or left behind is their
/// own doing and not counted against the plan.
/// </summary>
internal sealed class LoadRules
{
    private static readonly ProgrammeSettings Limits = new();
    private readonly Dictionary<(UserId, IsoWeek), LoadLimit> _limits = [];
    private readonly Dictionary<string, UserId> _firstOwners = new(StringComparer.Ordinal);

    public IEnumerable<string> Broken(IReadOnlyList<KeyedTask> all, IReadOnlyList<KeyedTask> fresh, YearFacts facts)
    {
        HashSet<UserId> managers = [.. facts.People.Values.Where(person => person is { IsActive: true, ManagerId: not null }).Select(person => person.ManagerId!.Value)];
        HashSet<UserId> mentors = [.. facts.Pairings.Where(pairing => pairing.IsOpen).Select(pairing => pairing.Mentor)];
        foreach (KeyedTask task in fresh)
        {
            _firstOwners.TryAdd(task.Task.Key, task.Owner);
            LoadLimit limit = managers.Contains(task.Owner) ? Limits.Manager : mentors.Contains(task.Owner) ? Limits.Mentor : Limits.Rep;
            (UserId, IsoWeek) week = (task.Owner, IsoWeek.Of(task.DueOn));
            _limits[week] = _limits.TryGetValue(week, out LoadLimit before) && before.NewAWeek > limit.NewAWeek ? before : limit;
        }

        KeyedTask[] planned = [.. all.Where(task => facts.Counts(task.Task) && !facts.IsMoved(task.Task.Key) && _firstOwners.GetValueOrDefault(task.Task.Key) == task.Owner)];
        foreach (var week in planned.GroupBy(task => (task.Owner, Week: IsoWeek.Of(task.DueOn))))
        {
            if (week.Count() > _limits.GetValueOrDefault(week.Key, Limits.Manager).NewAWeek)
            {
                yield return $"{week.Key.Owner} has {week.Count()} Tasks in {week.Key.Week}: {string.Join(", ", week.Select(task => task.Task.Key[43..]))}";
            }
        }

        // What was left lying for two working weeks holds up nothing any more, nor what rests with its pair; a question that its owner
        // had answered, and that is asked again, is no new one.
        var calendar = new WorkingCalendar(facts.Day, facts.Now, []);
        HashSet<string> resting = [.. facts.Pairings.Where(pairing => pairing.State == PairState.Paused).Select(pairing => pairing.Key)];
        KeyedTask[] open = [.. planned.Where(task => facts.Activities[task.Task.Key].State == ActivityState.Open
            && WishNote.In(task.Task.Description) is null && !DeciderNote.Has(task.Task.Description)
            && !(task.Key.PairingKey is { } pair && resting.Contains(pair))
            && calendar.After(task.DueOn, Limits.OpenCountsWorkingDays, facts.People[task.Owner]) >= calendar.Today(facts.People[task.Owner]))];
        foreach (IGrouping<UserId, KeyedTask> owner in open.GroupBy(task => task.Owner))
        {
            if (fresh.Any(task => task.Owner == owner.Key) && owner.Count() > fresh.Where(task => task.Owner == owner.Key).Max(task => _limits[(owner.Key, IsoWeek.Of(task.DueOn))].Open))
            {
                yield return $"{owner.Key} has {owner.Count()} open Tasks: {string.Join(", ", owner.Select(task => $"{task.Task.Key[43..]} due {task.DueOn:yyyy-MM-dd}"))}";
            }
        }

        foreach (KeyedTask task in fresh.Where(task => task.Kind.IsVoluntary()))
        {
            IsoWeek week = IsoWeek.Of(task.DueOn);
            int there = planned.Count(other => other.Owner == task.Owner && IsoWeek.Of(other.DueOn) == week);
            if (there > Math.Max(1, _limits[(task.Owner, week)].NewAWeek - 1))
            {
                yield return $"{task.Task.Key} takes the last place of {task.Owner} in {week}";
            }
        }
    }
}
