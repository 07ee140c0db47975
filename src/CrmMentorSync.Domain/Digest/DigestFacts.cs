using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The rows that the week's digests are made of: the whole org's, of which each mail takes its own part.</summary>
public sealed record DigestFacts
{
    public required IReadOnlyDictionary<UserId, Person> People { get; init; }

    /// <summary>This week's flags: whoever has one is a rep.</summary>
    public required IReadOnlyDictionary<UserId, RepFlag> Flags { get; init; }

    /// <summary>The flags of the newest day in an earlier ISO week; empty where there is none.</summary>
    public IReadOnlyDictionary<UserId, FlagKind> EarlierFlags { get; init; } = new Dictionary<UserId, FlagKind>();

    /// <summary>How sure those flags were, 0–1, where that was computed.</summary>
    public IReadOnlyDictionary<UserId, double> EarlierChances { get; init; } = new Dictionary<UserId, double>();

    /// <summary>Who managed whom on that day; a rep who came from another team since is new here, whatever was said of them there.</summary>
    public IReadOnlyDictionary<UserId, UserId> EarlierManagers { get; init; } = new Dictionary<UserId, UserId>();

    public required ILookup<UserId, SkillScore> Scores { get; init; }

    /// <summary>The scores of that day.</summary>
    public ILookup<UserId, SkillScore> EarlierScores { get; init; } = Array.Empty<SkillScore>().ToLookup(score => score.Rep);

    public IReadOnlyList<DigestPairing> Pairings { get; init; } = [];

    public IReadOnlyList<DigestActivity> Activities { get; init; } = [];

    /// <summary>The first day on which anything was planned; null: long ago. What was held before could be recorded nowhere.</summary>
    public DateOnly? RecordedSince { get; init; }

    /// <summary>What mentors did in the last twelve months, by id.</summary>
    public IReadOnlyList<MentorRecord> Mentors { get; init; } = [];

    /// <summary>Who was asked to mentor, and the answer; null: none yet. Nobody is asked twice.</summary>
    public IReadOnlyDictionary<UserId, Answer?> Asked { get; init; } = new Dictionary<UserId, Answer?>();

    /// <summary>Mentees whose mentoring somebody put off until a day to come.</summary>
    public IReadOnlySet<UserId> OnHold { get; init; } = new HashSet<UserId>();

    /// <summary>Mentees whose last lesson landed so well that they could teach it.</summary>
    public IReadOnlyList<UserId> CouldMentorNext { get; init; } = [];

    /// <summary>Deals won in the last seven days.</summary>
    public IReadOnlyList<DigestWin> Wins { get; init; } = [];

    /// <summary>When facts last came from Salesforce; null where that is unknown.</summary>
    public DateTimeOffset? SyncedAt { get; init; }

    /// <summary>ISO 4217 code of the corporate currency; null: amounts stand without one.</summary>
    public string? Currency { get; init; }

    /// <summary>What an operator must know; read by those who are named as operators alone.</summary>
    public DigestOperations Operations { get; init; } = new();
}

/// <summary>A pairing as the digest needs it. <see cref="ManagerDecision"/> is null while the manager has not decided.</summary>
public sealed record DigestPairing
{
    public required string Key { get; init; }
    public required PairKind Kind { get; init; }
    public required PairState State { get; init; }
    public required UserId Mentor { get; init; }
    public required UserId Mentee { get; init; }
    public required Skill Skill { get; init; }

    /// <summary>The round's own sentence. It may hold numbers about people of other teams, so it is never shown as it is.</summary>
    public string Reason { get; init; } = "";
    public string? ManagerDecision { get; init; }
    public required DateOnly ProposedOn { get; init; }
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>The day both sides had said yes; null before, and where it is not known.</summary>
    public DateOnly? ActiveFrom { get; init; }
}

/// <summary>One person's part of a mentoring activity.</summary>
public sealed record DigestActivity
{
    public required string Key { get; init; }
    public string? PairingKey { get; init; }

    /// <summary>The two whom it is about, as its key has them; no mentee where the mentor alone is meant.</summary>
    public required UserId Mentor { get; init; }
    public UserId? Mentee { get; init; }

    /// <summary>Null for a kind that this version does not know: it is said to be a Task and decides nothing.</summary>
    public required ActivityKind? Kind { get; init; }
    public int Occurrence { get; init; }

    /// <summary><c>mentor</c>, <c>mentee</c>, or the manager of one of them (<c>manager</c>, <c>mentor_manager</c>).</summary>
    public required string Side { get; init; }
    public required UserId Owner { get; init; }
    public required string Subject { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>As in the table: planned, open, done, declined, cancelled, deleted, unconfirmed.</summary>
    public required string State { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>How well the lesson landed, 1–5; null where nobody said.</summary>
    public int? Grasp { get; init; }
    public string? Learned { get; init; }
    public string? Obstacle { get; init; }

    /// <summary>What others may read once its author has closed the Task: an endorsement, or what there is to tell of a win.</summary>
    public string? Shared { get; init; }

    /// <summary>A question why something is done as it is (P44).</summary>
    public string? Challenge { get; init; }

    /// <summary>A line of the Task that could not be read.</summary>
    public string? Unreadable { get; init; }

    /// <summary>When an open Task with such a line last changed; null for all others.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The Task's id; null while it is not in Salesforce.</summary>
    public string? SalesforceId { get; init; }

    /// <summary>It could not be sent yet: there was no room, or it was refused. Nobody can open it.</summary>
    public bool IsWaiting { get; init; }

    public bool IsManagers => Side is not ("mentor" or "mentee");

    public bool IsOpen => State is "planned" or "open" or "unconfirmed";
}

/// <summary>A deal won lately.</summary>
/// <param name="Amount">In corporate currency; null where it is not given.</param>
public sealed record DigestWin(string DealId, string Name, UserId Owner, double? Amount, DateOnly WonOn)
{
    /// <summary>True where the owner won nothing larger in the twelve months before.</summary>
    public bool IsLargestOfYear { get; init; }

    /// <summary>Days since the owner's win before this one; null where the twelve months before held none.</summary>
    public int? DaysSincePrevious { get; init; }
}
