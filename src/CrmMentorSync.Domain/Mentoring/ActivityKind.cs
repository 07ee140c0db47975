namespace CrmMentorSync.Domain.Mentoring;

/// <summary>What a Task is for, in order of precedence: where someone's week is full, the later ones wait (design section 5).</summary>
public enum ActivityKind
{
    /// <summary>The mentee's manager decides. It comes before all else that asks a manager: two people wait, and the proposal lapses.</summary>
    Approve,

    /// <summary>
    /// The mentees' manager checks that the lessons of a week landed: one Task for all talks (P11). It is one a week, and everything
    /// after a talk depends on it.
    /// </summary>
    Debrief,

    /// <summary>The mentee may end it without giving a reason (P46).</summary>
    Exit,

    /// <summary>The mentee's manager finds out why the two have not met (P31).</summary>
    Contact,

    /// <summary>A manager asks in private how it goes (P46, P47).</summary>
    CheckIn,

    /// <summary>The mentee hoped for more than came: the manager talks about it (P31).</summary>
    Expect,

    /// <summary>The mentor consents, once for all pairs.</summary>
    Invite,

    /// <summary>Both agree how they work together (P31).</summary>
    Kickoff,

    /// <summary>A short guide for a mentor's first talk (P39, P53).</summary>
    Guide,

    /// <summary>What someone new should have seen (P24).</summary>
    Checklist,

    /// <summary>The lunch 1:1, late in the week, with a brief of its own for each side (P9, P10).</summary>
    Lunch,

    /// <summary>The mentee reports what was learned; the manager reads it (P8).</summary>
    FollowUp,

    /// <summary>The mentee prepares, early in the week.</summary>
    Worksheet,

    /// <summary>Both say after four weeks whether it is what they expected (P31).</summary>
    Check4,

    /// <summary>And once more after twelve (P31).</summary>
    Check12,

    /// <summary>Who mentors a new mentor, or manages them, goes through one talk with them (P53).</summary>
    Review,

    /// <summary>The mentee comes along to a customer of the mentor's (P6).</summary>
    Observe,

    /// <summary>Ten minutes on a deal of the mentee's that has come to the point they work on (P27).</summary>
    Micro,

    /// <summary>A question why things are as they are goes to those who can answer, and the answer comes back (P44).</summary>
    Challenge,

    /// <summary>The mentee listens in on a call (P7).</summary>
    Listen,

    /// <summary>The mentor leads the team meeting (P13).</summary>
    Lead,

    /// <summary>Someone tells of a recent win on the call of the head of sales (P14, P15).</summary>
    Share,

    /// <summary>The head of sales hosts that call (P14).</summary>
    Host,

    /// <summary>A client is asked why they like to buy here (P16).</summary>
    Interview,

    /// <summary>The mentor tells others of a win of the mentee's (P42).</summary>
    Endorse,

    /// <summary>The head of sales thanks a new mentor (P37).</summary>
    Thanks,

    /// <summary>What there is besides the talks; nobody has to (P40).</summary>
    Menu,

    /// <summary>The mentor's manager knows.</summary>
    Notice,

    /// <summary>A talk that the two noted themselves, beyond what is planned (P41). It is read, never planned.</summary>
    Extra,
}

/// <summary>Whose Task it is, as it stands in the key.</summary>
public static class Sides
{
    public const string Mentor = "mentor";
    public const string Mentee = "mentee";

    /// <summary>The mentee's manager.</summary>
    public const string Manager = "manager";
    public const string MentorManager = "mentor_manager";

    /// <summary>The owner of a customer's account.</summary>
    public const string Owner = "owner";

    /// <summary>Whoever answers questions on how things are done.</summary>
    public const string Operations = "operations";
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
        ActivityKind.Extra => "extra",
        ActivityKind.Exit => "exit",
        ActivityKind.Contact => "contact",
        ActivityKind.CheckIn => "checkin",
        ActivityKind.Expect => "expect",
        ActivityKind.Check12 => "check12",
        ActivityKind.Guide => "guide",
        ActivityKind.Review => "review",
        ActivityKind.Challenge => "challenge",
        ActivityKind.Checklist => "checklist",
        ActivityKind.Observe => "observe",
        ActivityKind.Micro => "micro",
        ActivityKind.Listen => "listen",
        ActivityKind.Lead => "lead",
        ActivityKind.Share => "share",
        ActivityKind.Host => "host",
        ActivityKind.Interview => "interview",
        ActivityKind.Endorse => "endorse",
        ActivityKind.Thanks => "thanks",
        ActivityKind.Menu => "menu",
    };

    /// <summary>Nobody is waiting for it: it never takes the last place in anyone's week.</summary>
    public static bool IsVoluntary(this ActivityKind activity) => activity is >= ActivityKind.Listen and <= ActivityKind.Menu;

    /// <summary>
    /// Where there is no room for it, it is not there: nobody has to do it, or it tells what the weekly mail tells as well.
    /// </summary>
    public static bool MayBeLeftOut(this ActivityKind activity) => activity.IsVoluntary() || activity is ActivityKind.Micro or ActivityKind.Notice;

    /// <summary>
    /// Weeks after its day nobody needs it any more. A decision stands as long as its proposal does, and a question to be a
    /// mentor until it is answered.
    /// </summary>
    public static bool Lapses(this ActivityKind activity) => activity is not (ActivityKind.Approve or ActivityKind.Invite or ActivityKind.Extra);

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
