namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>
/// How a seller of the sample differs from the usual one of their segment. Factors are on the segment's level; a null win rate
/// is the segment's. Each seller also gets a small personal variation, so that nobody is exactly usual.
/// </summary>
internal sealed record SellerProfile
{
    public double Volume { get; init; } = 1;
    public double? WinRate { get; init; }
    public double Size { get; init; } = 1;
    public double Cycle { get; init; } = 1;

    /// <summary>Growth of the pace per quarter, log scale; <see cref="Volume"/> is the pace today.</summary>
    public double QuarterlyGrowth { get; init; }

    public static readonly SellerProfile Usual = new();

    // Strong, each in another way: what one can show another.
    public static readonly SellerProfile AllRound = new() { Volume = 1.55, WinRate = 0.43, Size = 1.3 };
    public static readonly SellerProfile Closer = new() { Volume = 1.15, WinRate = 0.50 };
    public static readonly SellerProfile Prospector = new() { Volume = 2.1 };
    public static readonly SellerProfile BigDeals = new() { Size = 2.2, WinRate = 0.32 };

    /// <summary>Far ahead for years, and no longer growing.</summary>
    public static readonly SellerProfile PlateauedStar = new() { Volume = 2.8, WinRate = 0.44 };

    // Weak, each on another skill.
    public static readonly SellerProfile LowWinRate = new() { Volume = 0.95, WinRate = 0.11 };
    public static readonly SellerProfile FewOpportunities = new() { Volume = 0.30 };
    public static readonly SellerProfile SmallDeals = new() { Size = 0.40, WinRate = 0.27 };
    public static readonly SellerProfile WeakAllRound = new() { Volume = 0.62, WinRate = 0.16, Size = 0.65 };
    public static readonly SellerProfile Slow = new() { Cycle = 2.0, WinRate = 0.26 };

    // Usual overall, with one strength and one gap: good for learning from each other.
    public static readonly SellerProfile ClosesFew = new() { Volume = 0.60, WinRate = 0.46 };
    public static readonly SellerProfile OpensMany = new() { Volume = 1.75, WinRate = 0.17 };

    /// <summary>In the second year and gaining three quarters more every quarter.</summary>
    public static readonly SellerProfile Rising = new() { Volume = 3.6, QuarterlyGrowth = 0.55 };

    /// <summary>Once well above the others, now only usual.</summary>
    public static readonly SellerProfile Fading = new() { Volume = 0.70, QuarterlyGrowth = -0.22 };
}
