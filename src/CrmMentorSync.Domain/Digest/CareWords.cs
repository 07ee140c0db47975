using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The digest's words on how the team and its mentoring are doing, in one language.</summary>
public abstract class CareWords
{
    // The team since last week
    public abstract string Moved(string percent, bool up);

    /// <summary>A flag's word for someone who is named with less than an even chance.</summary>
    public abstract string Perhaps(string flagWord);

    /// <param name="was">Last week's chance, where it was even or better.</param>
    public abstract string NoLongerLikely(FlagKind flag, string percent, string? was);
    public abstract string NoLongerHere(IReadOnlyList<string> names);

    // The reader's own time
    public abstract string OwnCoachingHeading { get; }
    public abstract string OwnCoaching(string name);

    /// <param name="focus">What to build and work on; may be empty.</param>
    /// <param name="lastTalk">The day of the last recorded talk; null where <paramref name="days"/> days hold none.</param>
    public abstract string OwnCoachingWhy(string focus, string? lastTalk, int days);
    public abstract string OwnTimeHeading { get; }
    public abstract string OwnTimeIntro(int talks, int days);
    public abstract string OwnTimeTier { get; }
    public abstract string OwnTimeTalks { get; }
    public abstract string OwnTimePeople { get; }
    public abstract string TierName(bool top, bool struggling, bool isNew);

    /// <summary>A tier in a sentence of all, for example <c>Top three (two people)</c>.</summary>
    public abstract string TierLine(string tier, int talks, int people);

    /// <param name="tiers">Where people stand, and the talks that those there had with mentors.</param>
    /// <param name="all">The talks of all tiers.</param>
    public abstract string MentorsTime(int days, IReadOnlyList<(string Tier, int Talks)> tiers, int all);

    // Strong people
    public abstract string AttentionHeading { get; }

    /// <param name="days">Days that held no session for the person's own growth; null where there was one.</param>
    public abstract string LeftAlone(bool mentored, int? days);

    // Pairs that falter
    public abstract string AlertsHeading { get; }
    public abstract string PairLabel { get; }
    public abstract string LessonLabel { get; }
    public abstract string TasksLabel { get; }
    public abstract string Silent(string pair, int days);
    public abstract string NotLanded(string mentee, int grasp);
    public abstract string ClosedTogether(string name, int tasks);

    // Praise; each sentence stands ready to be said

    /// <param name="variant">Counts the wins without anything special, so that no two people are told the same.</param>
    public abstract string PraiseForWin(string firstName, bool isLargest, int? daysSincePrevious, int variant);
    public abstract string Learned(string name, string text);
    public abstract string PraiseForLesson(string firstName, int variant);

    /// <param name="text">What the mentor wrote and confirmed.</param>
    public abstract string Endorsed(string mentor, string mentee, string text);
    public abstract string PraiseForEndorsement(string firstName, string mentor);

    /// <param name="text">Objection, surprise and what went beyond expectation.</param>
    public abstract string Story(string name, string text);
    public abstract string PraiseForStory(string firstName);
    public abstract string ThanksLabel { get; }
    public abstract string GaveTime(string name, int talks, int days);
    public abstract string ThanksForTime(string firstName);

    // Lists

    /// <summary>One Task about several people, for example <c>Debrief about Ann, Ben, …</c>.</summary>
    public abstract string AboutAll(string activity, IReadOnlyList<string> names);

    // Questions and own Tasks
    public abstract string AsksWhy(string text);
    public abstract string AnswerWhy { get; }

    /// <summary>An open Task of the reader's own as an act; kinds that are none give the Task's name.</summary>
    public abstract (string What, string Why) OwnTask(ActivityKind kind, string who);

    // How mentoring is doing
    public abstract string ProgressHeading { get; }
    public abstract string NothingRunsYet(int waiting);
    public abstract string Running(int active, int waiting);
    public abstract string SessionsHeld(int held, int late, int days);
    public abstract string Landed(string average, int ratings);
    public abstract string NoEffectClaimed { get; }

    // The teams below
    public abstract string AskAboutDecisions(string manager);
    public abstract string AskAboutDecisionsWhy(int waiting, int days);

    /// <param name="through">Whoever is asked where that is not the team's own manager.</param>
    public abstract string AskAboutTeam(string manager, string? through);

    /// <param name="open">Open Tasks, the late ones among them.</param>
    /// <param name="before">Late a week ago.</param>
    public abstract string AskAboutTeamWhy(int late, int open, int before, int waiting, int days, int silent, int silentDays);

    /// <summary>All teams below together, in one sentence.</summary>
    /// <param name="before">Late a week ago.</param>
    public abstract string AllTeams(int waiting, int overdue, int before, int pairs);

    /// <summary>What waits in the teams below a manager; null where nothing does.</summary>
    public abstract string? BranchNote(int waiting, int days, int overdue, int before, int sessions, int pairs);

    /// <summary>Of a proposal whose Task waits for room in the reader's week.</summary>
    public abstract string TaskComes(string day);

    /// <summary>A line of the reader's own Task that could not be taken as it stands.</summary>
    public abstract string OwnUnreadable(string activity, string text);

    /// <summary>Closed, with words that may be a yes or a no; <paramref name="name"/> is null for the reader's own.</summary>
    public abstract string Undecided(string? name, string activity, string text);

    /// <summary>What we answered in a Task of the reader, in our own words.</summary>
    public abstract string OwnNote(string activity, string note);
    public abstract string NoteOf(string name, string activity, string note);

    /// <summary>A Task that somebody made, null: the reader, and what to do so that it counts.</summary>
    public abstract string Noted(string? name, string subject, string question);
}
