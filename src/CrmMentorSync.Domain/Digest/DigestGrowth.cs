using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// Once a month: a plan for those who sell most (P52, P54), what the team's mentors did (P4) and who mentors them (P38), and who
/// could do more or mentor next (P36). Every week: how much came of people's own accord (P41), and questions on how things are done (P44).
/// </summary>
internal static class DigestGrowth
{
    /// <summary>The first mail of a month carries the section.</summary>
    private const int FirstDays = 7;

    public static Capped<DigestLine> Lines(DigestScene scene)
    {
        // Before anybody has mentored there is nothing to tell.
        if (scene.Voice.Today.Day > FirstDays || scene.Facts.Mentors.Count == 0)
        {
            return Capped.None<DigestLine>();
        }

        GrowthWords words = GrowthWords.Of(scene.Words.Tag);
        // Those who sell most are few, and their plan stands nowhere else: many mentors never cut it off.
        DigestLine[] plans = [.. Plans(scene, words)];
        int strong = scene.Facts.Mentors.Count(record => scene.IsInTeam(record.Mentor) && IsStrong(scene, record.Mentor));
        return Capped.Of<DigestLine>([.. plans, .. Mentors(scene, words), .. NextMentors(scene, words)], Math.Max(scene.Settings.MaxGrowth, plans.Length + strong));
    }

    public static IEnumerable<string> Counts(DigestScene scene)
    {
        GrowthWords words = GrowthWords.Of(scene.Words.Tag);
        DigestActivity[] ours = [.. scene.Team.SelectMany(rep => scene.Book.About(rep).Concat(scene.Book.OwnedBy(rep))).DistinctBy(activity => activity.Key)];
        int beyond = ours
            .Where(activity => activity is { State: "done", Kind: ActivityKind.Observe or ActivityKind.Listen or ActivityKind.Micro or ActivityKind.Extra } && IsRecent(scene, activity))
            .DistinctBy(activity => (activity.PairingKey, activity.Kind, activity.Occurrence)).Count();
        DigestActivity[] questions = [.. ours.Where(activity => activity is { Kind: ActivityKind.Challenge, Mentee: { } mentee, SalesforceId: not null } && scene.IsInTeam(mentee))];
        int asked = questions.Count(question => question.Side == Sides.Operations);
        return
        [
            .. beyond > 0 ? new[] { words.BeyondPlan(beyond, scene.Settings.AttentionDays) } : [],
            .. asked > 0 ? new[] { words.Questions(asked, questions.Count(question => question.Side == Sides.Mentee)) } : [],
        ];
    }

    private static IEnumerable<DigestLine> Mentors(DigestScene scene, GrowthWords words) =>
        from record in scene.Facts.Mentors
        where scene.IsInTeam(record.Mentor)
        orderby IsStrong(scene, record.Mentor) descending, record.IsReady descending, record.Talks descending, record.Mentor
        select new DigestLine(
            scene.Name(record.Mentor),
            words.Record(
                record.Talks, [.. record.Mentees.Where(scene.MayName).Select(scene.Name)], record.Mentees.Count(mentee => !scene.MayName(mentee)),
                record.GraspGained, record.MeetingsLed, record.StoriesTold, record.BeyondPlan, IsStrong(scene, record.Mentor) ? Topic(scene, record.Mentor) : null) + " " + words.OwnMentors(MentorsAbove(scene, record.Mentor)),
            scene.PersonLink(record.Mentor))
        {
            Note = record.IsReady ? words.IsReady : IsOnPlateau(scene, record.Mentor) ? words.NewGround : null,
        };

    /// <summary>Who mentors a mentor, and that one in turn (P38), as far as the reader may know whom somebody learns from.</summary>
    private static List<string> MentorsAbove(DigestScene scene, UserId mentor)
    {
        List<string> chain = [];
        HashSet<UserId> seen = [mentor];
        for (UserId person = mentor; person != scene.Reader.Id && scene.MayName(person) && MentorOf(scene, person) is { } above && seen.Add(above); person = above)
        {
            chain.Add(above == scene.Reader.Id ? scene.Words.Yourself : scene.Name(above));
        }

        return chain;
    }

    private static UserId? MentorOf(DigestScene scene, UserId person) => scene.Book.PairingsOf(person)
        .Where(pairing => pairing.State == PairState.Active && pairing.Mentee == person)
        .OrderBy(pairing => pairing.Key, StringComparer.Ordinal).Select(pairing => (UserId?)pairing.Mentor).FirstOrDefault();

    private static IEnumerable<DigestLine> NextMentors(DigestScene scene, GrowthWords words) =>
        from person in scene.Facts.CouldMentorNext
        where scene.IsInTeam(person) && !scene.Facts.Asked.ContainsKey(person) && !scene.Facts.Mentors.Any(record => record.Mentor == person)
        select new DigestLine(scene.Name(person), words.CouldMentor, scene.PersonLink(person));

    // Of whoever mentors already their record has said it.
    private static IEnumerable<DigestLine> Plans(DigestScene scene, GrowthWords words) =>
        from rep in scene.Team
        where IsStrong(scene, rep) && !scene.Facts.Mentors.Any(record => record.Mentor == rep)
        let mentees = scene.Book.PairingsOf(rep).Where(pairing => pairing.State == PairState.Active && pairing.Mentor == rep).Select(pairing => pairing.Mentee).Distinct().Count()
        select new DigestLine(
            scene.Name(rep), words.Plan(mentees, scene.Facts.Asked.ContainsKey(rep), scene.Facts.Asked.GetValueOrDefault(rep), 0, Topic(scene, rep)), scene.PersonLink(rep))
        {
            Note = IsOnPlateau(scene, rep) ? words.NewGround : null,
        };

    private static bool IsStrong(DigestScene scene, UserId rep) => scene.Flag(rep).Flag is FlagKind.Top or FlagKind.Plateau;

    private static bool IsOnPlateau(DigestScene scene, UserId rep) => scene.Flag(rep) is { Flag: FlagKind.Plateau } || scene.Flag(rep).Also.Contains(FlagKind.Plateau);

    private static string? Topic(DigestScene scene, UserId rep) => scene.Flag(rep).Gap is { } gap ? scene.Words.SkillName(gap) : null;

    private static bool IsRecent(DigestScene scene, DigestActivity activity) =>
        activity.DoneAt is { } done && scene.DaysSince(scene.Voice.DayOf(done)) is >= 0 and int days && days <= scene.Settings.AttentionDays;
}
