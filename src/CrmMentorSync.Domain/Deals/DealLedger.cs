using System.Runtime.InteropServices;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Deals;

/// <summary>
/// All deals in the little that scoring needs of each, grouped by credited owner: 24 bytes a deal, filled in one pass.
/// The order in which deals were added leaves no trace. Once filled it may be read from several threads.
/// </summary>
/// <param name="expected">About how many will come, where that is known: then no room is made twice.</param>
public sealed class DealLedger(int expected = 0)
{
    private readonly Dictionary<UserId, int> _owners = [];
    private readonly List<DealEntry> _entries = new(expected);
    private readonly Lock _sorting = new();
    private volatile int[]? _starts;

    public int Count => _entries.Count;

    /// <summary>Takes a deal, before anything is asked; null, negative and non-finite amounts count as none.</summary>
    public void Add(in Deal deal)
    {
        if (!_owners.TryGetValue(deal.Owner, out int owner))
        {
            owner = _owners.Count;
            _owners.Add(deal.Owner, owner);
        }

        double amount = deal.Amount is { } given && double.IsFinite(given) && given > 0 ? given : double.NaN;
        int closed = deal.IsClosed ? deal.CloseDate.DayNumber : DealEntry.Never;
        _entries.Add(new DealEntry(owner, deal.CreatedOn.DayNumber, closed, deal.IsClosed && deal.IsWon, deal.Shared, amount));
        _starts = null;
    }

    /// <summary>The deals of one credited owner, in an order of their own facts.</summary>
    internal ReadOnlySpan<DealEntry> Of(UserId owner)
    {
        int[] starts = _starts ?? Sort();
        return _owners.TryGetValue(owner, out int index) ? CollectionsMarshal.AsSpan(_entries)[starts[index]..starts[index + 1]] : [];
    }

    /// <summary>The day of the first close; null where no deal was closed by that day.</summary>
    internal DateOnly? FirstClose(DateOnly asOf)
    {
        int first = DealEntry.Never;
        foreach (DealEntry entry in _entries)
        {
            first = entry.ClosedBy(asOf.DayNumber) ? Math.Min(first, entry.Closed) : first;
        }

        return first == DealEntry.Never ? null : DateOnly.FromDayNumber(first);
    }

    internal IEnumerable<UserId> Owners => _owners.Keys.Order();

    // Several days may be scored at once; the first that asks sorts.
    private int[] Sort()
    {
        lock (_sorting)
        {
            return _starts ?? SortInPlace();
        }
    }

    private int[] SortInPlace()
    {
        // In place: the order of arrival tells nothing, and a copy of a million costs memory.
        CollectionsMarshal.AsSpan(_entries).Sort();
        var starts = new int[_owners.Count + 1];
        foreach (DealEntry entry in _entries)
        {
            starts[entry.Owner + 1]++;
        }

        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        return _starts = starts;
    }
}

/// <param name="Created">Day number of <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Closed">Day number, or <see cref="Never"/> for an open deal.</param>
/// <param name="Amount">Over 0, or NaN for none.</param>
/// <param name="Shared">Beside the other truth value, for then an entry has no gaps. A split of somebody else's deal: the owner's from its close on, and not before.</param>
internal readonly record struct DealEntry(int Owner, int Created, int Closed, bool Won, bool Shared, double Amount) : IComparable<DealEntry>
{
    public const int Never = int.MaxValue;

    public int CompareTo(DealEntry other)
    {
        int order = Owner.CompareTo(other.Owner);
        order = order != 0 ? order : Closed.CompareTo(other.Closed);
        order = order != 0 ? order : Created.CompareTo(other.Created);
        order = order != 0 ? order : Won.CompareTo(other.Won);
        order = order != 0 ? order : Amount.CompareTo(other.Amount);
        return order != 0 ? order : Shared.CompareTo(other.Shared);
    }

    /// <summary>Whether the deal was known and closed on that day; a later close is not known yet.</summary>
    public bool ClosedBy(int day) => Created <= day && Closed <= day;
}
