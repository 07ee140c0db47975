using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What an act is about, the most valuable first; the first of the week gives the mail its subject.</summary>
public enum DigestPoint
{
    Decision,
    PrivateWord,
    Debrief,
    Coaching,
    NewHere,
    Leave,
    Escalation,

    /// <summary>One of the teams below needs a word more than the others do.</summary>
    TeamInNeed,

    /// <summary>A small thing that only the reader can do: a call, a word of thanks.</summary>
    OwnPart,
    Reminder,
    Obstacle,
    Attention,
}

/// <summary>All words of the digest in one language. Values come in formatted; one class a language.</summary>
public abstract class DigestWords
{
    private static readonly EnglishWords English = new();
    private static readonly GermanWords German = new();

    /// <summary>The words for a Salesforce language; English where we have no other.</summary>
    public static DigestWords Of(string language) =>
        language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? German : English;

    /// <summary>The words on how the team and its mentoring are doing.</summary>
    public abstract CareWords Care { get; }

    /// <summary>BCP 47 tag.</summary>
    public abstract string Tag { get; }
    public abstract string Month(int month);
    public abstract string Weekday(DayOfWeek day);

    // The frame of the mail
    public abstract string WeekLine(int week, string monday, string sunday);

    /// <param name="firstName">Empty where none is known.</param>
    public abstract string Greeting(string firstName);

    /// <param name="point">What the first act is about; null where there is none.</param>
    /// <param name="count">How many things that act stands for.</param>
    public abstract string Subject(int week, DigestPoint? point, int count);
    public abstract string QuietSubject(int week);

    /// <summary>The subject of a mail on the teams of other managers in which nothing has to be done.</summary>
    public abstract string TeamsSubject(int week);

    /// <summary>Its lead.</summary>
    public abstract string TeamsLead(int teams, int people);
    public abstract string Preheader(int acts, int approvals, int overdue, int sessions);
    public abstract string QuietPreheader { get; }

    /// <summary>The week's main point as a sentence, which the subject says too.</summary>
    public abstract string Lead(DigestPoint? point, int count);
    public abstract string Ahead(int overdue, int sessions);
    public abstract string QuietLead(int people);
    public abstract string QuietSessions(int sessions);
    public abstract string OnBehalf(string manager, string reason);
    public abstract string NoAddress { get; }
    public abstract string NotActive { get; }
    public abstract string OnLeave { get; }
    public abstract string OldData(string day, int days);

    /// <summary>Below a mail that judges people by name.</summary>
    public abstract string Confidential { get; }

    /// <summary>Below a mail with ranges.</summary>
    public abstract string AboutRanges { get; }
    public abstract string OperatorsHeading { get; }

    /// <summary>One matter and its remedy, behind how many there are.</summary>
    public abstract string ForOperators(OperatorMatter matter);
    public abstract string More(int count);

    /// <summary>The proposals that the list has no room for; fewer names than <paramref name="count"/> end with an ellipsis.</summary>
    public abstract string FurtherProposals(int count, IReadOnlyList<string> names);

    // Headings
    public abstract string ActsHeading(int count);
    public abstract string ApprovalsHeading { get; }
    public abstract string TeamHeading { get; }
    public abstract string OverdueHeading { get; }
    public abstract string SessionsHeading { get; }
    public abstract string QuestionsHeading(int count);
    public abstract string ObstaclesHeading { get; }
    public abstract string WinsHeading { get; }
    public abstract string TeamsHeading { get; }

    // Acts
    public abstract string DecideOne(string mentor, string mentee);
    public abstract string DecideMany(int count);
    public abstract string DecideWhy(string mentor, string mentee, int count, int days, string expires);
    public abstract string DebriefOne(string who);

    /// <param name="names">The first few.</param>
    public abstract string DebriefMany(int count, IReadOnlyList<string> names, bool areMore);

    /// <summary>One Task for all pairs of the week.</summary>
    public abstract string DebriefOfTheWeek { get; }

    /// <param name="tasks">One Task may ask about several people.</param>
    public abstract string DebriefWhy(int tasks, int people, string due, int days);
    public abstract string CoachYourself(string name, string gap);
    public abstract string CoachWhy(string figures);
    public abstract string GiveContact(string name);
    public abstract string GiveContactWhy(string since);
    public abstract string AskAway(string name);
    public abstract string AskAwayWhy { get; }

    /// <summary>Two people, or some and one more.</summary>
    public abstract string Together(string one, string other);
    public abstract string Remind(string name, string activity);
    public abstract string Late(string due, int days);

    /// <summary>In a list of what is late.</summary>
    public abstract string Due(string day);
    public abstract string ClearObstacle(string name);
    public abstract string Quote(string text);
    public abstract string AskWhatNext(string name);
    public abstract string AskWhatNextWhy(int days);

    // Proposals
    public abstract string Proposal(string mentor, string mentee);
    /// <summary>What the mentee would learn, and how things stand.</summary>
    public abstract string ToLearn(string skill, string figures);
    public abstract string FiguresOf(string name, string skill, string figures);
    public abstract string MentorFigures(string mentor, string figures);
    public abstract string MentorFromElsewhere(string mentor);

    /// <summary>The mentor is the reader.</summary>
    public abstract string MentorIsYou { get; }
    public abstract string MentorFromOutside(string mentor);

    /// <summary>What is special about a kind of pair; empty where its figures say it.</summary>
    public abstract string AboutKind(PairKind kind);
    public abstract string MenteeIsNew(string mentee, string since);
    public abstract string RunnerUp(string name);
    public abstract string HowToDecide { get; }
    public abstract string Waiting(string expires);
    public abstract string TopicLabel(string topic);

    /// <summary>A sentence on few shared working hours, 0–2.</summary>
    /// <param name="formatted">The hours as the reader writes numbers.</param>
    public abstract string HoursInCommon(double hours, string formatted);

    /// <summary>In the place of figures that would rest on nothing.</summary>
    public abstract string NotMeasuredYet { get; }

    // The team
    public abstract string FlagWord(FlagKind flag);
    public abstract string Was(string flagWord);
    public abstract string IsNewHere { get; }
    public abstract string Legend { get; }

    /// <summary>The legend of the bars made of letters.</summary>
    public abstract string TextLegend { get; }
    public abstract string Peers { get; }

    /// <param name="group">Empty: all who sell.</param>
    public abstract string PeersAre(string group);

    /// <summary>How sure the flag is, for example <c>86% likely in the lowest fifth</c>; null for a flag that claims no chance.</summary>
    public abstract string? Likely(FlagKind flag, string percent);

    /// <summary>What stands for a chance so high that a number would claim certainty.</summary>
    public abstract string Over(string percent);
    public abstract string NewSince(string day);

    /// <summary>For example <c>wins 14 of 64 deals, peers 23</c>.</summary>
    public abstract string WinsOf(string won, string deals, string peers);
    public abstract string NothingMeasured { get; }
    public abstract string Focus(string? strength, string? gap);
    public abstract string TeamCounts(IReadOnlyList<(FlagKind Flag, int Count)> counts);
    public abstract string SkillName(Skill skill);

    /// <summary>The unit behind a value of <paramref name="skill"/>, for example <c> a month</c>; empty for shares and amounts.</summary>
    public abstract string Unit(Skill skill);

    /// <summary>What a score rests on, for example <c>12 wins</c>.</summary>
    /// <param name="formatted"><paramref name="n"/> as the reader writes numbers.</param>
    public abstract string Evidence(Skill skill, int n, string formatted);

    /// <summary>An estimate of what is not counted.</summary>
    public abstract string About(string value);
    public abstract string Range(string low, string high, string evidence);

    /// <summary>What a list of people has no room for.</summary>
    /// <param name="counts">By label.</param>
    public abstract string BeyondTeam(int count, string counts);

    /// <summary><c>about $4,200 a month, peers $9,800 ($3,100–$5,900, 12 deals)</c>.</summary>
    public abstract string Figures(string value, string peers, string low, string high, string evidence);
    public abstract string ShortFigures(string value, string peers);

    // Who mentors whom; a mentee who is null or counted as elsewhere is of another team
    /// <summary>The reader, where another would be named as the mentor.</summary>
    public abstract string Yourself { get; }
    /// <param name="topic">Null where the two set it themselves.</param>
    public abstract string MentoredBy(string mentor, string? topic, string? since);
    public abstract string PausedMentor(string mentor);
    public abstract string ProposedMentor(string mentor);
    public abstract string Mentors(IReadOnlyList<string> names, int elsewhere);
    public abstract string ProposedToMentor(IReadOnlyList<string> names, int elsewhere);
    public abstract string NoMentorYet { get; }
    public abstract string Pair(string mentor, string? mentee);
    public abstract string ActivePairs(IReadOnlyList<string> pairs, int more);

    // Lists
    public abstract string Side(string side);

    /// <param name="kind">Null for one that this version does not know.</param>
    public abstract string Activity(ActivityKind? kind);
    public abstract string Win(string name, string deal, string? amount);
    public abstract string Unreadable(string name, string activity, string text);

    // Links
    public abstract string OpenApproval(string mentee);
    public abstract string OpenTask { get; }
    public abstract string OpenTaskOf(string name);
    public abstract string OpenPerson(string name);
    public abstract string OpenDeal { get; }

    /// <summary>A sentence of the mail: a capital at its start, a stop at its end.</summary>
    public static string Sentence(string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + Stop(text[1..]);

    /// <summary>A sentence's end; abbreviated months and "Jr." bring their stop along.</summary>
    internal static string Stop(string text) => text.EndsWith('.') || text.EndsWith('…') ? text : text + ".";
}
