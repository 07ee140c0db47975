using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>Tasks that make sense only together (both sides of a lunch), before the load of their owners is looked at.</summary>
internal sealed record Candidate
{
    public required ActivityKind Kind { get; init; }
    public required DateOnly DueOn { get; init; }
    public required IReadOnlyList<CandidateTask> Tasks { get; init; }

    /// <summary>The days of a week that it may lie on, the best first, none where that week has none. Not given: its first working day.</summary>
    public Func<IsoWeek, IEnumerable<DateOnly>>? DaysIn { get; init; }

    /// <summary>From this day on it makes no sense; null where it always does.</summary>
    public DateOnly? Before { get; init; }

    /// <summary>What depends on its day (null while it waits), of later precedence: what must come before a lunch.</summary>
    public Func<DateOnly?, IEnumerable<Candidate>>? Then { get; init; }

    /// <param name="waiting">What found no room before, since when.</param>
    public CandidateTurn Turn(IReadOnlyDictionary<MentoringKey, DateOnly> waiting) =>
        new(Kind, Tasks.Min(task => waiting.GetValueOrDefault(task.Key, DateOnly.MaxValue)), DueOn, Tasks[0].Key.ToString());
}

internal sealed record CandidateTask(MentoringKey Key, Person Owner, TextId Text, TextValues Values)
{
    /// <summary>The talks that this one Task asks about.</summary>
    public IReadOnlyList<MentoringKey> Carries { get; init; } = [];
}

/// <summary>
/// When a candidate is let in: by precedence, then what has waited longest (a busy mentor's new pair would never begin behind the talks
/// of the older ones), then by day, then by key.
/// </summary>
internal readonly record struct CandidateTurn(ActivityKind Kind, DateOnly WaitsSince, DateOnly DueOn, string Key) : IComparable<CandidateTurn>
{
    public int CompareTo(CandidateTurn other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind)
        : WaitsSince != other.WaitsSince ? WaitsSince.CompareTo(other.WaitsSince)
        : DueOn != other.DueOn ? DueOn.CompareTo(other.DueOn)
        : string.CompareOrdinal(Key, other.Key);
}
