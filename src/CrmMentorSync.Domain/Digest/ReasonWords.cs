using CrmMentorSync.Domain.Flags;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The digest's words on why something stands where it stands, in one language.</summary>
public abstract class ReasonWords
{
    private static readonly EnglishReasonWords English = new();
    private static readonly GermanReasonWords German = new();

    /// <summary>The words for a language's tag; English where we have no other.</summary>
    public static ReasonWords Of(string tag) => tag.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? German : English;

    // The team

    /// <summary>A flag's word for someone who keeps it with less than an even chance.</summary>
    public abstract string Still(string flagWord);

    /// <summary>Behind a count: so many of them are named against the odds.</summary>
    public abstract string Unsure(int count);
    public abstract string BelowSoFar { get; }
    public abstract string AboveSoFar { get; }

    /// <summary>What a chance is about, and the part of it that lies furthest from the peers.</summary>
    public abstract string ByResults(string likely, string? figure);

    // The reader's own
    /// <param name="other">Null for a colleague of another team who may not be named.</param>
    public abstract string YouWith(string? other);
    public abstract string OwnTalk(string activity, string? other);
    public abstract string OwnTalkWhy(string due);

    /// <param name="othersSeen">People with more at stake are met this week, or were lately.</param>
    public abstract string? CoachingWhy(FlagKind flag, bool othersSeen);

    // What is late

    /// <param name="owner">Who looks at it; null: the reader.</param>
    /// <param name="mentor">Whose first talk as a mentor it was.</param>
    public abstract string ReviewOf(string? owner, string mentor);
    public abstract string AskAboutReview(string owner, string mentor);
    public abstract string ReviewWhy(string? owner);

    /// <param name="name">Null: the reader.</param>
    /// <param name="activity">What it was, where it is one.</param>
    public abstract string ClosedAmongMany(string? name, int tasks, string activity);

    // Proposals
    /// <summary>Several proposals of one day.</summary>
    public abstract string DecideAll(int count, int days, string expires);
    public abstract string Load(string name, int mentees, bool hasMentor);

    // Praise
    public abstract string LargestSoFar(string firstName);
    public abstract string PraiseForOwnLesson(string firstName);
    public abstract string HasReached(string name, int round, int talks);
    public abstract string GaveMostTime(string name, int talks, int days);

    // The whole
    /// <summary>Running pairs in which the team's people mentor others' people.</summary>
    public abstract string MentorElsewhere(int pairs);

    /// <param name="names">All of them; empty where they are too many.</param>
    public abstract string LieWith(int decisions, IReadOnlyList<string> names, int managers, string until);
    public abstract string WhyFirst(NeedReason reason);
}
