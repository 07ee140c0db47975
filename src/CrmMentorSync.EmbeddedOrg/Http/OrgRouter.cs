using System.Globalization;
using System.Net;
using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Http.Composite;
using CrmMentorSync.EmbeddedOrg.Pages;
using CrmMentorSync.EmbeddedOrg.Writing;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>Which endpoint a request is for. Whatever is not named here is answered 501, with what was asked.</summary>
internal static class OrgRouter
{
    private const int OldestVersion = 50;
    private const int NewestVersion = 68;
    private const int DailyQueryJobs = 10_000;

    public static Task RouteAsync(HttpContext context, OrgState org, CancellationToken ct)
    {
        string[] path = Segments(context.Request.Path);
        if (path is [['_', '_', ..], ..])
        {
            LoopbackOnly.Require(context);
        }

        return path switch
        {
            ["services", "oauth2", "token"] => OAuthEndpoint.HandleAsync(context, org, ct),
            ["services", "oauth2", "userinfo"] => UserInfoEndpoint.HandleAsync(context, org, ct),
            ["services", "data"] when HttpMethods.IsGet(context.Request.Method) => AnswerVersionsAsync(context, ct),
            ["services", "data", var version, .. var rest] => RouteDataAsync(Authorize(context, org, version, rest), ct),
            ["lightning", ..] => RecordPages.HandleAsync(context, org, path, ct),
            ["__clock"] => AdminEndpoint.ClockAsync(context, org, ct),
            ["__faults"] => AdminEndpoint.FaultsAsync(context, org, ct),
            ["__access"] => AccessEndpoint.HandleAsync(context, org, ct),
            _ => throw OrgApiException.NotImplemented($"{context.Request.Method} {context.Request.Path}"),
        };
    }

    /// <summary>A request within a composite one: the same caller, another path, and an answer that is kept instead of sent.</summary>
    public static Task RouteSubrequestAsync(OrgCall outer, HttpContext inner, WriteScope? scope, CancellationToken ct) =>
        Segments(inner.Request.Path) is ["services", "data", var version, .. var rest]
            ? DispatchAsync(outer with { Context = inner, DataPath = RequireVersion(version), Path = rest, Scope = scope }, ct)
            : throw OrgApiException.NotFound("The requested resource does not exist");

    private static string[] Segments(PathString path) => (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static Task RouteDataAsync(OrgCall call, CancellationToken ct)
    {
        if (call.Org.Faults.Strikes(FaultSwitches.FailNext))
        {
            if (call.Org.Faults.Level(FaultSwitches.RetryAfter) is > 0 and var seconds)
            {
                call.Context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            throw new OrgApiException(HttpStatusCode.ServiceUnavailable, "SERVER_UNAVAILABLE", "The server is temporarily unavailable.");
        }

        ThrowIfLimited(call.Org.Faults);
        lock (call.Database.Gate)
        {
            call.Org.Writes.Settle();
        }

        return DispatchAsync(call, ct);
    }

    private static void ThrowIfLimited(FaultSwitches faults)
    {
        string? message = faults.Strikes(FaultSwitches.LimitNext) ? "TotalRequests Limit exceeded."
            : faults.Strikes(FaultSwitches.ConcurrentNext) ? "ConcurrentPerOrgLongTxn Limit exceeded."
            : null;
        if (message is not null)
        {
            throw new OrgApiException(HttpStatusCode.Forbidden, "REQUEST_LIMIT_EXCEEDED", message);
        }
    }

    private static Task DispatchAsync(OrgCall call, CancellationToken ct) => call.Path switch
    {
        ["query" or "queryAll", ..] => QueryEndpoint.HandleAsync(call, ct),
        ["sobjects", var name, "describe"] => DescribeEndpoint.HandleAsync(call, name, ct),
        ["sobjects", var name] when HttpMethods.IsPost(call.Method) => RowEndpoint.CreateAsync(call, name, ct),
        ["sobjects", var name, "updated" or "deleted"] => ReplicationEndpoint.HandleAsync(call, name, ct),
        ["sobjects", _, "listviews" or "relevantItems"] => throw call.Unsupported(),
        ["sobjects", var name, var id] => RowEndpoint.ByIdAsync(call, name, id, ct),
        ["sobjects", var name, var field, var value] => RowEndpoint.ByExternalIdAsync(call, name, field, value, ct),
        ["jobs", "query", ..] => QueryJobEndpoint.HandleAsync(call, ct),
        ["composite"] => CompositeEndpoint.HandleAsync(call, ct),
        ["composite", "batch"] => BatchEndpoint.HandleAsync(call, ct),
        ["composite", "sobjects", ..] => CollectionEndpoint.HandleAsync(call, ct),
        ["limits"] when HttpMethods.IsGet(call.Method) => AnswerLimitsAsync(call, ct),
        _ => throw call.Unsupported(),
    };

    private static OrgCall Authorize(HttpContext context, OrgState org, string version, string[] rest)
    {
        string dataPath = RequireVersion(version);
        if (org.Faults.Strikes(FaultSwitches.ExpireTokens))
        {
            org.Sessions.RevokeAll();
        }

        string? user = UserOf(context, org);
        if (user is null || org.Faults.Level(FaultSwitches.PermanentRefusal) > 0)
        {
            throw new OrgApiException(
                HttpStatusCode.Unauthorized, "INVALID_SESSION_ID",
                user is null ? "Session expired or invalid" : "This session is not valid for use with the REST API");
        }

        org.CountCalls(1);
        OrgResponse.AddLimitHeader(context.Response, org);
        return new OrgCall(context, org, dataPath, rest, org.ViewOf(ActingUser(context, org, user)));
    }

    /// <summary>The user that the request's token speaks for; null: none that is good.</summary>
    internal static string? UserOf(HttpContext context, OrgState org) =>
        context.Request.Headers.Authorization.ToString().Split(' ', 2, StringSplitOptions.TrimEntries) is ["Bearer" or "OAuth", var token]
            ? org.Sessions.UserOf(token)
            : null;

    /// <summary>
    /// The token's user, or for trials and tests the person that <c>X-Embedded-User</c> names: so scripted people complete and
    /// move their tasks through the same API.
    /// </summary>
    private static string ActingUser(HttpContext context, OrgState org, string user)
    {
        string asked = context.Request.Headers["X-Embedded-User"].ToString();
        if (asked.Length == 0)
        {
            return user;
        }

        lock (org.Database.Gate)
        {
            return org.Database.ActiveUser(asked)
                ?? throw OrgApiException.BadRequest("INVALID_CROSS_REFERENCE_KEY", "X-Embedded-User names no active user of this org.");
        }
    }

    private static string RequireVersion(string version)
    {
        if (!version.StartsWith('v') || !version.EndsWith(".0", StringComparison.Ordinal)
            || !int.TryParse(version.AsSpan(1, version.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw OrgApiException.NotFound("The requested resource does not exist");
        }

        return number switch
        {
            <= 30 => throw new OrgApiException(HttpStatusCode.Gone, "GONE", $"API version {version} is retired."),
            < OldestVersion => throw OrgApiException.NotImplemented($"API version {version}; it speaks v{OldestVersion}.0 to v{NewestVersion}.0"),
            > NewestVersion => throw OrgApiException.NotFound("The requested resource does not exist"),
            _ => $"/services/data/{version}",
        };
    }

    private static Task AnswerVersionsAsync(HttpContext context, CancellationToken ct) =>
        OrgCall.RespondAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartArray();
            for (int version = OldestVersion; version <= NewestVersion; version++)
            {
                writer.WriteStartObject();
                writer.WriteString("label", $"Embedded {version}");
                writer.WriteString("url", $"/services/data/v{version}.0");
                writer.WriteString("version", $"{version}.0");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }, ct);

    private static Task AnswerLimitsAsync(OrgCall call, CancellationToken ct)
    {
        int daily = call.Org.Faults.Level(FaultSwitches.DailyLimit);
        return call.RespondAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            WriteLimit(writer, "DailyApiRequests", daily, call.Org.DailyCalls);
            WriteLimit(writer, "DailyBulkV2QueryJobs", DailyQueryJobs, call.Org.Jobs.Created);
            writer.WriteEndObject();
        }, ct);
    }

    private static void WriteLimit(Utf8JsonWriter writer, string name, int max, int used)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("Max", max);
        writer.WriteNumber("Remaining", Math.Max(0, max - used));
        writer.WriteEndObject();
    }
}
