using System.Text.Json;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg.Writing;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http.Composite;

/// <summary>
/// <c>composite</c>: up to 25 subrequests that count as one call, five at most of them queries or collections. They run in the order
/// given, whether collating is allowed or not; with <c>allOrNone</c> the failure of one takes all back.
/// </summary>
internal static class CompositeEndpoint
{
    private const int MaxSubrequests = 25;
    private const int MaxHeavy = 5;
    private const string Halted = "PROCESSING_HALTED";

    public static async Task HandleAsync(OrgCall call, CancellationToken ct)
    {
        if (!HttpMethods.IsPost(call.Method))
        {
            throw call.Unsupported();
        }

        using JsonDocument body = await call.ReadJsonAsync(ct);
        bool allOrNone = OrgCall.Flag(body.RootElement, "allOrNone");
        List<(string ReferenceId, Subrequest Asked)> asked = Read(body.RootElement);
        WriteScope? scope = allOrNone ? new WriteScope() : null;
        List<SubrequestAnswer> answers;
        try
        {
            answers = await RunAsync(call, asked, scope, ct);
        }
        catch
        {
            TakeBack(call, scope);
            throw;
        }

        End(call, scope, answers);
        await call.RespondAsync(StatusCodes.Status200OK, writer => Write(writer, asked, answers), ct);
    }

    private static async Task<List<SubrequestAnswer>> RunAsync(
        OrgCall call, List<(string ReferenceId, Subrequest Asked)> asked, WriteScope? scope, CancellationToken ct)
    {
        var references = new CompositeReferences();
        List<SubrequestAnswer> answers = [];
        foreach ((string referenceId, Subrequest sub) in asked)
        {
            bool halted = scope is not null && answers.Exists(answer => answer.Failed);
            SubrequestAnswer answer = halted ? RolledBack() : await RunAsync(call, sub, references, scope, ct);
            references.Add(referenceId, answer);
            answers.Add(answer);
        }

        return answers;
    }

    private static async Task<SubrequestAnswer> RunAsync(
        OrgCall call, Subrequest sub, CompositeReferences references, WriteScope? scope, CancellationToken ct)
    {
        Subrequest filled;
        try
        {
            filled = sub with { Url = references.Fill(sub.Url), Body = references.Fill(sub.Body) };
        }
        catch (MissingReferenceException missing)
        {
            return SubrequestAnswer.Refused(StatusCodes.Status400BadRequest, Halted, missing.Message);
        }

        return await filled.RunAsync(call, scope, ct);
    }

    private static void End(OrgCall call, WriteScope? scope, List<SubrequestAnswer> answers)
    {
        if (scope is null)
        {
            return;
        }

        if (answers.TrueForAll(answer => !answer.Failed))
        {
            lock (call.Database.Gate)
            {
                scope.Keep(call.Org.Journal);
            }

            if (scope.HasWrites)
            {
                call.DropWhereArmed();
            }

            return;
        }

        TakeBack(call, scope);

        // The one that failed says why; all others say that they were taken back with it.
        int culprit = answers.FindIndex(answer => answer.Failed);
        for (int at = 0; at < answers.Count; at++)
        {
            answers[at] = at == culprit ? answers[at] : RolledBack();
        }
    }

    private static void TakeBack(OrgCall call, WriteScope? scope)
    {
        lock (call.Database.Gate)
        {
            scope?.TakeBack();
        }
    }

    private static SubrequestAnswer RolledBack() => SubrequestAnswer.Refused(
        StatusCodes.Status400BadRequest, Halted,
        "The transaction was rolled back since another operation in the same transaction failed.");

    private static List<(string ReferenceId, Subrequest Asked)> Read(JsonElement body)
    {
        if (!body.TryGetProperty("compositeRequest", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw OrgApiException.BadRequest("JSON_PARSER_ERROR", "The request body has no compositeRequest.");
        }

        List<(string ReferenceId, Subrequest Asked)> asked = [.. list.EnumerateArray().Select(ReadOne)];
        if (asked.Count > MaxSubrequests)
        {
            throw OrgApiException.BadRequest("LIMIT_EXCEEDED", $"A composite request takes {MaxSubrequests} subrequests at most.");
        }

        if (asked.Count(sub => sub.Asked.IsHeavy) > MaxHeavy)
        {
            throw OrgApiException.BadRequest(
                "LIMIT_EXCEEDED", $"A composite request takes {MaxHeavy} queries and collections at most.");
        }

        if (asked.GroupBy(sub => sub.ReferenceId, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw OrgApiException.BadRequest("INVALID_INPUT", $"The referenceId {twice.Key} is given more than once.");
        }

        return asked.Find(sub => !sub.Asked.IsAllowed) is { Asked: { } other }
            ? throw OrgApiException.NotImplemented($"{other.Method} {other.Url} in a composite request")
            : asked;
    }

    private static (string ReferenceId, Subrequest Asked) ReadOne(JsonElement item)
    {
        string? Text(string name) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (Text("referenceId") is not { Length: > 0 } referenceId || !referenceId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            || Text("method") is not { } method || Text("url") is not { } url)
        {
            throw OrgApiException.BadRequest(
                "JSON_PARSER_ERROR", "Each subrequest needs a method, a url and a referenceId of letters, digits and underscores.");
        }

        JsonNode? body = item.TryGetProperty("body", out JsonElement given) && given.ValueKind == JsonValueKind.Object ? JsonObject.Create(given) : null;
        return (referenceId, new Subrequest(method, url, body));
    }

    private static void Write(Utf8JsonWriter writer, List<(string ReferenceId, Subrequest Asked)> asked, List<SubrequestAnswer> answers)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("compositeResponse");
        for (int at = 0; at < asked.Count; at++)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("body");
            if (answers[at].Body is { } content)
            {
                content.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteStartObject("httpHeaders");
            if (answers[at].Location is { } location)
            {
                writer.WriteString("Location", location);
            }

            writer.WriteEndObject();
            writer.WriteNumber("httpStatusCode", answers[at].Status);
            writer.WriteString("referenceId", asked[at].ReferenceId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
