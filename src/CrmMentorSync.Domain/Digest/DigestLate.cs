using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What belongs together: the two sides of a talk, a report and the question about it, one manager's debriefs, all that one Task asks about.</summary>
internal readonly record struct Thing(string Of, ActivityKind? Kind, int Occurrence);

/// <summary>One late thing with all its late parts, the earliest first; at least one is the manager's or an own rep's.</summary>
internal sealed record LateThing(Thing Of, IReadOnlyList<DigestActivity> Parts)
{
    public DigestActivity First => Parts[0];
}

/// <summary>
/// What is late, counted by what is to be done: a talk that neither of the two has closed is one thing, and so is one Task about five
/// talks. Each counts with the manager whose own, or whose rep's, it is, by the day there: the number in a mail is what that mail lists,
/// and the mail above adds those numbers up.
/// </summary>
internal static class DigestLate
{
    public const int WeekDays = 7;

    /// <summary>So long an answer that could not be read is asked about; in the meantime it is not called late.</summary>
    public const int AnswerDays = 7;

    /// <summary>The late things of the manager and of the own reps, by date.</summary>
    public static IReadOnlyList<LateThing> Of(DigestScene scene) =>
    [
        .. scene.Activities.Where(activity => Was(scene, activity, daysAgo: 0)).GroupBy(ThingOf)
            .Where(parts => parts.Any(part => IsOwn(scene, part)))
            .Select(parts => new LateThing(parts.Key, [.. parts.OrderBy(part => IsOwn(scene, part) ? 0 : 1)])),
    ];

    /// <summary>How many there were; of an earlier day what is known now of it: a Task that was deleted since is gone.</summary>
    public static int Count(DigestScene scene, int daysAgo) => daysAgo == 0 ? scene.Late.Count
        : scene.Activities.Where(activity => IsOwn(scene, activity) && Was(scene, activity, daysAgo)).DistinctBy(ThingOf).Count();

    /// <summary>The open things of the manager and of the own reps that can be late, late or not.</summary>
    public static int CountOpen(DigestScene scene) => scene.Activities
        .Where(activity => IsOwn(scene, activity) && activity is { State: "open" or "planned", SalesforceId: not null } && CanBe(scene, activity))
        .DistinctBy(ThingOf).Count();

    public static Thing ThingOf(DigestActivity activity) => activity.PairingKey switch
    {
        { } pair when DigestScene.IsSession(activity) => new Thing(pair, activity.Kind, activity.Occurrence),
        // Whoever asks about the lessons of one talk asks about those of the talk before, too.
        { } pair when activity.Kind == ActivityKind.FollowUp => new Thing(pair, activity.Kind, 0),
        // One act of the mail, however many Tasks the weeks have left.
        _ when activity.Kind == ActivityKind.Debrief => new Thing(activity.Owner.Value, activity.Kind, 0),
        _ => new Thing(activity.SalesforceId ?? activity.Key, activity.Kind, 0),
    };

    /// <summary>In the mail as a question: something was written into it that could not be read.</summary>
    public static bool IsAskedAbout(DigestScene scene, DigestActivity activity, int daysAgo) =>
        !string.IsNullOrWhiteSpace(activity.Unreadable) && (activity.DoneAt ?? activity.WrittenAt) is { } written
        && scene.DaysSince(scene.Voice.DayOf(written)) - daysAgo is >= 0 and <= AnswerDays;

    private static bool IsOwn(DigestScene scene, DigestActivity activity) => activity.Owner == scene.Manager.Id || scene.IsInTeam(activity.Owner);

    // In Salesforce (nobody is late with what was never written), not of a pair that rests, and not overtaken by what came after it.
    private static bool Was(DigestScene scene, DigestActivity activity, int daysAgo)
    {
        DateOnly day = scene.Voice.Today.AddDays(-daysAgo);
        return activity.SalesforceId is not null && activity.DueOn < day && CanBe(scene, activity) && IsOpenOn(scene, activity, day)
            && !DigestLists.IsResting(scene, activity) && !IsOvertaken(scene, activity, day) && !IsAskedAbout(scene, activity, daysAgo);
    }

    // An invitation is late while somebody waits for its answer: with the last proposal that needed it, it becomes moot.
    private static bool CanBe(DigestScene scene, DigestActivity activity) => activity.Kind switch
    {
        null => true,
        ActivityKind.Invite => !scene.Facts.Asked.GetValueOrDefault(activity.Owner).HasValue
            && scene.Book.PairingsOf(activity.Owner).Any(pairing => pairing.Mentor == activity.Owner && pairing.State == PairState.Proposed),
        { } kind => DigestKinds.CanBeLate(kind),
    };

    // What was closed, even with many others at one stroke, is asked about and not chased. Of an earlier day it counts as open until its end.
    private static bool IsOpenOn(DigestScene scene, DigestActivity activity, DateOnly day) =>
        activity.State is "open" or "planned"
        || (activity.State is "done" or "unconfirmed" && day < scene.Voice.Today && activity.DoneAt is { } done && scene.Voice.DayOf(done) >= day);

    // A kick-off that nobody closed, or a skipped lunch, is moot once the two have met again.
    private static bool IsOvertaken(DigestScene scene, DigestActivity activity, DateOnly day) =>
        (DigestScene.IsSession(activity) || activity.Kind == ActivityKind.Worksheet)
        && scene.PairingOf(activity) is { } pairing
        && scene.Book.Of(pairing).Any(other => DigestScene.IsSession(other) && other.State == "done" && other.DoneAt is { } done
            && (other.Kind, other.Occurrence) != (activity.Kind, activity.Occurrence)
            && scene.Voice.DayOf(done) > activity.DueOn && scene.Voice.DayOf(done) <= day);
}
