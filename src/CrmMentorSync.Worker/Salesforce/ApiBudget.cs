using System.Globalization;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// Keeps us from taking the calls that the org's other integrations need. The org counts the calls of all together over 24 hours and tells
/// us with every answer: near the configured share our reads slow down, and from it on our writes wait for a later run. Nothing of
/// others is ever stopped, and no read of ours fails for it.
/// </summary>
internal sealed class ApiBudget(IOptions<SalesforceOptions> options)
{
    /// <summary>From this part of the share on, reads slow down.</summary>
    private const double SlowFrom = 0.9;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private ApiUsage? _usage;

    /// <summary>What the last answer said about the org's limit; null before the first.</summary>
    public ApiUsage? Usage => Volatile.Read(ref _usage);

    /// <summary>Why writes should wait for a later run; null: they need not.</summary>
    public string? WhyWritesWait => Usage is { } usage && usage.Share >= options.Value.DailyCallShare
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"the org has used {usage.Used:N0} of its {usage.Max:N0} API calls of 24 hours, and Salesforce:DailyCallShare leaves the last {1 - options.Value.DailyCallShare:P0} to others")
        : null;

    /// <summary>How long to wait before the next read: nothing far from the share, two seconds at it and beyond.</summary>
    public TimeSpan PauseBeforeRead
    {
        get
        {
            double slow = options.Value.DailyCallShare * SlowFrom;
            double over = Usage is { } usage ? (usage.Share - slow) / (options.Value.DailyCallShare - slow) : 0;
            return over <= 0 ? TimeSpan.Zero : LongestPause * Math.Min(1, over);
        }
    }

    public void Note(ApiUsage usage) => Volatile.Write(ref _usage, usage);
}
