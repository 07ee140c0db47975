using System.Globalization;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>
/// Fiscal quarters (calendar quarters here) and a quota for each seller and quarter: what the usual seller of the segment sells,
/// less for part-time and for the first two quarters after hiring.
/// </summary>
internal sealed class SampleQuotas
{
    private static readonly DateOnly FirstQuarter = new(2024, 10, 1);

    /// <summary>Two years and the quarter that begins after the as-of day, whose quotas are already given.</summary>
    private const int Quarters = 9;

    private readonly TableBuilder _periods = new(
        "Period", "Id", "Type", "StartDate", "EndDate", "Number", "IsForecastPeriod", "FullyQualifiedLabel", "SystemModstamp");

    private readonly TableBuilder _quotas = new(
        "ForecastingQuota",
        "Id", "QuotaOwnerId", "PeriodId", "StartDate", "QuotaAmount", "IsAmount", "IsQuantity", "CreatedDate", "SystemModstamp");

    public SampleQuotas(IReadOnlyList<SellerOfOrg> sellers)
    {
        var text = new ExportText();
        var periodIds = new RecordIds("026", SampleOrg.Instance);
        var quotaIds = new RecordIds("0J9", SampleOrg.Instance);
        for (int index = 0; index < Quarters; index++)
        {
            DateOnly start = FirstQuarter.AddMonths(3 * index);
            DateOnly next = start.AddMonths(3);
            string number = ExportText.Number((start.Month + 2) / 3);
            string stamp = text.Instant(ExportText.WorkingDayBefore(start.AddDays(-14)), 0);
            string period = periodIds.Next();
            _periods.Add(
                period, "Quarter", text.Day(start), text.Day(next.AddDays(-1)), number, ExportText.True,
                string.Create(CultureInfo.InvariantCulture, $"Q{number} FY{start.Year}"), stamp);
            foreach (SellerOfOrg seller in sellers.Where(seller => HasQuota(seller, start)))
            {
                _quotas.Add(
                    quotaIds.Next(), seller.Id, period, text.Day(start), ExportText.Money(Amount(seller, start)), ExportText.True,
                    ExportText.False, stamp, stamp);
            }
        }
    }

    public IReadOnlyList<ExportTable> Tables => [_periods.Build(), _quotas.Build()];

    /// <summary>Managers have none of their own; newcomers get theirs for the first quarter that begins after they did.</summary>
    private static bool HasQuota(SellerOfOrg seller, DateOnly start) =>
        !seller.Seller.IsManager && seller.Truth.HiredOn <= start && !(seller.Seller.Left < start);

    private static double Amount(SellerOfOrg seller, DateOnly start)
    {
        SampleSegment segment = seller.Seller.Team.Segment;
        double meanSize = segment.MedianSize * Math.Exp(segment.SizeSd * segment.SizeSd / 2);
        double usual = segment.DealsPerYear / 4 * segment.WinRate * meanSize;
        double newcomer = seller.Truth.HiredOn > start.AddMonths(-6) ? 0.5 : 1;
        return Math.Round(usual * seller.Seller.Fte * newcomer / 1000) * 1000;
    }
}
