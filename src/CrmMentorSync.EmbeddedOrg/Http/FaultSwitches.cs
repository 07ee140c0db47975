namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>
/// How the org misbehaves on purpose. Three kinds of knob: a count strikes so often and is used up, a level stays as it is put, a text
/// stays too. The names are those of <c>/__faults</c> and of the options; the org's README says what each does.
/// </summary>
internal sealed class FaultSwitches
{
    public const string ConcurrentNext = "concurrentNext";
    public const string DropAfterCommit = "dropAfterCommit";
    public const string ExpireLocators = "expireLocators";
    public const string ExpireTokens = "expireTokens";
    public const string FailJobs = "failJobs";
    public const string FailNext = "failNext";
    public const string LimitNext = "limitNext";
    public const string LockRows = "lockRows";

    public const string BulkPageRows = "bulkPageRows";
    public const string BulkPolls = "bulkPolls";
    public const string DailyLimit = "dailyLimit";
    public const string LateRows = "lateRows";
    public const string Latency = "latency";
    public const string MaxPageRows = "maxPageRows";
    public const string NonUniqueKey = "nonUniqueKey";
    public const string OthersCalls = "othersCalls";
    public const string PermanentRefusal = "permanent401";
    public const string RefuseEvery = "refuseEvery";
    public const string RetryAfter = "retryAfter";
    public const string SharedStamp = "sharedStamp";
    public const string ShrinkPages = "shrinkPages";
    public const string TimeoutRows = "timeoutRows";

    public const string Hide = "hide";
    public const string LoginError = "loginError";
    public const string RefuseMatching = "refuseMatching";

    private static readonly string[] CountNames =
        [ConcurrentNext, DropAfterCommit, ExpireLocators, ExpireTokens, FailJobs, FailNext, LimitNext, LockRows];

    // What each is at first.
    private static readonly Dictionary<string, int> LevelNames = new(StringComparer.Ordinal)
    {
        [BulkPageRows] = 50_000, [BulkPolls] = 1, [DailyLimit] = 100_000, [LateRows] = 0, [Latency] = 0, [MaxPageRows] = 0,
        [NonUniqueKey] = 0, [OthersCalls] = 0, [PermanentRefusal] = 0, [RefuseEvery] = 0, [RetryAfter] = 0, [SharedStamp] = 0,
        [ShrinkPages] = 4, [TimeoutRows] = 0,
    };

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private int _rowsJudged;

    public FaultSwitches(IReadOnlyDictionary<string, int> numbers, IReadOnlyDictionary<string, string> texts)
    {
        foreach (string name in CountNames.Concat(LevelNames.Keys))
        {
            _numbers[name] = LevelNames.GetValueOrDefault(name);
        }

        foreach (string name in TextNames)
        {
            _texts[name] = "";
        }

        string? wrong = numbers.Where(armed => !TryArm(armed.Key, armed.Value)).Select(armed => $"{armed.Key}={armed.Value}")
            .Concat(texts.Where(armed => !TryArm(armed.Key, armed.Value)).Select(armed => $"{armed.Key}={armed.Value}"))
            .FirstOrDefault();
        if (wrong is not null)
        {
            throw new ArgumentException(
                $"There is no fault '{wrong}', or its number is negative. Faults are: {string.Join(", ", Names)}; with a text: {string.Join(", ", TextNames)}.");
        }
    }

    /// <summary>The faults that take a number.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. CountNames.Concat(LevelNames.Keys).Order(StringComparer.Ordinal)];

    /// <summary>The faults that take a text.</summary>
    public static IReadOnlyList<string> TextNames { get; } = [Hide, LoginError, RefuseMatching];

    public bool TryArm(string name, int number)
    {
        lock (_gate)
        {
            bool known = number >= 0 && _numbers.ContainsKey(name);
            if (known)
            {
                _numbers[name] = number;
            }

            return known;
        }
    }

    public bool TryArm(string name, string text)
    {
        lock (_gate)
        {
            bool known = _texts.ContainsKey(name);
            if (known)
            {
                _texts[name] = text;
            }

            return known;
        }
    }

    /// <summary>Whether a counted fault is to happen now; if so it is used up once.</summary>
    public bool Strikes(string count)
    {
        lock (_gate)
        {
            bool strikes = _numbers[count] > 0;
            if (strikes)
            {
                _numbers[count]--;
            }

            return strikes;
        }
    }

    public int Level(string name)
    {
        lock (_gate)
        {
            return _numbers[name];
        }
    }

    public string Text(string name)
    {
        lock (_gate)
        {
            return _texts[name];
        }
    }

    /// <summary>Whether this record is the one in <c>refuseEvery</c> that is refused.</summary>
    public bool RefusesByCount() => Level(RefuseEvery) is > 0 and var every && Interlocked.Increment(ref _rowsJudged) % every == 0;

    public IReadOnlyDictionary<string, int> Numbers()
    {
        lock (_gate)
        {
            return new SortedDictionary<string, int>(_numbers, StringComparer.Ordinal);
        }
    }

    public IReadOnlyDictionary<string, string> Texts()
    {
        lock (_gate)
        {
            return new SortedDictionary<string, string>(_texts, StringComparer.Ordinal);
        }
    }
}
