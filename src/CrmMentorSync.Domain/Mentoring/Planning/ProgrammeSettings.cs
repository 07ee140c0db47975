using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

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

    /// <summary>What pairs of each kind do; a kind that is not named has the four-week protocol alone.</summary>
    public IReadOnlyDictionary<PairKind, KindProgramme> Programmes { get; init; } = new Dictionary<PairKind, KindProgramme>();

    /// <summary>What the company does besides.</summary>
    public IReadOnlySet<ActivityKind> Company { get; init; } = new HashSet<ActivityKind>();

    /// <summary>Working days after a session until the mentee reports (P8).</summary>
    public int FollowUpWorkingDays { get; init; } = 2;

    /// <summary>Days after which what a session would have triggered is dropped: nobody debriefs a talk of last month.</summary>
    public int StaleAfterDays { get; init; } = 14;

    /// <summary>
    /// Days after which a Task that nobody did is closed. A talk that did not take place is asked about after seven; so many
    /// later the next one takes its turn.
    /// </summary>
    public int LapseAfterDays { get; init; } = 28;

    /// <summary>Working days after its day from which an open Task takes no place any more: whoever leaves it holds up nothing else.</summary>
    public int OpenCountsWorkingDays { get; init; } = 10;

    /// <summary>A rating up to this one opens the topic once more (P11), 1–5.</summary>
    public int GraspToRepeat { get; init; } = 2;

    public string DeclineStatus { get; init; } = "Deferred";

    /// <summary>The operator's sentence on expenses (P9); null: nothing is said about money.</summary>
    public string? ExpenseNote { get; init; }
    public ApprovalPolicy Approval { get; init; } = ApprovalPolicy.Required;

    /// <summary>Pairs that a mentor takes on whose record says nothing else.</summary>
    public int MentorPlaces { get; init; } = 2;

    /// <summary>Visits of one pair to customers in twelve months, at most (P6).</summary>
    public int VisitsAYear { get; init; } = 4;

    /// <summary>Days before a client is asked again (P16).</summary>
    public int ClientCoolingOffDays { get; init; } = 365;

    /// <summary>Who answers questions on how things are done (P44); null: the asker's manager.</summary>
    public UserId? Operations { get; init; }

    public KindProgramme Of(PairKind kind) => Programmes.GetValueOrDefault(kind) ?? Default;

    private static readonly KindProgramme Default = new();
}
