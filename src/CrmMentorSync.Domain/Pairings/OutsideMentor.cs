using System.Security.Cryptography;
using System.Text;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>A mentor from outside the company, without a login (P23).</summary>
/// <param name="Person">With an id of our own that no user has.</param>
/// <param name="Skills">What they teach.</param>
public sealed record OutsideMentor(Person Person, IReadOnlyList<Skill> Skills)
{
    private const string Prefix = "ext";

    /// <summary>The user type of such people in the table of people; a rep must be <c>Standard</c>.</summary>
    public const string UserType = "External";

    /// <summary>As pairing sees them: nothing is measured.</summary>
    public RepProfile Profile { get; } = new(Person, FlagKind.InsufficientData, [], [], [], hasReports: false);

    /// <summary>Eighteen characters made from the address, so that a lost state gives the same; Salesforce ids never begin so.</summary>
    public static UserId IdOf(string email) =>
        new(Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())))[..15]);

    public static bool IsOutside(UserId id) => id.Value.StartsWith(Prefix, StringComparison.Ordinal);
}
