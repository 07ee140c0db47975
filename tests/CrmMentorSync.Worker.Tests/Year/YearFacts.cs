using System.Data.Common;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>How org and state stand after a run.</summary>
internal sealed record YearFacts
{
    public required DateOnly Day { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<OrgTask> Tasks { get; init; }
    public required IReadOnlyDictionary<UserId, Person> People { get; init; }
    public required IReadOnlyList<Pairing> Pairings { get; init; }
    public required IReadOnlyDictionary<string, ActivityRow> Activities { get; init; }
    public required IReadOnlyDictionary<string, TaskRow> Rows { get; init; }

    public TaskOwners Owners => new(People);

    public static async Task<YearFacts> ReadAsync(StateDatabase state, OrgClient org, DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        return new YearFacts
        {
            Day = day,
            Now = now,
            Tasks = await org.TasksAsync(),
            People = (await connection.ReadPeopleAsync(ct)).ToDictionary(person => person.Id),
            Pairings = await connection.ReadPairingsAsync(ct),
            Activities = (await connection.ReadActivitiesAsync(ct)).ToDictionary(activity => activity.Key.ToString(), StringComparer.Ordinal),
            Rows = (await connection.ReadTasksAsync(ct)).ToDictionary(row => row.Key, StringComparer.Ordinal),
        };
    }

    /// <summary>Whether a Task counts into its owner's week: nobody deleted it and nobody called it off.</summary>
    public bool Counts(OrgTask task) => !task.IsDeleted && Activities.GetValueOrDefault(task.Key)?.State is not (null or ActivityState.Cancelled or ActivityState.Deleted);

    /// <summary>Whether it was refused or called off, so that it took nobody's turn.</summary>
    public bool IsRefused(string key) => Activities.GetValueOrDefault(key)?.State is ActivityState.Declined or ActivityState.Deleted or ActivityState.Cancelled;

    /// <summary>Whether someone moved it or handed it on since it was planned.</summary>
    public bool IsMoved(string key) => Rows.GetValueOrDefault(key) is { Remote: { } remote, Wanted: { } wanted }
        && (remote.OwnerId != wanted.OwnerId || remote.ActivityDate != wanted.ActivityDate);
}

/// <summary>One of our Tasks with its key read.</summary>
internal readonly record struct KeyedTask(OrgTask Task, MentoringKey Key, ActivityKind Kind)
{
    public UserId Owner => new(Task.OwnerId);
    public DateOnly DueOn => TaskDay.Parse(Task.ActivityDate!);

    public static IReadOnlyList<KeyedTask> Of(IEnumerable<OrgTask> tasks) =>
        [.. tasks.Select(task => (Task: task, Key: MentoringKey.TryParse(task.Key)!.Value)).Select(task => new KeyedTask(task.Task, task.Key, ActivityNames.TryParse(task.Key.Activity)!.Value))];
}

internal static class TaskDay
{
    public static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
