namespace CrmMentorSync.Domain.Digest;

/// <summary>How long a digest may be and when silence counts as neglect.</summary>
public sealed record DigestSettings
{
    // Step by step: what is only ahead gives way first, then reference, then praise, and last what is late or asked.
    private static readonly int[] Sessions = [6, 4, 3, 3, 3, 2, 2, 2, 1];
    private static readonly int[] Growth = [3, 3, 2, 2, 1, 1, 1, 1, 1];
    private static readonly int[] Praise = [4, 4, 4, 3, 3, 2, 2, 1, 1];
    private static readonly int[] FullRows = [6, 6, 6, 5, 4, 4, 3, 2, 1];
    private static readonly int[] Lines = [6, 6, 6, 5, 4, 4, 3, 3, 2];

    /// <summary>When the mail is due, in the reader's own zone.</summary>
    public DayOfWeek Day { get; init; } = DayOfWeek.Monday;
    public TimeOnly Time { get; init; } = new(7, 30);

    /// <summary>Days without a session after which a top rep counts as left alone.</summary>
    public int AttentionDays { get; init; } = 30;

    /// <summary>Hours after which the data is said to be old.</summary>
    public int FreshHours { get; init; } = 24;

    /// <summary>True: managers of managers get one line a manager below them (counts only).</summary>
    public bool RollUp { get; init; } = true;

    /// <summary>Mentees a mentor takes at a time where nothing else is said of the person.</summary>
    public int MentorPlaces { get; init; } = 2;

    public int MaxActs { get; init; } = 3;

    /// <summary>Proposals with reason and link; those beyond are named.</summary>
    public int MaxApprovals { get; init; } = 12;
    public int MaxFurtherNames { get; init; } = 40;
    public int MaxTeamRows { get; init; } = 12;

    /// <summary>Team members of whom more than a line is said.</summary>
    public int MaxFullRows { get; init; } = 6;

    /// <summary>False: strength and gap are said only of those of whom more than a line is said (P51 gives way last).</summary>
    public bool SaysFocus { get; init; } = true;
    public int MaxLines { get; init; } = 6;
    public int MaxSessions { get; init; } = 6;
    public int MaxNotes { get; init; } = 3;
    public int MaxGrowth { get; init; } = 3;
    public int MaxPraise { get; init; } = 4;
    public int MaxTeams { get; init; } = 20;

    /// <summary>How far the lists are cut already, 0–8.</summary>
    private int Step { get; init; }

    /// <summary>For a mail that takes too long to read: shorter lists, each of which says how many more there are; null where nothing is left to cut.</summary>
    public DigestSettings? Shorter() => Step == Sessions.Length - 1 ? null : this with
    {
        Step = Step + 1,
        MaxSessions = Math.Min(MaxSessions, Sessions[Step + 1]),
        MaxGrowth = Math.Min(MaxGrowth, Growth[Step + 1]),
        MaxPraise = Math.Min(MaxPraise, Praise[Step + 1]),
        MaxFullRows = Math.Min(MaxFullRows, FullRows[Step + 1]),
        MaxLines = Math.Min(MaxLines, Lines[Step + 1]),
        MaxNotes = Math.Min(MaxNotes, Lines[Step + 1]),
        SaysFocus = Step + 1 < Sessions.Length - 1,
    };

    /// <summary>For a mail that is too heavy even so: fewer proposals in full, whose decision is what the mail is for; null at the end.</summary>
    public DigestSettings? Lighter() => Shorter() ?? (MaxApprovals <= 2 ? null : this with { MaxApprovals = MaxApprovals - 2 });
}
