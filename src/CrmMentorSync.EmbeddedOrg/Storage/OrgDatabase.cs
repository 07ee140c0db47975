using System.Security.Cryptography;
using System.Text;
using CrmMentorSync.EmbeddedOrg.Schema;

namespace CrmMentorSync.EmbeddedOrg.Storage;

/// <summary>The org's rows, one table an object. Whoever reads or changes them holds <see cref="Gate"/>.</summary>
internal sealed class OrgDatabase(IReadOnlyDictionary<string, ObjectTable> tables, string organizationId, string integrationUserId)
{
    public Lock Gate { get; } = new();

    public string OrganizationId { get; } = organizationId;

    /// <summary>The user that the client credentials act as: owns nothing and stands in no chain.</summary>
    public string IntegrationUserId { get; } = integrationUserId;

    public ObjectTable Users => tables["User"];

    /// <summary>The id of an active user in its full length; null where there is no such user.</summary>
    public string? ActiveUser(string id) => Users.Locate(id) is >= 0 and var row && Users["IsActive"][row] is true ? Users.Id.Text(row) : null;

    public ObjectTable? Find(string name) => tables.GetValueOrDefault(name);

    /// <summary>The table whose ids begin as this one does.</summary>
    public ObjectTable? FindByPrefix(string id) =>
        tables.Values.FirstOrDefault(table => id.StartsWith(table.Definition.KeyPrefix, StringComparison.Ordinal));

    /// <summary>
    /// An organization id made of the org's first user, so that the same people are the same org on every start, a new hire or a
    /// leaver changes nothing, and another folder is another org.
    /// </summary>
    public static string MakeOrganizationId(ObjectTable users)
    {
        Column created = users["CreatedDate"];
        string first = Enumerable.Range(0, users.Count)
            .Select(row => (At: created[row] as DateTimeOffset? ?? DateTimeOffset.MaxValue, Id: users.Id.Text(row)!))
            .OrderBy(user => user.At).ThenBy(user => user.Id, StringComparer.Ordinal)
            .Select(user => user.Id)
            .FirstOrDefault("nobody");
        return RecordId.From("00D", "Em0", BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(first))));
    }
}
