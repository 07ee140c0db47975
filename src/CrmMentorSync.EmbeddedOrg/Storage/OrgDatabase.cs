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

    public ObjectTable? Find(string name) => tables.GetValueOrDefault(name);

    /// <summary>The table whose ids begin as this one does.</summary>
    public ObjectTable? FindByPrefix(string id) =>
        tables.Values.FirstOrDefault(table => id.StartsWith(table.Definition.KeyPrefix, StringComparison.Ordinal));

    /// <summary>
    /// An organization id made of the users' ids, so that the same people are the same org on every start and another folder is
    /// another org.
    /// </summary>
    public static string MakeOrganizationId(IEnumerable<string> userIds)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', userIds.Order(StringComparer.Ordinal))));
        return RecordId.From("00D", "Em0", BitConverter.ToUInt64(digest));
    }
}
