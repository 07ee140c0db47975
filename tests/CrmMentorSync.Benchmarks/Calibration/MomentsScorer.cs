using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>
/// The plain way, done fairly: closed deals a month as gamma-Poisson, win rate as beta-binomial, ln(size) as normal, the mean and
/// the spread of each by moments, shrunk as if both were known, summed on the log scale; P from the normal that remains. It is
/// given hire dates, ramp, leave and like-for-like groups.
/// </summary>
internal static class MomentsScorer
{
    private const double Fifth = 0.8416212335729143;

    public static Dictionary<UserId, (double Low, double High)> Judge(Trial trial, IReadOnlySet<UserId> peers)
    {
        Dictionary<UserId, (double, double)> result = [];
        Dictionary<UserId, Person> people = trial.Facts.People.ToDictionary(person => person.Id);
        foreach (IGrouping<string, Seller> group in trial.Sellers.Where(one => peers.Contains(one.Id)).GroupBy(one => one.Group, StringComparer.Ordinal))
        {
            Seen[] seen = [.. group.Select(one => Observe(people[one.Id], trial))];
            (double Mean, double Variance)[] rate = Rate(seen, out double rateSpread);
            (double Mean, double Variance)[] win = Win(seen, out double winSpread);
            (double Mean, double Variance)[] size = Size(seen, out double sizeSpread);
            double[] mean = [.. seen.Select((_, i) => rate[i].Mean + win[i].Mean + size[i].Mean)];
            double centre = mean.Average();
            double bound = Fifth * Math.Sqrt(rateSpread + winSpread + sizeSpread);
            int at = 0;
            foreach (Seller one in group)
            {
                double deviation = Math.Sqrt(Math.Max(1e-9, rate[at].Variance + win[at].Variance + size[at].Variance));
                result.Add(one.Id, (Normal.Cdf((centre - bound - mean[at]) / deviation), Normal.Cdf((mean[at] - centre - bound) / deviation)));
                at++;
            }
        }

        return result;
    }

    private static (double Mean, double Variance)[] Rate(Seen[] seen, out double spread)
    {
        double months = seen.Sum(one => one.Months);
        double mean = seen.Sum(one => one.Closed) / months;
        double between = (seen.Sum(one => one.Months * Math.Pow((one.Closed / one.Months) - mean, 2)) - ((seen.Length - 1) * mean))
            / (months - (seen.Sum(one => one.Months * one.Months) / months));
        spread = Math.Max(1e-6, between / (mean * mean));
        double shape = 1 / spread;
        return [.. seen.Select(one => (Math.Log((shape + one.Closed) / ((shape / mean) + one.Months)), 1 / (shape + one.Closed)))];
    }

    private static (double Mean, double Variance)[] Win(Seen[] seen, out double spread)
    {
        double closed = seen.Sum(one => one.Closed);
        double mean = seen.Sum(one => one.Logs.Length) / closed;
        double between = (seen.Where(one => one.Closed > 0).Sum(one => one.Closed * Math.Pow(((double)one.Logs.Length / one.Closed) - mean, 2))
            - ((seen.Length - 1) * mean * (1 - mean))) / (closed - (seen.Sum(one => (double)one.Closed * one.Closed) / closed) - (seen.Length - 1));
        between = Math.Clamp(between, 1e-6, 0.9 * mean * (1 - mean));
        double trials = (mean * (1 - mean) / between) - 1;
        spread = between / (mean * mean);
        return [.. seen.Select(one =>
        {
            double share = ((trials * mean) + one.Logs.Length) / (trials + one.Closed);
            return (Math.Log(share), (1 - share) / (share * (trials + one.Closed + 1)));
        })];
    }

    private static (double Mean, double Variance)[] Size(Seen[] seen, out double spread)
    {
        Seen[] known = [.. seen.Where(one => one.Logs.Length > 0)];
        double deals = known.Sum(one => one.Logs.Length);
        double within = known.Sum(one => one.Logs.Sum(log => Math.Pow(log - one.Logs.Average(), 2))) / Math.Max(1, deals - known.Length);
        double mean = known.Sum(one => one.Logs.Sum()) / deals;
        double between = (known.Sum(one => one.Logs.Length * Math.Pow(one.Logs.Average() - mean, 2)) - ((known.Length - 1) * within))
            / (deals - (known.Sum(one => (double)one.Logs.Length * one.Logs.Length) / deals));
        double tau = spread = Math.Max(1e-6, between);
        return [.. seen.Select(one =>
        {
            double precision = (1 / tau) + (one.Logs.Length / within);
            return (((mean / tau) + (one.Logs.Sum() / within)) / precision, 1 / precision);
        })];
    }

    private static Seen Observe(Person person, Trial trial)
    {
        int asOf = trial.AsOf.DayNumber;
        Tenure tenure = Tenure.Of([person], trial.Facts.Deals, trial.AsOf, new PopulationRules())[0];
        DealEntry[] closed = [.. trial.Facts.Deals.Of(person.Id).ToArray()
            .Where(deal => deal.ClosedBy(asOf) && deal.Closed > asOf - 365 && deal.Closed >= tenure.RatesFrom)];
        double months = Math.Max(tenure.ActiveDays(asOf - 364, asOf) / Ability.DaysPerMonth, 0.25);
        return new Seen(months, closed.Length, [.. closed.Where(deal => deal.Won).Select(deal => Math.Log(deal.Amount))]);
    }

    /// <param name="Logs">ln(amount) of the deals won; each has an amount here.</param>
    private sealed record Seen(double Months, int Closed, double[] Logs);
}
