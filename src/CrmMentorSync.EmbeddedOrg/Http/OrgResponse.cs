using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>What every answer carries, and how refusals are told.</summary>
internal static class OrgResponse
{
    /// <summary>The header by which the org says that its time is its own, so that nobody takes it for a clock gone wrong.</summary>
    internal const string SimulatedClock = "X-Simulated-Clock";

    /// <summary>Answers one request, whatever happens: a refusal in the platform's words, a failure of ours as 500 without a stack.</summary>
    public static async Task AnswerAsync(HttpContext context, OrgState org)
    {
        CancellationToken ct = context.RequestAborted;
        try
        {
            if (org.Faults.Level(FaultSwitches.Latency) is > 0 and var milliseconds)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), org.Options.Time, ct);
            }

            // The org's own present, not this machine's: clients take their windows from it. RFC 1123 cuts it to whole seconds.
            context.Response.Headers.Date = org.Clock.Now.ToString("R", CultureInfo.InvariantCulture);
            context.Response.Headers[SimulatedClock] = "true";
            AddLimitHeader(context.Response, org);
            await TellAsync(context, () => OrgRouter.RouteAsync(context, org, ct), ct);
        }
        catch (AnswerDroppedException)
        {
            context.Abort();
        }
        catch (OperationCanceledException)
        {
            // The client has gone; there is nobody to answer.
            context.Abort();
        }
    }

    /// <summary>Answers, or says why not.</summary>
    public static async Task TellAsync(HttpContext context, Func<Task> answer, CancellationToken ct)
    {
        try
        {
            await answer();
        }
        catch (OrgApiException refusal)
        {
            await RefuseAsync(context, (int)refusal.Status, refusal.ErrorCode, refusal.Message, refusal.Fields, ct);
        }
        catch (JsonException error)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "JSON_PARSER_ERROR", error.Message, [], ct);
        }
        catch (BadHttpRequestException error)
        {
            await RefuseAsync(context, error.StatusCode, "JSON_PARSER_ERROR", error.Message, [], ct);
        }
        catch (Exception error) when (error is not (AnswerDroppedException or OperationCanceledException) && !ct.IsCancellationRequested)
        {
            await RefuseAsync(
                context, StatusCodes.Status500InternalServerError, "UNKNOWN_EXCEPTION", $"{error.GetType().Name}: {error.Message}", [], ct);
        }
    }

    public static void AddLimitHeader(HttpResponse response, OrgState org) =>
        response.Headers["Sforce-Limit-Info"] = string.Create(CultureInfo.InvariantCulture, $"api-usage={org.DailyCalls}/{org.Faults.Level(FaultSwitches.DailyLimit)}");

    private static Task RefuseAsync(
        HttpContext context, int status, string errorCode, string message, IReadOnlyList<string> fields, CancellationToken ct)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return Task.CompletedTask;
        }

        return OrgCall.RespondAsync(context, status, writer =>
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("message", message);
            writer.WriteString("errorCode", errorCode);
            if (fields.Count > 0)
            {
                writer.WriteStartArray("fields");
                foreach (string field in fields)
                {
                    writer.WriteStringValue(field);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
        }, ct);
    }
}
