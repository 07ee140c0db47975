namespace CrmMentorSync.Domain.Flags;

/// <summary>How <c>struggling</c> and <c>top</c> are chosen.</summary>
public enum FlagRule
{
    /// <summary>The largest set whose expected share of wrong names stays within the ceiling.</summary>
    FalseShare,

    /// <summary>Everyone whose probability reaches the level.</summary>
    Level,
}

/// <summary>The settings of the flags; probabilities and shares are 0–1.</summary>
public sealed record FlagRules
{
    public FlagRule Rule { get; init; } = FlagRule.FalseShare;

    /// <summary>The ceiling of <see cref="FlagRule.FalseShare"/>.</summary>
    public double LargestFalseShare { get; init; } = 0.20;

    /// <summary>The level of <see cref="FlagRule.Level"/>, of <c>rising</c> and of <c>plateau</c>.</summary>
    public double Level { get; init; } = 0.80;

    /// <summary>What a new name needs: more than the fifth that anybody drawn blindly has.</summary>
    public double Enter { get; init; } = 0.20;

    /// <summary>What a flag that was raised last week needs to stay.</summary>
    public double Retain { get; init; } = 0.50;

    /// <summary>What the conditions beside rank need: materially low, below quota.</summary>
    public double Material { get; init; } = 0.50;

    /// <summary>Months of tenure up to which a rep can be <c>rising</c>.</summary>
    public int RisingMonths { get; init; } = 24;

    /// <summary>The fewest quarters after the ramp that growth can be told from.</summary>
    public int RisingQuarters { get; init; } = 2;

    /// <summary>Quarters that <c>plateau</c> looks back on, and their fewest.</summary>
    public int PlateauQuarters { get; init; } = 4;
}
