using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>One lunch of a pair, both sides taken together.</summary>
/// <param name="Occurrence">1, 2, … for the regular ones; <see cref="SessionHistory.Repeat"/> + n where the n-th is held once more.</param>
/// <param name="IsOpen">Somebody still has it before them.</param>
/// <param name="DoneOn">The day on which one of them closed it; null where it did not take place.</param>
/// <param name="DueOn">The day it was meant for.</param>
internal sealed record Session(int Occurrence, bool IsOpen, DateOnly? DoneOn, DateOnly DueOn)
{
    /// <summary>It is over and nobody said that it took place.</summary>
    public bool IsMissed { get; init; }

    /// <summary>The day that people know it by: its own, or an earlier one on which it was closed as held.</summary>
    public DateOnly Named => DoneOn is { } done && done < DueOn ? done : DueOn;

    public bool IsRepeat => Occurrence > SessionHistory.Repeat;

    /// <summary>
    /// The day from which the next one is counted: the one it was meant for or the one it was held on, whichever is later.
    /// People close a Task days too early; the week that the talk was meant for is taken all the same.
    /// </summary>
    public DateOnly LastDay => DoneOn is { } done && done > DueOn ? done : DueOn;
}

/// <summary>The lunches of one pair so far, and which is next.</summary>
internal sealed class SessionHistory
{
    /// <summary>Added to a session's number when its topic is opened once more.</summary>
    public const int Repeat = 100;

    /// <summary>
    /// Talks that a pair holds once more in its weekly weeks. People agreed to so many weekly talks and one a month from then on: what
    /// did not land beyond that is taken up in the next of those, and no talk is added.
    /// </summary>
    public const int MostRepeats = 2;

    /// <summary>After so many talks in a row that nobody held a pair is over: what is asked for once more would be ignored once more.</summary>
    public const int MissedToEnd = 2;

    private readonly IReadOnlyList<KnownActivity> _debriefs;
    private readonly int _graspToRepeat;
    private readonly int _weeklySessions;

    public SessionHistory(IEnumerable<KnownActivity> lunches, IEnumerable<KnownActivity> debriefs, int graspToRepeat, int weeklySessions, Func<UserId, DateTimeOffset, DateOnly> dayOf)
    {
        _debriefs = [.. debriefs];
        _graspToRepeat = graspToRepeat;
        _weeklySessions = weeklySessions;
        All = [.. lunches.GroupBy(lunch => lunch.Key.Occurrence).Select(session => Make(session.Key, [.. session], dayOf))
            .OrderBy(session => session.LastDay).ThenBy(session => session.Occurrence)];
    }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<Session> All { get; }

    public Session? Open => All.FirstOrDefault(session => session.IsOpen);

    /// <summary>The day of the next one after this one; null where none is planned yet.</summary>
    public DateOnly? DayOfNext(Session session) =>
        All.Where(other => other.DueOn > session.DueOn).Select(other => (DateOnly?)other.DueOn).Min();

    /// <summary>Nobody is asked for another talk: the pair is about to end.</summary>
    public bool HasStopped => All.TakeLast(MissedToEnd).Count(session => session.IsMissed) == MissedToEnd;

    public static bool IsMissed(ActivityState state) => state is ActivityState.Cancelled or ActivityState.Deleted or ActivityState.Declined;

    public Session? LastHeld => All.LastOrDefault(session => session.DoneOn is not null);

    /// <summary>The number of the next session: in the weekly weeks the repetition of one that did not land, else the next regular one.</summary>
    public int Next()
    {
        bool isRoom = All.Count(session => session.IsRepeat) < MostRepeats && !All.Any(session => session is { IsRepeat: false } && session.Occurrence > _weeklySessions);
        foreach (Session session in All.Where(session => isRoom && session is { IsRepeat: false, DoneOn: not null } && session.Occurrence <= _weeklySessions))
        {
            bool isRepeated = All.Any(other => other.Occurrence == Repeat + session.Occurrence);
            if (!isRepeated && _debriefs.Any(debrief => debrief.Key.Occurrence == session.Occurrence && debrief.Grasp <= _graspToRepeat))
            {
                return Repeat + session.Occurrence;
            }
        }

        return All.Where(session => !session.IsRepeat).Select(session => session.Occurrence).DefaultIfEmpty(0).Max() + 1;
    }

    private static Session Make(int occurrence, KnownActivity[] sides, Func<UserId, DateTimeOffset, DateOnly> dayOf)
    {
        DateOnly[] done = [.. sides.Where(side => side.State == ActivityState.Done)
            .Select(side => side.DoneAt is { } at ? dayOf(side.Owner, at) : side.DueOn).Order()];
        DateOnly? doneOn = done is [var first, ..] ? first : null;
        return new Session(occurrence, doneOn is null && sides.Any(side => side.IsOpen), doneOn, sides.Max(side => side.DueOn))
        {
            IsMissed = sides.All(side => IsMissed(side.State)),
        };
    }
}
