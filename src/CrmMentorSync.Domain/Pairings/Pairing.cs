using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>One mentor with one mentee on one topic, from the proposal to its end.</summary>
public sealed record Pairing
{
    public required PairKind Kind { get; init; }
    public required UserId Mentor { get; init; }
    public required UserId Mentee { get; init; }

    /// <summary>The week in which it was proposed.</summary>
    public required IsoWeek Round { get; init; }

    /// <summary>The topic.</summary>
    public required Skill Skill { get; init; }

    /// <summary>Where both teach: what the mentee teaches the mentor; null elsewhere.</summary>
    public Skill? ReturnSkill { get; init; }

    /// <summary>How good the match is, 0–1, as computed when it was proposed.</summary>
    public required double Quality { get; init; }

    /// <summary>What stands for the reason where a pairing was rebuilt from its Tasks, which name neither kind nor numbers.</summary>
    public const string RestoredReason = "Restored from its Tasks; the numbers it was proposed with are no longer on file.";

    /// <summary>One sentence with its numbers, for managers only; never in a Task.</summary>
    public required string Reason { get; init; }

    public required PairState State { get; init; }

    /// <summary>What the mentee's manager decided; null while undecided.</summary>
    public Answer? ManagerDecision { get; init; }

    /// <summary>The manager's own words.</summary>
    public string? ManagerReason { get; init; }

    /// <summary>The mentee's own words, or an empty text where the mentee declined without any; null: not declined.</summary>
    public string? MenteeDeclinedReason { get; init; }

    public required DateOnly ProposedOn { get; init; }

    /// <summary>From this day on a proposal that nobody answered is off.</summary>
    public required DateOnly ExpiresOn { get; init; }

    public DateOnly? ActiveFrom { get; init; }

    /// <summary>The day on which it was declined, expired or ended.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Of a paused pair: the day on which it goes on.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>Of a swapped one: whom the manager named instead, as written.</summary>
    public string? Instead { get; init; }

    /// <summary>One of <see cref="PairEndReasons"/>, or the key of the pairing rule that it came to break.</summary>
    public string? EndReason { get; init; }

    /// <summary><c>mentor18.mentee18.round</c>; the first part of the keys of its Tasks.</summary>
    public string Key => $"{Mentor}.{Mentee}.{Round.Key}";

    /// <summary>Whether it is not over.</summary>
    public bool IsOpen => State is PairState.Proposed or PairState.Active or PairState.Paused;

    /// <summary>Whether it takes up the mentor's capacity and the mentee's place. What people began by themselves does not.</summary>
    public bool TakesPlaces => IsOpen && Kind != PairKind.Informal;

    /// <summary>Whether each learns from the other: one relationship, two topics.</summary>
    public bool IsTwoWay => Kind == PairKind.Horizontal;
}

/// <summary>What someone who was asked has said.</summary>
public enum Answer
{
    Yes,
    No,
}

public static class AnswerNames
{
    public static string Key(this Answer answer) => answer switch
    {
        Answer.Yes => "yes",
        Answer.No => "no",
    };

    /// <summary>The inverse of <see cref="Key"/>; null for null and for <c>invited</c>, which is no answer yet.</summary>
    /// <exception cref="ArgumentException">The text is none of these.</exception>
    public static Answer? Parse(string? key) => key switch
    {
        null or "invited" => null,
        "yes" => Answer.Yes,
        "no" => Answer.No,
        _ => throw new ArgumentException($"'{key}' is no answer; yes, no or invited are", nameof(key)),
    };
}

/// <summary>Why a pairing is over.</summary>
public static class PairEndReasons
{
    public const string ManagerDeclined = "manager_declined";
    public const string MentorDeclined = "mentor_declined";
    public const string MenteeDeclined = "mentee_declined";
    public const string Expired = "expired";
    public const string Completed = "completed";
    public const string Departure = "departure";

    /// <summary>Two talks in a row were asked for and nobody held them.</summary>
    public const string Inactivity = "inactivity";

    /// <summary>The manager named someone else.</summary>
    public const string Swapped = "manager_swapped";

    /// <summary>One of the two asked to end it; nobody has to say why (P46).</summary>
    public const string NoFaultExit = "no_fault_exit";
}
