using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Answers that are small enough to be read whole.</summary>
internal static class JsonAnswers
{
    public static async Task<T> ParseAsync<T>(this SalesforceHttp http, HttpResponseMessage response, JsonTypeInfo<T> type, string what, CancellationToken ct)
    {
        await using var body = new GuardedBody(response, http.Timeout, ct);
        return await ParseAsync(await body.OpenAsync(), type, what, ct);
    }

    public static async Task<T> ParseAsync<T>(Stream body, JsonTypeInfo<T> type, string what, CancellationToken ct)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, ct) ?? throw new JsonException("null");
        }
        catch (JsonException unreadable)
        {
            throw SalesforceFailure.Protocol($"{what}: the answer is not what the API promises", unreadable);
        }
    }
}
