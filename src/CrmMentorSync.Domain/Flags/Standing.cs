using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Flags;

/// <summary>What the flags need to know of a rep on one day, besides the skill scores. Probabilities are 0–1.</summary>
public sealed record Standing
{
    public required UserId Rep { get; init; }

    /// <summary>The day that is judged.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Empty where the rep is not judged.</summary>
    public string PeerGroup { get; init; } = "";

    /// <summary>Whether there is enough to judge by; the other figures are 0 or null where not.</summary>
    public required bool Judged { get; init; }

    /// <summary>Why not, for the reason's sentence; null where judged.</summary>
    public string? NotJudged { get; init; }

    public required bool Ramping { get; init; }

    /// <summary>Days since hiring; null where nothing tells it.</summary>
    public int? TenureDays { get; init; }

    /// <summary>Deals closed in the window, stale ones among them.</summary>
    public int Closed { get; init; }

    /// <summary>Open deals older than the group's 95th-percentile cycle, counted as lost.</summary>
    public int Stale { get; init; }

    public double ActiveMonths { get; init; }

    /// <summary>Days without any deal, event or login, where so many that leave is suspected.</summary>
    public int? SilentDays { get; init; }

    /// <summary>P(overall in the worst fifth of the group).</summary>
    public double PLowest { get; init; }

    /// <summary>P(overall in the best fifth of the group).</summary>
    public double PHighest { get; init; }

    /// <summary>P(overall at least 15 % below the peer median).</summary>
    public double PMateriallyLow { get; init; }

    /// <summary>P(overall at least 15 % above the peer median).</summary>
    public double PMateriallyHigh { get; init; }

    /// <summary>P(attainment below 100 %); null without a quota.</summary>
    public double? PBelowQuota { get; init; }

    /// <summary>P(slope above 10 % a quarter); null where no trend can be told.</summary>
    public double? PRising { get; init; }

    /// <summary>P(slope within ± 5 % a quarter); null where no trend can be told.</summary>
    public double? PFlat { get; init; }

    /// <summary>Quarters (of the last eight) in which the rep sold after the ramp.</summary>
    public int Quarters { get; init; }
}
