using System.Globalization;
using System.Text.Json;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Reads <c>/limits</c>: unknown keys are passed over, numbers may be texts (as old versions wrote them).</summary>
internal static class LimitsReader
{
    public static ApiUsage? DailyCalls(JsonElement limits) =>
        limits.ValueKind == JsonValueKind.Object && limits.TryGetProperty("DailyApiRequests", out JsonElement daily)
        && Number(daily, "Max") is { } max and > 0 && Number(daily, "Remaining") is { } remaining
            ? new ApiUsage(max - remaining, max)
            : null;

    private static long? Number(JsonElement limit, string name) =>
        limit.ValueKind == JsonValueKind.Object && limit.TryGetProperty(name, out JsonElement value)
        && long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
