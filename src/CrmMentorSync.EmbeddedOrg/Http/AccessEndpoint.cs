using System.Text.Json;
using CrmMentorSync.EmbeddedOrg.Access;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>What no Salesforce has: one user's permissions, read and set without a set-up page. Loopback only, so without login.</summary>
internal static class AccessEndpoint
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static async Task HandleAsync(HttpContext context, OrgState org, CancellationToken ct)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            UserAccess rule = await JsonSerializer.DeserializeAsync<UserAccess>(context.Request.Body, Json, ct)
                ?? throw OrgApiException.BadRequest("INVALID_INPUT", """Send {"userId":"005...","viewAllData":true}.""");
            lock (org.Database.Gate)
            {
                if (rule.UserId != UserAccess.Integration && org.Database.ActiveUser(rule.UserId) is null)
                {
                    throw OrgApiException.BadRequest("INVALID_CROSS_REFERENCE_KEY", "userId names no active user of this org.");
                }
            }

            org.Access.Set(rule);
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            throw OrgApiException.NotImplemented($"{context.Request.Method} {context.Request.Path}");
        }

        await OrgCall.RespondAsync(context, StatusCodes.Status200OK, writer => JsonSerializer.Serialize(writer, org.Access.All(), Json), ct);
    }
}
