using System.Text;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg.Writing;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http.Composite;

/// <summary>A request within a composite one.</summary>
internal sealed record Subrequest(string Method, string Url, JsonNode? Body)
{
    /// <summary>What a subrequest may ask for; composite requests and jobs are not among it.</summary>
    public bool IsAllowed => Segments is ["query" or "queryAll", ..] or ["sobjects", ..] or ["composite", "sobjects", ..];

    /// <summary>Of these kinds one composite request may hold five at most.</summary>
    public bool IsHeavy => Segments is ["query" or "queryAll", ..] or ["composite", "sobjects", ..];

    private string[] Segments =>
        Url.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries) is ["services", "data", _, .. var rest] ? rest : [];

    /// <summary>Runs it as its outer request's caller. Its refusals are its answer; only a dropped connection goes further.</summary>
    public async Task<SubrequestAnswer> RunAsync(OrgCall outer, WriteScope? scope, CancellationToken ct)
    {
        using var content = new MemoryStream();
        var context = new DefaultHttpContext();
        string[] parts = Url.Split('?', 2);
        context.Request.Method = Method;
        context.Request.Path = Uri.UnescapeDataString(parts[0]);
        context.Request.QueryString = parts.Length == 2 ? new QueryString($"?{parts[1]}") : QueryString.Empty;
        context.Request.Headers["Sforce-Query-Options"] = outer.Context.Request.Headers["Sforce-Query-Options"];
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Body?.ToJsonString() ?? ""));
        context.Response.Body = content;
        await OrgResponse.TellAsync(context, () => OrgRouter.RouteSubrequestAsync(outer, context, scope, ct), ct);
        await context.Response.BodyWriter.FlushAsync(ct);
        content.Position = 0;
        JsonNode? answer = content.Length == 0 ? null : await JsonNode.ParseAsync(content, cancellationToken: ct);
        return new SubrequestAnswer(context.Response.StatusCode, answer, (string?)context.Response.Headers.Location);
    }
}

internal sealed record SubrequestAnswer(int Status, JsonNode? Body, string? Location)
{
    public bool Failed => Status >= StatusCodes.Status400BadRequest;

    public static SubrequestAnswer Refused(int status, string errorCode, string message) =>
        new(status, new JsonArray(new JsonObject { ["errorCode"] = errorCode, ["message"] = message }), null);
}
