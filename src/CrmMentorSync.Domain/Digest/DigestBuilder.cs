using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Makes one manager's digest from the week's rows. Rows in, texts out; equal rows give equal mails.</summary>
public static class DigestBuilder
{
    /// <param name="recipient">Whose team, who reads it, and why they differ.</param>
    /// <param name="now">The run's instant; the day is that of the reader's zone, the week the one whose mail is due there.</param>
    /// <param name="links">The org's address.</param>
    /// <param name="isOperator">True: the reader also sees what an operator must know.</param>
    public static DigestModel Build(
        DigestBook book, DigestRecipient recipient, DateTimeOffset now, LightningLinks links, DigestSettings settings, bool isOperator)
    {
        DigestFacts facts = book.Facts;
        Person reader = recipient.Reader ?? recipient.Manager;
        IsoWeek week = DigestDue.WeekOf(now, reader.TimeZone, settings.Day, settings.Time);
        var voice = new DigestVoice(reader, now, links, facts.Currency);
        var scene = new DigestScene(book, recipient.Manager, reader, voice, settings);

        IReadOnlyList<DigestPairing> approvals = DigestApprovals.Waiting(scene);
        IReadOnlyList<DigestRollUp.Branch> branches = DigestRollUp.Branches(scene);
        IReadOnlyList<DigestActs.Candidate> acts = DigestActs.Choose(scene, [.. approvals.Where(pairing => DigestApprovals.CanBeDecided(scene, pairing))], branches);
        HashSet<UserId> asked = Asked(acts);
        int scale = DigestTeam.Scale(scene);
        Capped<DigestTeamRow> team = DigestTeam.Rows(scene, scale);
        (DigestPoint? point, int count) = acts.Count == 0 ? (null, 0) : ((DigestPoint?)acts[0].Kind, acts[0].Kind == DigestPoint.Reminder ? scene.Late.Count : acts[0].Count);
        DigestModel full = new()
        {
            Manager = recipient.Manager.Id,
            Reader = reader.Id,
            Language = voice.Words.Tag,
            Words = voice.Words,
            Week = week,
            Subject = acts.Count == 0 && scene.Team.Count == 0 && branches.Count > 0
                ? voice.Words.TeamsSubject(week.Week)
                : voice.Words.Subject(week.Week, point, count),
            Preheader = "",
            Lead = voice.Words.Lead(point, count),
            WeekLine = voice.Words.WeekLine(week.Week, voice.Day(week.Monday), voice.FullDay(week.Sunday)),
            Greeting = voice.Words.Greeting(FirstName(reader)),
            Notices = Notices(recipient, facts, voice, now, settings),
            Acts = [.. acts.Select(candidate => candidate.Act with { Late = candidate.Late.Count })],
            Approvals = Capped.Of(DigestApprovals.Describe(scene, approvals), settings.MaxApprovals),
            FurtherApprovals = DigestApprovals.Further(scene, approvals),
            Team = team,
            TeamBeyond = DigestTeam.Beyond(scene, team),
            TeamGone = DigestTeam.Gone(scene),
            Overdue = DigestLists.Overdue(scene, acts.SelectMany(act => act.Late).ToHashSet()),
            Sessions = DigestLists.Sessions(scene, week),
            Questions = DigestLists.Questions(scene, asked),
            Obstacles = DigestLists.Obstacles(scene, ActivitiesOf(acts)),
            Wins = DigestPraise.Lines(scene),
            OwnCoaching = acts.Any(act => act.Kind == DigestPoint.Coaching) ? null : DigestTalks.OwnCoaching(scene, week, acts.SelectMany(act => act.Seen).Concat(asked).ToHashSet(), [.. approvals.SelectMany(pairing => new[] { pairing.Mentor, pairing.Mentee }), .. acts.SelectMany(act => act.Reminded)]),
            Attention = DigestHealth.Attention(scene, asked),
            Alerts = DigestHealth.Alerts(scene),
            OwnTime = DigestTalks.ByTier(scene),
            Growth = DigestGrowth.Lines(scene),
            Progress = [.. DigestHealth.Progress(scene), .. OfPeople(scene)],
            Teams = DigestRollUp.Lines(scene, branches),
            Operators = isOperator ? Operators(facts.Operations, voice) : Capped.None<DigestLine>(),
        };
        return IsQuiet(full, scene) ? Quiet(full, scene)
            : full.IsRollUp ? RollUp(full, scene, branches)
            : Busy(full, scene, scale, week);
    }

    private static DigestModel Busy(DigestModel model, DigestScene scene, int scale, IsoWeek week)
    {
        int overdue = scene.Late.Count;
        int sessions = DigestLists.Upcoming(scene, week.Next.Sunday).Count;
        bool hasBars = model.Team.Shown.Any(row => row.Bar is not null);
        return model with
        {
            Preheader = scene.Words.Preheader(model.Acts.Count, model.Approvals.Count, overdue, sessions),
            Summary = Sentences(scene.Words.Ahead(overdue, sessions)),
            TeamLegend = hasBars ? DigestTeam.Legend(scene, scene.Words.Legend) : null,
            TeamTextLegend = hasBars ? DigestTeam.Legend(scene, scene.Words.TextLegend) : null,
            TeamAxis = DigestTeam.Axis(scene),
            TeamScale = scale,
            Footer = Footer(model),
        };
    }

    private static DigestModel RollUp(DigestModel model, DigestScene scene, IReadOnlyList<DigestRollUp.Branch> branches)
    {
        (int waiting, int pairs) = (branches.Sum(branch => branch.Waiting), branches.Sum(branch => branch.Pairs));
        (int overdue, int before) = (branches.Sum(branch => branch.Overdue) + scene.Late.Count, branches.Sum(branch => branch.OverdueBefore) + DigestLate.Count(scene, DigestLate.WeekDays));
        return model with
        {
            Preheader = scene.Words.Preheader(model.Acts.Count, waiting, overdue, branches.Sum(branch => branch.Sessions)),
            Lead = model.Acts.Count > 0 ? model.Lead : scene.Words.TeamsLead(branches.Count, branches.Sum(branch => branch.Reps.Count)),
            Footer = Footer(model),
            Summary = Sentences(scene.Words.Care.AllTeams(waiting, overdue, before, pairs), DigestRollUp.LieWith(scene, branches)),
        };
    }

    private static DigestModel Quiet(DigestModel model, DigestScene scene)
    {
        string counts = DigestTeam.CountsText(scene, scene.Team);
        return model with
        {
            IsQuiet = true,
            Subject = scene.Words.QuietSubject(model.Week.Week),
            Preheader = scene.Words.QuietPreheader,
            Lead = scene.Words.QuietLead(scene.Team.Count),
            Summary = Sentences(scene.Words.QuietSessions(model.Sessions.Count), DigestMentoring.ActivePairs(scene), counts.Length == 0 ? "" : $"{scene.Words.Care.OwnTimePeople}: {counts}.",
                model.OwnCoaching is { } own ? $"{scene.Words.Care.OwnCoachingHeading}: {char.ToLowerInvariant(own.What[0])}{own.What[1..]}." : ""),
            Team = Capped.None<DigestTeamRow>(),
            Sessions = Capped.None<DigestLine>(),
            OwnCoaching = null,
            Progress = [.. OfPeople(scene)],
        };
    }

    // Counts judge nobody, and have no ranges.
    private static IReadOnlyList<string> Footer(DigestModel model) =>
        model.Team.Any || model.Approvals.Any ? [model.Words.Confidential, model.Words.AboutRanges] : [];

    private static bool IsQuiet(DigestModel model, DigestScene scene) =>
        model.Acts.Count == 0 && !model.Approvals.Any && !model.Overdue.Any && !model.Questions.Any && !model.Obstacles.Any && !model.Alerts.Any && !model.Teams.Any
        && !DigestTeam.Changed(scene) && !HasOwnTask(model, scene);

    // Who is told that there is nothing to do has no debrief or talk of their own on the list.
    private static bool HasOwnTask(DigestModel model, DigestScene scene) => scene.Book.OwnedBy(scene.Manager.Id).Any(activity =>
        activity is { IsOpen: true, SalesforceId: not null, Kind: not ActivityKind.Notice } && activity.DueOn >= scene.Voice.Today && activity.DueOn <= model.Week.Sunday);

    private static List<string> Notices(DigestRecipient recipient, DigestFacts facts, DigestVoice voice, DateTimeOffset now, DigestSettings settings)
    {
        List<string> notices = [];
        if (recipient.Reason is { } reason)
        {
            notices.Add(voice.Words.OnBehalf(DigestVoice.Name(recipient.Manager.Name), reason switch
            {
                DetourReason.NoAddress => voice.Words.NoAddress,
                DetourReason.NotActive => voice.Words.NotActive,
                DetourReason.OnLeave => voice.Words.OnLeave,
            }));
        }

        if (facts.SyncedAt is { } synced && now - synced > TimeSpan.FromHours(settings.FreshHours))
        {
            notices.Add(voice.Words.OldData(voice.FullDay(DateOnly.FromDateTime(synced.UtcDateTime)), (int)(now - synced).TotalDays));
        }

        return notices;
    }

    private static Capped<DigestLine> Operators(DigestOperations operations, DigestVoice voice) => Capped.Of<DigestLine>(
    [
        .. operations.Counts.Where(matter => matter.Value > 0).OrderBy(matter => matter.Key)
            .Select(matter => new DigestLine(voice.Format.Number(matter.Value, 0), voice.Words.ForOperators(matter.Key), null)),
        .. operations.Reasons.Select(reason => new DigestLine("", DigestVoice.OneLine(reason), null)),
    ],
    int.MaxValue);

    // Whom mentors gave their time, and what people did of their own accord: told in quiet weeks as well.
    private static IEnumerable<string> OfPeople(DigestScene scene) =>
        DigestTalks.MentorsByTier(scene) is { } time ? [time, .. DigestGrowth.Counts(scene)] : DigestGrowth.Counts(scene);

    private static IReadOnlyList<string> Sentences(params string[] parts)
    {
        string together = string.Join(' ', parts.Where(part => part.Length > 0));
        return together.Length == 0 ? [] : [together];
    }

    private static HashSet<UserId> Asked(IReadOnlyList<DigestActs.Candidate> acts) => [.. acts.Select(act => act.Asked).OfType<UserId>()];

    private static HashSet<string> ActivitiesOf(IReadOnlyList<DigestActs.Candidate> acts) =>
        [.. acts.Select(act => act.Activity?.Key).OfType<string>()];

    // What is no name ("Byron, Ada", an address) is not greeted as one: an empty text gives the greeting without.
    private static string FirstName(Person reader)
    {
        string name = DigestVoice.Name(string.IsNullOrWhiteSpace(reader.FirstName) ? reader.Name : reader.FirstName);
        return name.Any(char.IsLetter) && name.IndexOfAny([',', ';', '@']) < 0 ? name : "";
    }
}
