using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>One simulated org with what is true of it: the facts go to the scorer, the rest to those who judge it.</summary>
internal sealed record Trial
{
    public required SalesFacts Facts { get; init; }
    public required DateOnly AsOf { get; init; }

    /// <summary>The first day on which deals were decided.</summary>
    public required DateOnly From { get; init; }
    public required IReadOnlyList<Seller> Sellers { get; init; }

    /// <summary>Draws another seller of a group, by the law that the group's own were drawn by.</summary>
    public required Func<string, SeededRandom, Ability> Another { get; init; }

    /// <summary>Log density, up to a constant, of how far ln(amount) of a deal lies from its seller's <see cref="Ability.LogSize"/>.</summary>
    public required Func<double, double> SizeDensity { get; init; }

    /// <summary>Whether pace, win rate and size are drawn independently of each other.</summary>
    public bool Independent { get; init; } = true;

    /// <summary>Days of a linear ramp after hiring; 0: full pace at once.</summary>
    public int RampDays { get; init; } = 180;

    /// <summary>What everybody's pace on a day is multiplied by.</summary>
    public Func<int, double> Season { get; init; } = _ => 1;

    /// <summary>The lowest or the highest fifth of each group, among those who are compared.</summary>
    public HashSet<UserId> TrueFifth(IReadOnlySet<UserId> peers, bool low) =>
        [.. Sellers.Where(one => peers.Contains(one.Id)).GroupBy(one => one.Group, StringComparer.Ordinal)
            .SelectMany(group => group.OrderBy(one => (low ? 1 : -1) * one.Ability.Overall).Take((int)Math.Round(0.2 * group.Count())))
            .Select(one => one.Id)];
}

internal sealed record Seller(UserId Id, string Group, Ability Ability);

/// <summary>What a seller really is worth today.</summary>
internal sealed record Ability
{
    public const double DaysPerMonth = 365.25 / 12;
    public const double DaysPerQuarter = 365.25 / 4;

    /// <summary>ln(decided deals per full month).</summary>
    public required double LogPace { get; init; }

    /// <summary>logit(P(won)).</summary>
    public required double Logit { get; init; }

    /// <summary>ln of the typical amount; all of a group have the same distance from it to the mean.</summary>
    public required double LogSize { get; init; }

    /// <summary>Mean days from creation to decision; null where the simulation has none.</summary>
    public double? CycleDays { get; init; }

    /// <summary>Deals opened and never decided, per decided one; they count as lost.</summary>
    public double Forgotten { get; init; }

    /// <summary>How far the log pace was from today's, by quarters back; empty: it never was.</summary>
    public IReadOnlyList<double> Past { get; init; } = [];

    public double WinRate => 1 / (1 + Math.Exp(-Logit));
    public double Overall => LogPace + Math.Log(WinRate) + LogSize;
}
