using System.Text.Encodings.Web;
using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Schema;
using CrmMentorSync.EmbeddedOrg.Storage;
using CrmMentorSync.EmbeddedOrg.Writing;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>One request of a logged-in client: the path after the version, and what the caller may see and do.</summary>
/// <param name="DataPath">The versioned root as asked: <c>/services/data/v67.0</c>.</param>
/// <param name="Scope">The composite request whose writes are kept all or not at all; null for a request of its own.</param>
internal sealed record OrgCall(
    HttpContext Context, OrgState Org, string DataPath, IReadOnlyList<string> Path, OrgView View, WriteScope? Scope = null)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string UserId => View.UserId;

    public string Method => Context.Request.Method;

    public OrgDatabase Database => Org.Database;

    public string? Query(string name) => Context.Request.Query.TryGetValue(name, out var values) ? (string?)values : null;

    public OrgApiException Unsupported() => OrgApiException.NotImplemented($"{Method} {Context.Request.Path}{Context.Request.QueryString}");

    public ObjectTable Table(string name) => View.Find(name) ?? throw OrgApiException.NotFound("The requested resource does not exist");

    public async Task<JsonDocument> ReadJsonAsync(CancellationToken ct)
    {
        JsonDocument body = await JsonDocument.ParseAsync(Context.Request.Body, default, ct);
        if (body.RootElement.ValueKind == JsonValueKind.Object)
        {
            return body;
        }

        body.Dispose();
        throw OrgApiException.BadRequest("JSON_PARSER_ERROR", "The request body must be a JSON object.");
    }

    public Task RespondAsync(int status, Action<Utf8JsonWriter> write, CancellationToken ct) => RespondAsync(Context, status, write, ct);

    /// <summary>A yes or no of a body; not given: no.</summary>
    public static bool Flag(JsonElement body, string name) => body.TryGetProperty(name, out JsonElement flag) && flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw OrgApiException.BadRequest("JSON_PARSER_ERROR", $"Cannot deserialize instance of boolean from {flag.GetRawText()}: {name} must be true or false."),
    };

    public static async Task RespondAsync(HttpContext context, int status, Action<Utf8JsonWriter> write, CancellationToken ct)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        await using (var writer = new Utf8JsonWriter(context.Response.BodyWriter, Json))
        {
            write(writer);
        }

        await context.Response.BodyWriter.FlushAsync(ct);
    }

    /// <summary>Stores a call's records.</summary>
    /// <exception cref="AnswerDroppedException">They are stored, and a fault cuts the answer off.</exception>
    public void Commit(IReadOnlyList<PendingWrite> writes)
    {
        Org.Writes.Commit(writes, UserId, Scope);
        if (Scope is null)
        {
            DropWhereArmed();
        }
    }

    /// <exception cref="AnswerDroppedException">A fault cuts the answer off.</exception>
    public void DropWhereArmed()
    {
        if (Org.Faults.Strikes(FaultSwitches.DropAfterCommit))
        {
            throw new AnswerDroppedException();
        }
    }

    /// <summary>Lets armed faults refuse a record that would have been taken.</summary>
    public PendingWrite AfterFaults(PendingWrite write)
    {
        if (write.Error is null && Org.Faults.Strikes(FaultSwitches.LockRows))
        {
            write.Error = RowError.Of("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records");
        }

        if (write.Error is null && write.Kind != WriteKind.Delete && (Org.Faults.RefusesByCount() || MatchesRefusal(write)))
        {
            write.Error = RowError.Of("FIELD_CUSTOM_VALIDATION_EXCEPTION", "A validation rule of this org refuses the record.");
        }

        return write;
    }

    private bool MatchesRefusal(PendingWrite write) => Org.Faults.Text(FaultSwitches.RefuseMatching) is { Length: > 0 } text
        && ((string[])[ActivityObjects.MentoringKey, "Subject", "Name"]).Any(
            field => write.After(field) is string value && value.Contains(text, StringComparison.Ordinal));
}
