using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.People;
using NodaTime;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// What is late, counted by Task, for one that asks about five talks is closed once. Each Task counts where its owner is, and by the
/// day there, so that a manager's number is the one that the mail above adds up.
/// </summary>
internal static class DigestLate
{
    public const int WeekDays = 7;

    /// <summary>Late, in Salesforce (nobody is late with what was never written), and not overtaken by what came after it.</summary>
    public static bool Is(DigestScene scene, DigestActivity activity) => Was(scene, activity, scene.Voice.Today, scene.Voice.Zone);

    /// <summary>The late Tasks of the manager and of the own reps.</summary>
    public static int Count(DigestScene scene) =>
        Tasks(scene.Activities.Where(activity => (activity.Owner == scene.Manager.Id || scene.IsInTeam(activity.Owner)) && Is(scene, activity)));

    /// <summary>The late Tasks of these people.</summary>
    /// <param name="daysAgo">0: today. Of an earlier day what is known now of it: a Task that was deleted since is gone.</param>
    public static int Count(DigestScene scene, IEnumerable<UserId> owners, int daysAgo) => Tasks(
        from owner in owners
        let zone = ZoneOf(scene, owner)
        let day = scene.Voice.TodayIn(zone).AddDays(-daysAgo)
        from activity in scene.Book.OwnedBy(owner)
        where Was(scene, activity, day, zone)
        select activity);

    /// <summary>The open Tasks of these people that can be late.</summary>
    public static int CountOpen(DigestScene scene, IEnumerable<UserId> owners) => Tasks(
        owners.SelectMany(scene.Book.OwnedBy).Where(activity => activity is { IsOpen: true, SalesforceId: not null } && CanBe(activity)));

    private static int Tasks(IEnumerable<DigestActivity> activities) => activities.DistinctBy(activity => activity.SalesforceId, StringComparer.Ordinal).Count();

    private static bool Was(DigestScene scene, DigestActivity activity, DateOnly day, DateTimeZone zone) =>
        activity.SalesforceId is not null && activity.DueOn < day && CanBe(activity) && IsOpenOn(activity, day, zone) && !IsOvertaken(scene, activity, day, zone);

    private static bool CanBe(DigestActivity activity) => activity.Kind is not { } kind || DigestKinds.CanBeLate(kind);

    private static bool IsOpenOn(DigestActivity activity, DateOnly day, DateTimeZone zone) =>
        activity.IsOpen || (activity.State == "done" && activity.DoneAt is { } done && DigestVoice.DayIn(zone, done) >= day);

    // A kick-off that nobody closed, or a skipped lunch, is moot once the two have met again.
    private static bool IsOvertaken(DigestScene scene, DigestActivity activity, DateOnly day, DateTimeZone zone) =>
        (DigestScene.IsSession(activity) || activity.Kind == ActivityKind.Worksheet)
        && scene.PairingOf(activity) is { } pairing
        && scene.Book.Of(pairing).Any(other => DigestScene.IsSession(other) && other.State == "done" && other.DoneAt is { } done
            && (other.Kind, other.Occurrence) != (activity.Kind, activity.Occurrence)
            && DigestVoice.DayIn(zone, done) > activity.DueOn && DigestVoice.DayIn(zone, done) <= day);

    // A rep's Tasks are late by the day of the manager who reads of them.
    private static DateTimeZone ZoneOf(DigestScene scene, UserId owner)
    {
        Person? person = scene.Facts.People.GetValueOrDefault(owner);
        Person? reader = scene.Facts.Flags.ContainsKey(owner) && person?.ManagerId is { } manager ? scene.Facts.People.GetValueOrDefault(manager) ?? person : person;
        return DigestDue.Zone(reader?.TimeZone ?? "");
    }
}
