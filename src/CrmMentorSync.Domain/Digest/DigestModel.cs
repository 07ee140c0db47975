using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>One manager's mail, ready to be laid out: every text is final, in the reader's language and locale.</summary>
public sealed record DigestModel
{
    /// <summary>Whose team it is about.</summary>
    public required UserId Manager { get; init; }

    /// <summary>Who gets it: the manager, or the next one up.</summary>
    public required UserId Reader { get; init; }

    /// <summary>BCP 47 tag of the words, for example <c>de</c>.</summary>
    public required string Language { get; init; }
    public required DigestWords Words { get; init; }
    public required IsoWeek Week { get; init; }

    /// <summary>The mail's subject: the main point, without names or labels, because a locked phone shows it.</summary>
    public required string Subject { get; init; }

    /// <summary>What mail programs show behind the subject; as harmless as the subject.</summary>
    public required string Preheader { get; init; }

    /// <summary>For example <c>Week 1 · Jan 1 – Jan 7, 2018</c>.</summary>
    public required string WeekLine { get; init; }
    public required string Greeting { get; init; }

    /// <summary>One sentence that sums the week up.</summary>
    public required string Lead { get; init; }

    /// <summary>Said before anything else: on whose behalf this comes, how old the data is.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>True: nothing needs the manager this week, and the mail is short.</summary>
    public bool IsQuiet { get; init; }

    public IReadOnlyList<DigestAct> Acts { get; init; } = [];
    public Capped<DigestApproval> Approvals { get; init; } = Capped.None<DigestApproval>();

    /// <summary>The names of the proposals that the list has no room for; null where it holds them all.</summary>
    public string? FurtherApprovals { get; init; }
    public Capped<DigestTeamRow> Team { get; init; } = Capped.None<DigestTeamRow>();

    /// <summary>How the bars are to be read; null without bars.</summary>
    public string? TeamLegend { get; init; }

    /// <summary>The same for the bars made of letters.</summary>
    public string? TeamTextLegend { get; init; }

    /// <summary>What stands at the middle of the bars, for example <c>peers $26,300</c>.</summary>
    public string TeamAxis { get; init; } = "";

    /// <summary>The factor at the ends of the bars.</summary>
    public int TeamScale { get; init; } = IntervalBar.SmallestScale;

    /// <summary>How many more there are, by label; null where the list holds them all.</summary>
    public string? TeamBeyond { get; init; }

    /// <summary>Who was in the team last week and is not now; null where nobody left.</summary>
    public string? TeamGone { get; init; }
    public Capped<DigestLine> Overdue { get; init; } = Capped.None<DigestLine>();
    public Capped<DigestLine> Sessions { get; init; } = Capped.None<DigestLine>();
    public Capped<DigestLine> Questions { get; init; } = Capped.None<DigestLine>();
    public Capped<DigestLine> Obstacles { get; init; } = Capped.None<DigestLine>();
    public Capped<DigestLine> Wins { get; init; } = Capped.None<DigestLine>();

    /// <summary>The person whom the manager should coach in person this week; null where the acts say it, or where nobody is left.</summary>
    public DigestAct? OwnCoaching { get; init; }

    /// <summary>Strong people without a mentor, or without anybody's time for weeks.</summary>
    public Capped<DigestLine> Attention { get; init; } = Capped.None<DigestLine>();

    /// <summary>Once a month: what mentors did, who is next, and a plan for those who sell most.</summary>
    public Capped<DigestLine> Growth { get; init; } = Capped.None<DigestLine>();

    /// <summary>Pairs that do not run as they should.</summary>
    public Capped<DigestLine> Alerts { get; init; } = Capped.None<DigestLine>();

    /// <summary>Whom the manager's own talks of the last weeks went to; null where too few are recorded.</summary>
    public DigestOwnTime? OwnTime { get; init; }

    /// <summary>How mentoring is doing, in sentences that claim no more than is known.</summary>
    public IReadOnlyList<string> Progress { get; init; } = [];

    /// <summary>One line for each manager below: counts only.</summary>
    public Capped<DigestLine> Teams { get; init; } = Capped.None<DigestLine>();

    /// <summary>Said below the lead: how mentoring stands; in a quiet week also the team in one line.</summary>
    public IReadOnlyList<string> Summary { get; init; } = [];
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>What waits for an operator; empty for everyone else.</summary>
    public Capped<DigestLine> Operators { get; init; } = Capped.None<DigestLine>();

    /// <summary>False where the one act is to answer the proposals below, which say all of it.</summary>
    public bool ListsActs => Acts.Count > 1 || (Acts is [var only] && (only.Link is not null || !Approvals.Any));

    /// <summary>True: the reader has no reps of their own, and the mail is about the teams below.</summary>
    public bool IsRollUp => Teams.Any && !Team.Any;
}

/// <summary>The first of a list, and how many more there are: a mail has an end.</summary>
public sealed record Capped<T>(IReadOnlyList<T> Shown, int More)
{
    /// <summary>Leads to the first that is not shown; null where all are, or where it has no link.</summary>
    public DigestLink? Next { get; init; }

    public bool Any => Shown.Count > 0;

    /// <summary>All of them, shown or not.</summary>
    public int Count => Shown.Count + More;
}

public static class Capped
{
    public static Capped<T> None<T>() => new([], 0);

    public static Capped<T> Of<T>(IReadOnlyList<T> all, int limit) => new([.. all.Take(limit)], Math.Max(0, all.Count - limit));
}

/// <summary>The one link of a line.</summary>
public sealed record DigestLink(string Text, string Url);

/// <summary>Something to do: whom it is about, what, why, in one line each.</summary>
public sealed record DigestAct(string What, string Why, DigestLink? Link)
{
    /// <summary>How many of the late things that the mail counts it stands for.</summary>
    public int Late { get; init; }
}

/// <summary>A pairing that waits for the reader's yes or no.</summary>
public sealed record DigestApproval(string What, string Why, string? RunnerUp, string Waiting, DigestLink? Link);

/// <summary>A line of a list: <see cref="Label"/> is the day, the side or the topic it is sorted under.</summary>
public sealed record DigestLine(string Label, string Text, DigestLink? Link)
{
    /// <summary>The same as <see cref="Text"/> in pieces that are shown each on its colour; empty where there are none.</summary>
    public IReadOnlyList<DigestChip> Chips { get; init; } = [];

    /// <summary>A second, quieter sentence: what to say, or what waits.</summary>
    public string? Note { get; init; }
}

/// <summary>So many of a team with one flag, in words.</summary>
public sealed record DigestChip(FlagKind Flag, string Text);

/// <summary>The manager's recorded talks by tier of the people they were held with.</summary>
/// <param name="Intro">What was counted, over which time.</param>
public sealed record DigestOwnTime(string Intro, IReadOnlyList<DigestTier> Tiers);

/// <summary>One tier: its share of the talks as a bar, and both counts in words.</summary>
/// <param name="Share">Share of the talks, 0–100.</param>
/// <param name="Talks">How many.</param>
/// <param name="People">How many of the team.</param>
/// <param name="Line">All of it in words.</param>
public sealed record DigestTier(string Name, int Share, string Talks, string People, string Line);

/// <summary>How much a row of the team list shows.</summary>
public enum RowDepth
{
    /// <summary>Name, label, bar and estimate.</summary>
    Line,

    /// <summary>Also who mentors this person: of those who need it most that matters every week.</summary>
    Mentoring,

    /// <summary>Everything: it is new this week.</summary>
    Full,
}

/// <summary>One direct report at a glance.</summary>
public sealed record DigestTeamRow
{
    public required string Name { get; init; }
    public required string Url { get; init; }
    public required FlagKind Flag { get; init; }
    public required string FlagWord { get; init; }

    /// <summary>What it was last week, and how far the results moved since; null where neither changed.</summary>
    public string? Change { get; init; }

    /// <summary>How much of it is shown.</summary>
    public required RowDepth Depth { get; init; }

    /// <summary>The best estimate alone, beside the bar; null without figures.</summary>
    public string? Value { get; init; }

    /// <summary>How sure the flag is and what speaks for it; null for a flag that claims nothing.</summary>
    public string? Reason { get; init; }
    public IntervalBar? Bar { get; init; }

    /// <summary>The bar in words.</summary>
    public required string Figures { get; init; }

    /// <summary>One strength to use and one gap to work on.</summary>
    public string? Focus { get; init; }

    /// <summary>Who mentors this person, whom this person mentors, and what is proposed; null where there is nothing to say.</summary>
    public string? Mentoring { get; init; }

    /// <summary>The sentences below the line, as many as its depth asks for.</summary>
    public IReadOnlyList<string> Details => Depth switch
    {
        RowDepth.Line => Sentences(Change, Flag is FlagKind.Steady or FlagKind.InsufficientData ? null : Focus),
        RowDepth.Mentoring => Sentences(Change, Flag == FlagKind.Ramping ? Reason : null, Focus, Mentoring),
        RowDepth.Full => Sentences(Change, Reason, Bar is not null && Flag is FlagKind.Struggling or FlagKind.Top ? Figures : null, Focus, Mentoring),
    };

    private static string[] Sentences(params string?[] parts) =>
        [.. parts.OfType<string>().Select(DigestWords.Sentence)];
}
