using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>
/// A pair that rests has nothing due: its open Tasks move behind the pause, where the rhythm begins anew. Kick-off and reports come
/// first, the worksheet early and the talk late in a week, both sides of it on one day; the checks after as many weeks as they ask about;
/// the rest as far from each other as it was. What lies behind the pause already stays, so the next plan moves nothing more.
/// </summary>
internal static class Pauses
{
    /// <summary>Nobody is waited for longer: then the days alone count.</summary>
    private const int WeeksToLook = 53;

    public static IReadOnlyList<(MentoringKey Key, DateOnly DueOn, DateTimeOffset RemindAt)> Moves(PlanContext context)
    {
        ILookup<string?, KnownActivity> open = context.Input.Known
            .Where(known => known.IsOpen && context.Person(known.Owner) is not null && Kind(known) is not (ActivityKind.Approve or ActivityKind.Notice))
            .ToLookup(known => known.Key.PairingKey, StringComparer.Ordinal);
        Dictionary<MentoringKey, (UserId Owner, DateOnly Day)> talks = context.Of(ActivityKind.Lunch).Where(lunch => lunch.IsOpen).ToDictionary(lunch => lunch.Key, lunch => (lunch.Owner, lunch.DueOn));
        List<(MentoringKey Key, DateOnly DueOn, DateTimeOffset RemindAt)> moves = [];
        foreach (Pairing pairing in context.Input.Pairings.Where(pairing => pairing is { State: PairState.Paused, PausedUntil: not null }).OrderBy(pairing => pairing.Key, StringComparer.Ordinal))
        {
            foreach ((KnownActivity known, DateOnly day) in Moves(context, pairing, [.. open[pairing.Key]], talks))
            {
                moves.Add((known.Key, day, WorkingCalendar.ReminderAt(context.Person(known.Owner)!, day)));
            }
        }

        return [.. moves.OrderBy(move => move.Key.ToString(), StringComparer.Ordinal)];
    }

    private static IEnumerable<(KnownActivity Known, DateOnly Day)> Moves(PlanContext context, Pairing pairing, KnownActivity[] open, Dictionary<MentoringKey, (UserId Owner, DateOnly Day)> talks)
    {
        DateOnly until = pairing.PausedUntil!.Value;
        KnownActivity[] early = [.. open.Where(known => known.DueOn < until)];
        if (early.Length == 0)
        {
            yield break;
        }

        Person[] both = [.. new[] { pairing.Mentor, pairing.Mentee }.Select(context.Person).OfType<Person>()];
        DateOnly first = context.Calendar.After(until.AddDays(-1), 1, both);
        (DateOnly talk, DateOnly sheet) = Talk(context, until, first, open, both, talks);
        DateOnly start = early.Min(known => known.DueOn);
        foreach (KnownActivity known in open)
        {
            DateOnly? day = Kind(known) switch
            {
                ActivityKind.Lunch when known.DueOn != talk => talk,
                ActivityKind.Worksheet when known.DueOn != sheet => sheet,
                _ when known.DueOn >= until => null,
                ActivityKind.Lunch or ActivityKind.Worksheet => null,
                ActivityKind.Kickoff => first,
                ActivityKind.FollowUp or ActivityKind.Guide => context.Calendar.After(until.AddDays(-1), 1, context.Person(known.Owner)!),
                ActivityKind.Check4 => Check(4),
                ActivityKind.Check12 => Check(12),
                _ => context.Calendar.After(until.AddDays(known.DueOn.DayNumber - start.DayNumber - 1), 1, [.. both, context.Person(known.Owner)!]),
            };
            if (day is { } moved)
            {
                yield return (known, moved);
            }
        }

        DateOnly Check(int weeks) => pairing.ActiveFrom is null ? first : context.Calendar.After(
            new[] { first, new PairWeeks(context, pairing, context.History(pairing), both).After(weeks).Monday }.Max().AddDays(-1), 1, both);
    }

    /// <summary>
    /// The day of the open talk and of its worksheet. A talk that lies behind the pause stays where it is, if what comes before it
    /// finds a day there too.
    /// </summary>
    private static (DateOnly Talk, DateOnly Sheet) Talk(
        PlanContext context, DateOnly until, DateOnly first, KnownActivity[] open, Person[] both, Dictionary<MentoringKey, (UserId Owner, DateOnly Day)> talks)
    {
        KnownActivity[] lunches = [.. open.Where(known => Kind(known) == ActivityKind.Lunch)];
        KnownActivity? sheet = open.FirstOrDefault(known => Kind(known) == ActivityKind.Worksheet);
        bool isKickoffAhead = open.Any(known => Kind(known) == ActivityKind.Kickoff && known.DueOn < until);
        bool isReportAhead = open.Any(known => Kind(known) == ActivityKind.FollowUp && known.DueOn < until);
        DateOnly set = lunches.Select(lunch => lunch.DueOn).Append(DateOnly.MinValue).Max();
        DateOnly notBefore = isReportAhead ? first.AddDays(1) : first;
        if (set >= until && lunches.All(lunch => lunch.DueOn == set) && !isKickoffAhead && set >= notBefore)
        {
            DateOnly? before = sheet is null ? first
                : sheet.DueOn >= until ? sheet.DueOn
                : context.Calendar.FirstOf(SessionActivities.Early(IsoWeek.Of(set)), first, context.Person(sheet.Owner)!);
            if (before is { } stays && (sheet is null || stays < set))
            {
                return (set, stays);
            }
        }

        (UserId Owner, DateOnly Day)[] others = [.. talks.Where(talk => lunches.All(lunch => lunch.Key != talk.Key)).Select(talk => talk.Value)];
        IsoWeek week = isKickoffAhead ? IsoWeek.Of(first).Next : IsoWeek.Of(first);
        (DateOnly Talk, DateOnly Sheet)? full = null;
        for (int weeks = 0; weeks < WeeksToLook; weeks++, week = week.Next)
        {
            DateOnly? prepared = sheet is null ? first : context.Calendar.FirstOf(SessionActivities.Early(week), first, context.Person(sheet.Owner)!);
            DateOnly[] days = prepared is not { } by ? [] :
                [.. SessionActivities.Late(week).Where(day => day >= notBefore && (sheet is null || day > by) && context.Calendar.FirstOf([day], first, both) is not null)];
            foreach (DateOnly day in days)
            {
                full ??= (day, prepared!.Value);
                if (both.All(person => !others.Contains((person.Id, day))))
                {
                    foreach (KnownActivity lunch in lunches)
                    {
                        talks[lunch.Key] = (lunch.Owner, day);
                    }

                    return (day, prepared!.Value);
                }
            }
        }

        return full ?? (context.Calendar.After(first, 1, both), first);
    }

    private static ActivityKind? Kind(KnownActivity known) => ActivityNames.TryParse(known.Key.Activity);
}
