using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>The token endpoint: client credentials, in the body or by HTTP Basic, and JWT bearer. A token is one user's. Its errors are an object, not an array.</summary>
internal static class OAuthEndpoint
{
    private const string JwtGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public static async Task HandleAsync(HttpContext context, OrgState org, CancellationToken ct)
    {
        HttpRequest request = context.Request;
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
        {
            await RefuseAsync(context, "invalid_request", "the token endpoint takes a form by POST", ct);
            return;
        }

        IFormCollection form = await request.ReadFormAsync(ct);
        LoginOutcome outcome = Judge(request, form, org);
        if (outcome.UserId is { } userId)
        {
            await GrantAsync(context, org, userId, ct);
        }
        else
        {
            await RefuseAsync(context, outcome.Error, outcome.Description, ct);
        }
    }

    private static LoginOutcome Judge(HttpRequest request, IFormCollection form, OrgState org)
    {
        if (org.Faults.Text(FaultSwitches.LoginError) is { Length: > 0 } fault)
        {
            string[] said = fault.Split(':', 2, StringSplitOptions.TrimEntries);
            return LoginOutcome.Refused(said[0], said.ElementAtOrDefault(1) ?? "refused by a fault");
        }

        switch (form["grant_type"].ToString())
        {
            case JwtGrant:
                return JwtLogin.Judge(form["assertion"].ToString(), org, Address(request));
            case not "client_credentials":
                return LoginOutcome.Refused("unsupported_grant_type", "grant type not supported");
        }

        (string id, string secret) = FromBasic(request) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        return id != org.Options.ClientId ? LoginOutcome.Refused("invalid_client_id", "client identifier invalid")
            : secret != org.Options.ClientSecret ? LoginOutcome.Refused("invalid_client", "invalid client credentials")
            : new LoginOutcome(org.Database.IntegrationUserId);
    }

    private static string Address(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    private static Task GrantAsync(HttpContext context, OrgState org, string userId, CancellationToken ct)
    {
        string address = Address(context.Request);
        string organization = org.Database.OrganizationId;
        return OrgCall.RespondAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("access_token", org.Sessions.Issue(organization, userId));
            writer.WriteString("signature", "embedded");
            writer.WriteString("scope", "api");
            writer.WriteString("instance_url", address);
            writer.WriteString("id", $"{address}/id/{organization}/{userId}");
            writer.WriteString("token_type", "Bearer");
            writer.WriteString("issued_at", org.Clock.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }, ct);
    }

    private static Task RefuseAsync(HttpContext context, string error, string description, CancellationToken ct) =>
        OrgCall.RespondAsync(context, StatusCodes.Status400BadRequest, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("error", error);
            writer.WriteString("error_description", description);
            writer.WriteEndObject();
        }, ct);

    private static (string Id, string Secret)? FromBasic(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out int length))
        {
            return ("", "");
        }

        string[] pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""));
    }
}
