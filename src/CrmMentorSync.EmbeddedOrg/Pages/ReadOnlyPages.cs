using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Pages;

/// <summary>A deal, and a person with their open tasks as far as the reader may see them.</summary>
internal static class ReadOnlyPages
{
    private const int MaxTasks = 200;

    public static Html Opportunity(OrgView view, ObjectTable deals, int row) => Html.Of($"""
        <h1>{deals["Name"][row] as string}</h1>
        <dl><dt>Account</dt><dd>{PageParts.Record(view, deals["AccountId"][row] as string)}</dd>
        <dt>Owner</dt><dd>{PageParts.User(view, deals["OwnerId"][row] as string)}</dd>
        <dt>Stage</dt><dd>{deals["StageName"][row] as string}</dd>
        {Shown(view, deals, "Amount", row)}
        <dt>Closes</dt><dd>{PageParts.Day(deals["CloseDate"][row])}</dd></dl>
        """);

    public static Html User(OrgView view, ObjectTable users, int row) => Html.Of($"""
        <h1>{users["Name"][row] as string}</h1>
        <dl><dt>Title</dt><dd>{users["Title"][row] as string}</dd><dt>Department</dt><dd>{users["Department"][row] as string}</dd>
        <dt>Manager</dt><dd>{PageParts.User(view, users["ManagerId"][row] as string)}</dd>
        <dt>E-mail</dt><dd>{users["Email"][row] as string}</dd>
        <dt>Active</dt><dd>{(users["IsActive"][row] is true ? "yes" : "no")}</dd></dl>
        <h2>Open tasks</h2>{OpenTasks(view, users.Id.Text(row)!)}
        """);

    private static Html Shown(OrgView view, ObjectTable deals, string field, int row) => view.Find(deals, field) is { } column
        ? Html.Of($"<dt>{field}</dt><dd>{PageParts.Amount(column[row])}</dd>")
        : Html.Empty;

    private static Html OpenTasks(OrgView view, string ownerId)
    {
        if (view.Find("Task") is not { } tasks)
        {
            return Html.Empty;
        }

        int[] open = [.. Enumerable.Range(0, tasks.Count)
            .Where(row => !tasks.IsDeleted(row) && tasks["IsClosed"][row] is not true && tasks["OwnerId"][row] as string == ownerId && view.MayRead(tasks, row))
            .OrderBy(row => tasks["ActivityDate"][row] as DateOnly? ?? DateOnly.MaxValue)
            .ThenBy(row => row)
            .Take(MaxTasks)];
        return open.Length == 0
            ? Html.Of($"<p>None that you may see.</p>")
            : Html.Of($"<ul>{Html.Join(open.Select(row => Html.Of($"<li>{PageParts.Day(tasks["ActivityDate"][row])} {PageParts.Link(view, "Task", tasks.Id.Text(row))}</li>")))}</ul>");
    }
}
