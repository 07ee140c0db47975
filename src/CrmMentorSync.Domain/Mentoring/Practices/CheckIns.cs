using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Practices;

/// <summary>
/// A manager has a private word with somebody once a fortnight at most, about whichever of their pairs: asked twice, it is said to be
/// done and is not.
/// </summary>
internal static class CheckIns
{
    private const int DaysBetween = 14;

    /// <summary>Without what asks for a word that was had lately, that lies open, or that another of these asks for.</summary>
    public static IEnumerable<Candidate> OneAPerson(PlanContext context, IEnumerable<Candidate> candidates)
    {
        HashSet<(UserId Manager, UserId About)> asked = [];
        foreach (Candidate candidate in candidates)
        {
            if (candidate is not { Kind: ActivityKind.CheckIn, Tasks: [var task] })
            {
                yield return candidate;
            }
            else if (About(task.Key) is { } about && !IsRecent(context, task.Owner.Id, about, candidate.DueOn) && asked.Add((task.Owner.Id, about)))
            {
                yield return candidate;
            }
        }
    }

    private static bool IsRecent(PlanContext context, UserId manager, UserId about, DateOnly due) => context.Of(ActivityKind.CheckIn)
        .Any(known => known.Owner == manager && About(known.Key) == about && (known.IsOpen || known.DueOn.AddDays(DaysBetween) > due));

    /// <summary>The mentee's manager is asked about the mentee, the mentor's about the mentor.</summary>
    private static UserId? About(MentoringKey key) => key.Side == Sides.MentorManager ? key.Mentor : key.Mentee;
}
