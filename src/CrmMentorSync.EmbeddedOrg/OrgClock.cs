namespace CrmMentorSync.EmbeddedOrg;

/// <summary>
/// The org's own time: it starts where it is told, ticks in real time, can be advanced, never goes back, and gives every write a
/// stamp later than the one before (milliseconds).
/// </summary>
internal sealed class OrgClock(TimeProvider time, DateTimeOffset start)
{
    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();
    private TimeSpan _advanced;
    private DateTimeOffset _floor = Truncate(start);

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return Current();
            }
        }
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate)
        {
            _advanced += by;
        }
    }

    /// <summary>Goes forward to an instant; an instant that has passed already changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        lock (_gate)
        {
            TimeSpan ahead = instant.ToUniversalTime() - Current();
            if (ahead > TimeSpan.Zero)
            {
                _advanced += ahead;
            }
        }
    }

    public DateTimeOffset NextStamp()
    {
        lock (_gate)
        {
            DateTimeOffset now = Current();
            DateTimeOffset stamp = now > _floor ? now : _floor.AddMilliseconds(1);
            _floor = stamp;
            return stamp;
        }
    }

    private static DateTimeOffset Truncate(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    private DateTimeOffset Current()
    {
        DateTimeOffset ticking = Truncate(start + time.GetElapsedTime(_origin) + _advanced);
        return ticking > _floor ? ticking : _floor;
    }
}
