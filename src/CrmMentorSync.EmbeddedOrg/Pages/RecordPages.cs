using System.Net;
using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Storage;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Pages;

/// <summary>
/// Plain pages where links to records lead (<c>/lightning/r/Task/…/view</c>), so that links in digests work in trials: a person reads
/// a task and edits, completes or defers it, by the same rules as through the API.
/// </summary>
internal static class RecordPages
{
    // Enough for a trial's team; anybody else is named by typing.
    private const int SuggestedUsers = 200;

    public static async Task HandleAsync(HttpContext context, OrgState org, IReadOnlyList<string> path, CancellationToken ct)
    {
        var visitor = PageVisitor.Of(context, org);
        lock (org.Database.Gate)
        {
            org.Writes.Settle();
        }

        switch (context.Request.Method, path)
        {
            case ("POST", ["lightning", "actas"]):
                await ChooseAsync(context, org, visitor, ct);
                break;
            case ("GET" or "POST", ["lightning", "r", "Task" or "Opportunity" or "User", _, "view"]) when visitor.UserId is null:
                await AskWhoAsync(context, org, visitor, path[3], ct);
                break;
            case ("GET", ["lightning", "r", "Opportunity" or "User", var id, "view"]):
                await ShowAsync(context, org, visitor, org.ViewOf(visitor.UserId!), path[2], id, ct);
                break;
            case ("GET", ["lightning", "r", "Task", var id, "view"]):
                string said = context.Request.Query.ContainsKey("saved") ? "Saved." : "";
                await ShowTaskAsync(context, org, visitor, id, StatusCodes.Status200OK, said, ct);
                break;
            case ("POST", ["lightning", "r", "Task", var id, "view"]):
                await SaveTaskAsync(context, org, visitor, id, ct);
                break;
            default:
                throw OrgApiException.NotImplemented($"{context.Request.Method} {context.Request.Path}");
        }
    }

    private static async Task SaveTaskAsync(HttpContext context, OrgState org, PageVisitor visitor, string id, CancellationToken ct)
    {
        IFormCollection form = await ReadFormAsync(context, visitor, ct);
        string? refusal;
        lock (org.Database.Gate)
        {
            OrgView view = org.ViewOf(visitor.UserId!);
            refusal = view.Find("Task") is { } table && Locate(view, table, id) is >= 0 and var row
                ? TaskForm.Save(org, view, table, row, form)
                : "This task is not there, or not for you.";
        }

        if (refusal is null)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{context.Request.Path}?saved=1";
            return;
        }

        await ShowTaskAsync(context, org, visitor, id, StatusCodes.Status409Conflict, refusal, ct);
    }

    private static Task ShowTaskAsync(
        HttpContext context, OrgState org, PageVisitor visitor, string id, int status, string said, CancellationToken ct)
    {
        OrgView view = org.ViewOf(visitor.UserId!);
        Html? content = null;
        string title = "Task";
        lock (org.Database.Gate)
        {
            if (view.Find("Task") is { } table && Locate(view, table, id) is >= 0 and var row)
            {
                content = TaskForm.Render(view, table, row, visitor.Token, said);
                title = table["Subject"][row] as string ?? title;
            }
        }

        return content is { } found
            ? PageLayout.WriteAsync(context, status, title, Header(org, visitor), found, ct)
            : MissAsync(context, org, visitor, ct);
    }

    private static Task ShowAsync(
        HttpContext context, OrgState org, PageVisitor visitor, OrgView view, string objectName, string id, CancellationToken ct)
    {
        Html? content = null;
        lock (org.Database.Gate)
        {
            if (view.Find(objectName) is { } table && Locate(view, table, id) is >= 0 and var row)
            {
                content = objectName == "User" ? ReadOnlyPages.User(view, table, row) : ReadOnlyPages.Opportunity(view, table, row);
            }
        }

        return content is { } found
            ? PageLayout.WriteAsync(context, StatusCodes.Status200OK, objectName, Header(org, visitor), found, ct)
            : MissAsync(context, org, visitor, ct);
    }

    private static Task MissAsync(HttpContext context, OrgState org, PageVisitor visitor, CancellationToken ct) => PageLayout.WriteAsync(
        context, StatusCodes.Status404NotFound, "Not found", Header(org, visitor),
        Html.Of($"<h1>Not here</h1><p>There is no such record, it was deleted, or it is not for the person you act as.</p>{Chooser(org, visitor, context.Request.Path)}"), ct);

    private static Task AskWhoAsync(HttpContext context, OrgState org, PageVisitor visitor, string id, CancellationToken ct)
    {
        string suggested;
        lock (org.Database.Gate)
        {
            // Whoever owns the record most likely followed the link.
            ObjectTable? table = org.Database.FindByPrefix(id);
            string? owner = table?.Locate(id) is >= 0 and var row && table.Find("OwnerId") is { } column ? column[row] as string : null;
            int user = org.Database.Users.Locate(owner);
            suggested = user >= 0 ? org.Database.Users["Username"][user] as string ?? "" : "";
        }

        return PageLayout.WriteAsync(context, StatusCodes.Status200OK, "Who are you?", Html.Empty, Html.Of(
            $"<h1>Who are you?</h1><p>This org knows no passwords. Say whom you act as; what you change is changed as that person.</p>{Chooser(org, visitor, context.Request.Path, suggested)}"), ct);
    }

    private static async Task ChooseAsync(HttpContext context, OrgState org, PageVisitor visitor, CancellationToken ct)
    {
        IFormCollection form = await ReadFormAsync(context, visitor, ct);
        string asked = form["user"].ToString();
        string back = form["back"].ToString();
        string? chosen;
        lock (org.Database.Gate)
        {
            chosen = PageVisitor.Find(asked, org.Database);
        }

        if (chosen is null)
        {
            await PageLayout.WriteAsync(context, StatusCodes.Status400BadRequest, "Who are you?", Html.Empty, Html.Of(
                $"<h1>Who are you?</h1><p class=\"said\">No active user has the username or id “{asked}”.</p>{Chooser(org, visitor, back)}"), ct);
            return;
        }

        visitor.Become(chosen);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;

        // Only to a page of ours: "//elsewhere" would be another host.
        context.Response.Headers.Location = back.StartsWith("/lightning/", StringComparison.Ordinal) && !back.Any(char.IsControl)
            ? back : $"/lightning/r/User/{chosen}/view";
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpContext context, PageVisitor visitor, CancellationToken ct)
    {
        if (!context.Request.HasFormContentType)
        {
            throw OrgApiException.BadRequest("INVALID_INPUT", "Pages are posted as forms.");
        }

        IFormCollection form = await context.Request.ReadFormAsync(ct);
        return visitor.Sent(form) ? form : throw new OrgApiException(
            HttpStatusCode.Forbidden, "FORBIDDEN", "This form does not come from a page that you were shown. Open the page again.");
    }

    private static int Locate(OrgView view, ObjectTable table, string id) =>
        table.Locate(id) is >= 0 and var row && !table.IsDeleted(row) && view.MayRead(table, row) ? row : -1;

    private static Html Header(OrgState org, PageVisitor visitor)
    {
        string name;
        lock (org.Database.Gate)
        {
            name = org.Database.Users["Name"][org.Database.Users.Locate(visitor.UserId)] as string ?? visitor.UserId!;
        }

        return Html.Of($"<span>acting as <a href=\"/lightning/r/User/{visitor.UserId}/view\">{name}</a></span>{Chooser(org, visitor, "", small: true)}");
    }

    private static Html Chooser(OrgState org, PageVisitor visitor, string back, string suggested = "", bool small = false)
    {
        Html options = small ? Html.Empty : Suggestions(org.Database);
        return Html.Of($"""
            <form method="post" action="/lightning/actas" class="row"><input type="hidden" name="token" value="{visitor.Token}">
            <input type="hidden" name="back" value="{back}"><input name="user" list="users" value="{suggested}" placeholder="username or id" aria-label="act as" required autocomplete="off">
            <datalist id="users">{options}</datalist><button{(small ? Html.Empty : new Html(" class=\"main\""))}>Act as</button></form>
            """);
    }

    private static Html Suggestions(OrgDatabase database)
    {
        ObjectTable users = database.Users;
        lock (database.Gate)
        {
            return Html.Join(Enumerable.Range(0, users.Count)
                .Where(row => users["IsActive"][row] is true)
                .Take(SuggestedUsers)
                .Select(row => Html.Of($"<option value=\"{users["Username"][row] as string}\">{users["Name"][row] as string}</option>")));
        }
    }
}
