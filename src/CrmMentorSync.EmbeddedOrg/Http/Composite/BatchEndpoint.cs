using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http.Composite;

/// <summary><c>composite/batch</c>: up to 25 requests that know nothing of each other. Each counts as a call of its own.</summary>
internal static class BatchEndpoint
{
    private const int MaxSubrequests = 25;

    public static async Task HandleAsync(OrgCall call, CancellationToken ct)
    {
        if (!HttpMethods.IsPost(call.Method))
        {
            throw call.Unsupported();
        }

        using JsonDocument body = await call.ReadJsonAsync(ct);
        List<Subrequest> asked = Read(body.RootElement);
        bool haltOnError = body.RootElement.TryGetProperty("haltOnError", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
        call.Org.CountCalls(asked.Count - 1);
        OrgResponse.AddLimitHeader(call.Context.Response, call.Org);
        List<SubrequestAnswer> answers = [];
        foreach (Subrequest sub in asked)
        {
            bool halted = haltOnError && answers.Exists(answer => answer.Failed);
            answers.Add(halted ? Halted() : await sub.RunAsync(call, scope: null, ct));
        }

        await call.RespondAsync(StatusCodes.Status200OK, writer => Write(writer, answers), ct);
    }

    private static SubrequestAnswer Halted() => SubrequestAnswer.Refused(
        StatusCodes.Status412PreconditionFailed, "BATCH_PROCESSING_HALTED", "Batch processing halted per request");

    private static List<Subrequest> Read(JsonElement body)
    {
        if (!body.TryGetProperty("batchRequests", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw OrgApiException.BadRequest("JSON_PARSER_ERROR", "The request body has no batchRequests.");
        }

        if (list.GetArrayLength() > MaxSubrequests)
        {
            throw OrgApiException.BadRequest("LIMIT_EXCEEDED", $"A batch takes {MaxSubrequests} subrequests at most.");
        }

        List<Subrequest> asked = [.. list.EnumerateArray().Select(ReadOne)];
        return asked.Find(sub => !sub.IsAllowed && !sub.Url.EndsWith("/limits", StringComparison.Ordinal)) is { } other
            ? throw OrgApiException.NotImplemented($"{other.Method} {other.Url} in a batch")
            : asked;
    }

    private static Subrequest ReadOne(JsonElement item)
    {
        string? Text(string name) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (Text("method") is not { } method || Text("url") is not { } url)
        {
            throw OrgApiException.BadRequest("JSON_PARSER_ERROR", "Each subrequest needs a method and a url.");
        }

        // Both "v67.0/limits" and "/services/data/v67.0/limits" are understood.
        string path = url.TrimStart('/');
        JsonNode? body = item.TryGetProperty("richInput", out JsonElement given) && given.ValueKind == JsonValueKind.Object ? JsonObject.Create(given) : null;
        return new Subrequest(method, path.StartsWith('v') ? $"/services/data/{path}" : url, body);
    }

    private static void Write(Utf8JsonWriter writer, List<SubrequestAnswer> answers)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("hasErrors", answers.Exists(answer => answer.Failed));
        writer.WriteStartArray("results");
        foreach (SubrequestAnswer answer in answers)
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode", answer.Status);
            writer.WritePropertyName("result");
            if (answer.Body is { } content)
            {
                content.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
