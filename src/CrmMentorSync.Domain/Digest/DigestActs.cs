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

    /// <summary>The reader's own talk that did not take place comes before other small things.</summary>
    private const double OwnTalkFirst = 1;

    /// <summary>Between others' talks that did not take place and their notes.</summary>
    private const double OwnWord = 0.75;

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

        /// <summary>Whom the reader sees or speaks to by doing it.</summary>
        public IReadOnlyList<UserId> Seen { get; init; } = [];

        /// <summary>Whom the reader asks about something that is late.</summary>
        public IReadOnlyList<UserId> Reminded { get; init; } = [];

        /// <summary>The late things that it stands for: no list says them again.</summary>
        public IReadOnlyList<Thing> Late { get; init; } = [];

        /// <summary>The day that it was due; of things of equal value the oldest comes first.</summary>
        public DateOnly? Since { get; init; }

        /// <summary>How many things this one act stands for.</summary>
        public int Count { get; init; } = 1;
    }

    /// <summary>The acts to show, best first.</summary>
    public static IReadOnlyList<Candidate> Choose(DigestScene scene, IReadOnlyList<DigestPairing> approvals, IReadOnlyList<DigestRollUp.Branch> branches)
    {
        Candidate[] ranked =
        [
            .. Decisions(scene, approvals).Concat(OwnTasks(scene)).Concat(Debriefs(scene)).Concat(OwnTalks(scene)).Concat(OwnWords(scene)).Concat(ForPeople(scene)).Concat(Reminders(scene)).Concat(Obstacles(scene)).Concat(Needs(scene, branches)).Concat(Escalations(scene, branches))
                .OrderByDescending(candidate => candidate.Value)
                .ThenBy(candidate => candidate.Since ?? DateOnly.MaxValue)
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
            approvals.Count > 1 && approvals.All(approval => approval.ProposedOn == oldest.ProposedOn)
                ? scene.Reasons.DecideAll(approvals.Count, scene.DaysSince(oldest.ProposedOn), scene.Voice.Day(lapses))
                : scene.Words.DecideWhy(mentor, mentee, approvals.Count, scene.DaysSince(oldest.ProposedOn), scene.Voice.Day(oldest.ExpiresOn)),
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
        let late = scene.Late.FirstOrDefault(thing => thing.Of == DigestLate.ThingOf(activity))
        let why = late is null ? words.Why : $"{words.Why} {Due(scene, activity)}".TrimStart()
        select new Candidate(point.Value, Worth(point.Value), activity.Key, new DigestAct(words.What, why, scene.TaskLink(activity, scene.Words.OpenTask)))
        {
            Activity = activity, Late = late is null ? [] : [late.Of], Since = activity.DueOn, Seen = [about],
        };

    private static IEnumerable<Candidate> Debriefs(DigestScene scene)
    {
        if (scene.Late.FirstOrDefault(late => late.First.Kind == ActivityKind.Debrief && late.First.Owner == scene.Manager.Id) is not { } due)
        {
            yield break;
        }

        DigestActivity[] talks = [.. due.Parts];
        // One Task may ask about the talks of several people: it is closed once.
        int tasks = talks.DistinctBy(talk => talk.SalesforceId, StringComparer.Ordinal).Count();
        UserId[] who = [.. talks.Select(debrief => debrief.Mentee).OfType<UserId>().Where(scene.MayName).Distinct()];
        string[] names = [.. who.Take(DebriefNames).Select(scene.Name)];
        yield return new Candidate(DigestPoint.Debrief, Worth(DigestPoint.Debrief), talks[0].Key, new DigestAct(
            names.Length == 0 ? scene.Words.DebriefOfTheWeek : names.Length == 1 ? scene.Words.DebriefOne(names[0]) : scene.Words.DebriefMany(tasks, names, who.Length > DebriefNames),
            // In a mail that goes to the next manager up, the absent manager is named.
            (scene.Manager.Id == scene.Reader.Id ? "" : scene.Name(scene.Manager.Id) + ": ") + scene.Words.DebriefWhy(tasks, who.Length, scene.Voice.Day(talks[0].DueOn), scene.DaysSince(talks[0].DueOn)),
            scene.TaskLink(talks[0], scene.Words.OpenTask)))
        {
            Count = talks.Length, Late = [due.Of], Seen = who,
        };
    }

    /// <summary>A talk of the reader's own that did not take place: nobody else is to be asked about it.</summary>
    private static IEnumerable<Candidate> OwnTalks(DigestScene scene) =>
        from late in scene.Late
        where IsReadersOwn(scene, late)
        let other = late.First.Mentor == scene.Reader.Id ? late.First.Mentee : late.First.Mentor
        where other is not null
        let own = late.Parts.FirstOrDefault(part => part.Owner == scene.Reader.Id) ?? late.First
        select new Candidate(DigestPoint.OwnPart, Worth(DigestPoint.OwnPart) + OwnTalkFirst, late.First.Key, new DigestAct(
            scene.Reasons.OwnTalk(scene.Words.Activity(late.First.Kind), scene.MayName(other.Value) || late.First.Mentor == other ? scene.Name(other.Value) : null),
            scene.Reasons.OwnTalkWhy(Due(scene, late.First)),
            scene.TaskLink(own, scene.Words.OpenTask)))
        {
            Late = [late.Of], Since = late.First.DueOn, Seen = [other.Value],
        };

    /// <summary>Other Tasks of the reader's own that are late: a question about a report, a word with a new mentor.</summary>
    private static IEnumerable<Candidate> OwnWords(DigestScene scene) =>
        from late in scene.Late
        where late.Parts.All(part => part.Owner == scene.Manager.Id) && late.First.Kind is ActivityKind.FollowUp or ActivityKind.Review
        let about = late.First.Kind == ActivityKind.FollowUp ? late.First.Mentee : late.First.Mentor
        where about is not null && scene.MayName(about.Value)
        select new Candidate(DigestPoint.OwnPart, Worth(DigestPoint.Reminder) + OwnWord, late.First.Key, new DigestAct(
            late.First.Kind == ActivityKind.Review ? scene.Reasons.ReviewOf(null, scene.Name(about.Value)) : scene.Words.Remind(scene.Name(about.Value), scene.Words.Activity(late.First.Kind)),
            late.First.Kind == ActivityKind.Review ? $"{scene.Reasons.ReviewWhy(null)} {Due(scene, late.First)}" : Sentence(WithWhom(scene, late.First) + scene.Words.Late(scene.Voice.Day(late.First.DueOn), scene.DaysSince(late.First.DueOn))),
            scene.TaskLink(late.First, scene.Words.OpenTask)))
        {
            Late = [late.Of], Since = late.First.DueOn, Seen = [about.Value],
        };

    private static bool IsReadersOwn(DigestScene scene, LateThing late) =>
        DigestScene.IsSession(late.First) && (late.First.Mentor == scene.Reader.Id || late.First.Mentee == scene.Reader.Id);

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
            case FlagKind.Top when scene.LooksBack && !scene.IsPaired(rep) && !HadSession(scene, rep):
                return Make(DigestPoint.Attention, 0, scene.Words.AskWhatNext(name), scene.Words.AskWhatNextWhy(scene.Settings.AttentionDays));
            default:
                return null;
        }

        Candidate Make(DigestPoint kind, double extra, string what, string why) =>
            new(kind, Worth(kind) + extra, rep.Value, new DigestAct(what, why, scene.PersonLink(rep)));
    }

    private static bool HadSession(DigestScene scene, UserId rep) => scene.Book.OwnedBy(rep).Concat(scene.Book.PairingsOf(rep).SelectMany(scene.Book.Of)).Any(activity =>
        activity.State == "done" && activity.DoneAt is { } done && scene.DaysSince(scene.Voice.DayOf(done)) <= scene.Settings.AttentionDays);

    /// <summary>
    /// The oldest late thing of each, first of all what keeps a pair from beginning, then talks, then what was learned. Both are asked
    /// where both are late.
    /// </summary>
    private static IEnumerable<Candidate> Reminders(DigestScene scene)
    {
        HashSet<UserId> asked = [];
        foreach (LateThing late in scene.Late.Where(late => late.Parts.Any(part => scene.IsInTeam(part.Owner)) && !IsReadersOwn(scene, late)))
        {
            UserId[] owners = [.. late.Parts.Select(part => part.Owner).Where(scene.IsInTeam).Distinct()];
            if (owners.All(asked.Contains))
            {
                continue;
            }

            asked.UnionWith(owners);
            DigestActivity first = late.Parts.First(part => scene.IsInTeam(part.Owner));
            string who = owners.Select(scene.Name).Aggregate(scene.Words.Together);
            yield return new Candidate(DigestPoint.Reminder, Worth(DigestPoint.Reminder) + Urgency(first), first.Key, new DigestAct(
                first.Kind == ActivityKind.Review ? scene.Reasons.AskAboutReview(who, scene.Name(first.Mentor)) : scene.Words.Remind(who, scene.Words.Activity(first.Kind)),
                first.Kind == ActivityKind.Review ? $"{scene.Reasons.ReviewWhy(who)} {Due(scene, first)}" : Sentence(WithWhom(scene, first) + scene.Words.Late(scene.Voice.Day(first.DueOn), scene.DaysSince(first.DueOn))),
                scene.TaskLink(late.Parts.FirstOrDefault(part => part.Owner == scene.Manager.Id) ?? first, scene.Words.OpenTaskOf(scene.Name(first.Owner)))))
            {
                Activity = first, Late = [late.Of], Since = first.DueOn, Reminded = owners,
            };
        }
    }

    private static double Urgency(DigestActivity activity) =>
        activity.Kind == ActivityKind.Kickoff ? 1.5 : DigestScene.IsSession(activity) ? 1 : activity.Kind == ActivityKind.FollowUp ? 0.5 : 0;

    private static IEnumerable<Candidate> Obstacles(DigestScene scene) =>
        DigestLists.WithObstacle(scene).Select(activity => new Candidate(DigestPoint.Obstacle, Worth(DigestPoint.Obstacle), activity.Key, new DigestAct(
            scene.Words.ClearObstacle(scene.Name(activity.Owner)),
            scene.Words.Quote(DigestVoice.OneLine(activity.Obstacle!)),
            scene.TaskLink(activity, scene.Words.OpenTaskOf(scene.Name(activity.Owner))))) { Activity = activity });

    // Whoever has no reps of their own reads first of the team that needs them most; only a decision that lapses comes before.
    private static IEnumerable<Candidate> Needs(DigestScene scene, IReadOnlyList<DigestRollUp.Branch> branches)
    {
        if (DigestNeeds.Neediest(scene, branches) is not { } need)
        {
            yield break;
        }

        TeamNumbers team = need.Team;
        string why = scene.Words.Care.AskAboutTeamWhy(
            team.Overdue, team.Open, team.OverdueBefore, DigestRollUp.IsImpatient(scene, team) ? team.Waiting : 0, DigestRollUp.DaysWaiting(scene, team), team.Silent, DigestHealth.SilentDays);
        yield return new Candidate(DigestPoint.TeamInNeed, scene.Team.Count == 0 ? TeamFirst : Worth(DigestPoint.TeamInNeed), team.Manager.Value, new DigestAct(
            scene.Words.Care.AskAboutTeam(scene.Name(team.Manager), need.Through == team.Manager ? null : scene.Name(need.Through)),
            need.Why is { } reason ? $"{why} {scene.Reasons.WhyFirst(reason)}" : why,
            scene.PersonLink(need.Through)))
        {
            // A decision that waits in another team is a second team's need.
            Count = 1 + Escalations(scene, branches).Count(),
        };
    }

    private static IEnumerable<Candidate> Escalations(DigestScene scene, IReadOnlyList<DigestRollUp.Branch> branches) =>
        DigestRollUp.Impatient(scene, branches).Where(branch => branch.Manager != DigestNeeds.Neediest(scene, branches)?.Team.Manager).Select(branch => new Candidate(
            DigestPoint.Escalation, Worth(DigestPoint.Escalation) + Math.Min(4, branch.DaysWaiting(scene) / 7.0), branch.Manager.Value, new DigestAct(
                scene.Words.Care.AskAboutDecisions(scene.Name(branch.Manager)),
                scene.Words.Care.AskAboutDecisionsWhy(branch.Waiting, branch.DaysWaiting(scene)),
                scene.PersonLink(branch.Manager))));

    private static string WithWhom(DigestScene scene, DigestActivity activity) => scene.PairingOf(activity) is { } pairing ? scene.Pair(pairing) + ": " : "";

    private static string Due(DigestScene scene, DigestActivity activity) => Sentence(scene.Words.Late(scene.Voice.Day(activity.DueOn), scene.DaysSince(activity.DueOn)));

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + DigestWords.Stop(text[1..]);
}
