using System.Globalization;
using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.EmbeddedOrg.Storage;

namespace CrmMentorSync.EmbeddedOrg.Pages;

/// <summary>Values as people read them, and links to records.</summary>
internal static class PageParts
{
    public static Html User(OrgView view, string? id) => Link(view, "User", id);

    /// <summary>A record: a link where we have a page for its object, else its name, else its bare id.</summary>
    public static Html Record(OrgView view, string? id)
    {
        ObjectTable? table = id is null ? null : view.FindByPrefix(id);
        if (table?.Name is "Opportunity" or "User" or "Task")
        {
            return Link(view, table.Name, id);
        }

        string? name = table?.Locate(id) is >= 0 and var row ? table.Find("Name")?[row] as string : null;
        return Html.Of($"{name ?? id}");
    }

    public static Html Link(OrgView view, string objectName, string? id)
    {
        if (id is null || view.Find(objectName) is not { } table || table.Locate(id) is not (>= 0 and var row))
        {
            return Html.Of($"{id}");
        }

        string? name = table[objectName == "Task" ? "Subject" : "Name"][row] as string;
        return Html.Of($"<a href=\"/lightning/r/{objectName}/{table.Id.Text(row)}/view\">{name ?? id}</a>");
    }

    public static string Day(object? value) => value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    public static string Instant(object? value) =>
        value is DateTimeOffset instant ? instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "";

    public static string Amount(object? value) => value is double number ? number.ToString("N2", CultureInfo.InvariantCulture) : "";

    public static Html Paragraphs(string? text) => Html.Join((text ?? "").Split('\n').Select(line => Html.Of($"{line.TrimEnd('\r')}<br>")));
}
