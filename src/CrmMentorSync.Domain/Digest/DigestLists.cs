using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The plain lists of a digest: overdue, sessions, questions, obstacles.</summary>
internal static class DigestLists
{
    /// <summary>How far back answers of Tasks are told: they are told once.</summary>
    private const int AnswerDays = 7;

    private const int NamesInALine = 3;

    /// <summary>Neither of the two has closed it.</summary>
    private const string BothSides = "both";

    /// <summary>Late, in Salesforce (nobody is late with what was never written), and not overtaken by what came after it.</summary>
    public static bool IsOverdue(DigestScene scene, DigestActivity activity) => DigestLate.Is(scene, activity);

    /// <summary>Its pair is paused: nothing is late, and nobody is to be chased.</summary>
    public static bool IsResting(DigestScene scene, DigestActivity activity) =>
        activity.PairingKey is { } key && scene.Book.Pairing(key) is { State: PairState.Paused };

    /// <summary>Obstacles that own reports wrote down lately. What a rep typed is for that rep's managers alone.</summary>
    public static IEnumerable<DigestActivity> WithObstacle(DigestScene scene) =>
        scene.Activities.Where(activity => !string.IsNullOrWhiteSpace(activity.Obstacle) && IsRecentAnswer(scene, activity));

    /// <summary>The two sides of a talk are one thing, and so is all that one Task asks about.</summary>
    public static (string Of, ActivityKind? Kind, int Occurrence) ThingOf(DigestActivity activity) =>
        DigestScene.IsSession(activity) && activity.PairingKey is { } pair ? (pair, activity.Kind, activity.Occurrence) : (activity.SalesforceId ?? activity.Key, activity.Kind, 0);

    /// <param name="shown">What an act of this mail is about already.</param>
    public static Capped<DigestLine> Overdue(DigestScene scene, IReadOnlySet<(string, ActivityKind?, int)> shown) => Cap(
        scene.Activities.Where(activity => IsOverdue(scene, activity) && !shown.Contains(ThingOf(activity)))
            .GroupBy(ThingOf)
            .Select(sides => (Sides: sides.Count(), First: sides.First(), About: AboutAll(scene, [.. sides])))
            .Select(late => new DigestLine(
                late.Sides > 1 && DigestScene.IsSession(late.First) ? scene.Words.Side(BothSides) : late.First.Owner == scene.Reader.Id ? scene.Words.Side("manager") : SideOf(scene, late.First),
                $"{late.About ?? What(scene, late.First, both: DigestScene.IsSession(late.First))}: {scene.Words.Due(scene.Voice.Day(late.First.DueOn))}",
                scene.TaskLink(late.First, scene.Words.OpenTask))),
        scene.Settings.MaxLines);

    public static Capped<DigestLine> Sessions(DigestScene scene, IsoWeek week) => Cap(
        scene.Activities
            .Where(activity => activity.IsOpen && activity.DueOn >= scene.Voice.Today && activity.DueOn <= week.Next.Sunday)
            .Where(activity => DigestScene.IsSession(activity) || (activity.Kind == ActivityKind.Debrief && activity.Owner == scene.Manager.Id))
            .GroupBy(activity => activity.PairingKey is null ? (activity.Key, activity.Kind, 0) : (activity.PairingKey, activity.Kind, activity.Occurrence))
            // Of the two sides' Tasks the link goes to the reader's own, else to an own report's; where one was moved, the earlier day counts.
            .Select(sides => (On: sides.Min(side => side.DueOn), Side: sides.OrderBy(side => side.Owner == scene.Reader.Id ? 0 : scene.IsInTeam(side.Owner) ? 1 : 2).First()))
            .OrderBy(session => session.On)
            .Select(session => new DigestLine(
                scene.Voice.Weekday(session.On), What(scene, session.Side, both: true), scene.TaskLink(session.Side, scene.Words.OpenTask)))
            // Several colleagues of other teams on one day read alike: they are counted.
            .GroupBy(line => (line.Label, line.Text))
            .Select(alike => alike.Count() == 1 ? alike.First() : alike.First() with { Text = $"{alike.Key.Text} (×{alike.Count()})" }),
        scene.Settings.MaxSessions);

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
            .Where(activity => !string.IsNullOrWhiteSpace(activity.Unreadable) && IsToBeAsked(scene, activity))
            .OrderBy(activity => activity.Owner == scene.Reader.Id ? 0 : 1)
            .Select(activity => new DigestLine(
                scene.Name(activity.Owner),
                activity.Owner == scene.Reader.Id
                    ? scene.Words.Care.OwnUnreadable(scene.Words.Activity(activity.Kind), DigestVoice.OneLine(activity.Unreadable!))
                    : scene.Words.Unreadable(scene.Name(activity.Owner), scene.Words.Activity(activity.Kind), DigestVoice.OneLine(activity.Unreadable!)),
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
    private static string? AboutAll(DigestScene scene, DigestActivity[] parts)
    {
        if (parts.Length == 1 || DigestScene.IsSession(parts[0]))
        {
            return null;
        }

        string[] who = [.. parts.Select(part => part.Mentee).OfType<UserId>().Where(scene.MayName).Distinct().Select(scene.Name)];
        return who.Length == 0 ? null : scene.Words.Care.AboutAll(scene.Words.Activity(parts[0].Kind), who.Length > NamesInALine ? [.. who.Take(NamesInALine), "…"] : who);
    }

    // A line in a Task that stays open is asked about in the week in which it was written, and so is one of the reader's own.
    private static bool IsToBeAsked(DigestScene scene, DigestActivity activity) =>
        (scene.IsInTeam(activity.Owner) || activity.Owner == scene.Manager.Id)
        && (activity.DoneAt ?? activity.WrittenAt) is { } written
        && scene.DaysSince(scene.Voice.DayOf(written)) is >= 0 and <= AnswerDays;

    private static bool IsRecentAnswer(DigestScene scene, DigestActivity activity) =>
        scene.IsInTeam(activity.Owner)
        && activity.DoneAt is { } done
        && scene.DaysSince(scene.Voice.DayOf(done)) is >= 0 and <= AnswerDays;

    // In a mail that goes to the next manager up, the absent manager is named.
    private static string SideOf(DigestScene scene, DigestActivity activity) =>
        activity.Owner == scene.Manager.Id ? scene.Name(activity.Owner) : scene.Words.Side(activity.Side);

    private static string What(DigestScene scene, DigestActivity activity, bool both = false)
    {
        string name = scene.Words.Activity(activity.Kind);
        return both || activity.IsManagers
            ? scene.PairingOf(activity) is { } pairing
                ? scene.Words.WithWhom(name, scene.Name(pairing.Mentor), scene.NameOfMentee(pairing))
                : DigestVoice.OneLine(activity.Subject)
            : $"{scene.Name(activity.Owner)}, {name}";
    }

    private static Capped<DigestLine> Cap(IEnumerable<DigestLine> lines, int limit)
    {
        DigestLine[] all = [.. lines];
        return Capped.Of<DigestLine>(all, limit) with { Next = all.Skip(limit).Select(line => line.Link).FirstOrDefault(link => link is not null) };
    }
}
