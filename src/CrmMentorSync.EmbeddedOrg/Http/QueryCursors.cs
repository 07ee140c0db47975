using System.Globalization;
using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Soql;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>A page of a query's answer: which rows of the snapshot, and the locator of the next page if there is one.</summary>
internal sealed record QueryPage(QuerySnapshot Snapshot, int From, int Count, string? NextLocator);

/// <summary>Open cursors. A locator names a place in a snapshot and nothing else is promised about it; it lives two days.</summary>
internal sealed class QueryCursors(int seed, FaultSwitches faults)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    // A bound on memory, far above what clients of one org hold open.
    private const int MaxOpen = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Queue<string> _opened = new();
    private uint _snapshots;

    public QueryPage First(QuerySnapshot snapshot, int batchSize)
    {
        lock (_gate)
        {
            Forget(snapshot.AskedAt);
            return Cut(new Place(snapshot, ++_snapshots, 0, batchSize));
        }
    }

    /// <summary>The page at a locator, again and again the same; null where there is no such locator, or no longer.</summary>
    public QueryPage? At(string locator, int? batchSize, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _places.TryGetValue(locator, out Place? place) && now - place.Snapshot.AskedAt <= Lifetime
                ? Cut(place with { BatchSize = batchSize ?? place.BatchSize })
                : null;
        }
    }

    private QueryPage Cut(Place place)
    {
        int left = place.Snapshot.Rows.Length - place.From;
        uint chance = Mix(place.Number, (uint)place.From);

        // The size asked for is only a hint: about every fourth page is smaller, unless a fault says otherwise.
        int asked = faults.Level(FaultSwitches.MaxPageRows) is > 0 and var most ? Math.Min(most, place.BatchSize) : place.BatchSize;
        bool shrinks = faults.Level(FaultSwitches.ShrinkPages) is > 0 and var every && chance % (uint)every == 0;
        int size = shrinks ? Math.Max(1, asked * (50 + (int)(chance / 4 % 45)) / 100) : asked;
        if (left <= size)
        {
            return new QueryPage(place.Snapshot, place.From, left, null);
        }

        int next = place.From + size;
        string locator = string.Create(
            CultureInfo.InvariantCulture, $"{RecordId.From("0r8", "", ((ulong)Mix(place.Number, 7) << 24) + place.Number)}-{next}");
        if (_places.TryAdd(locator, place with { From = next }))
        {
            _opened.Enqueue(locator);
        }

        return new QueryPage(place.Snapshot, place.From, size, locator);
    }

    private void Forget(DateTimeOffset now)
    {
        while (_opened.TryPeek(out string? oldest)
            && (_opened.Count > MaxOpen || now - _places[oldest].Snapshot.AskedAt > Lifetime))
        {
            _places.Remove(_opened.Dequeue());
        }
    }

    private uint Mix(uint left, uint right)
    {
        uint hash = (left * 0x9E3779B1u) ^ (right * 0x85EBCA77u) ^ ((uint)seed * 0xC2B2AE3Du);
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6Du;
        hash ^= hash >> 12;
        return hash;
    }

    private sealed record Place(QuerySnapshot Snapshot, uint Number, int From, int BatchSize);
}
