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
        List<(UserId Rep, double Probability)> retained = [.. ordered.Where(one => before.Contains(one.Rep) && one.Probability >= rules.Retain)];
        if (rules.Rule == FlagRule.Level)
        {
            return retained.Concat(ordered.Where(one => one.Probability >= rules.Level)).Select(one => one.Rep).ToHashSet();
        }

        // Where not even new names make room for all who were retained, the least certain of those go first.
        for (int kept = retained.Count; kept >= 0; kept--)
        {
            HashSet<UserId> first = [.. retained.Take(kept).Select(one => one.Rep)];
            List<(UserId Rep, double Probability)> order = [.. ordered.Where(one => first.Contains(one.Rep)), .. ordered.Where(one => !first.Contains(one.Rep))];
            int length = LargestWithin(order, kept, rules);
            if (length > 0)
            {
                return order.Take(length).Select(one => one.Rep).ToHashSet();
            }
        }

        return new HashSet<UserId>();
    }

    /// <summary>How many of the order, the kept ones at least, can be named within the ceiling; 0 where none can.</summary>
    private static int LargestWithin(List<(UserId Rep, double Probability)> order, int kept, FlagRules rules)
    {
        double wrong = 0;
        int length = 0;
        for (int i = 0; i < order.Count; i++)
        {
            // Nobody enters who is no likelier than anybody drawn blindly.
            if (i >= kept && order[i].Probability < rules.Enter)
            {
                break;
            }

            wrong += 1 - order[i].Probability;
            length = i + 1 >= kept && wrong <= (rules.LargestFalseShare * (i + 1)) + 1e-9 ? i + 1 : length;
        }

        return length;
    }
}
