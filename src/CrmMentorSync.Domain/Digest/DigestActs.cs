using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// Ranks what a manager could do this week. First what blocks others and only the manager can undo (a decision, a debrief),
/// then what promises the largest gain (coaching someone who has no mentor), then questions, then care for strong people.
/// </summary>
internal static class DigestActs
{
    private const int DecisionLapses = 110;
    private const int TeamFirst = 105;

    private const int DebriefNames = 5;

    /// <summary>As long as no deal, event or login makes a suspected leave.</summary>
    private const int SignOfLifeDays = 30;

    /// <summary>Own Tasks that are due later are next week's.</summary>
    private const int OwnTaskDays = 6;

    /// <summary>Two of the three may be of one kind: a list of three coachings would hide everything else.</summary>
    private const int MaxOfKind = 2;

    internal sealed record Candidate(DigestPoint Kind, double Value, string Order, DigestAct Act)
    {
        public DigestActivity? Activity { get; init; }
        public UserId? Asked { get; init; }

        /// <summary>How many things this one act stands for.</summary>
        public int Count { get; init; } = 1;
    }

    /// <summary>The acts to show, best first.</summary>
    public static IReadOnlyList<Candidate> Choose(DigestScene scene, IReadOnlyList<DigestPairing> approvals, IReadOnlyList<DigestRollUp.Branch> branches)
    {
        Candidate[] ranked =
        [
            .. Decisions(scene, approvals).Concat(OwnTasks(scene)).Concat(Debriefs(scene)).Concat(ForPeople(scene)).Concat(Reminders(scene)).Concat(Obstacles(scene)).Concat(Needs(scene, branches)).Concat(Escalations(scene, branches))
                .OrderByDescending(candidate => candidate.Value)
                .ThenBy(candidate => candidate.Order, StringComparer.Ordinal),
        ];
        Candidate[] varied = [.. ranked.GroupBy(candidate => candidate.Kind).SelectMany(kind => kind.Take(MaxOfKind))];
        // Only where nothing else is left may one kind fill the list.
        return [.. varied.Concat(ranked.Except(varied)).Take(scene.Settings.MaxActs).OrderBy(candidate => Array.IndexOf(ranked, candidate))];
    }

    private static double Worth(DigestPoint kind) => kind switch
    {
        DigestPoint.Decision => 100,
        DigestPoint.PrivateWord => 95,
        DigestPoint.Debrief => 90,
        DigestPoint.Coaching => 80,
        DigestPoint.NewHere => 75,
        DigestPoint.Leave => 70,
        DigestPoint.TeamInNeed => 66,
        DigestPoint.Escalation => 65,
        DigestPoint.OwnPart => 62,
        DigestPoint.Reminder => 60,
        DigestPoint.Obstacle => 55,
        DigestPoint.Attention => 50,
    };

    /// <summary>True for what only the manager's debrief ends.</summary>
    public static bool IsOverdueDebrief(DigestScene scene, DigestActivity activity) =>
        activity.Kind == ActivityKind.Debrief && activity.Owner == scene.Manager.Id && DigestLists.IsOverdue(scene, activity);

    /// <summary>True where nothing was seen of somebody for long. Our own Tasks count for no score, but whoever closes one is there.</summary>
    public static bool MayBeAway(DigestScene scene, UserId rep) => IsLeaveQuestion(scene.Flag(rep)) && !scene.Book.OwnedBy(rep).Any(activity =>
        activity is { State: "done" or "declined" or "unconfirmed", DoneAt: { } done } && scene.DaysSince(scene.Voice.DayOf(done)) <= SignOfLifeDays);

    public static bool IsLeaveQuestion(RepFlag flag) =>
        flag.Question is { } question && question.Contains("leave", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Candidate> Decisions(DigestScene scene, IReadOnlyList<DigestPairing> approvals)
    {
        if (approvals.Count == 0)
        {
            yield break;
        }

        DigestPairing oldest = approvals.OrderBy(approval => approval.ProposedOn).ThenBy(approval => approval.Key, StringComparer.Ordinal).First();
        string mentor = scene.Name(oldest.Mentor);
        string mentee = scene.Name(oldest.Mentee);
        DateOnly lapses = approvals.Min(approval => approval.ExpiresOn);
        double value = DigestApprovals.LapsesSoon(scene, lapses) ? DecisionLapses : Worth(DigestPoint.Decision);
        yield return new Candidate(DigestPoint.Decision, value, oldest.Key, new DigestAct(
            approvals.Count == 1 ? scene.Words.DecideOne(mentor, mentee) : scene.Words.DecideMany(approvals.Count),
            scene.Words.DecideWhy(mentor, mentee, approvals.Count, scene.DaysSince(oldest.ProposedOn), scene.Voice.Day(oldest.ExpiresOn)),
            // Each of several has its own link with its reason.
            approvals.Count > 1 ? null : scene.TaskLink(scene.Book.ApprovalOf(oldest), scene.Words.OpenApproval(mentee)))) { Count = approvals.Count };
    }

    /// <summary>What the reader's own Tasks of this week ask for, besides decisions and debriefs.</summary>
    private static IEnumerable<Candidate> OwnTasks(DigestScene scene) =>
        from activity in scene.Activities
        where activity.Owner == scene.Manager.Id && activity is { IsOpen: true, SalesforceId: not null } && -scene.DaysSince(activity.DueOn) <= OwnTaskDays
        where !DigestLists.IsResting(scene, activity)
        let point = activity.Kind is { } kind ? DigestKinds.OwnAct(kind) : null
        where point is not null
        let about = activity.Mentee is { } mentee && activity.Side != Sides.MentorManager ? mentee : activity.Mentor
        let words = scene.Words.Care.OwnTask(activity.Kind!.Value, scene.Name(activity.Kind is ActivityKind.Thanks or ActivityKind.Interview ? activity.Mentor : about))
        select new Candidate(point.Value, Worth(point.Value), activity.Key, new DigestAct(words.What, words.Why, scene.TaskLink(activity, scene.Words.OpenTask))) { Activity = activity };

    private static IEnumerable<Candidate> Debriefs(DigestScene scene)
    {
        DigestActivity[] due = [.. scene.Activities.Where(activity => IsOverdueDebrief(scene, activity))];
        if (due.Length == 0)
        {
            yield break;
        }

        // One Task may ask about the talks of several people: it is closed once.
        int tasks = due.DistinctBy(DigestLists.ThingOf).Count();
        string[] who = [.. due.Select(debrief => debrief.Mentee).OfType<UserId>().Where(scene.MayName).Distinct().Select(scene.Name)];
        yield return new Candidate(DigestPoint.Debrief, Worth(DigestPoint.Debrief), due[0].Key, new DigestAct(
            who.Length == 0 ? scene.Words.DebriefOfTheWeek : who.Length == 1 ? scene.Words.DebriefOne(who[0]) : scene.Words.DebriefMany(tasks, [.. who.Take(DebriefNames)], who.Length > DebriefNames),
            scene.Words.DebriefWhy(tasks, who.Length, scene.Voice.Day(due[0].DueOn), scene.DaysSince(due[0].DueOn)),
            scene.TaskLink(due[0], scene.Words.OpenTask))) { Count = tasks, Activity = scene.Manager.Id == scene.Reader.Id ? due[0] : null };
    }

    private static IEnumerable<Candidate> ForPeople(DigestScene scene)
    {
        foreach (UserId rep in scene.Team)
        {
            if (ForPerson(scene, rep) is { } candidate)
            {
                yield return candidate with { Asked = rep };
            }
        }
    }

    private static Candidate? ForPerson(DigestScene scene, UserId rep)
    {
        RepFlag flag = scene.Flag(rep);
        string name = scene.Name(rep);
        if (MayBeAway(scene, rep))
        {
            return Make(DigestPoint.Leave, 0, scene.Words.AskAway(name), scene.Words.AskAwayWhy);
        }

        switch (flag.Flag)
        {
            case FlagKind.Struggling when !scene.HasMentor(rep):
                string gap = flag.Gap is { } skill ? scene.Words.SkillName(skill) : scene.Words.SkillName(Performance.Skill.Overall);
                string figures = DigestTeam.MainScore(scene, rep, flag.Gap) is { } score
                    ? scene.Voice.Named(score, scene.Voice.ShortFigures(score))
                    : scene.Words.FlagWord(flag.Flag);
                return Make(DigestPoint.Coaching, 4 * (flag.Probability ?? 0), scene.Words.CoachYourself(name, gap), scene.Words.CoachWhy(figures));
            case FlagKind.Ramping when !scene.HasMentor(rep) && !scene.Facts.OnHold.Contains(rep):
                return Make(DigestPoint.NewHere, 0, scene.Words.GiveContact(name), scene.Words.GiveContactWhy(scene.Voice.FullDay(scene.Facts.People[rep].Since)));
            case FlagKind.Top when !scene.IsPaired(rep) && !HadSession(scene, rep):
                return Make(DigestPoint.Attention, 0, scene.Words.AskWhatNext(name), scene.Words.AskWhatNextWhy(scene.Settings.AttentionDays));
            default:
                return null;
        }

        Candidate Make(DigestPoint kind, double extra, string what, string why) =>
            new(kind, Worth(kind) + extra, rep.Value, new DigestAct(what, why, scene.PersonLink(rep)));
    }

    private static bool HadSession(DigestScene scene, UserId rep) => scene.Book.OwnedBy(rep).Concat(scene.Book.PairingsOf(rep).SelectMany(scene.Book.Of)).Any(activity =>
        activity.State == "done" && activity.DoneAt is { } done && scene.DaysSince(scene.Voice.DayOf(done)) <= scene.Settings.AttentionDays);

    private static IEnumerable<Candidate> Reminders(DigestScene scene) =>
        scene.Activities
            .Where(activity => scene.IsInTeam(activity.Owner) && DigestLists.IsOverdue(scene, activity))
            .GroupBy(activity => activity.Owner)
            .Select(person => person.First())
            .GroupBy(DigestLists.ThingOf)
            .Select(sides => (Who: sides.Select(side => scene.Name(side.Owner)).Aggregate(scene.Words.Together), Activity: sides.First()))
            .Select(late => (late.Who, late.Activity, Days: scene.DaysSince(late.Activity.DueOn)))
            .Select(late => new Candidate(DigestPoint.Reminder, Worth(DigestPoint.Reminder) + Math.Min(4, late.Days / 3.0), late.Activity.Key, new DigestAct(
                scene.Words.Remind(late.Who, scene.Words.Activity(late.Activity.Kind)),
                Sentence(WithWhom(scene, late.Activity) + scene.Words.Late(scene.Voice.Day(late.Activity.DueOn), late.Days)),
                scene.TaskLink(late.Activity, scene.Words.OpenTaskOf(scene.Name(late.Activity.Owner))))) { Activity = late.Activity });

    private static IEnumerable<Candidate> Obstacles(DigestScene scene) =>
        DigestLists.WithObstacle(scene).Select(activity => new Candidate(DigestPoint.Obstacle, Worth(DigestPoint.Obstacle), activity.Key, new DigestAct(
            scene.Words.ClearObstacle(scene.Name(activity.Owner)),
            scene.Words.Quote(DigestVoice.OneLine(activity.Obstacle!)),
            scene.TaskLink(activity, scene.Words.OpenTaskOf(scene.Name(activity.Owner))))) { Activity = activity });

    // Whoever has no reps of their own reads first of the team that needs them most; only a decision that lapses comes before.
    private static IEnumerable<Candidate> Needs(DigestScene scene, IReadOnlyList<DigestRollUp.Branch> branches) =>
        DigestNeeds.Neediest(scene, branches) is not { } need ? [] :
        [
            new Candidate(DigestPoint.TeamInNeed, scene.Team.Count == 0 ? TeamFirst : Worth(DigestPoint.TeamInNeed), need.Team.Manager.Value, new DigestAct(
                scene.Words.Care.AskAboutTeam(scene.Name(need.Team.Manager), need.Through == need.Team.Manager ? null : scene.Name(need.Through)),
                scene.Words.Care.AskAboutTeamWhy(
                    need.Team.Overdue, need.Team.Open, need.Team.OverdueBefore, DigestRollUp.IsImpatient(scene, need.Team) ? need.Team.Waiting : 0, need.Team.DaysWaiting(scene), need.Team.Silent, DigestHealth.SilentDays),
                scene.PersonLink(need.Through))),
        ];

    private static IEnumerable<Candidate> Escalations(DigestScene scene, IReadOnlyList<DigestRollUp.Branch> branches) =>
        DigestRollUp.Impatient(scene, branches).Where(branch => branch.Manager != DigestNeeds.Neediest(scene, branches)?.Team.Manager).Select(branch => new Candidate(
            DigestPoint.Escalation, Worth(DigestPoint.Escalation) + Math.Min(4, branch.DaysWaiting(scene) / 7.0), branch.Manager.Value, new DigestAct(
                scene.Words.Care.AskAboutDecisions(scene.Name(branch.Manager)),
                scene.Words.Care.AskAboutDecisionsWhy(branch.Waiting, branch.DaysWaiting(scene)),
                scene.PersonLink(branch.Manager))));

    private static string WithWhom(DigestScene scene, DigestActivity activity) =>
        scene.PairingOf(activity) is { } pairing ? scene.Words.Pair(scene.Name(pairing.Mentor), scene.NameOfMentee(pairing)) + ": " : "";

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
