using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance.Backtesting;

/// <summary>One judged rep on one past day, and what came of it. Ramping reps are not among them.</summary>
public sealed record BacktestCase
{
    public required UserId Rep { get; init; }

    /// <summary>The day of the judgement: nothing later was known to it.</summary>
    public required DateOnly On { get; init; }
    public required string PeerGroup { get; init; }
    public required FlagKind Flag { get; init; }

    /// <summary>P(worst fifth) and P(best fifth) of what the rep is worth, 0–1.</summary>
    public required double PLowest { get; init; }
    public required double PHighest { get; init; }

    /// <summary>
    /// P(worst fifth) and P(best fifth) of what the rep sells in the one period that follows, 0–1. Nearer to 0.2 than the
    /// above: one quarter's sales are half luck, however well the rep is known.
    /// </summary>
    public required double ExpectedLowest { get; init; }
    public required double ExpectedHighest { get; init; }

    /// <summary>Won a month: as estimated, and as a spreadsheet would have it.</summary>
    public required double Estimate { get; init; }
    public required double Raw { get; init; }

    /// <summary>Won a month in the period that followed.</summary>
    public required double Outcome { get; init; }

    /// <summary>Places in the peer group from 0 (worst) to 1 (best); equals share their place.</summary>
    public double EstimatePlace { get; init; }
    public double RawPlace { get; init; }
    public double OutcomePlace { get; init; }

    /// <summary>Whether the raw figure was in the peers' worst, or best, fifth.</summary>
    public bool RawLowest { get; init; }
    public bool RawHighest { get; init; }

    /// <summary>The raw figure as a share of the peers' mean.</summary>
    public double RawToMean { get; init; }

    /// <summary>How much of the rep was in the worst fifth afterwards: 0 or 1, between them where equals share the last place.</summary>
    public double CameLowest { get; init; }
    public double CameHighest { get; init; }
}
