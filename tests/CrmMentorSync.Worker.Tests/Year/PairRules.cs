using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>Pairs begin, go on and end: nothing of them is left behind, and none is forgotten.</summary>
internal static class PairRules
{
    private const int MostWeeks = 26;

    /// <summary>Later talks are four weeks apart; so long a pair may rest between two Tasks.</summary>
    private const int MostQuietDays = 42;
    private const int MostWaitingDays = 42;
    private const int Capacity = 2;

    public static IEnumerable<string> Broken(IReadOnlyList<KeyedTask> all, YearFacts facts)
    {
        ILookup<string, KeyedTask> byPair = all.Where(task => task.Key.PairingKey is not null).ToLookup(task => task.Key.PairingKey!);
        foreach (Pairing pairing in facts.Pairings.Where(pairing => !pairing.IsOpen))
        {
            foreach (KeyedTask left in byPair[pairing.Key].Where(task => task.Task is { IsClosed: false, IsDeleted: false } && task.Task.Status != "Deferred"))
            {
                yield return $"{left.Task.Key} is open and its pair is {pairing.State}";
            }
        }

        foreach (Pairing pairing in facts.Pairings.Where(pairing => pairing is { State: PairState.Active, Kind: not PairKind.Informal, ActiveFrom: not null }))
        {
            // Whoever asked for a pause has it, and whoever moved a talk to a far day.
            DateOnly last = byPair[pairing.Key].Select(task => facts.Activities[task.Task.Key])
                .SelectMany(activity => new[] { activity.PlannedOn, activity.PauseUntil ?? activity.PlannedOn, facts.IsMoved(activity.Key.ToString()) ? activity.DueOn : activity.PlannedOn }).Append(pairing.ActiveFrom!.Value).Max();
            bool isWaiting = facts.Activities.Values.Any(activity => activity.Key.PairingKey == pairing.Key && activity.State is ActivityState.Open or ActivityState.Planned);
            if (!isWaiting && last.AddDays(MostQuietDays) < facts.Day)
            {
                yield return $"{pairing.Key} ({pairing.Kind}, since {pairing.ActiveFrom:yyyy-MM-dd}) has had nothing to do since {last:yyyy-MM-dd}: {Told(facts.Activities.Values.Where(activity => activity.Key.PairingKey == pairing.Key))}";
            }

            if (pairing.ActiveFrom.Value.AddDays((MostWeeks + 2) * 7) < facts.Day)
            {
                yield return $"{pairing.Key} still lives, since {pairing.ActiveFrom:yyyy-MM-dd}";
            }
        }

        foreach (Pairing pairing in facts.Pairings.Where(pairing => pairing.State == PairState.Proposed && pairing.ExpiresOn.AddDays(8) < facts.Day))
        {
            yield return $"{pairing.Key} is still proposed and lapsed on {pairing.ExpiresOn:yyyy-MM-dd}";
        }

        foreach (var activity in facts.Activities.Values.Where(activity => activity.State == ActivityState.Planned && activity.PlannedOn.AddDays(MostWaitingDays) < facts.Day))
        {
            yield return $"{activity.Key} waits since {activity.PlannedOn:yyyy-MM-dd}: {activity.Reason}; besides: {Told(facts.Activities.Values.Where(other => other.Owner == activity.Owner))}";
        }

        Pairing[] open = [.. facts.Pairings.Where(pairing => pairing is { State: PairState.Active, Kind: not PairKind.Informal })];
        foreach (IGrouping<UserId, Pairing> mentor in open.Where(pairing => pairing.Kind != PairKind.ManagerToTop).GroupBy(pairing => pairing.Mentor))
        {
            int most = facts.People.TryGetValue(mentor.Key, out var person) ? person.MaxMentees ?? Capacity : Capacity;
            if (mentor.Count() > most)
            {
                yield return $"{mentor.Key} has {mentor.Count()} mentees of {most}";
            }
        }

        foreach (IGrouping<UserId, Pairing> mentee in open.Where(pairing => !pairing.IsTwoWay).GroupBy(pairing => pairing.Mentee).Where(mentee => mentee.Count() > 1))
        {
            yield return $"{mentee.Key} has {mentee.Count()} mentors: {string.Join(", ", mentee.Select(pairing => pairing.Kind))}";
        }
    }

    /// <summary>The last of them.</summary>
    private static string Told(IEnumerable<ActivityRow> activities) => string.Join(", ", activities.OrderBy(activity => activity.PlannedOn).TakeLast(12)
        .Select(activity => $"{activity.Key.ToString()[43..]} {activity.State} {activity.PlannedOn:MM-dd} for {activity.DueOn:MM-dd}"));
}
