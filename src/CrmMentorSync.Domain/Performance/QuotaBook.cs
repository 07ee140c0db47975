using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance;

/// <summary>A rep's target in the window and what stands against it.</summary>
/// <param name="Periods">Quota periods that overlap the window.</param>
/// <param name="Amount">The target, prorated by days.</param>
/// <param name="ActiveMonths">Active months in the same days.</param>
/// <param name="Won">Won amount in the same days.</param>
internal readonly record struct QuotaSpan(int Periods, double Amount, double ActiveMonths, double Won);

/// <summary>
/// Quotas by owner. A quota ends with the fiscal period it is tied to; else with the period of the org's calendar that begins with
/// it and is nearest in length to the usual gap between starts; without such a one it is as long as that gap.
/// </summary>
internal sealed class QuotaBook
{
    private const int DefaultMonths = 3;
    private readonly Dictionary<UserId, Quota[]> _byOwner;
    private readonly ILookup<DateOnly, FiscalPeriod> _periods;
    private readonly int _months;

    public QuotaBook(IReadOnlyList<Quota> quotas, IReadOnlyList<FiscalPeriod> periods)
    {
        _periods = periods.Where(period => period.End >= period.Start).ToLookup(period => period.Start);
        _byOwner = quotas.Where(quota => quota.Amount > 0).GroupBy(quota => quota.Owner)
            .ToDictionary(group => group.Key, group => group.OrderBy(quota => quota.Start).ThenBy(quota => quota.Amount).ToArray());
        int[] gaps = [.. _byOwner.Values.SelectMany(Gaps).Order()];
        _months = gaps.Length == 0 ? DefaultMonths : Math.Clamp((int)Math.Round(gaps[gaps.Length / 2] / RepTally.DaysPerMonth), 1, 12);
    }

    /// <summary>The rep's target within the window; null where there is none.</summary>
    public QuotaSpan? Of(RepTally tally, DealLedger deals)
    {
        if (!_byOwner.TryGetValue(tally.Tenure.Person.Id, out Quota[]? quotas))
        {
            return null;
        }

        var span = new QuotaSpan();
        foreach (Quota quota in quotas)
        {
            int start = quota.Start.DayNumber;
            int end = EndOf(quota).DayNumber;
            int from = Math.Max(start, Math.Max(tally.From, tally.Tenure.RatesFrom));
            int to = Math.Min(end, Math.Min(tally.To, tally.Tenure.JobTo));
            if (from <= to)
            {
                span = new QuotaSpan(
                    span.Periods + 1,
                    span.Amount + (quota.Amount * (to - from + 1) / (end - start + 1)),
                    span.ActiveMonths + (tally.Tenure.ActiveDays(from, to) / RepTally.DaysPerMonth),
                    span.Won + WonAmount(tally, deals, from, to));
            }
        }

        return span is { Periods: > 0, ActiveMonths: > 0 } ? span : null;
    }

    private DateOnly EndOf(Quota quota)
    {
        DateOnly usual = quota.Start.AddMonths(_months).AddDays(-1);
        int days = usual.DayNumber - quota.Start.DayNumber + 1;
        return quota.End is { } stated && stated >= quota.Start ? stated
            : _periods[quota.Start].OrderBy(period => Math.Abs(period.Days - days)).ThenBy(period => period.Days)
                .Where(period => Math.Abs(period.Days - days) <= days / 2).Select(period => (DateOnly?)period.End).FirstOrDefault() ?? usual;
    }

    private static IEnumerable<int> Gaps(Quota[] quotas) =>
        quotas.Select(quota => quota.Start.DayNumber).Distinct().Order().Pairwise((before, after) => after - before);

    private static double WonAmount(RepTally tally, DealLedger deals, int from, int to)
    {
        double sum = 0;
        foreach (DealEntry deal in deals.Of(tally.Tenure.Person.Id))
        {
            if (deal.Won && deal.Amount > 0 && deal.Closed >= from && deal.Closed <= to && deal.Created <= tally.To && tally.Credits(deal))
            {
                sum += deal.Amount;
            }
        }

        return sum;
    }
}

internal static class PairwiseSequence
{
    public static IEnumerable<TResult> Pairwise<T, TResult>(this IEnumerable<T> source, Func<T, T, TResult> result) =>
        source.Zip(source.Skip(1), result);
}
