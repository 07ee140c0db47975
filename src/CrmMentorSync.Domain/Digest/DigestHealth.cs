using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>How mentoring is doing: pairs that falter, strong people who are forgotten, and what may be said of the whole.</summary>
internal static class DigestHealth
{
    /// <summary>A pair meets weekly at first: three silent weeks are no accident.</summary>
    public const int SilentDays = 21;

    /// <summary>
    /// Later talks are four weeks apart. Whoever has the next one in the calendar is not silent, until so many days show that it
    /// only moves on.
    /// </summary>
    private const int AppointmentDays = 42;
    private const int LowGrasp = 2;
    private const int GraspDays = 14;
    private const int NewsDays = 7;

    /// <summary>Fewer ratings than this are anecdotes.</summary>
    private const int FewestRatings = 5;

    public static Capped<DigestLine> Alerts(DigestScene scene) => Capped.Of<DigestLine>(
        [.. Silent(scene).Concat(NotLanded(scene)).Concat(Unconfirmed(scene))], scene.Settings.MaxNotes);

    /// <summary>Top people without a mentor of their own (P17), or with nobody's time for their own growth (P20).</summary>
    /// <param name="asked">People whom an act of this mail already names.</param>
    public static Capped<DigestLine> Attention(DigestScene scene, IReadOnlySet<UserId> asked) => Capped.Of<DigestLine>(
    [
        .. from rep in scene.Team
           where scene.Flag(rep).Flag == FlagKind.Top && !asked.Contains(rep)
           let mentored = scene.HasMentor(rep)
           let alone = scene.LooksBack && !HadTimeForThemselves(scene, rep)
           where !mentored || alone
           select new DigestLine(
               scene.Name(rep), scene.Words.Care.LeftAlone(mentored, alone ? scene.Settings.AttentionDays : null), scene.PersonLink(rep)),
    ],
    scene.Settings.MaxNotes);

    public static IReadOnlyList<string> Progress(DigestScene scene)
    {
        int active = scene.Pairings.Count(pairing => pairing.State == PairState.Active && scene.IsOwnPair(pairing));
        int elsewhere = scene.Pairings.Count(pairing => pairing.State == PairState.Active && !scene.IsOwnPair(pairing));
        int held = Sessions(scene, activity => activity.State == "done" && IsWithin(scene, activity.DoneAt, scene.Settings.AttentionDays));
        int late = scene.Late.Count(thing => DigestScene.IsSession(thing.First));
        int waiting = scene.Pairings.Count(pairing =>
            pairing.State == PairState.Proposed && !DigestApprovals.IsForManager(scene, pairing));
        if (active == 0 && elsewhere == 0 && held == 0 && late == 0)
        {
            return waiting == 0 ? [] : [scene.Words.Care.NothingRunsYet(waiting)];
        }

        int[] grasp = [.. scene.Activities.Where(activity => IsWithin(scene, activity.DoneAt, scene.Settings.AttentionDays)).Select(activity => activity.Grasp).OfType<int>()];
        CareWords words = scene.Words.Care;
        return
        [
            words.Running(active, waiting),
            .. elsewhere == 0 ? [] : new[] { scene.Reasons.MentorElsewhere(elsewhere) },
            words.SessionsHeld(held, late, scene.Settings.AttentionDays),
            .. grasp.Length < FewestRatings ? [] : new[] { words.Landed(scene.Voice.Format.Number(grasp.Average(), 1), grasp.Length) },
            .. IsNews(scene) ? new[] { words.NoEffectClaimed } : [],
        ];
    }

    // What is not claimed is said with the first mail and with the first sessions; every week it would be noise.
    private static bool IsNews(DigestScene scene) => scene.Facts.EarlierFlags.Count == 0
        || (Sessions(scene, activity => activity.State == "done") > 0 && Sessions(scene, activity => activity.State == "done" && !IsWithin(scene, activity.DoneAt, NewsDays)) == 0);

    /// <summary>
    /// True for a running pair that has not met for weeks and has no appointment either. Whom people chose themselves, and when they
    /// meet, is their own affair (P40).
    /// </summary>
    public static bool IsSilent(DigestScene scene, DigestPairing pairing) =>
        pairing is { State: PairState.Active, Kind: not PairKind.Informal, ActiveFrom: { } since } && scene.DaysSince(since) >= SilentDays
        && !HaveMet(scene, pairing, SilentDays) && !HaveAnAppointment(scene, pairing, since);

    private static bool HaveMet(DigestScene scene, DigestPairing pairing, int days) => scene.Book.Of(pairing).Any(activity =>
        DigestScene.IsSession(activity) && activity.State == "done" && IsWithin(scene, activity.DoneAt, days));

    private static bool HaveAnAppointment(DigestScene scene, DigestPairing pairing, DateOnly since) =>
        (scene.DaysSince(since) <= AppointmentDays || HaveMet(scene, pairing, AppointmentDays))
        && scene.Book.Of(pairing).Any(activity => DigestScene.IsSession(activity) && activity is { IsOpen: true, SalesforceId: not null } && scene.DaysSince(activity.DueOn) <= 0);

    // A pair whose talk stands among what is late is not told of twice.
    private static IEnumerable<DigestLine> Silent(DigestScene scene) =>
        from pairing in scene.Pairings.OrderBy(pairing => pairing.ActiveFrom).ThenBy(pairing => pairing.Key, StringComparer.Ordinal)
        where IsSilent(scene, pairing) && !scene.Late.Any(late => late.First.PairingKey == pairing.Key && DigestScene.IsSession(late.First))
        select new DigestLine(
            scene.Words.Care.PairLabel,
            scene.Words.Care.Silent(scene.Pair(pairing), SilentDays),
            scene.TaskLink(NextOf(scene, pairing), scene.Words.OpenTask) ?? scene.PersonLink(scene.IsInTeam(pairing.Mentee) ? pairing.Mentee : pairing.Mentor));

    // The newest rating of a pair counts: what has landed since is no longer an alert. Of another team's mentee nothing is said.
    private static IEnumerable<DigestLine> NotLanded(DigestScene scene) =>
        from rated in scene.Activities.Where(activity => activity.Grasp is not null && activity.Mentee is { } mentee && scene.IsInTeam(mentee)).GroupBy(activity => activity.PairingKey, StringComparer.Ordinal)
        let newest = rated.OrderByDescending(activity => activity.DoneAt).ThenBy(activity => activity.Key, StringComparer.Ordinal).First()
        where newest.Grasp <= LowGrasp && IsWithin(scene, newest.DoneAt, GraspDays)
        select new DigestLine(
            scene.Words.Care.LessonLabel, scene.Words.Care.NotLanded(scene.Name(newest.Mentee!.Value), newest.Grasp!.Value), scene.TaskLink(newest, scene.Words.OpenTask));

    // What has words in it that could not be read is asked about as a question; a decision is one, however many were made in a minute.
    private static IEnumerable<DigestLine> Unconfirmed(DigestScene scene) =>
        from closed in scene.Activities
            .Where(activity => activity is { State: "unconfirmed", Unreadable: null } && (scene.IsInTeam(activity.Owner) || activity.Owner == scene.Manager.Id))
            .GroupBy(activity => activity.Owner)
        let name = closed.Key == scene.Reader.Id ? null : scene.Name(closed.Key)
        select new DigestLine(
            scene.Words.Care.TasksLabel,
            closed.Count() == 1 || name is null ? scene.Reasons.ClosedAmongMany(name, closed.Count(), scene.Words.Activity(closed.First().Kind)) : scene.Words.Care.ClosedTogether(name, closed.Count()),
            scene.TaskLink(closed.First(), scene.Words.OpenTask));

    private static bool HadTimeForThemselves(DigestScene scene, UserId rep) =>
        DigestTalks.Of(scene).Any(talk => talk.Person == rep)
        // What somebody wrote down of a talk says that it took place, closed or not.
        || scene.Activities.Any(activity => activity.Mentee == rep && DigestScene.IsSession(activity)
            && ((activity.State == "done" && IsWithin(scene, activity.DoneAt, scene.Settings.AttentionDays))
                || (activity is { Learned: not null } or { Grasp: not null } && scene.DaysSince(activity.DueOn) is var since && since <= scene.Settings.AttentionDays)));

    private static DigestActivity? NextOf(DigestScene scene, DigestPairing pairing) => scene.Activities.FirstOrDefault(activity =>
        activity.PairingKey == pairing.Key && activity.IsOpen && activity.SalesforceId is not null && (scene.IsInTeam(activity.Owner) || activity.Owner == scene.Manager.Id));

    private static int Sessions(DigestScene scene, Func<DigestActivity, bool> counts) => scene.Activities
        .Where(activity => DigestScene.IsSession(activity) && counts(activity))
        .DistinctBy(activity => (activity.PairingKey, activity.Kind, activity.Occurrence))
        .Count();

    private static bool IsWithin(DigestScene scene, DateTimeOffset? instant, int days) =>
        instant is { } at && scene.DaysSince(scene.Voice.DayOf(at)) is >= 0 and int since && since <= days;
}
