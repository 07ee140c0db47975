using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The plain lists of a digest: overdue, sessions, questions, obstacles, wins, teams below.</summary>
internal static class DigestLists
{
    /// <summary>How far back answers of Tasks are told: they are told once.</summary>
    private const int AnswerDays = 7;

    /// <summary>Late, and in Salesforce: nobody is late with what was never written.</summary>
    public static bool IsOverdue(DigestScene scene, DigestActivity activity) =>
        activity.IsOpen && activity.SalesforceId is not null && activity.DueOn < scene.Voice.Today && activity.Activity is not ("approve" or "notice");

    /// <summary>Obstacles that own reports wrote down lately. What a rep typed is for that rep's managers alone.</summary>
    public static IEnumerable<DigestActivity> WithObstacle(DigestScene scene) =>
        scene.Activities.Where(activity => !string.IsNullOrWhiteSpace(activity.Obstacle) && IsRecentAnswer(scene, activity));

    public static Capped<DigestLine> Overdue(DigestScene scene) => Cap(
        scene.Activities.Where(activity => IsOverdue(scene, activity)).Select(activity => new DigestLine(
            activity.Owner == scene.Reader.Id ? scene.Words.Side("manager") : SideOf(scene, activity),
            $"{What(scene, activity)}: {scene.Words.Late(scene.Voice.Day(activity.DueOn), scene.DaysSince(activity.DueOn))}",
            scene.TaskLink(activity, scene.Words.OpenTask))),
        scene.Settings.MaxLines);

    public static Capped<DigestLine> Sessions(DigestScene scene, IsoWeek week) => Cap(
        scene.Activities
            .Where(activity => activity.IsOpen && activity.DueOn >= scene.Voice.Today && activity.DueOn <= week.Next.Sunday)
            .Where(activity => DigestScene.IsSession(activity) || (activity.Activity == "debrief" && activity.Owner == scene.Manager.Id))
            .GroupBy(activity => (activity.PairingKey, activity.Activity, activity.Occurrence, activity.DueOn))
            // Of the two sides' Tasks the link goes to the reader's own, else to an own report's.
            .Select(sides => sides.OrderBy(side => side.Owner == scene.Reader.Id ? 0 : scene.IsInTeam(side.Owner) ? 1 : 2).First())
            .Select(activity => new DigestLine(
                scene.Voice.Weekday(activity.DueOn), What(scene, activity, both: true), scene.TaskLink(activity, scene.Words.OpenTask))),
        scene.Settings.MaxLines);

    public static Capped<DigestLine> Questions(DigestScene scene, IReadOnlySet<UserId> asked)
    {
        IEnumerable<DigestLine> people = scene.Team
            .Where(rep => !asked.Contains(rep) && !string.IsNullOrWhiteSpace(scene.Flag(rep).Question))
            .Select(rep => new DigestLine(
                scene.Name(rep),
                DigestActs.IsLeaveQuestion(scene.Flag(rep)) ? scene.Words.AskAwayWhy : DigestVoice.OneLine(scene.Flag(rep).Question!),
                scene.PersonLink(rep)));
        IEnumerable<DigestLine> answers = scene.Activities
            .Where(activity => !string.IsNullOrWhiteSpace(activity.Unreadable) && IsRecentAnswer(scene, activity))
            .Select(activity => new DigestLine(
                scene.Name(activity.Owner),
                scene.Words.Unreadable(scene.Name(activity.Owner), scene.Words.Activity(activity.Activity), DigestVoice.OneLine(activity.Unreadable!)),
                scene.TaskLink(activity, scene.Words.OpenTask)));
        return Cap(people.Concat(answers), scene.Settings.MaxLines);
    }

    public static Capped<DigestLine> Obstacles(DigestScene scene, IReadOnlySet<string> shown) => Cap(
        WithObstacle(scene).Where(activity => !shown.Contains(activity.Key)).Select(activity => new DigestLine(
            scene.Name(activity.Owner), scene.Words.Quote(DigestVoice.OneLine(activity.Obstacle!)), scene.TaskLink(activity, scene.Words.OpenTask))),
        scene.Settings.MaxNotes);

    /// <summary>The largest win of each own report lately, the largest first.</summary>
    public static Capped<DigestLine> Wins(DigestScene scene) => Cap(
        scene.Facts.Wins
            .Where(win => scene.IsInTeam(win.Owner))
            .GroupBy(win => win.Owner)
            .Select(rep => rep.OrderByDescending(win => win.Amount ?? 0).ThenBy(win => win.DealId, StringComparer.Ordinal).First())
            .OrderByDescending(win => win.Amount ?? 0)
            .ThenBy(win => win.DealId, StringComparer.Ordinal)
            .Take(scene.Settings.MaxNotes)
            .Select(win => new DigestLine(
                scene.Voice.Weekday(win.WonOn),
                scene.Words.Win(scene.Name(win.Owner), DigestVoice.OneLine(win.Name), win.Amount is > 0 and { } amount ? scene.Voice.Amount(amount) : null),
                new DigestLink(scene.Words.OpenDeal, scene.Voice.Links.Opportunity(win.DealId)))),
        scene.Settings.MaxNotes);

    /// <summary>One line a team anywhere below, counts only; the manager's own team stands in full above.</summary>
    public static Capped<DigestLine> TeamsBelow(DigestScene scene)
    {
        if (!scene.Settings.RollUp)
        {
            return Capped.None<DigestLine>();
        }

        IEnumerable<DigestLine> teams =
            from person in scene.Facts.People.Values.OrderBy(person => person.Id)
            where person.Id != scene.Reader.Id && scene.Lines.IsAbove(scene.Manager.Id, person.Id)
            let reps = scene.Lines.DirectReports(person.Id).Where(rep => rep != scene.Reader.Id && scene.Facts.Flags.ContainsKey(rep)).ToArray()
            where reps.Length > 0
            select new DigestLine(scene.Name(person.Id), scene.Words.TeamCounts(DigestTeam.Counts(scene, reps)), scene.PersonLink(person.Id));
        return Cap(teams, scene.Settings.MaxTeams);
    }

    private static bool IsRecentAnswer(DigestScene scene, DigestActivity activity) =>
        scene.IsInTeam(activity.Owner)
        && activity.DoneAt is { } done
        && scene.DaysSince(DateOnly.FromDateTime(done.UtcDateTime)) is >= 0 and <= AnswerDays;

    // In a mail that goes to the next manager up, the absent manager is named.
    private static string SideOf(DigestScene scene, DigestActivity activity) =>
        activity.Owner == scene.Manager.Id ? scene.Name(activity.Owner) : scene.Words.Side(activity.Side);

    private static string What(DigestScene scene, DigestActivity activity, bool both = false)
    {
        string name = scene.Words.Activity(activity.Activity);
        return both || activity.IsManagers
            ? scene.PairingOf(activity) is { } pairing
                ? scene.Words.WithWhom(name, scene.Name(pairing.Mentor), scene.NameOfMentee(pairing))
                : DigestVoice.OneLine(activity.Subject)
            : $"{scene.Name(activity.Owner)}, {name}";
    }

    private static Capped<DigestLine> Cap(IEnumerable<DigestLine> lines, int limit) => Capped.Of<DigestLine>([.. lines], limit);
}
