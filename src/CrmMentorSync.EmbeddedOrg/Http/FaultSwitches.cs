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

    /// <summary>Bulk query jobs that end as Failed.</summary>
    public const string FailJobs = "failJobs";

    /// <summary>How many looks at a bulk query job still find it unfinished.</summary>
    public const string BulkPolls = "bulkPolls";

    /// <summary>Rows on a page of a bulk query job's results for a client that names no number.</summary>
    public const string BulkPageRows = "bulkPageRows";

    private static readonly string[] Counts = [DropAfterCommit, ExpireTokens, FailJobs, FailNext, LimitNext, LockRows];

    // Settings that stay as they are put, with what they are at first.
    private static readonly Dictionary<string, int> Levels = new(StringComparer.Ordinal) { [BulkPageRows] = 50_000, [BulkPolls] = 1 };

    public static IReadOnlyList<string> Names { get; } = [.. Counts.Concat(Levels.Keys).Order(StringComparer.Ordinal)];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _left = new(
        Names.ToDictionary(name => name, name => Levels.GetValueOrDefault(name)), StringComparer.Ordinal);

    public FaultSwitches(IReadOnlyDictionary<string, int> armed)
    {
        foreach ((string name, int times) in armed)
        {
            if (!TryArm(name, times))
            {
                throw new ArgumentException($"There is no fault '{name}', or {times} is negative. Faults are: {string.Join(", ", Names)}.", nameof(armed));
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

    /// <summary>What a setting is put to.</summary>
    public int Level(string name)
    {
        lock (_gate)
        {
            return _left[name];
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
