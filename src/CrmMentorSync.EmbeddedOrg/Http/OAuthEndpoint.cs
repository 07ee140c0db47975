using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>The token endpoint: client credentials, in the body or by HTTP Basic. Its errors are an object, not an array.</summary>
internal static class OAuthEndpoint
{
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
        string grant = form["grant_type"].ToString();
        (string id, string secret) = FromBasic(request) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        if (grant != "client_credentials")
        {
            await RefuseAsync(context, "unsupported_grant_type", "grant type not supported", ct);
        }
        else if (id != org.Options.ClientId)
        {
            await RefuseAsync(context, "invalid_client_id", "client identifier invalid", ct);
        }
        else if (secret != org.Options.ClientSecret)
        {
            await RefuseAsync(context, "invalid_client", "invalid client credentials", ct);
        }
        else
        {
            await GrantAsync(context, org, ct);
        }
    }

    private static Task GrantAsync(HttpContext context, OrgState org, CancellationToken ct)
    {
        string address = $"{context.Request.Scheme}://{context.Request.Host}";
        string organization = org.Database.OrganizationId;
        return OrgCall.RespondAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("access_token", org.Sessions.Issue(organization));
            writer.WriteString("signature", "embedded");
            writer.WriteString("scope", "api");
            writer.WriteString("instance_url", address);
            writer.WriteString("id", $"{address}/id/{organization}/{org.Database.IntegrationUserId}");
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
