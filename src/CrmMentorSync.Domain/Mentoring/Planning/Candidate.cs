using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>Tasks that make sense only together (both sides of a lunch), before the load of their owners is looked at.</summary>
internal sealed record Candidate
{
    public required ActivityKind Kind { get; init; }
    public required DateOnly DueOn { get; init; }
    public required IReadOnlyList<CandidateTask> Tasks { get; init; }

    /// <summary>The day of a later week that it may move to, null where that week has none. Not given: its first working day.</summary>
    public Func<IsoWeek, DateOnly?>? DayIn { get; init; }

    /// <summary>From this day on it makes no sense; null where it always does.</summary>
    public DateOnly? Before { get; init; }

    /// <summary>What can be planned once its own day is known: the next lunch after a report, the worksheet before a lunch.</summary>
    public Func<DateOnly, IEnumerable<Candidate>>? Then { get; init; }

    public CandidateTurn Turn => new(Rank, DueOn, Tasks[0].Key.ToString());

    /// <summary>As <see cref="ActivityKind"/> orders them, but the mentee's report goes before the next lunch, as it does in time.</summary>
    private int Rank => Kind == ActivityKind.FollowUp && Tasks[0].Key.Side == Sides.Mentee ? (2 * (int)ActivityKind.Lunch) - 1 : 2 * (int)Kind;
}

internal sealed record CandidateTask(MentoringKey Key, Person Owner, TextId Text, TextValues Values);

/// <summary>When a candidate is let in: by precedence, then by day, then by key.</summary>
internal readonly record struct CandidateTurn(int Rank, DateOnly DueOn, string Key) : IComparable<CandidateTurn>
{
    public int CompareTo(CandidateTurn other) =>
        Rank != other.Rank ? Rank.CompareTo(other.Rank)
        : DueOn != other.DueOn ? DueOn.CompareTo(other.DueOn)
        : string.CompareOrdinal(Key, other.Key);
}
