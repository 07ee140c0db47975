using System.Globalization;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>
/// Access tokens given out, each for one user. They live until they are revoked: a client must renew when told to, not by a clock.
/// </summary>
internal sealed class Sessions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _userOf = new(StringComparer.Ordinal);
    private int _issued;

    public string Issue(string organizationId, string userId)
    {
        lock (_gate)
        {
            string token = string.Create(CultureInfo.InvariantCulture, $"{organizationId}!embedded.{++_issued:D6}");
            _userOf.Add(token, userId);
            return token;
        }
    }

    /// <returns>Null for a token that is not, or no longer, good.</returns>
    public string? UserOf(string token)
    {
        lock (_gate)
        {
            return _userOf.GetValueOrDefault(token);
        }
    }

    public void RevokeAll()
    {
        lock (_gate)
        {
            _userOf.Clear();
        }
    }
}
