namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// Divides what is to be read into disjoint ranges of SystemModstamp while it is being read: whoever has nothing to do takes an even
/// share, at most the later half, of what the busiest has left. The org's own <c>totalSize</c> says how much that is, so that no call is spent on counting.
/// </summary>
/// <remarks>At every moment the ranges that are not finished cover every row that is not safely kept.</remarks>
/// <param name="now">The org's clock: stamps are hardly later.</param>
/// <param name="open">What is to be read; ranges must not overlap.</param>
/// <param name="worthSplitting">Rows left below which a range is not divided.</param>
internal sealed class RangePlan(DateTimeOffset now, IEnumerable<StampRange> open, long worthSplitting)
{
    /// <summary>No org is older.</summary>
    private static readonly DateTimeOffset Earliest = new(1999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly Queue<StampRange> _waiting = new(open);
    private readonly List<StampRange> _active = [];
    private int _idle;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A range to read; null when nothing is left to do.</summary>
    public async Task<StampRange?> NextAsync(CancellationToken ct)
    {
        bool idle = false;
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                _idle += idle ? 0 : 1;
                idle = true;
                StampRange? range = _waiting.TryDequeue(out StampRange? first) ? first : SplitBusiest();
                if (range is not null || _active.Count == 0)
                {
                    _idle--;
                    _active.AddRange(range is null ? [] : [range]);
                    return range;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(ct);
        }
    }

    /// <summary>The org has said how many rows the question for a range has.</summary>
    public void Counted(StampRange range, long total)
    {
        lock (_gate)
        {
            range.Left = total;
            if (range.Origin is { } origin)
            {
                origin.Range.Left += origin.Rows - total;
                range.Origin = null;
            }

            Signal();
        }
    }

    /// <summary>Rows were read, in order.</summary>
    /// <returns>How many of them are the range's own: it may have been cut shorter meanwhile. Fewer than given: it is at its end.</returns>
    public int Advance(StampRange range, ReadOnlySpan<DateTimeOffset> stamps, Func<int, string> id)
    {
        lock (_gate)
        {
            int own = stamps.Length;
            while (own > 0 && range.To is { } to && stamps[own - 1] >= to)
            {
                own--;
            }

            if (own > 0)
            {
                range.FirstStamp ??= stamps[0];
                range.Reached = new RangePoint(stamps[own - 1], id(own - 1));
                range.Read += own;
                range.Left -= own;
                Signal();
            }

            return own;
        }
    }

    /// <summary>All rows handed on are safely kept, together with the next <see cref="Unfinished"/>.</summary>
    public void Keep(StampRange range)
    {
        lock (_gate)
        {
            range.Done = range.Reached;
        }
    }

    public void Finish(StampRange range)
    {
        lock (_gate)
        {
            _active.Remove(range);
            Signal();
        }
    }

    /// <summary>The org takes too long over a range: its later half becomes a range of its own. False: it is too small for that.</summary>
    public bool TryHalve(StampRange range)
    {
        lock (_gate)
        {
            DateTimeOffset from = range.Reached?.Stamp ?? range.From ?? Earliest;
            if (Middle(from, ((range.To ?? now) - from) / 2, range.To ?? now) is not { } middle)
            {
                return false;
            }

            _waiting.Enqueue(new StampRange(middle, range.To, null));
            range.To = middle;
            range.Left = null;
            Signal();
            return true;
        }
    }

    /// <summary>What another process would have to read: from, to, and the last row kept.</summary>
    public IReadOnlyList<(DateTimeOffset? From, DateTimeOffset? To, RangePoint? Done)> Unfinished()
    {
        lock (_gate)
        {
            return [.. _active.Concat(_waiting).OrderBy(range => range.From ?? DateTimeOffset.MinValue).Select(range => (range.From, range.To, range.Done))];
        }
    }

    private StampRange? SplitBusiest()
    {
        // At the start all others are idle at once: halves of halves would leave the last with crumbs.
        long share = _active.Sum(range => range.Left ?? range.Origin?.Rows ?? 0) / (_active.Count + _idle);
        foreach (StampRange range in _active.Where(range => range.Left >= worthSplitting && range.Reached is not null).OrderByDescending(range => range.Left))
        {
            DateTimeOffset from = range.Reached!.Value.Stamp;
            DateTimeOffset end = range.To ?? now;
            long given = Math.Clamp(share, worthSplitting / 2, range.Left!.Value / 2);
            long kept = range.Left.Value - given;
            if (Middle(from, Shorter((end - from) * ((double)kept / range.Left.Value), TimeFor(kept, range)), end) is { } middle)
            {
                var later = new StampRange(middle, range.To, null) { Origin = (range, given) };
                range.To = middle;
                range.Left = kept;
                return later;
            }
        }

        return null;
    }

    /// <summary>As dense as so far, rows fill this long: stamps of an org lie in heaps, and the end of a range may be a desert.</summary>
    private static TimeSpan TimeFor(long rows, StampRange range) =>
        range.Read > 0 ? (range.Reached!.Value.Stamp - range.FirstStamp!.Value) * ((double)rows / range.Read) : TimeSpan.MaxValue;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>A whole second after <paramref name="from"/> and before <paramref name="end"/>; null: there is none.</summary>
    private static DateTimeOffset? Middle(DateTimeOffset from, TimeSpan after, DateTimeOffset end)
    {
        long second = Math.Max((from + after).UtcTicks / TimeSpan.TicksPerSecond, (from.UtcTicks / TimeSpan.TicksPerSecond) + 1);
        var middle = new DateTimeOffset(second * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        return middle < end ? middle : null;
    }

    private void Signal()
    {
        if (_idle == 0)
        {
            return;
        }

        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
