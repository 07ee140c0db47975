using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Domain.Performance.Model;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>
/// The best that anybody could know: the posterior of each rep under the generator's true parameters, its true ramp, its true
/// shape of sizes, and every decided deal since the rep was hired. Reps of one segment are its peers.
/// </summary>
internal static class Oracle
{
    private const int Points = 161;
    private const double DaysPerMonth = 365.25 / 12;

    /// <summary>P(lowest fifth) and P(highest fifth) by rep, among those past their ramp.</summary>
    public static Dictionary<UserId, (double Low, double High)> Judge(GeneratedOrg org, SalesFacts facts, IReadOnlySet<UserId> peers)
    {
        Dictionary<UserId, (double, double)> result = [];
        GeneratorOptions options = org.Options;
        foreach (IGrouping<string, RepTruth> segment in org.Truth.Where(truth => peers.Contains(new UserId(truth.RepId))).GroupBy(truth => truth.Segment))
        {
            RepTruth[] reps = [.. segment];
            double level = Math.Log(8_000) + (int.Parse(Digits(segment.Key, options), System.Globalization.CultureInfo.InvariantCulture) * Math.Log(options.SegmentRatio));
            var posterior = new ComponentPosterior(1, reps.Length);
            posterior.Weights[0] = 1;
            for (int i = 0; i < reps.Length; i++)
            {
                (posterior.Means[0][i], posterior.Variances[0][i]) = Overall(reps[i], facts.Deals.Of(new UserId(reps[i].RepId)).ToArray(), options, level);
            }

            JointPosterior joint = JointPosterior.Of(posterior);
            bool[] all = [.. reps.Select(_ => true)];
            double[] low = PeerRanks.InFifth(joint, all, largest: false);
            double[] high = PeerRanks.InFifth(joint, all, largest: true);
            for (int i = 0; i < reps.Length; i++)
            {
                result.Add(new UserId(reps[i].RepId), (low[i], high[i]));
            }
        }

        return result;
    }

    private static string Digits(string segment, GeneratorOptions options) => options.Segments switch
    {
        1 => "0",
        2 => segment == "Enterprise" ? "1" : "0",
        _ => (int.Parse(segment["Segment ".Length..], System.Globalization.CultureInfo.InvariantCulture) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static (double Mean, double Variance) Overall(RepTruth truth, DealEntry[] deals, GeneratorOptions options, double level)
    {
        int asOf = options.AsOf.DayNumber;
        int from = Math.Max(options.AsOf.AddDays(1 - (int)Math.Round(365 * options.Years)).DayNumber, truth.HiredOn.DayNumber);
        double months = 0;
        for (int day = from; day <= asOf; day++)
        {
            bool away = day >= truth.LeaveFrom?.DayNumber && day <= truth.LeaveTo?.DayNumber;
            months += away ? 0 : Math.Min(1, (day - truth.HiredOn.DayNumber) / (double)truth.RampDays) / DaysPerMonth;
        }

        DealEntry[] closed = [.. deals.Where(deal => deal.ClosedBy(asOf))];
        double[] logs = [.. deals.Where(deal => deal.Created <= asOf && deal.Amount > 0).Select(deal => Math.Log(deal.Amount))];
        int won = closed.Count(deal => deal.Won);
        double activity = options.ActivitySd;
        (double Mean, double Variance) rate = Posterior(Math.Log(options.DealsPerRepYear / 12) - (activity * activity / 2), activity,
            theta => (closed.Length * theta) - (months * Math.Exp(theta)), theta => theta);
        (double Mean, double Variance) win = Posterior(Math.Log(options.WinRate / (1 - options.WinRate)), options.WinRateSd,
            theta => (won * theta) - (closed.Length * Math.Log(1 + Math.Exp(theta))), theta => -Math.Log(1 + Math.Exp(-theta)));
        double narrow = options.DealSizeSd;
        double wide = Math.Sqrt((narrow * narrow) + (options.TailSd * options.TailSd));
        (double Mean, double Variance) size = Posterior(level, options.SizeSd,
            theta => logs.Sum(log => Math.Log((0.95 * Density(log, theta, narrow)) + (0.05 * Density(log, theta, wide)))), theta => theta);
        return (rate.Mean + win.Mean + size.Mean, rate.Variance + win.Variance + size.Variance);
    }

    private static double Density(double value, double mean, double deviation) =>
        Math.Exp(-0.5 * (value - mean) * (value - mean) / (deviation * deviation)) / deviation;

    private static (double Mean, double Variance) Posterior(double mean, double deviation, Func<double, double> log, Func<double, double> value)
    {
        if (deviation <= 0)
        {
            return (value(mean), 1e-12);
        }

        double[] points = [.. Enumerable.Range(0, Points).Select(k => mean + (deviation * ((10.0 * k / (Points - 1)) - 5)))];
        double[] logs = [.. points.Select(point => log(point) - (0.5 * (point - mean) * (point - mean) / (deviation * deviation)))];
        double largest = logs.Max();
        double mass = 0;
        double first = 0;
        double second = 0;
        for (int k = 0; k < Points; k++)
        {
            double weight = Math.Exp(logs[k] - largest);
            double at = value(points[k]);
            mass += weight;
            first += weight * at;
            second += weight * at * at;
        }

        double centre = first / mass;
        return (centre, Math.Max((second / mass) - (centre * centre), 1e-12));
    }
}
