using System.Globalization;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>The org's API calls in the last 24 hours, of all its integrations together.</summary>
/// <param name="Used">Calls so far.</param>
/// <param name="Max">Calls allowed, over 0.</param>
internal sealed record ApiUsage(long Used, long Max)
{
    /// <summary>The used share, 0–1 (over 1 where the org may overshoot).</summary>
    public double Share => (double)Used / Max;

    /// <summary>
    /// Reads <c>Sforce-Limit-Info</c> key by key: other keys (<c>api-bursts</c>, <c>per-app-api-usage</c>) may follow or
    /// precede ours. Null where it holds no <c>api-usage</c>.
    /// </summary>
    public static ApiUsage? TryParse(string header)
    {
        foreach (string part in header.Split([';', ','], StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2) is ["api-usage", { } figures]
                && figures.Split('(')[0].Split('/') is [{ } used, { } max]
                && long.TryParse(used, NumberStyles.None, CultureInfo.InvariantCulture, out long usedCalls)
                && long.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out long maxCalls)
                && maxCalls > 0)
            {
                return new ApiUsage(usedCalls, maxCalls);
            }
        }

        return null;
    }
}
