using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Domain.Performance.Model;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>
/// The plain way: log of won amount a month, its variance by the delta method, mean and spread by moments, shrunk as if both
/// were known; P from the normal that remains. It is given hire dates, leave and like-for-like segments.
/// </summary>
internal static class MomentsScorer
{
    private const double Fifth = 0.8416212335729143;

    public static Dictionary<UserId, (double Low, double High)> Judge(GeneratedOrg org, SalesFacts facts, IReadOnlySet<UserId> peers)
    {
        Dictionary<UserId, (double, double)> result = [];
        Dictionary<UserId, Person> people = facts.People.ToDictionary(person => person.Id);
        foreach (IGrouping<string, RepTruth> segment in org.Truth.Where(truth => peers.Contains(new UserId(truth.RepId))).GroupBy(truth => truth.Segment))
        {
            UserId[] reps = [.. segment.Select(truth => new UserId(truth.RepId))];
            // Nobody without a win has a size of their own: the segment's typical one stands in.
            double[] sizes = [.. reps.SelectMany(rep => facts.Deals.Of(rep).ToArray()).Where(deal => deal.Won).Select(deal => deal.Amount)];
            double typical = Math.Log(sizes.Average());
            double relative = sizes.Average(size => Math.Pow((size / Math.Exp(typical)) - 1, 2));
            (double Value, double Variance)[] seen = [.. reps.Select(rep => Observe(people[rep], facts.Deals, org.Options.AsOf.DayNumber, typical, relative))];
            double mean = seen.Average(one => one.Value);
            double spread = Math.Max(1e-6, seen.Sum(one => Math.Pow(one.Value - mean, 2) - one.Variance) / (seen.Length - 1));
            for (int i = 0; i < reps.Length; i++)
            {
                double weight = spread / (spread + seen[i].Variance);
                double estimate = mean + (weight * (seen[i].Value - mean));
                double deviation = Math.Sqrt(weight * seen[i].Variance);
                double bound = Fifth * Math.Sqrt(spread);
                result.Add(reps[i], (Normal.Cdf((mean - bound - estimate) / deviation), Normal.Cdf((estimate - mean - bound) / deviation)));
            }
        }

        return result;
    }

    private static (double Value, double Variance) Observe(Person person, DealLedger deals, int asOf, double typical, double relative)
    {
        IReadOnlyList<Tenure> tenure = Tenure.Of([person], deals, DateOnly.FromDayNumber(asOf), new PopulationRules());
        double months = tenure[0].ActiveDays(asOf - 364, asOf) / (365.25 / 12);
        DealEntry[] closed = [.. deals.Of(person.Id).ToArray().Where(deal => deal.ClosedBy(asOf) && deal.Closed > asOf - 365 && deal.Closed >= tenure[0].RatesFrom && deal.Won)];
        double[] amounts = [.. closed.Select(deal => deal.Amount)];
        double average = amounts.DefaultIfEmpty(Math.Exp(typical)).Average();
        double count = amounts.Length + 0.5;
        return (Math.Log(count / Math.Max(months, 0.5)) + Math.Log(average), (1 + relative) / count);
    }
}
