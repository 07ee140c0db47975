using System.Net;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>Keeps pages of other sites, open in a browser on this machine, from reaching what asks for no login.</summary>
internal static class LoopbackOnly
{
    /// <summary>Whether the request names this machine: a name that somebody else points at it would make their pages look like ours.</summary>
    public static bool IsNamed(HttpContext context)
    {
        string host = context.Request.Host.Host.Trim('[', ']');
        return host == "localhost" || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    /// <summary>Whether it comes from no page, or from one of ours.</summary>
    public static bool IsFromHere(HttpContext context)
    {
        string origin = context.Request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == $"{context.Request.Scheme}://{context.Request.Host}";
    }

    /// <summary>For switches: a page elsewhere can post a form or plain text unasked, and JSON not.</summary>
    public static void Require(HttpContext context)
    {
        if (!IsNamed(context) || !IsFromHere(context))
        {
            throw new OrgApiException(HttpStatusCode.Forbidden, "FORBIDDEN", "This is for programs on this machine only: use 127.0.0.1.");
        }

        if (HttpMethods.IsPost(context.Request.Method) && !context.Request.HasJsonContentType())
        {
            throw new OrgApiException(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "Send JSON, with Content-Type: application/json.");
        }
    }
}
