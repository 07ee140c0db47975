using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>
/// When a pair begins, and its weeks without those in which it rested. What is on record of a rest is its end; the weeks before it
/// reach to the last talk that was held, for a pair that rests holds none.
/// </summary>
internal sealed class PairWeeks
{
    private readonly DateOnly[] _ends;
    private readonly SessionHistory _history;

    public PairWeeks(PlanContext context, Pairing pairing, SessionHistory history, params ReadOnlySpan<Person> both)
    {
        DateOnly from = pairing.ActiveFrom!.Value;
        DateOnly latest = pairing.PausedUntil ?? DateOnly.MinValue;
        foreach (Person person in both)
        {
            latest = context.Calendar.Today(person) is var today && today > latest ? today : latest;
        }

        _history = history;
        _ends = [.. context.Of(pairing).Select(known => known.PauseUntil).Append(pairing.PausedUntil).OfType<DateOnly>()
            .Where(end => end > from && end <= latest).Distinct().Order()];
        Kickoff = context.Calendar.After(from, 1, both);
        First = IsoWeek.Of(Kickoff).Next;
        foreach (DateOnly end in _ends.TakeWhile(end => !history.All.Any(talk => talk.DoneOn < end)))
        {
            bool isBegun = context.Of(pairing, ActivityKind.Kickoff)
                .Any(known => known is { State: ActivityState.Done, DoneAt: { } at } && context.DayOf(known.Owner, at) < end);
            Kickoff = isBegun ? Kickoff : context.Calendar.After(end.AddDays(-1), 1, both);
            First = isBegun ? Later(First, IsoWeek.Of(end)) : IsoWeek.Of(Kickoff).Next;
        }
    }

    /// <summary>The day of the kick-off: the first working day of the two, or the first after a rest that it waits for.</summary>
    public DateOnly Kickoff { get; }

    /// <summary>The week of the first talk.</summary>
    public IsoWeek First { get; }

    /// <summary>The week that comes after so many weeks of the pair.</summary>
    public IsoWeek After(int weeks)
    {
        IsoWeek start = First;
        int left = weeks;
        foreach (DateOnly end in _ends.Where(end => IsoWeek.Of(end) > First))
        {
            DateOnly? last = _history.All.Where(talk => talk.DoneOn is not null && talk.LastDay >= start.Monday && talk.LastDay < end).Select(talk => (DateOnly?)talk.LastDay).Max();
            int lived = last is { } held ? ((IsoWeek.Of(held).Monday.DayNumber - start.Monday.DayNumber) / 7) + 1 : 0;
            if (lived >= left)
            {
                break;
            }

            left -= lived;
            start = Later(start, IsoWeek.Of(end));
        }

        return IsoWeek.Of(start.Monday.AddDays(7 * left));
    }

    private static IsoWeek Later(IsoWeek one, IsoWeek other) => one > other ? one : other;
}
