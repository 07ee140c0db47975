using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>Addresses of records on the org's own host, where a reader is logged in already.</summary>
public sealed class LightningLinks(Uri instance)
{
    public string Task(string id) => Record("Task", id);

    public string User(UserId id) => Record("User", id.Value);

    public string Opportunity(string id) => Record("Opportunity", id);

    public string Account(string id) => Record("Account", id);

    public string Event(string id) => Record("Event", id);

    // Ids are letters and digits; anything else is escaped rather than trusted.
    private string Record(string type, string id) =>
        new Uri(instance, $"/lightning/r/{type}/{Uri.EscapeDataString(id)}/view").AbsoluteUri;
}
