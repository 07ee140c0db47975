using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>What people did to their Tasks, and whether it still stands.</summary>
internal sealed class TaskLedger
{
    private readonly Dictionary<(string Key, ActKind Kind), string> _last = [];
    private readonly HashSet<string> _left = [];
    private readonly Dictionary<string, string> _firstOwner = new(StringComparer.Ordinal);

    public void Note(IEnumerable<Act> acts)
    {
        foreach (Act act in acts)
        {
            _last[(act.Key, act.Kind)] = act.Value;
            if (act.Kind == ActKind.Completed)
            {
                // A Task that was put off with a no, and closed after all.
                _last.Remove((act.Key, ActKind.Declined));
            }
        }
    }

    /// <summary>Their Tasks may go to somebody else.</summary>
    public void Left(string user) => _left.Add(user);

    /// <summary>Whether a Task was theirs from the start.</summary>
    public bool IsFirstOwner(string key, string user) => _firstOwner.GetValueOrDefault(key, user) == user;

    /// <summary>Everything that people did and that does not stand any more, and every Task that is gone.</summary>
    public IReadOnlyList<string> Broken(IReadOnlyList<OrgTask> tasks)
    {
        ILookup<string, OrgTask> byKey = tasks.ToLookup(task => task.Key, StringComparer.Ordinal);
        List<string> broken = [.. _firstOwner.Keys.Where(key => !byKey.Contains(key)).Order(StringComparer.Ordinal).Select(key => $"{key} is gone")];
        foreach (OrgTask task in tasks)
        {
            _firstOwner.TryAdd(task.Key, task.OwnerId);
        }

        foreach (((string key, ActKind kind), string value) in _last.OrderBy(act => act.Key.Key, StringComparer.Ordinal))
        {
            OrgTask[] same = [.. byKey[key]];
            bool stands = kind switch
            {
                ActKind.Deleted => same.All(task => task.IsDeleted),
                // What was closed with a wish that could not be met is opened again, with the answer in it.
                ActKind.Completed when same.All(task => $"\n{task.Description}".Contains("\nInstead:", StringComparison.Ordinal)) => true,
                // And so is what somebody answered who does not decide.
                ActKind.Completed when same.All(task => DeciderNote.Has(task.Description)) => true,
                ActKind.Declined when same.All(task => DeciderNote.Has(task.Description)) => same.All(task => task.Description.Contains(value, StringComparison.Ordinal)),
                ActKind.Completed => same.All(task => task.Status == value),
                ActKind.Declined => same.All(task => task.Status == "Deferred" && task.Description.Contains(value, StringComparison.Ordinal)),
                ActKind.Moved => same.All(task => task.ActivityDate == value),
                ActKind.HandedOn => _left.Contains(value) || same.All(task => DeciderNote.Has(task.Description)) || same.All(task => task.OwnerId == value),
                ActKind.Commented => same.All(task => task.Description.Contains(value, StringComparison.Ordinal)),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            if (!stands)
            {
                broken.Add($"{key}: {kind} '{value}' does not stand: {string.Join(" / ", same.Select(task => task.Line))}");
            }
        }

        return broken;
    }
}
