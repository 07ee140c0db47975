namespace CrmMentorSync.Domain.Mentoring;

/// <summary>What a Task is for, in order of precedence: where someone's week is full, the later ones wait (design section 5).</summary>
public enum ActivityKind
{
    /// <summary>The mentee's manager decides.</summary>
    Approve,

    /// <summary>The mentor consents, once for all pairs.</summary>
    Invite,

    /// <summary>Both agree how they work together (P31).</summary>
    Kickoff,

    /// <summary>The lunch 1:1, late in the week, with a brief of its own for each side (P9, P10).</summary>
    Lunch,

    /// <summary>The mentee's manager checks that the lesson landed (P11).</summary>
    Debrief,

    /// <summary>The mentee reports what was learned; the manager reads it (P8).</summary>
    FollowUp,

    /// <summary>The mentee prepares, early in the week.</summary>
    Worksheet,

    /// <summary>Both say after four weeks whether it is what they expected (P31).</summary>
    Check4,

    /// <summary>The mentor's manager knows.</summary>
    Notice,
}

/// <summary>Whose Task it is, as it stands in the key.</summary>
public static class Sides
{
    public const string Mentor = "mentor";
    public const string Mentee = "mentee";

    /// <summary>The mentee's manager.</summary>
    public const string Manager = "manager";
    public const string MentorManager = "mentor_manager";
}

/// <summary>What became of an activity.</summary>
public enum ActivityState
{
    /// <summary>Not in Salesforce yet.</summary>
    Planned,
    Open,
    Done,
    Declined,
    Cancelled,
    Deleted,

    /// <summary>Closed together with many others: no evidence that it took place.</summary>
    Unconfirmed,
}

public static class ActivityNames
{
    /// <summary>The activity as it stands in keys, rows and files.</summary>
    public static string Key(this ActivityKind activity) => activity switch
    {
        ActivityKind.Approve => "approve",
        ActivityKind.Invite => "invite",
        ActivityKind.Kickoff => "kickoff",
        ActivityKind.Lunch => "lunch",
        ActivityKind.Debrief => "debrief",
        ActivityKind.FollowUp => "followup",
        ActivityKind.Worksheet => "worksheet",
        ActivityKind.Check4 => "check4",
        ActivityKind.Notice => "notice",
    };

    /// <summary>The inverse; null for an activity that this version does not know.</summary>
    public static ActivityKind? TryParse(string key) =>
        Enum.GetValues<ActivityKind>().Where(activity => activity.Key() == key).Cast<ActivityKind?>().FirstOrDefault();

    public static string Key(this ActivityState state) => state switch
    {
        ActivityState.Planned => "planned",
        ActivityState.Open => "open",
        ActivityState.Done => "done",
        ActivityState.Declined => "declined",
        ActivityState.Cancelled => "cancelled",
        ActivityState.Deleted => "deleted",
        ActivityState.Unconfirmed => "unconfirmed",
    };

    /// <exception cref="ArgumentException">No state has that key.</exception>
    public static ActivityState ParseState(string key) =>
        Enum.GetValues<ActivityState>().Where(state => state.Key() == key).Cast<ActivityState?>().FirstOrDefault()
        ?? throw new ArgumentException($"no state of an activity is called '{key}'", nameof(key));
}
