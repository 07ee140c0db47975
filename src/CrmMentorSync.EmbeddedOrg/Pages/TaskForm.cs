using System.Text.Json;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Storage;
using CrmMentorSync.EmbeddedOrg.Writing;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.EmbeddedOrg.Pages;

/// <summary>A task as a page with a form: status, due date and comments; done and deferred by one button each.</summary>
internal static class TaskForm
{
    private const string Deferred = "Deferred";

    public static Html Render(OrgView view, ObjectTable task, int row, string token, string said)
    {
        string? Text(string field) => task[field][row] as string;
        Html note = said.Length == 0 ? Html.Empty : Html.Of($"<p class=\"said\" role=\"status\">{said}</p>");
        return Html.Of($"""
            {note}<h1>{Text("Subject")}</h1>
            <dl><dt>Owner</dt><dd>{PageParts.User(view, Text("OwnerId"))}</dd><dt>Priority</dt><dd>{Text("Priority")}</dd>
            <dt>Related to</dt><dd>{PageParts.Record(view, Text("WhatId"))}</dd>
            <dt>Reminder</dt><dd>{PageParts.Instant(task["ReminderDateTime"][row])}</dd>
            <dt>Changed</dt><dd>{PageParts.Instant(task["LastModifiedDate"][row])} by {PageParts.User(view, Text("LastModifiedById"))}</dd></dl>
            {(view.MayEdit(task, row) ? Form(view, task, row, token) : Shown(task, row))}
            """);
    }

    /// <returns>Why nothing was changed; null when it was, or when nothing was to be.</returns>
    public static string? Save(OrgState org, OrgView view, ObjectTable task, int row, IFormCollection form)
    {
        if (form["stamp"].ToString() != Stamp(task, row))
        {
            return "Somebody changed this task meanwhile. Here is how it is now; make your change again.";
        }

        var changes = new JsonObject();
        void Change(string field, string now, string before)
        {
            if (now != before)
            {
                changes[field] = now.Length == 0 ? null : now;
            }
        }

        string status = form["action"].ToString() switch
        {
            "complete" => ClosedStatus(view),
            "defer" => Deferred,
            _ => form["Status"].ToString(),
        };
        Change("Status", status, task["Status"][row] as string ?? "");
        Change("ActivityDate", form["ActivityDate"].ToString(), PageParts.Day(task["ActivityDate"][row]));
        Change("Description", Lines(form["Description"].ToString()), Lines(task["Description"][row] as string ?? ""));
        if (changes.Count == 0)
        {
            return null;
        }

        using JsonDocument body = JsonDocument.Parse(changes.ToJsonString());
        PendingWrite write = new RowPreparer(view).Update(task, task.Id.Text(row), body.RootElement);
        org.Writes.Commit([write], view.UserId, scope: null);
        return write.Error?.Message;
    }

    private static Html Form(OrgView view, ObjectTable task, int row, string token) => Html.Of($"""
        <form method="post"><input type="hidden" name="token" value="{token}"><input type="hidden" name="stamp" value="{Stamp(task, row)}">
        <label for="status">Status</label><select id="status" name="Status">{Statuses(view, task["Status"][row] as string)}</select>
        <label for="due">Due date</label><input id="due" type="date" name="ActivityDate" value="{PageParts.Day(task["ActivityDate"][row])}">
        <label for="comments">Comments</label><textarea id="comments" name="Description" maxlength="32000">
        {task["Description"][row] as string}</textarea>
        <div class="row"><button class="main" name="action" value="save">Save</button><button name="action" value="complete">Complete</button>{DeferButton(view)}</div></form>
        """);

    private static Html Shown(ObjectTable task, int row) => Html.Of($"""
        <dl><dt>Status</dt><dd>{task["Status"][row] as string}</dd><dt>Due</dt><dd>{PageParts.Day(task["ActivityDate"][row])}</dd></dl>
        <h2>Comments</h2>{PageParts.Paragraphs(task["Description"][row] as string)}
        <p>You may read this task; its owner and those above may change it.</p>
        """);

    private static Html DeferButton(OrgView view) =>
        Labels(view).Any(status => status.Label == Deferred) ? new Html("<button name=\"action\" value=\"defer\">Defer</button>") : Html.Empty;

    private static Html Statuses(OrgView view, string? current) => Html.Join(Labels(view).Select(status => Html.Of(
        $"<option{(status.Label == current ? new Html(" selected") : Html.Empty)}>{status.Label}</option>")));

    private static string ClosedStatus(OrgView view) => Labels(view).First(status => status.Closed).Label;

    private static IEnumerable<(string Label, bool Closed)> Labels(OrgView view)
    {
        ObjectTable statuses = view.Database.Find("TaskStatus")!;
        return Enumerable.Range(0, statuses.Count)
            .OrderBy(row => statuses["SortOrder"][row] as double? ?? 0)
            .Select(row => ((string)statuses["MasterLabel"][row]!, statuses["IsClosed"][row] is true));
    }

    private static string Stamp(ObjectTable task, int row) => FieldJson.Spell((DateTimeOffset)task["SystemModstamp"][row]!);

    // A browser sends the lines of a text area with CR and LF; what was not touched must not count as changed.
    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
