namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>Faults that can be armed, each for a number of times. The names are those of <c>/__faults</c> and of the options.</summary>
internal sealed class FaultSwitches
{
    /// <summary>Calls answered 503 before anything is done.</summary>
    public const string FailNext = "failNext";

    /// <summary>Calls answered 403 REQUEST_LIMIT_EXCEEDED.</summary>
    public const string LimitNext = "limitNext";

    /// <summary>Calls before each of which all sessions end.</summary>
    public const string ExpireTokens = "expireTokens";

    /// <summary>Writing calls that are done and whose answer is then cut off.</summary>
    public const string DropAfterCommit = "dropAfterCommit";

    /// <summary>Records refused with UNABLE_TO_LOCK_ROW.</summary>
    public const string LockRows = "lockRows";

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _left = new(StringComparer.Ordinal)
    {
        [FailNext] = 0, [LimitNext] = 0, [ExpireTokens] = 0, [DropAfterCommit] = 0, [LockRows] = 0,
    };

    public FaultSwitches(IReadOnlyDictionary<string, int> armed)
    {
        foreach ((string name, int times) in armed)
        {
            if (!TryArm(name, times))
            {
                throw new ArgumentException($"There is no fault '{name}', or {times} is negative. Faults are: {string.Join(", ", _left.Keys)}.", nameof(armed));
            }
        }
    }

    public bool TryArm(string name, int times)
    {
        lock (_gate)
        {
            if (times < 0 || !_left.ContainsKey(name))
            {
                return false;
            }

            _left[name] = times;
            return true;
        }
    }

    /// <summary>Whether a fault is to happen now; if so it is used up once.</summary>
    public bool Strikes(string name)
    {
        lock (_gate)
        {
            bool strikes = _left[name] > 0;
            if (strikes)
            {
                _left[name]--;
            }

            return strikes;
        }
    }

    public IReadOnlyDictionary<string, int> Left()
    {
        lock (_gate)
        {
            return new SortedDictionary<string, int>(_left, StringComparer.Ordinal);
        }
    }
}
