using System.Net;
using System.Security.Cryptography;
using System.Text;
using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Storage;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Pages;

/// <summary>Who looks at a page: the user whom a cookie names, chosen by hand, since this org knows no passwords.</summary>
internal sealed class PageVisitor
{
    private const string Cookie = "embedded_user";

    // Pages of other sites cannot read it, so they cannot post a form that carries it.
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);

    private readonly HttpContext _context;

    private PageVisitor(HttpContext context, string? userId)
    {
        _context = context;
        UserId = userId;
        Token = Convert.ToHexString(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(userId ?? "")));
    }

    /// <summary>Null when nobody has been chosen, or somebody who is not, or no longer, active.</summary>
    public string? UserId { get; }

    /// <summary>What a form of this visitor must carry.</summary>
    public string Token { get; }

    /// <exception cref="OrgApiException">The page was asked for under a name that is not this machine's.</exception>
    public static PageVisitor Of(HttpContext context, OrgState org)
    {
        if (!LoopbackOnly.IsNamed(context))
        {
            throw new OrgApiException(HttpStatusCode.Forbidden, "FORBIDDEN", "Pages are shown on this machine only: use 127.0.0.1.");
        }

        string? asked = context.Request.Cookies[Cookie];
        lock (org.Database.Gate)
        {
            return new PageVisitor(context, asked is null ? null : org.Database.ActiveUser(asked));
        }
    }

    /// <summary>Whether a form comes from a page of ours that this visitor was shown.</summary>
    public bool Sent(IFormCollection form) => LoopbackOnly.IsFromHere(_context) && CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Token), Encoding.ASCII.GetBytes(form["token"].ToString()));

    public void Become(string userId) => _context.Response.Cookies.Append(
        Cookie, userId, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/lightning" });

    /// <summary>The id of the active user whom a text means, by id or username; null where there is none.</summary>
    public static string? Find(string text, OrgDatabase database)
    {
        ObjectTable users = database.Users;
        string wanted = text.Trim();
        return database.ActiveUser(wanted) ?? Enumerable.Range(0, users.Count)
            .Where(row => users["IsActive"][row] is true && string.Equals(users["Username"][row] as string, wanted, StringComparison.OrdinalIgnoreCase))
            .Select(row => users.Id.Text(row))
            .FirstOrDefault();
    }
}
