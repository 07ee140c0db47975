using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Practices;

/// <summary>What one running pair does besides its talks.</summary>
internal sealed class PairPractices(PlanContext context, Pairing pairing, Person mentor, Person mentee, DateOnly kickoff, SessionHistory history)
{
    private const int VisitDaysAhead = 28;
    private const int DaysBetweenVisits = 28;
    private const int DaysBetweenMicros = 14;
    private const int DaysBetweenEndorsements = 28;
    private const int FreshWinDays = 14;
    private const int DaysBetweenListening = 56;

    /// <summary>Someone new has ninety days (P24): a full week at the start takes nothing away from them.</summary>
    private const int ChecklistDays = 60;
    private const int ReviewDays = 28;

    private KindProgramme Programme => context.Settings.Of(pairing.Kind);

    public IEnumerable<Candidate> All() =>
    [
        .. new PairHealth(context, pairing, mentor, mentee, history).All(),
        .. Guide(), .. Review(), .. Checklist(), .. Challenges(), .. Visits(), .. Micro(), .. Listen(), .. Endorse(), .. Menu(),
    ];

    /// <summary>The weekly talks are over: from now on there is room for more.</summary>
    private bool IsSettled => context.Calendar.Today(mentee) >= kickoff.AddDays(7 * (Programme.WeeklySessions + 1));

    /// <summary>For a mentor's first pair alone, before its first talk (P39, P53).</summary>
    private IEnumerable<Candidate> Guide()
    {
        return IsFirst && history.LastHeld is null && IsFresh(kickoff)
            ? One(ActivityKind.Guide, 1, Sides.Mentor, mentor, TextId.Guide, kickoff)
            : [];
    }

    /// <summary>
    /// After a new mentor's first talk whoever mentors them, else their manager, goes through that one talk with them (P53).
    /// </summary>
    private IEnumerable<Candidate> Review()
    {
        Person? above = context.Input.Pairings
            .Where(other => other.State == PairState.Active && other.Mentee == mentor.Id && other.Mentor != mentee.Id)
            .OrderBy(other => other.Key, StringComparer.Ordinal)
            .Select(other => context.Active(other.Mentor)).FirstOrDefault(person => person is not null) ?? context.Owners.ManagerOf(mentor.Id);
        return IsFirst && above is not null && above.Id != mentee.Id && history.All.Where(session => session.DoneOn is not null).ToArray() is [{ DoneOn: { } held }] && IsWithin(held, ReviewDays)
            ? One(ActivityKind.Review, 1, Sides.MentorManager, above, TextId.Review, DateOnly.MinValue)
            : [];
    }

    private bool IsFirst => !context.Input.Pairings.Any(other => other.Mentor == pairing.Mentor && other.ActiveFrom is { } from && other.Key != pairing.Key
        && (from, other.Key).CompareTo((pairing.ActiveFrom!.Value, pairing.Key)) < 0);

    private IEnumerable<Candidate> Checklist() =>
        IsWithin(kickoff, ChecklistDays) ? One(ActivityKind.Checklist, 1, Sides.Mentee, mentee, TextId.Checklist, context.Calendar.After(kickoff, 1, mentee)) : [];

    /// <summary>
    /// The mentor, and where it is not the mentor's own account its owner too, say whether the mentee may come along; then the
    /// mentee does. One visit after the other, and never more than the cap in twelve months (P6).
    /// </summary>
    private IEnumerable<Candidate> Visits()
    {
        foreach (IGrouping<int, KnownActivity> asked in context.Of(pairing, ActivityKind.Observe).GroupBy(known => known.Key.Occurrence))
        {
            KnownActivity[] askers = [.. asked.Where(known => known.Key.Side != Sides.Mentee)];
            bool isAgreed = askers.Length > 0 && askers.All(known => known.State == ActivityState.Done);
            if (isAgreed && Visit(asked.Key) is { } visit && visit.Day > context.Calendar.Today(mentee)
                && (OwnerToAsk(visit) is null || askers.Any(known => known.Key.Side == Sides.Owner)))
            {
                foreach (Candidate come in One(ActivityKind.Observe, asked.Key, Sides.Mentee, mentee, TextId.ObserveMentee, visit.Day, visit.Account, link: Link(visit)))
                {
                    yield return come with { Before = visit.Day.AddDays(1) };
                }
            }
        }

        CustomerVisit? next = IsSettled ? NextVisit() : null;
        if (next is not null)
        {
            foreach (Candidate ask in One(ActivityKind.Observe, Number(next.Day), Sides.Mentor, mentor, TextId.ObserveMentor, DateOnly.MinValue, next.Account, next.Day, Link(next)))
            {
                yield return ask with { Before = next.Day };
            }

            if (OwnerToAsk(next) is { } owner)
            {
                foreach (Candidate ask in One(ActivityKind.Observe, Number(next.Day), Sides.Owner, owner, TextId.ObserveOwner, DateOnly.MinValue, next.Account, next.Day, Link(next)))
                {
                    yield return ask with { Before = next.Day };
                }
            }
        }
    }

    private CustomerVisit? Visit(int occurrence) =>
        context.Input.Facts.Visits.FirstOrDefault(visit => visit.Owner == mentor.Id && Number(visit.Day) == occurrence);

    /// <summary>One that is asked for stays the next one until someone says no to it or its day is over.</summary>
    private CustomerVisit? NextVisit()
    {
        KnownActivity[] known = [.. context.OfTheTwo(pairing, ActivityKind.Observe)];

        // Where the mentee was asked along, the visit counts, whatever became of the question to the others afterwards.
        int[] coming = [.. known.Where(visit => visit.Key.Side == Sides.Mentee && !IsRefused(visit.State)).Select(visit => visit.Key.Occurrence)];
        int[] refused = [.. known.Where(visit => IsRefused(visit.State)).Select(visit => visit.Key.Occurrence).Except(coming)];
        int[] taken = [.. known.Select(visit => visit.Key.Occurrence).Distinct().Except(refused)];

        // Beyond the weeks that are planned already: so the day is the mentee's first appointment there, and not one too many.
        DateOnly earliest = context.Horizon(mentee).Next.Monday;
        return context.Input.Facts.Visits.FirstOrDefault(visit =>
            visit.Owner == mentor.Id && (visit.Day >= earliest || taken.Contains(Number(visit.Day))) && visit.Day <= earliest.AddDays(VisitDaysAhead)
            && context.Calendar.IsWorkingDay(mentee, visit.Day) && !refused.Contains(Number(visit.Day))
            && taken.All(day => Number(visit.Day) == day || Day(day).AddDays(DaysBetweenVisits) <= visit.Day)
            && taken.Count(day => day != Number(visit.Day) && Day(day) > visit.Day.AddYears(-1)) < context.Settings.VisitsAYear);
    }

    /// <summary>The account's owner has a word where it is somebody else.</summary>
    private Person? OwnerToAsk(CustomerVisit visit) =>
        visit.AccountOwner is { } owner && owner != mentor.Id && owner != mentee.Id ? context.Active(owner) : null;

    /// <summary>A deal of the mentee's has come to the point that the pair works on: ten minutes now, not at the next lunch (P27).</summary>
    private IEnumerable<Candidate> Micro()
    {
        KnownActivity[] known = [.. context.Of(pairing, ActivityKind.Micro)];
        if (history.LastHeld is null || known.Any(micro => micro.IsOpen || micro.DueOn.AddDays(DaysBetweenMicros) > context.Calendar.Today(mentee)))
        {
            return [];
        }

        DealAtStage? deal = context.Input.Facts.AtStage.FirstOrDefault(deal =>
            deal.Owner == mentee.Id && deal.Topic == pairing.Skill && known.All(micro => micro.Key.Occurrence != RecordNumber.Of(deal.DealId)));
        return deal is null ? [] : Both(ActivityKind.Micro, RecordNumber.Of(deal.DealId), TextId.MicroMentor, TextId.MicroMentee, deal.Account, Link(deal.DealId));
    }

    /// <summary>Where no visit is in sight, a call does it (P7).</summary>
    private IEnumerable<Candidate> Listen()
    {
        DateOnly today = context.Calendar.Today(mentee);
        bool isSince = context.Of(pairing, ActivityKind.Listen).Concat(context.Of(pairing, ActivityKind.Observe))
            .Any(known => !IsRefused(known.State) && known.DueOn.AddDays(DaysBetweenListening) > today);
        return IsSettled && !isSince && NextVisit() is null
            ? One(ActivityKind.Listen, Number(context.Earliest(mentee)), Sides.Mentee, mentee, TextId.Listen, DateOnly.MinValue)
            : [];
    }

    /// <summary>
    /// What someone asks about how things are done goes to sales operations, else to the asker's manager, and the answer comes back
    /// (P44). Only the Task that says so passes words on, and only once its owner has closed it.
    /// </summary>
    private IEnumerable<Candidate> Challenges()
    {
        foreach (KnownActivity asked in context.Of(pairing, ActivityKind.Menu).Where(known => known is { State: ActivityState.Done, Challenge: not null, DoneAt: not null }))
        {
            Person? asker = context.Active(asked.Owner);
            Person? answerer = (context.Settings.Operations is { } set ? context.Active(set) : null) ?? context.Owners.ManagerOf(asked.Owner);
            int number = RecordNumber.Of(asked.Key.ToString());
            KnownActivity? answer = context.Known(PlanContext.Key(pairing, ActivityKind.Challenge, number, Sides.Operations));
            if (asker is null || answerer is null || answerer.Id == asker.Id)
            {
                continue;
            }

            TextValues values = context.Values(pairing) with { Mentee = new PersonName(asker.Name), Words = new ConfirmedWords(asked.Challenge!) };
            MentoringKey back = PlanContext.Key(pairing, ActivityKind.Challenge, number, Sides.Mentee);
            if (answer is null && IsFresh(context.DayOf(asked.Owner, asked.DoneAt!.Value)))
            {
                yield return context.One(ActivityKind.Challenge, back with { Side = Sides.Operations }, answerer, TextId.Challenge, values);
            }
            else if (answer is { State: ActivityState.Done, Shared: { } words } && !context.IsKnown(back))
            {
                Person told = context.Active(answer.Owner) ?? answerer;
                yield return context.One(ActivityKind.Challenge, back, asker, TextId.ChallengeAnswered, values with { Mentor = new PersonName(told.Name), Answer = new ConfirmedWords(words) });
            }
        }
    }

    /// <summary>A win since they have worked together: drafted for the mentor, told only once the mentor confirmed it (P42).</summary>
    private IEnumerable<Candidate> Endorse()
    {
        KnownActivity[] known = [.. context.Of(pairing, ActivityKind.Endorse)];
        foreach (CustomerDeal win in context.Input.Facts.RecentWins.Where(win => win.Owner == mentee.Id))
        {
            int number = RecordNumber.Of(win.DealId);
            KnownActivity? asked = known.FirstOrDefault(endorsement => endorsement.Key.Occurrence == number && endorsement.Key.Side == Sides.Mentor);
            if (asked is { State: ActivityState.Done, IsShared: true })
            {
                return One(ActivityKind.Endorse, number, Sides.Mentee, mentee, TextId.EndorseMentee, DateOnly.MinValue, win.Account, link: Link(win.DealId));
            }

            bool isEarned = history.All.Any(session => session.DoneOn < win.WonOn);
            bool isDue = known.All(endorsement => endorsement.DueOn.AddDays(DaysBetweenEndorsements) <= context.Calendar.Today(mentor));
            if (asked is null && isEarned && isDue && win.WonOn.AddDays(FreshWinDays) > context.Calendar.Today(mentor))
            {
                return One(ActivityKind.Endorse, number, Sides.Mentor, mentor, TextId.EndorseMentor, DateOnly.MinValue, win.Account, link: Link(win.DealId));
            }
        }

        return [];
    }

    /// <summary>Told once, and nobody keeps a list of who took what (P40).</summary>
    private IEnumerable<Candidate> Menu() =>
        IsSettled && history.LastHeld is not null ? One(ActivityKind.Menu, 1, Sides.Mentee, mentee, TextId.Menu, DateOnly.MinValue) : [];

    private IEnumerable<Candidate> One(
        ActivityKind kind, int occurrence, string side, Person owner, TextId text, DateOnly notBefore, string? account = null, DateOnly? day = null, string? link = null)
    {
        MentoringKey key = PlanContext.Key(pairing, kind, occurrence, side);
        return context.IsKnown(key) ? [] : [context.One(kind, key, owner, text, context.Values(pairing, day, account) with { Link = link }, notBefore)];
    }

    private IEnumerable<Candidate> Both(ActivityKind kind, int occurrence, TextId mentorText, TextId menteeText, string account, string? link)
    {
        CandidateTask[] tasks =
        [
            .. new[] { (Sides.Mentor, mentor, mentorText), (Sides.Mentee, mentee, menteeText) }
                .Select(side => new CandidateTask(PlanContext.Key(pairing, kind, occurrence, side.Item1), side.Item2, side.Item3, context.Values(pairing, account: account) with { Link = link }))
                .Where(task => !context.IsKnown(task.Key)),
        ];
        return tasks.Length > 0 ? [new Candidate { Kind = kind, DueOn = context.Earliest(mentor, mentee), Tasks = tasks }] : [];
    }

    private string? Link(CustomerVisit visit) => context.Input.Links?.Event(visit.EventId);

    private string? Link(string deal) => context.Input.Links?.Opportunity(deal);

    private bool IsFresh(DateOnly day) => IsWithin(day, context.Settings.StaleAfterDays);

    private bool IsWithin(DateOnly day, int days) => context.Calendar.Today(mentee) <= day.AddDays(days);

    private static bool IsRefused(ActivityState state) => state is ActivityState.Declined or ActivityState.Deleted or ActivityState.Cancelled;

    /// <summary>A day as a number that reads as one: a visit is known by its day.</summary>
    private static int Number(DateOnly day) => (((day.Year * 100) + day.Month) * 100) + day.Day;

    private static DateOnly Day(int number) => new(number / 10000, number / 100 % 100, number % 100);
}
