using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Performance;

/// <summary>
/// What the group's reps may sell in a coming period: the posterior of what they are worth, plus the luck of so few deals.
/// The sales of a period are taken as gamma distributed with the mean and variance of a Poisson number of deals; their cube
/// root is nearly normal (Wilson and Hilferty 1931), so that ranks are found as everywhere else.
/// </summary>
internal sealed class SalesOutlook(RepTally[] tallies, bool[] reference, JointPosterior overall, JointPosterior wonRate, double withinOfMean)
{
    private const double FewestMonths = 1;
    private const double SmallestShape = 0.2;

    /// <summary>The outlook of the members that stand among their peers and work for a month at least, in their order.</summary>
    /// <param name="among">The members that are compared with each other.</param>
    public IEnumerable<Outlook> Until(int day, bool[] among)
    {
        double[] months = [.. tallies.Select(Months)];
        bool[] peers = [.. reference.Select((one, i) => one && among[i] && months[i] >= FewestMonths)];
        if (peers.Count(one => one) < 2)
        {
            yield break;
        }

        double[] shapes = [.. tallies.Select((_, i) =>
            Math.Max(SmallestShape, Math.Exp(wonRate.Quantile(i, 0.5)) * Math.Max(months[i], FewestMonths) / (1 + withinOfMean)))];
        JointPosterior period = overall.Mapped((i, mean, deviation) =>
        {
            double root = Math.Exp(mean / 3);
            double own = root * deviation / 3;
            return (root * (1 - (1 / (9 * shapes[i]))), Math.Sqrt((root * root / (9 * shapes[i])) + (own * own)));
        });
        double[] lowest = PeerRanks.InFifth(period, peers, largest: false);
        double[] highest = PeerRanks.InFifth(period, peers, largest: true);
        for (int i = 0; i < tallies.Length; i++)
        {
            if (peers[i])
            {
                yield return new Outlook(tallies[i].Tenure.Person.Id, months[i], lowest[i], highest[i]);
            }
        }

        double Months(RepTally tally) =>
            (tally.Tenure with { Ramping = false, RampDays = 0 }).ActiveDays(tally.To + 1, day) / RepTally.DaysPerMonth;
    }
}
