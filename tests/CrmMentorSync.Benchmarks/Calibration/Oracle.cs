using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance.Model;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>
/// The best that anybody could know: each rep's posterior under the true law of the group, the true ramp and season, the true
/// shape of sizes, and every deal since hiring (open ones for their size). The law is a large number of sellers drawn from it,
/// each weighed by the likelihood of the rep's deals.
/// </summary>
internal static class Oracle
{
    private const int Drawn = 20_000;
    private const int SizePoints = 160;

    /// <summary>P(lowest fifth) and P(highest fifth) by rep, among those past their ramp.</summary>
    public static Dictionary<UserId, (double Low, double High)> Judge(Trial trial, IReadOnlySet<UserId> peers)
    {
        Dictionary<UserId, (double, double)> result = [];
        Dictionary<UserId, Person> people = trial.Facts.People.ToDictionary(person => person.Id);
        foreach (IGrouping<string, Seller> group in trial.Sellers.Where(one => peers.Contains(one.Id)).GroupBy(one => one.Group, StringComparer.Ordinal))
        {
            var random = SeededRandom.For(1, "oracle " + group.Key);
            var law = new Law([.. Enumerable.Range(0, Drawn).Select(_ => trial.Another(group.Key, random))], trial);
            Seller[] reps = [.. group];
            var posterior = new ComponentPosterior(1, reps.Length);
            posterior.Weights[0] = 1;
            for (int i = 0; i < reps.Length; i++)
            {
                (posterior.Means[0][i], posterior.Variances[0][i]) = law.Overall(Seen.Of(trial, people[reps[i].Id]));
            }

            JointPosterior joint = JointPosterior.Of(posterior);
            bool[] all = [.. reps.Select(_ => true)];
            double[] low = PeerRanks.InFifth(joint, all, largest: false);
            double[] high = PeerRanks.InFifth(joint, all, largest: true);
            for (int i = 0; i < reps.Length; i++)
            {
                result.Add(reps[i].Id, (low[i], high[i]));
            }
        }

        return result;
    }

    /// <summary>What is seen of a rep: by quarters back the active months and the deals decided, and all sizes.</summary>
    private sealed record Seen(double[] Months, int[] Closed, int Won, double[] Logs)
    {
        public static Seen Of(Trial trial, Person person)
        {
            int asOf = trial.AsOf.DayNumber;
            int hired = person.Since.DayNumber;
            int quarters = Quarter(asOf, trial.From.DayNumber) + 1;
            var months = new double[quarters];
            for (int day = Math.Max(trial.From.DayNumber, hired); day <= asOf; day++)
            {
                bool away = day >= person.LeaveFrom?.DayNumber && day <= person.LeaveTo?.DayNumber;
                double ramp = trial.RampDays == 0 ? 1 : Math.Min(1, (day - hired) / (double)trial.RampDays);
                months[Quarter(asOf, day)] += away ? 0 : ramp * trial.Season(day) * person.Fte / Ability.DaysPerMonth;
            }

            DealEntry[] deals = [.. trial.Facts.Deals.Of(person.Id).ToArray().Where(deal => deal.Created <= asOf)];
            DealEntry[] closed = [.. deals.Where(deal => deal.ClosedBy(asOf))];
            var counts = new int[quarters];
            foreach (DealEntry deal in closed)
            {
                counts[Math.Min(Quarter(asOf, deal.Closed), quarters - 1)]++;
            }

            return new Seen(months, counts, closed.Count(deal => deal.Won), [.. deals.Where(deal => deal.Amount > 0).Select(deal => Math.Log(deal.Amount))]);
        }

        private static int Quarter(int asOf, int day) => (int)((asOf - day) / Ability.DaysPerQuarter);
    }

    private sealed class Law(Ability[] sellers, Trial trial)
    {
        private readonly bool _moves = sellers.Any(one => one.Past.Count > 0);
        private readonly double[] _pace = [.. sellers.Select(one => one.LogPace)];
        private readonly double[] _won = [.. sellers.Select(one => Math.Log(one.WinRate))];
        private readonly double[] _lost = [.. sellers.Select(one => Math.Log(1 - one.WinRate))];
        private readonly double[] _size = [.. sellers.Select(one => one.LogSize)];
        private readonly double[] _overall = [.. sellers.Select(one => one.Overall)];
        private readonly double _low = sellers.Min(one => one.LogSize);
        private readonly double _high = sellers.Max(one => one.LogSize) + 1e-9;

        /// <summary>Mean and variance of ln(productivity) given what was seen.</summary>
        public (double Mean, double Variance) Overall(Seen seen)
        {
            int closed = seen.Closed.Sum();
            double months = seen.Months.Sum();
            double[] pace = [.. sellers.Select((one, i) => (closed * _pace[i]) + (_moves ? Moving(seen, one) : -months * Math.Exp(_pace[i])))];
            double[] win = [.. sellers.Select((_, i) => (seen.Won * _won[i]) + ((closed - seen.Won) * _lost[i]))];
            double step = (_high - _low) / (SizePoints - 1);
            double[] grid = [.. Enumerable.Range(0, SizePoints).Select(k => seen.Logs.Sum(log => trial.SizeDensity(log - _low - (k * step))))];
            double[] size = [.. _size.Select(at => Between(grid, (at - _low) / step))];
            if (!trial.Independent)
            {
                return Moments([.. pace.Select((one, i) => one + win[i] + size[i])], _overall);
            }

            // Each part by itself: a joint draw near a rep of 500 deals is rare among any number of draws.
            (double Mean, double Variance) byPace = Moments(pace, _pace);
            (double Mean, double Variance) byWin = Moments(win, _won);
            (double Mean, double Variance) bySize = Moments(size, _size);
            return (byPace.Mean + byWin.Mean + bySize.Mean, byPace.Variance + byWin.Variance + bySize.Variance);
        }

        private static double Between(double[] grid, double at)
        {
            int k = Math.Min((int)at, grid.Length - 2);
            return grid[k] + ((at - k) * (grid[k + 1] - grid[k]));
        }

        private static (double Mean, double Variance) Moments(double[] logs, double[] value)
        {
            double largest = logs.Max();
            double mass = 0;
            double first = 0;
            double second = 0;
            for (int i = 0; i < logs.Length; i++)
            {
                double weight = Math.Exp(logs[i] - largest);
                mass += weight;
                first += weight * value[i];
                second += weight * value[i] * value[i];
            }

            double mean = first / mass;
            return (mean, Math.Max((second / mass) - (mean * mean), 1e-9));
        }

        private static double Moving(Seen seen, Ability one)
        {
            double sum = 0;
            for (int q = 0; q < seen.Months.Length; q++)
            {
                double off = one.Past[Math.Min(q, one.Past.Count - 1)];
                sum += (seen.Closed[q] * off) - (seen.Months[q] * Math.Exp(one.LogPace + off));
            }

            return sum;
        }
    }
}
