using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Makes a <see cref="SalesforceFailure"/> of an answer that is not a success: its category and the remedy.</summary>
internal static class FailureReader
{
    private const int LongestBody = 64 * 1024;
    private const int LongestMessage = 400;

    public static async Task<SalesforceFailure> ReadAsync(
        HttpResponseMessage response, string what, SalesforceTransport transport, TimeProvider clock, CancellationToken ct)
    {
        (string? code, string? message) = await ReadErrorAsync(response, transport, ct);
        HttpStatusCode status = response.StatusCode;
        SalesforceFailureCategory category = Categorise(status, code);
        string answer = string.Join(": ", new[] { code, message }.Where(part => !string.IsNullOrEmpty(part)));
        string text = $"{what}: Salesforce answered {(int)status}{(answer.Length > 0 ? $" ({answer})" : "")}";
        return new SalesforceFailure(category, Remedy(status, code, message) is { } remedy ? $"{text}; {remedy}" : text)
        {
            Status = status,
            ErrorCode = code,
            IsTransient = category == SalesforceFailureCategory.Unavailable && code != "QUERY_TIMEOUT"
                // Too many long calls at once passes in seconds; the daily limit does not.
                || (category == SalesforceFailureCategory.Limit && message?.Contains("Concurrent", StringComparison.OrdinalIgnoreCase) == true),
            RetryAfter = Wait(response.Headers.RetryAfter, clock),
            MayHaveArrived = (int)status >= 500 && status != HttpStatusCode.NotImplemented,
        };
    }

    /// <summary>The same for one answer of several in a call.</summary>
    public static async Task<SalesforceFailure> ReadAsync(
        CompositeAnswer answer, string what, SalesforceTransport transport, TimeProvider clock, CancellationToken ct)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = new ByteArrayContent(answer.Body),
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "http://localhost/"),
        };
        return await ReadAsync(response, what, transport, clock, ct);
    }

    private static SalesforceFailureCategory Categorise(HttpStatusCode status, string? code) => (status, code) switch
    {
        (_, "REQUEST_LIMIT_EXCEEDED" or "rate_limit_exceeded") => SalesforceFailureCategory.Limit,
        (_, "QUERY_TIMEOUT" or "SERVER_UNAVAILABLE") => SalesforceFailureCategory.Unavailable,
        (_, "OPERATION_TOO_LARGE") => SalesforceFailureCategory.Permission,
        (HttpStatusCode.Unauthorized, _) => SalesforceFailureCategory.Authentication,
        (HttpStatusCode.Forbidden, _) => SalesforceFailureCategory.Permission,
        (HttpStatusCode.Gone, _) or (>= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest, _) => SalesforceFailureCategory.Configuration,
        (HttpStatusCode.RequestTimeout or (HttpStatusCode)420 or HttpStatusCode.TooManyRequests, _) => SalesforceFailureCategory.Unavailable,
        // 501: the server does not know the request; no repeat teaches it.
        (HttpStatusCode.NotImplemented, _) => SalesforceFailureCategory.BadRequest,
        (>= HttpStatusCode.InternalServerError, _) => SalesforceFailureCategory.Unavailable,
        (>= HttpStatusCode.BadRequest, _) => SalesforceFailureCategory.BadRequest,
        _ => SalesforceFailureCategory.Protocol,
    };

    private static string? Remedy(HttpStatusCode status, string? code, string? message) => (status, code) switch
    {
        (_, "REQUEST_LIMIT_EXCEEDED") => "wait until the org's 24-hour count falls, or free calls by stopping another integration",
        (_, "API_DISABLED_FOR_ORG" or "API_CURRENTLY_DISABLED") => "give the integration user 'API Enabled', and check that the edition has the API",
        (_, "OPERATION_TOO_LARGE") => "give the integration user 'View All Data'",
        (_, "INVALID_FIELD" or "INVALID_TYPE") => "let the integration user read that field or object",
        (_, "QUERY_TIMEOUT") => "the query took longer than two minutes; run the sync when the org is less busy",
        (HttpStatusCode.Unauthorized, _) => "the session is refused: check the connected app's policies and that the integration user is active",
        (HttpStatusCode.Forbidden, _) => "check the integration user's permissions and the app's IP restrictions",
        (HttpStatusCode.Gone, _) => "this API version is retired: set Salesforce__ApiVersion to a newer one",
        (>= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest, _) => "the address redirects: set Salesforce__LoginUrl to the org's own My Domain URL",
        _ when message is null && status < HttpStatusCode.InternalServerError => "this does not look like Salesforce: check Salesforce__LoginUrl",
        _ => null,
    };

    /// <summary>Two dialects: the API answers an array of errors, the login a single object.</summary>
    private static async Task<(string? Code, string? Message)> ReadErrorAsync(
        HttpResponseMessage response, SalesforceTransport transport, CancellationToken ct)
    {
        byte[] buffer = new byte[LongestBody];
        try
        {
            await using var body = new GuardedBody(response, transport.Timeout, ct);
            int length = await (await body.OpenAsync()).ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            using JsonDocument document = JsonDocument.Parse(buffer.AsMemory(0, length));
            JsonElement error = document.RootElement is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0
                ? array[0]
                : document.RootElement;
            return (
                Text(error, "errorCode", transport.Secrets) ?? Text(error, "error", transport.Secrets),
                Text(error, "message", transport.Secrets) ?? Text(error, "error_description", transport.Secrets));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or HttpRequestException or SalesforceFailure)
        {
            // A proxy's HTML page, text that is no UTF-8, or an answer that breaks off: the status has to say it all.
            return (null, null);
        }
    }

    private static string? Text(JsonElement error, string name, Secrets secrets)
    {
        if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        string text = secrets.Hide(string.Join(' ', value.GetString()!.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));
        return text.Length > LongestMessage ? text[..LongestMessage] + "…" : text;
    }

    private static TimeSpan? Wait(RetryConditionHeaderValue? header, TimeProvider clock) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };
}
