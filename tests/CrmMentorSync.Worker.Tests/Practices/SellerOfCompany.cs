using System.Globalization;

namespace CrmMentorSync.Worker.Tests.Practices;

/// <summary>
/// How somebody sells, evenly and without chance: who is strong or weak on what is certain, and two who sell alike have equal
/// scores. Defaults are what is usual in the company.
/// </summary>
internal sealed record SellerOfCompany(string Id, string Name, string Manager, string Department)
{
    private const double DaysPerMonth = 365.25 / 12;
    private const double DaysPerQuarter = 365.25 / 4;

    public DateOnly Hired { get; init; } = new(2021, 3, 1);

    /// <summary>Deals decided in a month.</summary>
    public double Volume { get; init; } = 8;
    public double WinRate { get; init; } = 0.30;

    /// <summary>The win rate of more than a year ago, where it was another.</summary>
    public double? EarlierWinRate { get; init; }
    public double Amount { get; init; } = 10_000;

    /// <summary>Growth of the pace in a quarter on the log scale; <see cref="Volume"/> is the pace of the last day.</summary>
    public double Growth { get; init; }

    /// <summary>Nothing was decided before this day.</summary>
    public DateOnly SellsFrom { get; init; } = new(2024, 9, 1);

    /// <summary>Two with one number sell on the same days.</summary>
    public int Pattern { get; init; }

    /// <summary>The closed deals up to a day, oldest first: opened, decided, won, amount.</summary>
    public IEnumerable<(DateOnly Opened, DateOnly Decided, bool IsWon, string Amount)> Deals(DateOnly until)
    {
        double day = SellsFrom.DayNumber + (Pattern * 1.37 % 5);
        double won = 0.5;
        for (int number = 0; day <= until.DayNumber; number++)
        {
            won += EarlierWinRate is { } then && until.DayNumber - day > 365 ? then : WinRate;
            bool isWon = won >= 1;
            won -= isWon ? 1 : 0;
            DateOnly decided = DateOnly.FromDayNumber((int)day);
            int cycle = (int)(40 * Math.Exp(0.3 * Math.Cos(number * 1.7)));
            DateOnly opened = decided.AddDays(-cycle) > Hired ? decided.AddDays(-cycle) : Hired;
            yield return (opened, decided, isWon, (Amount * Math.Exp(0.35 * Math.Sin(number * 2.4))).ToString("0", CultureInfo.InvariantCulture));
            day += DaysPerMonth / (Volume * Math.Exp(Growth * (day - until.DayNumber) / DaysPerQuarter));
        }
    }
}
