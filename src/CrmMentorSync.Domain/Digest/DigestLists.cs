using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The plain lists of a digest: overdue, sessions, questions, obstacles.</summary>
internal static class DigestLists
{
    private const int NamesInALine = 3;

    /// <summary>Neither of the two has closed it.</summary>
    private const string BothSides = "both";

    /// <summary>Its pair is paused: nothing is late, and nobody is to be chased.</summary>
    public static bool IsResting(DigestScene scene, DigestActivity activity) =>
        activity.PairingKey is { } key && scene.Book.Pairing(key) is { State: PairState.Paused };

    /// <summary>Obstacles that own reports wrote down lately. What a rep typed is for that rep's managers alone.</summary>
    public static IEnumerable<DigestActivity> WithObstacle(DigestScene scene) =>
        scene.Activities.Where(activity => !string.IsNullOrWhiteSpace(activity.Obstacle) && IsRecentAnswer(scene, activity));

    /// <param name="shown">What an act of this mail is about already.</param>
    public static Capped<DigestLine> Overdue(DigestScene scene, IReadOnlySet<Thing> shown) => Cap(
        scene.Late.Where(late => !shown.Contains(late.Of)).Select(late => new DigestLine(
            late.Parts.DistinctBy(part => part.Owner).Count() > 1 && DigestScene.IsSession(late.First) ? scene.Words.Side(BothSides)
                : late.First.Owner == scene.Reader.Id ? scene.Words.Side("manager") : SideOf(scene, late.First),
            $"{AboutAll(scene, late.Parts) ?? What(scene, late.First, both: DigestScene.IsSession(late.First))}: {scene.Words.Due(scene.Voice.Day(late.First.DueOn))}",
            scene.TaskLink(late.First, scene.Words.OpenTask))),
        scene.Settings.MaxLines);

    /// <summary>The talks of the team, its mentors' included, and the manager's debriefs from today until a day; once each, on the earlier day of the two Tasks.</summary>
    public static IReadOnlyList<(DateOnly On, DigestActivity Side)> Upcoming(DigestScene scene, DateOnly until) =>
    [
        .. scene.Activities
            .Where(activity => activity.IsOpen && activity.DueOn >= scene.Voice.Today && activity.DueOn <= until)
            .Where(activity => DigestScene.IsSession(activity) || (activity.Kind == ActivityKind.Debrief && activity.Owner == scene.Manager.Id))
            .GroupBy(activity => activity.PairingKey is null ? (activity.Key, activity.Kind, 0) : (activity.PairingKey, activity.Kind, activity.Occurrence))
            // Of the two sides' Tasks the link goes to the reader's own, else to an own report's; where one was moved, the earlier day counts.
            .Select(sides => (On: sides.Min(side => side.DueOn), Side: sides.OrderBy(side => side.Owner == scene.Reader.Id ? 0 : scene.IsInTeam(side.Owner) ? 1 : 2).First()))
            .OrderBy(session => session.On),
    ];

    public static Capped<DigestLine> Sessions(DigestScene scene, IsoWeek week)
    {
        IReadOnlyList<(DateOnly On, DigestActivity Side)> talks = Upcoming(scene, week.Next.Sunday);
        (DigestLine Line, int Talks)[] lines =
        [
            .. talks.Select(session => new DigestLine(
                scene.Voice.Weekday(session.On), What(scene, session.Side, both: true), scene.TaskLink(session.Side, scene.Words.OpenTask)))
            // Several colleagues of other teams on one day read alike: they are counted.
            .GroupBy(line => (line.Label, line.Text))
            .Select(alike => (alike.Count() == 1 ? alike.First() : alike.First() with { Text = $"{alike.Key.Text} (×{alike.Count()})" }, alike.Count())),
        ];
        // What has no room is counted in talks, as the mail's first lines count them.
        return Cap(lines.Select(line => line.Line), scene.Settings.MaxSessions) with { More = lines.Skip(scene.Settings.MaxSessions).Sum(line => line.Talks) };
    }

    public static Capped<DigestLine> Questions(DigestScene scene, IReadOnlySet<UserId> asked)
    {
        IEnumerable<DigestLine> people = scene.Team
            .Where(rep => !asked.Contains(rep) && !string.IsNullOrWhiteSpace(scene.Flag(rep).Question))
            .Where(rep => !DigestActs.IsLeaveQuestion(scene.Flag(rep)) || DigestActs.MayBeAway(scene, rep))
            .Select(rep => new DigestLine(
                scene.Name(rep),
                DigestActs.IsLeaveQuestion(scene.Flag(rep)) ? scene.Words.AskAwayWhy : DigestVoice.OneLine(scene.Flag(rep).Question!),
                scene.PersonLink(rep)));
        // The reader's own come first: nobody else can put them right.
        IEnumerable<DigestLine> answers = scene.Activities
            .Where(activity => DigestLate.IsAskedAbout(scene, activity, daysAgo: 0) && (scene.IsInTeam(activity.Owner) || activity.Owner == scene.Manager.Id) && !IsAnswered(scene, activity))
            .OrderBy(activity => activity.Owner == scene.Reader.Id ? 0 : 1)
            .Select(activity => new DigestLine(
                scene.Name(activity.Owner),
                DigestQuestions.Of(scene, activity),
                scene.TaskLink(activity, scene.Words.OpenTask)));
        IEnumerable<DigestLine> challenges = scene.Activities
            .Where(activity => !string.IsNullOrWhiteSpace(activity.Challenge) && IsRecentAnswer(scene, activity))
            .Select(activity => new DigestLine(
                scene.Name(activity.Owner), scene.Words.Care.AsksWhy(DigestVoice.OneLine(activity.Challenge!)), scene.TaskLink(activity, scene.Words.OpenTask))
            {
                Note = scene.Words.Care.AnswerWhy,
            });
        return Cap(people.Concat(answers).Concat(challenges), scene.Settings.MaxLines);
    }

    public static Capped<DigestLine> Obstacles(DigestScene scene, IReadOnlySet<string> shown) => Cap(
        WithObstacle(scene).Where(activity => !shown.Contains(activity.Key)).Select(activity => new DigestLine(
            scene.Name(activity.Owner), scene.Words.Quote(DigestVoice.OneLine(activity.Obstacle!)), scene.TaskLink(activity, scene.Words.OpenTask))),
        scene.Settings.MaxNotes);

    // One Task about several people's talks names them; null where it is about one.
    private static string? AboutAll(DigestScene scene, IReadOnlyList<DigestActivity> parts)
    {
        if (parts.Count == 1 || parts[0].PairingKey is null || parts.All(part => part.PairingKey == parts[0].PairingKey))
        {
            return null;
        }

        string[] who = [.. parts.Select(part => part.Mentee).OfType<UserId>().Where(scene.MayName).Distinct().Select(scene.Name)];
        return who.Length == 0 ? null : scene.Words.Care.AboutAll(scene.Words.Activity(parts[0].Kind), who.Length > NamesInALine ? [.. who.Take(NamesInALine), "…"] : who);
    }

    // Whoever said no to mentoring once has said it, whatever became of the Task that asked.
    private static bool IsAnswered(DigestScene scene, DigestActivity activity) =>
        activity.Kind == ActivityKind.Invite && scene.Facts.Asked.GetValueOrDefault(activity.Owner) is not null;

    private static bool IsRecentAnswer(DigestScene scene, DigestActivity activity) =>
        scene.IsInTeam(activity.Owner)
        && activity.DoneAt is { } done
        && scene.DaysSince(scene.Voice.DayOf(done)) is >= 0 and <= DigestLate.AnswerDays;

    // In a mail that goes to the next manager up, the absent manager is named.
    private static string SideOf(DigestScene scene, DigestActivity activity) =>
        activity.Owner == scene.Manager.Id ? scene.Name(activity.Owner)
        // Whoever mentors a mentor is one as well.
        : scene.Words.Side(activity.IsManagers && scene.IsInTeam(activity.Owner) ? Sides.Mentor : activity.Side);

    private static string What(DigestScene scene, DigestActivity activity, bool both = false)
    {
        string name = scene.Words.Activity(activity.Kind);
        return activity.Kind == ActivityKind.Review ? scene.Reasons.ReviewOf(activity.Owner == scene.Reader.Id ? null : scene.Name(activity.Owner), scene.Name(activity.Mentor))
            : !both && !activity.IsManagers ? $"{scene.Name(activity.Owner)}, {name}"
            : scene.PairingOf(activity) is { } pairing ? $"{char.ToUpperInvariant(name[0])}{name[1..]}, {scene.Pair(pairing)}"
            : DigestVoice.OneLine(activity.Subject);
    }

    private static Capped<DigestLine> Cap(IEnumerable<DigestLine> lines, int limit)
    {
        DigestLine[] all = [.. lines];
        return Capped.Of<DigestLine>(all, limit) with { Next = all.Skip(limit).Select(line => line.Link).FirstOrDefault(link => link is not null) };
    }
}
