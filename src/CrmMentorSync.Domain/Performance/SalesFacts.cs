using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance;

/// <summary>A target over a period that begins on <paramref name="Start"/>.</summary>
/// <param name="Amount">In corporate currency.</param>
public readonly record struct Quota(UserId Owner, DateOnly Start, double Amount)
{
    /// <summary>The last day of the fiscal period that the org ties it to; null: <see cref="QuotaBook"/> finds it.</summary>
    public DateOnly? End { get; init; }
}

/// <summary>A period of the org's fiscal calendar: a week, month, quarter or year, both days in it.</summary>
public readonly record struct FiscalPeriod(DateOnly Start, DateOnly End)
{
    public int Days => End.DayNumber - Start.DayNumber + 1;
}

/// <summary>Everything the scorer looks at.</summary>
public sealed record SalesFacts
{
    public required IReadOnlyList<Person> People { get; init; }
    public required DealLedger Deals { get; init; }
    public IReadOnlyList<Quota> Quotas { get; init; } = [];

    /// <summary>The org's fiscal calendar; empty where it is not known.</summary>
    public IReadOnlyList<FiscalPeriod> Periods { get; init; } = [];

    /// <summary>The jobs of those who were seen in more than one, each list ordered by day.</summary>
    public IReadOnlyDictionary<UserId, IReadOnlyList<JobSpan>> Jobs { get; init; } = new Dictionary<UserId, IReadOnlyList<JobSpan>>();

    /// <summary>The days of customer events, by owner; our own Tasks are not among them.</summary>
    public IReadOnlyDictionary<UserId, IReadOnlyList<DateOnly>> EventDays { get; init; } = new Dictionary<UserId, IReadOnlyList<DateOnly>>();
}
