namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>
/// What a generated org looks like. Spreads are standard deviations between sellers of the same segment, on the scale named;
/// equal options give equal orgs, byte for byte.
/// </summary>
public sealed record GeneratorOptions
{
    /// <summary>Sellers, not counting their managers.</summary>
    public int Reps { get; init; } = 300;

    /// <summary>Decided deals (won or lost) that a full-time seller has in a year on average.</summary>
    public double DealsPerRepYear { get; init; } = 32;

    public int Seed { get; init; } = 1;

    /// <summary>Years up to <see cref="AsOf"/> in which deals are decided.</summary>
    public double Years { get; init; } = 2;

    /// <summary>The last day of the org; deals decided on it count.</summary>
    public DateOnly AsOf { get; init; } = new(2026, 9, 30);

    /// <summary>Segments; sellers are dealt out to them in turn.</summary>
    public int Segments { get; init; } = 2;

    /// <summary>How many times larger a typical deal is from one segment to the next.</summary>
    public double SegmentRatio { get; init; } = 10;

    /// <summary>Spread of ln(deals per month). At 1.0 and a mean of 50 sellers have about 5 to 500 deals a year.</summary>
    public double ActivitySd { get; init; } = 0.35;

    /// <summary>Mean win rate, at the centre of the logit scale.</summary>
    public double WinRate { get; init; } = 0.30;

    /// <summary>Spread of logit(win rate).</summary>
    public double WinRateSd { get; init; } = 0.35;

    /// <summary>Spread of mean ln(amount).</summary>
    public double SizeSd { get; init; } = 0.25;

    /// <summary>Spread of ln(amount) between the deals of one seller.</summary>
    public double DealSizeSd { get; init; } = 0.7;

    /// <summary>Extra spread of ln(amount) that one deal in twenty has; 0 = no heavy tail.</summary>
    public double TailSd { get; init; } = 0.8;

    /// <summary>Spread of ln(median cycle).</summary>
    public double CycleSd { get; init; } = 0.2;

    /// <summary>Correlation of a seller's ln(pace) with that of a year before, 0–1; 1 = it never moves.</summary>
    public double Persistence { get; init; } = 1;

    /// <summary>Share of sellers hired 180 to 365 days before <see cref="AsOf"/>.</summary>
    public double HiredShare { get; init; } = 0.10;

    /// <summary>Share of sellers hired within the last 180 days.</summary>
    public double RampingShare { get; init; } = 0.07;

    /// <summary>Share of the other sellers who had 4 to 21 weeks of leave within the last year.</summary>
    public double LeaveShare { get; init; } = 0.05;

    /// <summary>Whether all sellers of a segment are alike: every spread between them is 0, and all difference is chance.</summary>
    public bool AllEqual { get; init; }

    /// <summary>
    /// Reads <c>reps=…,deals=…,seed=…</c>; what is not named keeps its default. <see cref="Keys"/> lists the names.
    /// </summary>
    /// <exception cref="FormatException">
    /// A name is unknown or given twice, or a value is no number or out of range; the message says which.
    /// </exception>
    public static GeneratorOptions Parse(string text) => GeneratorSettings.Parse(text);

    /// <summary>Every name that <see cref="Parse"/> knows, with its meaning and default, one line each.</summary>
    public static IReadOnlyList<string> Keys => GeneratorSettings.Describe();
}
