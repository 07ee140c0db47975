namespace CrmMentorSync.Worker.Tests.Fixtures;

/// <summary>A clock that moves when it is told to, and whose timers go off with it.</summary>
internal sealed class TickingClock(DateTimeOffset now) : TimeProvider
{
    private readonly List<Ticking> _timers = [];
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time)
    {
        _now += time;
        foreach (Ticking timer in _timers.ToArray())
        {
            timer.GoOffIfDue(_now);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Ticking(this, callback, state);
        timer.Change(dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    private sealed class Ticking(TickingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (_due, _period) = (dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime, period);
            return true;
        }

        public void GoOffIfDue(DateTimeOffset now)
        {
            if (_due is { } due && due <= now)
            {
                _due = _period == Timeout.InfiniteTimeSpan ? null : now + _period;
                callback(state);
            }
        }

        public void Dispose()
        {
            _due = null;
            clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
