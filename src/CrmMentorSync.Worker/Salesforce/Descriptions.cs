using System.Collections.Concurrent;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>What objects the org has and which fields they have, as far as the integration user is shown them. Remembered for an hour.</summary>
internal sealed class Descriptions(SalesforceHttp http, Composite composite, TimeProvider clock)
{
    /// <summary>An administrator may add a field while the worker runs for months.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (SalesforceObject? Object, long At)> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Field names by their API name (case-insensitive); null where the object does not exist or is hidden. Cached.</summary>
    public async Task<SalesforceObject?> OfAsync(string objectName, CancellationToken ct)
    {
        if (IsKnown(objectName, out SalesforceObject? known))
        {
            return known;
        }

        SalesforceObject? described = await FetchAsync(objectName, ct);
        Remember(objectName, described);
        return described;
    }

    /// <summary>Fills the cache of descriptions, 25 objects a call.</summary>
    public async Task AllAsync(IReadOnlyList<string> objectNames, CancellationToken ct)
    {
        string[] unknown = [.. objectNames.Where(name => !IsKnown(name, out _))];
        foreach (string[] some in unknown.Chunk(Composite.MostQuestions))
        {
            foreach ((string name, CompositeAnswer answer) in some.Zip(await composite.TryAskAsync([.. some.Select(Path)], "describing objects", ct)))
            {
                await RememberAsync(name, answer, ct);
            }
        }
    }

    private bool IsKnown(string objectName, out SalesforceObject? described)
    {
        bool known = _known.TryGetValue(objectName, out (SalesforceObject? Object, long At) entry) && clock.GetElapsedTime(entry.At) < Holds;
        described = entry.Object;
        return known;
    }

    private void Remember(string objectName, SalesforceObject? described) => _known[objectName] = (described, clock.GetTimestamp());

    /// <summary>A refusal is left to the caller who asks for that object alone.</summary>
    private async Task RememberAsync(string objectName, CompositeAnswer answer, CancellationToken ct)
    {
        if (answer.IsSuccess)
        {
            await using var body = new MemoryStream(answer.Body);
            Remember(objectName, ToObject(await JsonAnswers.ParseAsync(body, SalesforceJson.Default.DescribeAnswer, What(objectName), ct)));
        }
        else if (IsAbsent(await FailureReader.ReadAsync(answer, $"describing {objectName}", http.Transport, clock, ct)))
        {
            Remember(objectName, null);
        }
    }

    private async Task<SalesforceObject?> FetchAsync(string objectName, CancellationToken ct)
    {
        try
        {
            using HttpResponseMessage response = await http.GetAsync(Path(objectName), $"describing {objectName}", ct);
            return ToObject(await http.ParseAsync(response, SalesforceJson.Default.DescribeAnswer, What(objectName), ct));
        }
        catch (SalesforceFailure failure) when (IsAbsent(failure))
        {
            return null;
        }
    }

    private string Path(string objectName) => $"{http.Root}/sobjects/{Uri.EscapeDataString(objectName)}/describe";

    private static string What(string objectName) => $"the description of {objectName}";

    private static bool IsAbsent(SalesforceFailure failure) => failure.ErrorCode is "NOT_FOUND" or "INVALID_TYPE";

    private static SalesforceObject ToObject(DescribeAnswer answer) => new(
        answer.Name, answer.Fields.DistinctBy(field => field.Name).ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase));
}
