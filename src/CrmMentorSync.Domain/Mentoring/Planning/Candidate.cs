using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>Tasks that make sense only together (both sides of a lunch), before the load of their owners is looked at.</summary>
internal sealed record Candidate
{
    public required ActivityKind Kind { get; init; }
    public required DateOnly DueOn { get; init; }
    public required IReadOnlyList<CandidateTask> Tasks { get; init; }

    /// <summary>Decides between equals; the first Task's key.</summary>
    public string Order => Tasks[0].Key.ToString();
}

internal sealed record CandidateTask(MentoringKey Key, Person Owner, TextId Text, TextValues Values);
