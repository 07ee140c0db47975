using System.Globalization;
using System.Net;
using CrmMentorSync.EmbeddedOrg.Storage;
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
        string[] path = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path switch
        {
            ["services", "oauth2", "token"] => OAuthEndpoint.HandleAsync(context, org, ct),
            ["services", "data"] when HttpMethods.IsGet(context.Request.Method) => AnswerVersionsAsync(context, ct),
            ["services", "data", var version, .. var rest] => RouteDataAsync(Authorize(context, org, version, rest), ct),
            ["__clock"] => AdminEndpoint.ClockAsync(context, org, ct),
            ["__faults"] => AdminEndpoint.FaultsAsync(context, org, ct),
            _ => throw OrgApiException.NotImplemented($"{context.Request.Method} {context.Request.Path}"),
        };
    }

    private static Task RouteDataAsync(OrgCall call, CancellationToken ct)
    {
        if (call.Org.Faults.Strikes(FaultSwitches.FailNext))
        {
            throw new OrgApiException(HttpStatusCode.ServiceUnavailable, "SERVER_UNAVAILABLE", "The server is temporarily unavailable.");
        }

        if (call.Org.Faults.Strikes(FaultSwitches.LimitNext))
        {
            throw new OrgApiException(HttpStatusCode.Forbidden, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        }

        return call.Path switch
        {
            ["query" or "queryAll", ..] => QueryEndpoint.HandleAsync(call, ct),
            ["sobjects", var name, "describe"] => DescribeEndpoint.HandleAsync(call, name, ct),
            ["sobjects", var name] when HttpMethods.IsPost(call.Method) => RowEndpoint.CreateAsync(call, name, ct),
            ["sobjects", _, "updated" or "deleted" or "listviews" or "relevantItems"] => throw call.Unsupported(),
            ["sobjects", var name, var id] => RowEndpoint.ByIdAsync(call, name, id, ct),
            ["sobjects", var name, var field, var value] => RowEndpoint.ByExternalIdAsync(call, name, field, value, ct),
            ["jobs", "query", ..] => QueryJobEndpoint.HandleAsync(call, ct),
            ["composite", "sobjects", ..] => CollectionEndpoint.HandleAsync(call, ct),
            ["limits"] when HttpMethods.IsGet(call.Method) => AnswerLimitsAsync(call, ct),
            _ => throw call.Unsupported(),
        };
    }

    private static OrgCall Authorize(HttpContext context, OrgState org, string version, string[] rest)
    {
        string dataPath = RequireVersion(version);
        if (org.Faults.Strikes(FaultSwitches.ExpireTokens))
        {
            org.Sessions.RevokeAll();
        }

        string[] header = context.Request.Headers.Authorization.ToString().Split(' ', 2, StringSplitOptions.TrimEntries);
        if (header is not ["Bearer" or "OAuth", var token] || !org.Sessions.IsLive(token))
        {
            throw new OrgApiException(HttpStatusCode.Unauthorized, "INVALID_SESSION_ID", "Session expired or invalid");
        }

        org.CountCall();
        OrgResponse.AddLimitHeader(context.Response, org);
        return new OrgCall(context, org, dataPath, rest, ActingUser(context, org));
    }

    /// <summary>
    /// The integration user, or for trials and tests the person that <c>X-Embedded-User</c> names: so scripted people complete and
    /// move their tasks through the same API.
    /// </summary>
    private static string ActingUser(HttpContext context, OrgState org)
    {
        string asked = context.Request.Headers["X-Embedded-User"].ToString();
        if (asked.Length == 0)
        {
            return org.Database.IntegrationUserId;
        }

        lock (org.Database.Gate)
        {
            ObjectTable users = org.Database.Users;
            int row = users.Locate(asked);
            return row >= 0 && users["IsActive"][row] is true
                ? users.Id.Text(row)!
                : throw OrgApiException.BadRequest("INVALID_CROSS_REFERENCE_KEY", "X-Embedded-User names no active user of this org.");
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

    private static Task AnswerLimitsAsync(OrgCall call, CancellationToken ct) => call.RespondAsync(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("DailyApiRequests");
        writer.WriteNumber("Max", OrgResponse.DailyLimit);
        writer.WriteNumber("Remaining", OrgResponse.DailyLimit - call.Org.ApiCalls);
        writer.WriteEndObject();
        writer.WriteStartObject("DailyBulkV2QueryJobs");
        writer.WriteNumber("Max", DailyQueryJobs);
        writer.WriteNumber("Remaining", DailyQueryJobs - call.Org.Jobs.Created);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }, ct);
}
