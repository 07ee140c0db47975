namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>A way in which other people might simulate sellers: laws that the scorer does not assume, and shapes of data that it did not ask for.</summary>
internal sealed record OtherKind(string Name)
{
    public int Reps { get; init; } = 300;
    public int Groups { get; init; } = 2;

    /// <summary>Decided deals a year.</summary>
    public double Deals { get; init; } = 32;

    /// <summary>Gamma shape of the pace between sellers; null: all alike.</summary>
    public double? PaceShape { get; init; } = 6;

    /// <summary>Win rates are Beta(0.3 n, 0.7 n); null: all alike.</summary>
    public double? WinTrials { get; init; } = 25;

    /// <summary>Spread of ln(size) between sellers.</summary>
    public double SizeSd { get; init; } = 0.3;

    /// <summary>Pareto index of the sizes of one seller's deals; null: log-normal with <see cref="Within"/>.</summary>
    public double? Pareto { get; init; }
    public double Within { get; init; } = 0.8;

    /// <summary>How much of ln(pace) is taken off ln(size): those who sell much sell small.</summary>
    public double SmallIfMany { get; init; }

    /// <summary>Spread of one talent that raises ln(pace), logit(win rate) and ln(size) alike.</summary>
    public double Talent { get; init; }

    /// <summary>Half the swing of a calendar season on the log scale.</summary>
    public double Season { get; init; }

    /// <summary>Gamma shape of what each quarter of each seller is multiplied by; null: no such noise.</summary>
    public double? QuarterShape { get; init; }

    /// <summary>Share of sellers hired in the last two years; their user is as old as they are, no other hire date is known.</summary>
    public double Hired { get; init; } = 0.2;
    public bool Ramps { get; init; } = true;
    public bool CreatedWhenClosed { get; init; }

    /// <summary>Deals opened and never decided, per decided deal.</summary>
    public double Forgotten { get; init; }
    public int Days { get; init; } = 730;
}
