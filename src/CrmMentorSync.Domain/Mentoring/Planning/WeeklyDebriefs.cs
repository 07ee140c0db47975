using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>
/// A manager has one Task a week for all talks that were held since the last one (P11). It waits for the talks that are still
/// ahead in its week, until Friday at the latest; what is closed after that stands in the next week's.
/// </summary>
internal sealed class WeeklyDebriefs(PlanContext context)
{
    private sealed record Held(Pairing Pairing, Session Session, Person Manager)
    {
        public MentoringKey Key => PlanContext.Key(Pairing, ActivityKind.Debrief, Session.Occurrence, Sides.Manager);
    }

    /// <summary>Who checks what landed: a manager who is the mentor needs no debrief of their own talk.</summary>
    public static Person? ManagerOf(PlanContext context, Pairing pairing) =>
        context.Owners.ManagerOf(pairing.Mentee) is { } above && above.Id != pairing.Mentor ? above : null;

    public IEnumerable<Candidate> All()
    {
        Pairing[] pairings = [.. context.Input.Pairings
            .Where(pairing => pairing.State == PairState.Active && context.Settings.Of(pairing.Kind).Has(ActivityKind.Debrief))
            .OrderBy(pairing => pairing.Key, StringComparer.Ordinal)];
        foreach (IGrouping<UserId, Held> week in pairings.Select(HeldBy).OfType<Held>().GroupBy(held => held.Manager.Id).OrderBy(manager => manager.Key))
        {
            Held[] held = [.. week];
            Person manager = held[0].Manager;
            DateOnly due = held.Select(talk => context.Calendar.After(talk.Session.DoneOn!.Value, 1, manager)).Append(context.Earliest(manager)).Max();
            if (!IsAsked(manager, IsoWeek.Of(due)) && !IsAnotherAhead(manager, pairings))
            {
                yield return One(manager, IsoWeek.Of(due), due, held);
            }
        }
    }

    /// <summary>The pair's last talk, if nobody has asked about it yet and it is not long ago.</summary>
    private Held? HeldBy(Pairing pairing) =>
        context.Active(pairing.Mentor) is not null && context.Active(pairing.Mentee) is { } mentee && ManagerOf(context, pairing) is { } manager
        && context.History(pairing).LastHeld is { } session
        && context.Calendar.Today(mentee) <= session.DoneOn!.Value.AddDays(context.Settings.StaleAfterDays)
        && new Held(pairing, session, manager) is var held && !context.IsKnown(held.Key)
            ? held
            : null;

    private bool IsAsked(Person manager, IsoWeek week) => context.Of(ActivityKind.Debrief).Any(known =>
        known.Key.Mentee is null && known.Key.Mentor == manager.Id && (known.Key.Round == week || IsoWeek.Of(known.DueOn) == week));

    private bool IsAnotherAhead(Person manager, Pairing[] pairings)
    {
        DateOnly today = context.Calendar.Today(manager);
        return today.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Thursday
            && pairings.Any(pairing => ManagerOf(context, pairing)?.Id == manager.Id
                && context.History(pairing).Open is { } open && open.DueOn >= today && IsoWeek.Of(open.DueOn) == IsoWeek.Of(today));
    }

    private Candidate One(Person manager, IsoWeek week, DateOnly due, Held[] held)
    {
        var key = new MentoringKey(manager.Id, null, week, ActivityKind.Debrief.Key(), 1, Sides.Manager);
        TextValues values = context.Values(held[0].Pairing) with
        {
            Talks = [.. held.Select(talk => (Names: context.Values(talk.Pairing), talk.Pairing)).Select(talk => new Talk(talk.Names.Mentee!.Value, talk.Names.Mentor, talk.Pairing.Skill))],
        };
        return new Candidate
        {
            Kind = ActivityKind.Debrief,
            DueOn = due,
            Tasks = [new CandidateTask(key, manager, TextId.DebriefManager, values) { Carries = [.. held.Select(talk => talk.Key)] }],
        };
    }
}
