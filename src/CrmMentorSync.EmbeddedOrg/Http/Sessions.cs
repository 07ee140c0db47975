using System.Globalization;

namespace CrmMentorSync.EmbeddedOrg.Http;

/// <summary>Access tokens given out. They live until they are revoked: a client must renew when told to, not by a clock.</summary>
internal sealed class Sessions
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _live = new(StringComparer.Ordinal);
    private int _issued;

    public string Issue(string organizationId)
    {
        lock (_gate)
        {
            string token = string.Create(CultureInfo.InvariantCulture, $"{organizationId}!embedded.{++_issued:D6}");
            _live.Add(token);
            return token;
        }
    }

    public bool IsLive(string token)
    {
        lock (_gate)
        {
            return _live.Contains(token);
        }
    }

    public void RevokeAll()
    {
        lock (_gate)
        {
            _live.Clear();
        }
    }
}
