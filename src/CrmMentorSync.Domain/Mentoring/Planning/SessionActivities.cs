using CrmMentorSync.Domain.Mentoring.Practices;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>
/// The rituals of a running pair. They follow what really took place: the next lunch is planned when the last one is over,
/// so a pair that falls behind is late, never buried.
/// </summary>
internal sealed class SessionActivities(PlanContext context)
{
    /// <summary>A worksheet is asked for so many days ahead at most; until then the last talk may still bring a follow-up.</summary>
    private const int WorksheetDaysAhead = 4;

    private static readonly DayOfWeek[] LateInTheWeek = [DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Wednesday];
    private static readonly DayOfWeek[] EarlyInTheWeek = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday];
    private static readonly DayOfWeek[] AnyDay = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>The days for what prepares a talk, the best first.</summary>
    public static IEnumerable<DateOnly> Early(IsoWeek week) => Days(week, EarlyInTheWeek);

    /// <summary>The days for a talk, the best first.</summary>
    public static IEnumerable<DateOnly> Late(IsoWeek week) => Days(week, LateInTheWeek);

    /// <summary>The Tasks of one active pair that are due within the horizon and do not exist yet.</summary>
    public IEnumerable<Candidate> For(Pairing pairing)
    {
        if (pairing.ActiveFrom is null || context.Active(pairing.Mentor) is not { } mentor || context.Active(pairing.Mentee) is not { } mentee)
        {
            return [];
        }

        SessionHistory history = context.History(pairing);
        var weeks = new PairWeeks(context, pairing, history, mentor, mentee);
        Candidate[] after = [.. history.All.Where(session => session.DoneOn is not null).SelectMany(session => After(pairing, mentee, session, history))];
        KindProgramme programme = context.Settings.Of(pairing.Kind);
        Candidate[] planned =
        [
            .. Kickoff(pairing, mentor, mentee, weeks.Kickoff),
            .. InTurn([.. after.Where(next => programme.Has(next.Kind))], report => programme.Has(ActivityKind.Lunch) ? Lunch(pairing, mentor, mentee, weeks.First, history, report) : []),
            .. Check(pairing, mentor, mentee, weeks.After(4), ActivityKind.Check4, TextId.Check4Mentor, TextId.Check4Mentee),
            .. Check(pairing, mentor, mentee, weeks.After(12), ActivityKind.Check12, TextId.Check12Mentor, TextId.Check12Mentee),
            .. new PairPractices(context, pairing, mentor, mentee, weeks.Kickoff, history).All(),
        ];
        return planned.Where(candidate => programme.Has(candidate.Kind));
    }

    /// <summary>
    /// The next lunch leaves room for the last one's report and the question about it; these come before it or not at all.
    /// </summary>
    private static IEnumerable<Candidate> InTurn(Candidate[] after, Func<DateOnly?, IEnumerable<Candidate>> lunch)
    {
        Candidate[] reports = [.. after.Where(next => next is { Kind: ActivityKind.FollowUp, Before: null })];
        DateOnly? report = reports.Where(next => next.Tasks[0].Key.Side == Sides.Mentee).Select(next => (DateOnly?)next.DueOn).Max();
        Candidate[] planned = [.. lunch(report)];
        return planned is [{ Kind: ActivityKind.Lunch, Then: { } then } next]
            ? [.. InTime(after.Except(reports)), next with { Then = day => [.. InTime(reports.Select(before => before with { Before = day })), .. then(day)] }]
            : [.. InTime(after), .. planned];

        static IEnumerable<Candidate> InTime(IEnumerable<Candidate> candidates) => candidates.Where(next => !(next.DueOn >= next.Before));
    }

    private IEnumerable<Candidate> Kickoff(Pairing pairing, Person mentor, Person mentee, DateOnly day)
    {
        DateOnly earliest = context.Earliest(mentor, mentee);
        return earliest <= day.AddDays(context.Settings.StaleAfterDays)
            ? Both(pairing, ActivityKind.Kickoff, 1, day > earliest ? day : earliest, (mentor, TextId.KickoffMentor), (mentee, TextId.KickoffMentee))
                .Select(kickoff => kickoff with { Tasks = [.. kickoff.Tasks.Select(task => task with { Values = task.Values with { People = MenteesChoice.Of(context, pairing) } })] })
            : [];
    }

    /// <param name="report">The day of the last talk's report, where this plan asks for it.</param>
    private IEnumerable<Candidate> Lunch(Pairing pairing, Person mentor, Person mentee, IsoWeek first, SessionHistory history, DateOnly? report)
    {
        if (history.Open is { } open)
        {
            // One side has its Task and the other never got it: the worker stood still between the two for long.
            DateOnly day = NotBefore(context.Earliest(mentor, mentee), open.DueOn);
            return
            [
                .. Both(pairing, ActivityKind.Lunch, open.Occurrence, day, (mentor, Talk(pairing, TextId.LunchMentor)), (mentee, Talk(pairing, TextId.LunchMentee))),
                .. Worksheet(pairing, mentee, open.Occurrence, open.DueOn, history),
            ];
        }

        if (history.HasStopped && pairing.Kind != PairKind.ManagerToTop)
        {
            return [];
        }

        int next = history.Next();
        IsoWeek week = history.All is [.., var last] ? WeekAfter(pairing, last, next) : first;
        DateOnly earliest = NotBefore(context.Earliest(mentor, mentee), (report ?? KnownReport(pairing, history))?.AddDays(1) ?? DateOnly.MinValue);
        week = week < IsoWeek.Of(earliest) ? IsoWeek.Of(earliest) : week;
        while (week <= context.Horizon(mentee) && !DaysIn(week).Any())
        {
            week = week.Next;
        }

        return week <= context.Horizon(mentee) && DaysIn(week).ToArray() is [var due, ..]
            ? Both(pairing, ActivityKind.Lunch, next, due, (mentor, Talk(pairing, TextId.LunchMentor)), (mentee, Talk(pairing, TextId.LunchMentee)))
                .Select(lunch => lunch with { DaysIn = DaysIn, Then = day => day is { } set ? Worksheet(pairing, mentee, next, set, history) : [] })
            : [];

        IEnumerable<DateOnly> DaysIn(IsoWeek at) => Days(at, LateInTheWeek).Where(day => context.Calendar.FirstOf([day], earliest, mentor, mentee) is not null);
    }

    /// <summary>
    /// The last day on which the last talk's report or the question about it is due. One that someone moved out of the rhythm
    /// holds up no lunch.
    /// </summary>
    private DateOnly? KnownReport(Pairing pairing, SessionHistory history) => history.LastHeld is { } held
        ? context.Of(pairing, ActivityKind.FollowUp)
            .Where(report => report.Key.Occurrence == held.Occurrence
                && report.DueOn <= held.LastDay.AddDays(7 * context.Settings.Of(pairing.Kind).WeeksBetweenLaterSessions))
            .Select(report => (DateOnly?)report.DueOn).Max()
        : null;

    /// <summary>Weekly while the four-week protocol runs and for a repetition, monthly afterwards.</summary>
    private IsoWeek WeekAfter(Pairing pairing, Session last, int next)
    {
        bool isWeekly = next > SessionHistory.Repeat || next <= context.Settings.Of(pairing.Kind).WeeklySessions;
        return IsoWeek.Of(last.LastDay.AddDays(7 * (isWeekly ? 1 : context.Settings.Of(pairing.Kind).WeeksBetweenLaterSessions)));
    }

    /// <summary>
    /// In the four-week protocol only, and only where the talk before brings no follow-up: that one asks for the same
    /// preparation, and a mentee gets no two Tasks for it.
    /// </summary>
    private IEnumerable<Candidate> Worksheet(Pairing pairing, Person mentee, int occurrence, DateOnly lunch, SessionHistory history)
    {
        MentoringKey key = PlanContext.Key(pairing, ActivityKind.Worksheet, occurrence, Sides.Mentee);
        bool isFollowUpComing = context.Settings.Of(pairing.Kind).Has(ActivityKind.FollowUp) && history.All.Any(session => session.DoneOn is not null && session.Occurrence == occurrence - 1);
        if (occurrence > context.Settings.Of(pairing.Kind).WeeklySessions || isFollowUpComing || context.IsKnown(key) || !context.Settings.Of(pairing.Kind).Has(ActivityKind.Worksheet))
        {
            return [];
        }

        DateOnly earliest = context.Earliest(mentee);
        DateOnly? day = context.Calendar.FirstOf(Days(IsoWeek.Of(lunch), EarlyInTheWeek), earliest, mentee);
        bool isNear = occurrence == 1 || day <= context.Calendar.Today(mentee).AddDays(WorksheetDaysAhead);
        return day is { } due && due < lunch && isNear
            ? [Single(pairing, ActivityKind.Worksheet, occurrence, due, Sides.Mentee, mentee, TextId.WorksheetMentee) with { Before = lunch }]
            : [];
    }

    /// <summary>
    /// What a talk triggers besides the debrief of its week: the mentee's report, the manager's question about it. Both make sense
    /// before the next talk only. Once a later talk was held its debrief takes that question's place.
    /// </summary>
    private IEnumerable<Candidate> After(Pairing pairing, Person mentee, Session session, SessionHistory history)
    {
        DateOnly done = session.DoneOn ?? session.DueOn;
        DateOnly? next = history.DayOfNext(session);
        Person? manager = WeeklyDebriefs.ManagerOf(context, pairing);
        if (context.Calendar.Today(mentee) <= done.AddDays(context.Settings.StaleAfterDays))
        {
            if (!context.IsKnown(PlanContext.Key(pairing, ActivityKind.FollowUp, session.Occurrence, Sides.Mentee)))
            {
                DateOnly due = NotBefore(context.Earliest(mentee), context.Calendar.After(done, context.Settings.FollowUpWorkingDays, mentee));
                yield return Single(pairing, ActivityKind.FollowUp, session.Occurrence, due, Sides.Mentee, mentee, TextId.FollowUpMentee, session.Named) with { Before = next };
            }
        }

        if (session == history.LastHeld && manager is not null && ReportedOn(pairing, mentee, session) is { } reported
            && context.Calendar.Today(manager) <= reported.AddDays(context.Settings.StaleAfterDays)
            && !context.IsKnown(PlanContext.Key(pairing, ActivityKind.FollowUp, session.Occurrence, Sides.Manager)))
        {
            DateOnly due = context.Earliest(manager);
            yield return Single(pairing, ActivityKind.FollowUp, session.Occurrence, due, Sides.Manager, manager, TextId.FollowUpManager, session.Named) with { Before = next };
        }
    }

    /// <summary>The day on which the mentee's report came in or fell overdue; null before.</summary>
    private DateOnly? ReportedOn(Pairing pairing, Person mentee, Session session) =>
        context.Known(PlanContext.Key(pairing, ActivityKind.FollowUp, session.Occurrence, Sides.Mentee)) switch
        {
            { State: ActivityState.Done } report => report.DoneAt is { } at ? context.DayOf(report.Owner, at) : report.DueOn,
            { State: ActivityState.Open } report when report.DueOn < context.Calendar.Today(mentee) => report.DueOn,
            _ => null,
        };

    /// <summary>At the start of the week that comes after so many of the pair.</summary>
    private IEnumerable<Candidate> Check(
        Pairing pairing, Person mentor, Person mentee, IsoWeek week, ActivityKind kind, TextId mentorText, TextId menteeText)
    {
        DateOnly earliest = context.Earliest(mentor, mentee);
        DateOnly? day = week > context.Horizon(mentee) || earliest > week.Sunday.AddDays(context.Settings.StaleAfterDays)
            ? null
            : context.Calendar.FirstOf(Days(week, AnyDay), earliest, mentor, mentee) ?? earliest;
        return day is { } due ? Both(pairing, kind, 1, due, (mentor, mentorText), (mentee, menteeText)) : [];
    }

    private IEnumerable<Candidate> Both(
        Pairing pairing, ActivityKind kind, int occurrence, DateOnly due, (Person Owner, TextId Text) mentor, (Person Owner, TextId Text) mentee)
    {
        CandidateTask[] tasks =
        [
            .. new[] { (Side: Sides.Mentor, mentor.Owner, mentor.Text), (Side: Sides.Mentee, mentee.Owner, mentee.Text) }
                .Select(side => new CandidateTask(PlanContext.Key(pairing, kind, occurrence, side.Side), side.Owner, side.Text, context.Values(pairing)))
                .Where(task => !context.IsKnown(task.Key) && !OutsideMentor.IsOutside(task.Owner.Id)),
        ];
        return tasks.Length > 0 ? [new Candidate { Kind = kind, DueOn = due, Tasks = tasks }] : [];
    }

    /// <summary>A manager's talk asks and does not tell (P21).</summary>
    private TextId Talk(Pairing pairing, TextId lunch) => (context.Settings.Of(pairing.Kind).QuestionsOnly, lunch) switch
    {
        (true, TextId.LunchMentor) => TextId.TalkMentor,
        (true, TextId.LunchMentee) => TextId.TalkMentee,
        _ => lunch,
    };

    private Candidate Single(Pairing pairing, ActivityKind kind, int occurrence, DateOnly due, string side, Person owner, TextId text, DateOnly? talk = null) => new()
    {
        Kind = kind,
        DueOn = due,
        Tasks = [new CandidateTask(PlanContext.Key(pairing, kind, occurrence, side), owner, text, context.Values(pairing, talk))],
    };

    private static DateOnly NotBefore(DateOnly earliest, DateOnly day) => day > earliest ? day : earliest;

    private static IEnumerable<DateOnly> Days(IsoWeek week, IEnumerable<DayOfWeek> days) =>
        days.Select(day => week.Monday.AddDays(((int)day + 6) % 7));
}
