using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance;

/// <summary>A target over a period that begins on <paramref name="Start"/>; its length shows from the next one.</summary>
/// <param name="Amount">In corporate currency.</param>
public readonly record struct Quota(UserId Owner, DateOnly Start, double Amount);

/// <summary>Everything the scorer looks at.</summary>
public sealed record SalesFacts
{
    public required IReadOnlyList<Person> People { get; init; }
    public required DealLedger Deals { get; init; }
    public IReadOnlyList<Quota> Quotas { get; init; } = [];

    /// <summary>The days of customer events, by owner; our own Tasks are not among them.</summary>
    public IReadOnlyDictionary<UserId, IReadOnlyList<DateOnly>> EventDays { get; init; } = new Dictionary<UserId, IReadOnlyList<DateOnly>>();
}
