using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Flags;

/// <summary>Who is chosen: probabilities in, a set with a stated share of wrong names out.</summary>
public static class FlagSelection
{
    /// <summary>
    /// The flagged among the candidates. Those flagged before stay while their probability is at least the retaining
    /// level, and count inside the ceiling: new names fill what they leave.
    /// </summary>
    public static IReadOnlySet<UserId> Choose(
        IReadOnlyList<(UserId Rep, double Probability)> candidates, IReadOnlySet<UserId> before, FlagRules rules)
    {
        var ordered = candidates.OrderByDescending(one => one.Probability).ThenBy(one => one.Rep).ToList();
        HashSet<UserId> chosen = [.. ordered.Where(one => before.Contains(one.Rep) && one.Probability >= rules.Retain).Select(one => one.Rep)];
        if (rules.Rule == FlagRule.Level)
        {
            chosen.UnionWith(ordered.Where(one => one.Probability >= rules.Level).Select(one => one.Rep));
            return chosen;
        }

        return WithinCeiling(ordered, chosen, rules.LargestFalseShare);
    }

    private static HashSet<UserId> WithinCeiling(List<(UserId Rep, double Probability)> ordered, HashSet<UserId> retained, double ceiling)
    {
        List<(UserId Rep, double Probability)> order =
            [.. ordered.Where(one => retained.Contains(one.Rep)), .. ordered.Where(one => !retained.Contains(one.Rep))];

        // New names come best first: their share of wrong ones only grows, so the last length within the ceiling is the largest.
        double wrong = order.Take(retained.Count).Sum(one => 1 - one.Probability);
        int kept = retained.Count;
        for (int i = retained.Count; i < order.Count; i++)
        {
            wrong += 1 - order[i].Probability;
            kept = wrong <= (ceiling * (i + 1)) + 1e-9 ? i + 1 : kept;
        }

        HashSet<UserId> chosen = [.. order.Take(kept).Select(one => one.Rep)];
        if (kept > retained.Count)
        {
            return chosen;
        }

        // The retained alone break the ceiling: the least certain of them go first.
        double share = order.Take(kept).Sum(one => 1 - one.Probability);
        while (kept > 0 && share > (ceiling * kept) + 1e-9)
        {
            kept--;
            share -= 1 - order[kept].Probability;
            chosen.Remove(order[kept].Rep);
        }

        return chosen;
    }
}
