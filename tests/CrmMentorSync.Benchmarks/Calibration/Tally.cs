using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>Pooled over orgs: how many were named, how many rightly, how many there were to find.</summary>
internal sealed class Tally
{
    private readonly List<(double Probability, bool Right)> _plain = [];

    public int Named { get; private set; }
    public int Right { get; private set; }
    public int Truly { get; private set; }
    public double FalseShare => Named > 0 ? 1 - ((double)Right / Named) : 0;
    public double Recall => Truly > 0 ? (double)Right / Truly : 0;

    public void Add(IEnumerable<UserId> named, HashSet<UserId> truly)
    {
        foreach (UserId rep in named)
        {
            Named++;
            Right += truly.Contains(rep) ? 1 : 0;
        }

        Truly += truly.Count;
    }

    /// <summary>Those whom a scorer with these probabilities would name under the same rule, nothing else asked.</summary>
    public void AddChosen(IEnumerable<(UserId Rep, double Probability)> candidates, HashSet<UserId> truly) =>
        Add(FlagSelection.Choose([.. candidates], new HashSet<UserId>(), new FlagRules()), truly);

    /// <summary>Keeps the order of a scorer, for <see cref="RecallAt"/>.</summary>
    public void AddOrder(IEnumerable<(UserId Rep, double Probability)> candidates, HashSet<UserId> truly)
    {
        _plain.AddRange(candidates.Select(one => (one.Probability, truly.Contains(one.Rep))));
        Truly += truly.Count;
    }

    /// <summary>Recall of the longest list, best first, whose realised false share is no larger.</summary>
    public double RecallAt(double falseShare)
    {
        int right = 0;
        int best = 0;
        (double Probability, bool Right)[] order = [.. _plain.OrderByDescending(one => one.Probability)];
        for (int i = 0; i < order.Length; i++)
        {
            right += order[i].Right ? 1 : 0;
            best = 1 - ((double)right / (i + 1)) <= falseShare ? right : best;
        }

        return Truly > 0 ? (double)best / Truly : 0;
    }
}
