using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Planning;

namespace CrmMentorSync.Worker.Tests.Year;

/// <summary>How often a thing may be asked: of a pair, a client, a team, a person.</summary>
internal static class CapRules
{
    private const int DaysBetweenVisits = 28;
    private static readonly ProgrammeSettings Limits = new();

    public static IEnumerable<string> Broken(IReadOnlyList<KeyedTask> all, IReadOnlyList<KeyedTask> fresh, YearFacts facts)
    {
        foreach (var key in all.Where(task => !task.Task.IsDeleted).GroupBy(task => task.Task.Key).Where(same => same.Count() > 1))
        {
            yield return $"{key.Key} stands twice";
        }

        KeyedTask[] held = [.. all.Where(task => !facts.IsRefused(task.Task.Key))];
        foreach (var pair in held.Where(task => task is { Kind: ActivityKind.Observe, Key.Side: Sides.Mentee }).GroupBy(task => (task.Key.Mentor, task.Key.Mentee)))
        {
            DateOnly[] days = [.. pair.Select(visit => TaskDay.Parse($"{visit.Key.Occurrence / 10000:0000}-{visit.Key.Occurrence / 100 % 100:00}-{visit.Key.Occurrence % 100:00}")).Order()];
            for (int at = 0; at < days.Length; at++)
            {
                if (days.Count(day => day <= days[at] && day > days[at].AddYears(-1)) > Limits.VisitsAYear || (at > 0 && days[at] < days[at - 1].AddDays(DaysBetweenVisits)))
                {
                    yield return $"{pair.Key} went on visits on {string.Join(", ", days)}";
                }
            }
        }

        foreach (var client in all.Where(task => task is { Kind: ActivityKind.Interview, Key.Side: Sides.Owner }).GroupBy(task => task.Key.Occurrence))
        {
            DateOnly[] days = [.. client.Select(task => facts.Rows[task.Task.Key].Wanted.ActivityDate!.Value).Order()];
            if (days.Zip(days.Skip(1)).Any(two => two.First.AddDays(Limits.ClientCoolingOffDays) > two.Second))
            {
                yield return $"the client of {client.First().Task.Key} was asked on {string.Join(", ", days)}";
            }
        }

        foreach ((string rule, int most, IEnumerable<IGrouping<string, KeyedTask>> groups) in Counted(all, held))
        {
            foreach (IGrouping<string, KeyedTask> group in groups.Where(group => group.Count() > most))
            {
                yield return $"{rule}: {group.Count()} for {group.Key}";
            }
        }

        // People change teams; what counts is the team on the day they are asked.
        foreach (KeyedTask lead in fresh.Where(task => task.Kind == ActivityKind.Lead))
        {
            if (held.Count(other => other.Kind == ActivityKind.Lead && other.Key.Occurrence == lead.Key.Occurrence && facts.Owners.ManagerOf(other.Key.Mentor)?.Id == facts.Owners.ManagerOf(lead.Key.Mentor)?.Id) > 1)
            {
                yield return $"{lead.Task.Key} is the second meeting led in that team and month";
            }
        }

        foreach (var lead in held.Where(task => task.Kind == ActivityKind.Lead).GroupBy(task => task.Key.Mentor))
        {
            int[] months = [.. lead.Select(task => (task.Key.Occurrence / 100 * 12) + (task.Key.Occurrence % 100)).Order()];
            if (months.Zip(months.Skip(1)).Any(two => two.Second - two.First <= 1))
            {
                yield return $"{lead.Key} leads two meetings running";
            }
        }
    }

    private static IEnumerable<(string Rule, int Most, IEnumerable<IGrouping<string, KeyedTask>> Groups)> Counted(IReadOnlyList<KeyedTask> all, KeyedTask[] held)
    {
        KeyedTask[] Of(ActivityKind kind, string side) => [.. held.Where(task => task.Kind == kind && task.Key.Side == side)];
        yield return ("clients a quarter", 2, all.Where(task => task is { Kind: ActivityKind.Interview, Key.Side: Sides.Owner }).GroupBy(task => task.Key.Round.Key));
        yield return ("slots a call", 6, Of(ActivityKind.Share, Sides.Mentor).GroupBy(task => task.Key.Round.Key));
        yield return ("slots a person and call", 1, Of(ActivityKind.Share, Sides.Mentor).GroupBy(task => $"{task.Key.Mentor} {task.Key.Round.Key}"));
        yield return ("calls a month", 1, Of(ActivityKind.Host, Sides.Manager).GroupBy(task => task.Key.Round.Key));
        yield return ("thanks a mentor", 1, Of(ActivityKind.Thanks, Sides.Manager).GroupBy(task => task.Key.Mentor.Value));
        yield return ("talks held once more", 2, Of(ActivityKind.Lunch, Sides.Mentee).Where(task => task.Key.Occurrence > 100).GroupBy(task => task.Key.PairingKey!));
        yield return ("guides a mentor", 1, Of(ActivityKind.Guide, Sides.Mentor).GroupBy(task => task.Key.Mentor.Value));
        yield return ("invitations open", 1, held.Where(task => task is { Kind: ActivityKind.Invite, Task.IsClosed: false }).GroupBy(task => task.Key.Mentor.Value));
        yield return ("menus a pair", 1, Of(ActivityKind.Menu, Sides.Mentee).GroupBy(task => task.Key.PairingKey!));
        yield return ("debriefs a manager and week", 1, Of(ActivityKind.Debrief, Sides.Manager).GroupBy(task => $"{task.Key.Mentor} {task.Key.Round.Key}"));
    }
}
