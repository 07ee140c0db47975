namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>
/// How one seller really sells: what the deals are drawn from, and what a scorer tries to find. Every measured figure is this
/// plus chance.
/// </summary>
public sealed record RepTruth
{
    /// <summary>The seller's user id, 18 characters.</summary>
    public required string RepId { get; init; }

    /// <summary>The segment's name; levels differ between segments, so sellers compare within one only.</summary>
    public required string Segment { get; init; }

    /// <summary>Deals that reach a decision (won or lost) per full-time month once ramped, > 0.</summary>
    public required double DealsPerMonth { get; init; }

    /// <summary>P(a decided deal is won), in (0, 1).</summary>
    public required double WinRate { get; init; }

    /// <summary>Mean of ln(amount) of a deal, in corporate currency.</summary>
    public required double LogSizeMean { get; init; }

    /// <summary>Standard deviation of ln(amount) between the deals of this one seller, ≥ 0, without the tail.</summary>
    public required double LogSizeSd { get; init; }

    /// <summary>Median days from creation to decision, > 0; cycle times are log-normal.</summary>
    public required double CycleMedianDays { get; init; }

    /// <summary>Standard deviation of ln(cycle days), ≥ 0.</summary>
    public required double LogCycleSd { get; init; }

    public required DateOnly HiredOn { get; init; }

    /// <summary>Days over which the pace grows linearly from 0 to the full pace after hiring; 0 = at full pace at once.</summary>
    public int RampDays { get; init; } = 180;

    /// <summary>First day of the one leave, a Monday; null without one.</summary>
    public DateOnly? LeaveFrom { get; init; }

    /// <summary>Last day of the leave, a Sunday; given where <see cref="LeaveFrom"/> is.</summary>
    public DateOnly? LeaveTo { get; init; }

    /// <summary>Full-time equivalent, over 0 up to 1; it scales the pace.</summary>
    public double Fte { get; init; } = 1.0;

    /// <summary>Growth of the pace per quarter on the log scale; <see cref="DealsPerMonth"/> is the pace at the as-of day.</summary>
    public double QuarterlyGrowth { get; init; }

    /// <summary>ln(pace then / pace at the as-of day), by quarters back; empty: it never moved.</summary>
    public IReadOnlyList<double> PastPace { get; init; } = [];

    /// <summary>
    /// ln of the typical won amount per active month: ln(deals per month) + ln(win rate) + mean ln(amount). The expected amount
    /// is larger by half the variance of ln(amount), which all sellers of a segment share.
    /// </summary>
    public double LogProductivity => Math.Log(DealsPerMonth) + Math.Log(WinRate) + LogSizeMean;
}
