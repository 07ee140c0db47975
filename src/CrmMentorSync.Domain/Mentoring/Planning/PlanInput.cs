using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>All that the plan is made from.</summary>
public sealed record PlanInput
{
    public required IReadOnlyList<Person> People { get; init; }
    public required IReadOnlyList<Pairing> Pairings { get; init; }

    /// <summary>Mentors that were asked once: the key of their invitation.</summary>
    public required IReadOnlyDictionary<UserId, MentoringKey> Invitations { get; init; }

    /// <summary>Mentors who have consented: only they are named to anyone as somebody to learn from.</summary>
    public IReadOnlySet<UserId> Willing { get; init; } = new HashSet<UserId>();

    /// <summary>What has been sent (or may have been). What was planned and never left is planned anew.</summary>
    public required IReadOnlyList<KnownActivity> Known { get; init; }

    /// <summary>Talks that a Task of <see cref="Known"/> asks about, each as a debrief of its pair.</summary>
    public IReadOnlyList<KnownActivity> Carried { get; init; } = [];

    /// <summary>What was planned and found no room yet, since when.</summary>
    public IReadOnlyDictionary<MentoringKey, DateOnly> Waiting { get; init; } = new Dictionary<MentoringKey, DateOnly>();
    public required WorkingCalendar Calendar { get; init; }
    public required ProgrammeSettings Settings { get; init; }
    public ProgrammeFacts Facts { get; init; } = ProgrammeFacts.None;

    /// <summary>Addresses of the records that Tasks are about; null: Tasks carry no link.</summary>
    public LightningLinks? Links { get; init; }

    /// <summary>The operator's own words; none of them: ours.</summary>
    public TextOverrides Texts { get; init; } = TextOverrides.None;
}

/// <summary>A Task that is in Salesforce, or on its way.</summary>
public sealed record KnownActivity
{
    public required MentoringKey Key { get; init; }
    public required ActivityState State { get; init; }

    /// <summary>Whose it is now; people may hand Tasks on.</summary>
    public required UserId Owner { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public int? Grasp { get; init; }

    /// <summary>How someone found the talk, 1–5.</summary>
    public int? Rating { get; init; }

    /// <summary>What the mentee hoped for and what came, 1–5.</summary>
    public int? Expected { get; init; }
    public int? Received { get; init; }

    /// <summary>What its owner wrote for others, confirmed once the Task is closed; null where nothing.</summary>
    public string? Shared { get; init; }

    /// <summary>A question why something is done as it is; null where nobody asked.</summary>
    public string? Challenge { get; init; }

    /// <summary>The first day that counts again, where someone asked in it for a rest.</summary>
    public DateOnly? PauseUntil { get; init; }

    /// <summary>The Task that asks about it, where it has none of its own.</summary>
    public MentoringKey? CarriedBy { get; init; }

    /// <summary>A person gave it to its owner, not we.</summary>
    public bool IsHandedOn { get; init; }

    /// <summary>It was answered by somebody who does not decide.</summary>
    public bool IsAnsweredByStranger { get; init; }

    public bool IsShared => Shared is not null;

    public bool IsOpen => State is ActivityState.Open or ActivityState.Planned;
}

/// <summary>A Task that should be.</summary>
public sealed record PlannedActivity
{
    public required MentoringKey Key { get; init; }
    public required ActivityKind Kind { get; init; }
    public required Person Owner { get; init; }
    public required DateOnly DueOn { get; init; }
    public required DateTimeOffset RemindAt { get; init; }
    public required TaskText Text { get; init; }

    /// <summary>The talks that this one Task asks about, each as the debrief of its pair.</summary>
    public IReadOnlyList<MentoringKey> Carries { get; init; } = [];

    /// <summary>Why it is not sent yet; null where it is.</summary>
    public string? Waits { get; init; }
}

/// <summary>A pairing whose next step nobody can be asked to take.</summary>
public readonly record struct Unplannable(string PairingKey, string Reason);

/// <summary>What to do, each list in the order of the keys.</summary>
public sealed record Plan
{
    public required IReadOnlyList<PlannedActivity> Activities { get; init; }

    /// <summary>Open Tasks that nobody needs any more.</summary>
    public required IReadOnlyList<MentoringKey> Close { get; init; }

    /// <summary>Those of them that nobody did in time. Their pairs go on.</summary>
    public required IReadOnlySet<MentoringKey> Lapsed { get; init; }

    /// <summary>Approvals that name somebody who cannot be: they are to be answered and opened again.</summary>
    public required IReadOnlyList<MentoringKey> AskAgain { get; init; }

    /// <summary>Approvals in which somebody may have answered who does not decide, and who does: they are open again and say so, once.</summary>
    public required IReadOnlyList<(MentoringKey Key, Person Decider)> Redirect { get; init; }

    /// <summary>Open Tasks of paused pairs, and the day after the pause that they move to.</summary>
    public required IReadOnlyList<(MentoringKey Key, DateOnly DueOn, DateTimeOffset RemindAt)> Move { get; init; }

    /// <summary>Open Tasks of people who left, or who manage those whom it is about no longer, and who gets them.</summary>
    public required IReadOnlyList<(MentoringKey Key, Person NewOwner)> HandOver { get; init; }
    public required IReadOnlyList<Unplannable> Unplannable { get; init; }
}
