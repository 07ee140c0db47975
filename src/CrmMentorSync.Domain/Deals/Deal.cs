using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Deals;

/// <summary>
/// An opportunity as it counts: <see cref="Owner"/> is the credited owner (frozen when the deal was first seen closed).
/// A value type, because a million of them pass through the scorer in one go.
/// </summary>
/// <param name="Amount">In corporate currency; null or ≤ 0 counts for win rate, not for size.</param>
/// <param name="CloseDate">The day it closed, or is expected to.</param>
public readonly record struct Deal(
    string Id,
    UserId Owner,
    bool IsClosed,
    bool IsWon,
    double? Amount,
    DateOnly CreatedOn,
    DateOnly CloseDate)
{
    /// <summary>
    /// The owner here has a split of somebody else's deal: <see cref="Amount"/> is that part of it, and while it was open it was
    /// the other's alone.
    /// </summary>
    public bool Shared { get; init; }
}
