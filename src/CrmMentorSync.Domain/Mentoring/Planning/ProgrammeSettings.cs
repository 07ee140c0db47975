using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>How many mentoring Tasks one person may have.</summary>
/// <param name="NewAWeek">Tasks that fall due in one ISO week, ≥ 1.</param>
/// <param name="Open">Tasks not yet closed, ≥ 1.</param>
public readonly record struct LoadLimit(int NewAWeek, int Open);

/// <summary>The mentoring programme as configured. Defaults as in design section 5.</summary>
public sealed record ProgrammeSettings
{
    public LoadLimit Rep { get; init; } = new(2, 3);
    public LoadLimit Mentor { get; init; } = new(3, 5);
    public LoadLimit Manager { get; init; } = new(3, 5);

    /// <summary>Sessions that are held weekly before the monthly ones: the four-week protocol.</summary>
    public int WeeklySessions { get; init; } = 4;

    /// <summary>ISO weeks from one later session to the next.</summary>
    public int WeeksBetweenLaterSessions { get; init; } = 4;

    /// <summary>Working days after a session until the mentee reports (P8).</summary>
    public int FollowUpWorkingDays { get; init; } = 2;

    /// <summary>Days after which what a session would have triggered is dropped: nobody debriefs a talk of last month.</summary>
    public int StaleAfterDays { get; init; } = 14;

    /// <summary>A rating up to this one opens the topic once more (P11), 1–5.</summary>
    public int GraspToRepeat { get; init; } = 2;

    public string DeclineStatus { get; init; } = "Deferred";

    /// <summary>The operator's sentence on expenses (P9); null: a neutral one.</summary>
    public string? ExpenseNote { get; init; }
    public ApprovalPolicy Approval { get; init; } = ApprovalPolicy.Required;
}
