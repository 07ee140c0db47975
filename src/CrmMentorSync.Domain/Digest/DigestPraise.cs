using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>What deserves a good word this week, each with a sentence ready to be said.</summary>
internal static class DigestPraise
{
    /// <summary>How far back answers and wins are told: they are told once.</summary>
    private const int NewsDays = 7;

    /// <summary>Days without a win after which the next one is worth saying more about.</summary>
    private const int DrySpell = 30;
    private const int MaxLessons = 2;

    /// <summary>Talks held as a mentor that are worth a word of thanks.</summary>
    private const int ManyTalks = 2;

    /// <summary>Every so many talks in twelve months are worth a word.</summary>
    private const int RoundNumber = 5;

    /// <summary>
    /// What colleagues say of own reports and these confirmed (P42), then the best deal of each, what they wrote on their wins for
    /// others (P15), what mentees learned, and one mentor's time (P37).
    /// </summary>
    public static Capped<DigestLine> Lines(DigestScene scene) => Capped.Of<DigestLine>(
    [
        .. Endorsements(scene).Concat(Deals(scene).Take(scene.Settings.MaxNotes)).Concat(Stories(scene)).Concat(Lessons(scene)).Concat(Thanks(scene))
            .Take(scene.Settings.MaxPraise),
    ],
    scene.Settings.MaxPraise);

    /// <summary>The author has confirmed these very words by closing the Task; the one praised reads of it too.</summary>
    private static IEnumerable<DigestLine> Endorsements(DigestScene scene) =>
        from activity in scene.Activities
        where activity is { Kind: ActivityKind.Endorse, Side: Sides.Mentor, State: "done", Shared: not null, Mentee: not null } && scene.IsInTeam(activity.Mentee.Value)
        where IsNews(scene, activity)
        select new DigestLine(
            On(scene, activity),
            scene.Words.Care.Endorsed(scene.Name(activity.Mentor), scene.Name(activity.Mentee!.Value), DigestVoice.OneLine(activity.Shared!)),
            scene.PersonLink(activity.Mentee.Value)) { Note = scene.Words.Care.PraiseForEndorsement(scene.FirstName(activity.Mentee.Value), scene.FirstName(activity.Mentor)) };

    private static IEnumerable<DigestLine> Deals(DigestScene scene) => scene.Team
        .SelectMany(scene.Book.WinsOf)
        .GroupBy(win => win.Owner)
        .Select(rep => rep.OrderByDescending(Praiseworthy).ThenByDescending(win => win.Amount ?? 0).ThenBy(win => win.DealId, StringComparer.Ordinal).First())
        .OrderByDescending(Praiseworthy)
        .ThenByDescending(win => win.Amount ?? 0)
        .ThenBy(win => win.DealId, StringComparer.Ordinal)
        .Select((win, at) => new DigestLine(
            scene.Voice.Weekday(win.WonOn),
            scene.Words.Win(scene.Name(win.Owner), DigestVoice.OneLine(win.Name), win.Amount is > 0 and { } amount ? scene.Voice.Amount(amount) : null),
            new DigestLink(scene.Words.OpenDeal, scene.Voice.Links.Opportunity(win.DealId)))
        {
            // Of somebody who is not here for a year, nothing is the largest of one.
            Note = win.IsLargestOfYear && scene.Facts.People.GetValueOrDefault(win.Owner) is { } owner && owner.Since > win.WonOn.AddYears(-1) ? scene.Reasons.LargestSoFar(scene.FirstName(win.Owner))
                : scene.Words.Care.PraiseForWin(scene.FirstName(win.Owner), win.IsLargestOfYear, win.DaysSincePrevious is >= DrySpell and { } days ? days : null, at),
        });

    private static IEnumerable<DigestLine> Stories(DigestScene scene) =>
        from activity in scene.Activities
        where activity is { Kind: ActivityKind.Share, State: "done", Shared: not null } && scene.IsInTeam(activity.Owner) && IsNews(scene, activity)
        select new DigestLine(
            On(scene, activity), scene.Words.Care.Story(scene.Name(activity.Owner), DigestVoice.OneLine(activity.Shared!.Replace("\n", " · ", StringComparison.Ordinal))), scene.TaskLink(activity, scene.Words.OpenTask))
        {
            Note = scene.Words.Care.PraiseForStory(scene.FirstName(activity.Owner)),
        };

    private static IEnumerable<DigestLine> Lessons(DigestScene scene) => scene.Activities
        .Where(activity => activity.Side == Sides.Mentee && !string.IsNullOrWhiteSpace(activity.Learned) && scene.IsInTeam(activity.Owner) && IsNews(scene, activity))
        .GroupBy(activity => activity.Owner)
        .Select(rep => rep.OrderByDescending(activity => activity.DoneAt).ThenBy(activity => activity.Key, StringComparer.Ordinal).First())
        .Take(MaxLessons)
        .Select((activity, at) => new DigestLine(
            On(scene, activity), scene.Words.Care.Learned(scene.Name(activity.Owner), DigestVoice.OneLine(activity.Learned!)), scene.TaskLink(activity, scene.Words.OpenTask))
        {
            // Of a talk with the reader nothing has to be read first.
            Note = activity.Mentor == scene.Reader.Id ? scene.Reasons.PraiseForOwnLesson(scene.FirstName(activity.Owner)) : scene.Words.Care.PraiseForLesson(scene.FirstName(activity.Owner), at),
        });

    /// <summary>
    /// One of the team's mentors a week: support is felt most when it comes from above. Whoever has reached a round number of talks in
    /// these days, else whoever gave most time lately; that this is the reason stands in the line.
    /// </summary>
    private static IEnumerable<DigestLine> Thanks(DigestScene scene)
    {
        (UserId Mentor, int Lately, int Year, int? Reached)[] mentors =
        [
            .. from activity in scene.Activities
               where activity.State == "done" && activity.Kind is { } kind && MentorLedger.IsTalk(kind) && scene.IsInTeam(activity.Mentor) && activity.DoneAt is not null
                   && scene.DaysSince(scene.Voice.DayOf(activity.DoneAt!.Value)) <= scene.Settings.AttentionDays
               group activity by activity.Mentor into held
               let talks = held.GroupBy(talk => (talk.PairingKey, talk.Kind, talk.Occurrence)).Select(talk => talk.Min(side => side.DoneAt!.Value)).ToArray()
               where talks.Length >= ManyTalks
               let year = Math.Max(talks.Length, scene.Facts.Mentors.Where(record => record.Mentor == held.Key).Sum(record => record.Talks))
               let news = talks.Count(at => scene.DaysSince(scene.Voice.DayOf(at)) <= NewsDays)
               let reached = year / RoundNumber * RoundNumber
               orderby talks.Length descending, held.Key
               select (held.Key, talks.Length, year, reached > year - news ? reached : (int?)null),
        ];
        if (mentors.Length > 0)
        {
            (UserId mentor, int lately, int year, int? reached) = mentors.OrderByDescending(line => line.Reached ?? 0).First();
            bool isMost = mentors.Length > 1 && mentors.All(line => line.Mentor == mentor || line.Lately < lately);
            yield return new DigestLine(
                scene.Words.Care.ThanksLabel,
                reached is { } round ? scene.Reasons.HasReached(scene.Name(mentor), round, year)
                    : isMost ? scene.Reasons.GaveMostTime(scene.Name(mentor), lately, scene.Settings.AttentionDays)
                    : scene.Words.Care.GaveTime(scene.Name(mentor), lately, scene.Settings.AttentionDays),
                scene.PersonLink(mentor))
            {
                Note = scene.Words.Care.ThanksForTime(scene.FirstName(mentor)),
            };
        }
    }

    private static int Praiseworthy(DigestWin win) => win.IsLargestOfYear ? 2 : win.DaysSincePrevious is >= DrySpell ? 1 : 0;

    private static string On(DigestScene scene, DigestActivity activity) => scene.Voice.Weekday(scene.Voice.DayOf(activity.DoneAt!.Value));

    private static bool IsNews(DigestScene scene, DigestActivity activity) =>
        activity.DoneAt is { } done && scene.DaysSince(scene.Voice.DayOf(done)) is >= 0 and <= NewsDays;
}
