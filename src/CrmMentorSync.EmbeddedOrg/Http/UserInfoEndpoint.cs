using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>Who a token speaks for, as OpenID Connect asks it. Many clients begin with this question.</summary>
internal static class UserInfoEndpoint
{
    public static Task HandleAsync(HttpContext context, OrgState org, CancellationToken ct)
    {
        if (OrgRouter.UserOf(context, org) is not { } userId || org.Faults.Level(FaultSwitches.PermanentRefusal) > 0)
        {
            // Words of this endpoint alone, and no JSON.
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("Bad_OAuth_Token", ct);
        }

        string address = $"{context.Request.Scheme}://{context.Request.Host}";
        string username, name, email;
        lock (org.Database.Gate)
        {
            int row = org.Database.Users.Locate(userId);
            (username, name, email) = (Text("Username", row), Text("Name", row), Text("Email", row));
        }

        return OrgCall.RespondAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("sub", $"{address}/id/{org.Database.OrganizationId}/{userId}");
            writer.WriteString("user_id", userId);
            writer.WriteString("organization_id", org.Database.OrganizationId);
            writer.WriteString("preferred_username", username);
            writer.WriteString("name", name);
            writer.WriteString("email", email);
            writer.WriteString("user_type", "STANDARD");
            writer.WriteBoolean("active", true);
            writer.WriteStartObject("urls");
            writer.WriteString("rest", $"{address}/services/data/v{{version}}/");
            writer.WriteString("query", $"{address}/services/data/v{{version}}/query/");
            writer.WriteString("sobjects", $"{address}/services/data/v{{version}}/sobjects/");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }, ct);

        string Text(string field, int row) => row >= 0 && org.Database.Users.Find(field)?[row] is string text ? text : "";
    }
}
