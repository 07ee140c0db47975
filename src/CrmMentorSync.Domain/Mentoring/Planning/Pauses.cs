using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>
/// A pair that rests has nothing due: its open Tasks move behind the pause, as far from each other as they were, and both sides of a talk
/// to one day. What lies behind it already stays, so the next plan moves nothing more.
/// </summary>
internal static class Pauses
{
    public static IReadOnlyList<(MentoringKey Key, DateOnly DueOn, DateTimeOffset RemindAt)> Moves(PlanInput input)
    {
        Dictionary<UserId, Person> people = input.People.ToDictionary(person => person.Id);
        ILookup<string?, KnownActivity> open = input.Known
            .Where(known => known.IsOpen && people.ContainsKey(known.Owner) && ActivityNames.TryParse(known.Key.Activity) is not (ActivityKind.Approve or ActivityKind.Notice))
            .ToLookup(known => known.Key.PairingKey, StringComparer.Ordinal);
        List<(MentoringKey Key, DateOnly DueOn, DateTimeOffset RemindAt)> moves = [];
        foreach (Pairing pairing in input.Pairings.Where(pairing => pairing is { State: PairState.Paused, PausedUntil: not null }))
        {
            DateOnly until = pairing.PausedUntil!.Value;
            KnownActivity[] early = [.. open[pairing.Key].Where(known => known.DueOn < until)];
            foreach (KnownActivity known in early)
            {
                int later = known.DueOn.DayNumber - early.Min(other => other.DueOn).DayNumber;
                Person[] both = [.. new[] { pairing.Mentor, pairing.Mentee, known.Owner }.Distinct().Where(people.ContainsKey).Select(person => people[person])];
                DateOnly day = input.Calendar.After(until.AddDays(later - 1), 1, both);
                moves.Add((known.Key, day, WorkingCalendar.ReminderAt(people[known.Owner], day)));
            }
        }

        return [.. moves.OrderBy(move => move.Key.ToString(), StringComparer.Ordinal)];
    }
}
