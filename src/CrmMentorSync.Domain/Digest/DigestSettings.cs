namespace CrmMentorSync.Domain.Digest;

/// <summary>How long a digest may be and when silence counts as neglect.</summary>
public sealed record DigestSettings
{
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
    public int MaxTeamRows { get; init; } = 10;
    public int MaxLines { get; init; } = 6;
    public int MaxNotes { get; init; } = 3;
    public int MaxPraise { get; init; } = 4;
    public int MaxTeams { get; init; } = 20;

    /// <summary>For a mail that came out too long: shorter lists, fewer proposals in full; null where nothing is left to cut.</summary>
    public DigestSettings? Shorter() =>
        MaxApprovals <= 2 ? null : this with { MaxApprovals = MaxApprovals - 2, MaxLines = Math.Max(MaxNotes, MaxLines - 1) };
}
