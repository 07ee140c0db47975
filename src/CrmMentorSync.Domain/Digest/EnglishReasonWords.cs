using CrmMentorSync.Domain.Flags;
using static CrmMentorSync.Domain.Digest.EnglishWords;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Why something stands where it stands, in English.</summary>
internal sealed class EnglishReasonWords : ReasonWords
{
    public override string Still(string flagWord) => I($"still {flagWord}");
    public override string Unsure(int count) => I($"{Count(count)} unsure");
    public override string BelowSoFar => "below peers so far";
    public override string AboveSoFar => "above peers so far";
    public override string ByResults(string likely, string? figure) => I($"Results: {likely}{(figure is null ? "" : I($" ({figure})"))}");

    public override string YouWith(string? other) => I($"you with {other ?? "a colleague in another team"}");
    public override string OwnTalk(string activity, string? other) => I($"Hold your {activity} with {other ?? "a colleague in another team"}");
    public override string OwnTalkWhy(string due) => I($"{due} If it took place, close the Task; else move its day.");

    public override string? CoachingWhy(FlagKind flag, bool othersSeen) => flag switch
    {
        FlagKind.Struggling => "Has most to gain.",
        FlagKind.Top or FlagKind.Plateau => "The best are coached least: ask, and mostly listen.",
        FlagKind.Rising => "On the rise.",
        FlagKind.Ramping => "New, and not seen by you this week.",
        FlagKind.Steady or FlagKind.InsufficientData => othersSeen ? "Next in turn: those who need more have help coming." : null,
    };

    public override string ReviewOf(string? owner, string mentor) => owner is null ? I($"A word with {mentor} after the first talk as a mentor") : I($"{owner}, a word with {mentor} after the first talk as a mentor");
    public override string AskAboutReview(string owner, string mentor) => I($"Ask {owner} for a word with {mentor} after the first talk as a mentor");
    public override string ReviewWhy(string? owner) => owner is null ? "New as a mentor: look back on the first talk together." : I($"New as a mentor: {owner} looks back on the first talk with them.");
    public override string ClosedAmongMany(string? name, int tasks, string activity) => (name, tasks) switch
    {
        (null, 1) => I($"You closed the {activity} together with many other Tasks. Did it take place?"),
        (null, _) => I($"You closed {Some(tasks, "Task", "Tasks")} at one stroke. Did it all take place?"),
        _ => I($"{name} closed the {activity} together with many other Tasks. Did it take place?"),
    };

    public override string DecideAll(int count, int days, string expires) =>
        I($"{(count == 2 ? "Both" : "All")} {(days <= 0 ? "are new" : "have waited " + Some(days, "day", "days"))} and lapse on {DigestWords.Stop(expires)}");

    public override string Load(string name, int mentees, bool hasMentor) =>
        I($"{name} then has {Some(mentees, "mentee", "mentees")}{(hasMentor ? " and a mentor" : "")}.");

    public override string LargestSoFar(string firstName) => I($"“{firstName}, your largest win so far. What made the difference?”");
    public override string PraiseForOwnLesson(string firstName) => I($"“{firstName}, good that this stayed with you from our talk. Where will you try it first?”");
    public override string HasReached(string name, int round, int talks) => I($"{name} has reached {Some(round, "talk", "talks")} as a mentor in twelve months{(talks > round ? I($" ({Count(talks)} by now)") : "")}");
    public override string GaveMostTime(string name, int talks, int days) => I($"{name} gave most time to others: {Some(talks, "talk", "talks")} as a mentor in {days} days");

    public override string MentorElsewhere(int pairs) => I($"Your people mentor {Some(pairs, "colleague", "colleagues")} in other teams.");
    public override string LieWith(int decisions, IReadOnlyList<string> names, int managers, string until) =>
        DigestWords.Stop(I($"{(decisions == 1 ? "The decision lies" : "The decisions lie")} with {(names.Count > 0 ? string.Join(", ", names) : I($"{Count(managers)} managers"))}; {(decisions == 1 ? "it" : "the first")} lapses on {until}"));

    public override string WhyFirst(NeedReason reason) => reason switch
    {
        NeedReason.Worsening => "More came since last week than in any other team.",
        NeedReason.MostLate => "No other team has as many.",
        NeedReason.LargestShare => "No other team has as large a share.",
        NeedReason.Together => "Taking share and growth together, it comes first of your teams.",
    };
}
