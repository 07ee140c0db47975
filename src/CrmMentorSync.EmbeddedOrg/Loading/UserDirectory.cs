namespace CrmMentorSync.EmbeddedOrg.Loading;

/// <summary>Who is in User.csv.</summary>
internal sealed class UserDirectory
{
    private const string QueuePrefix = "00G";

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byUsername = new(StringComparer.OrdinalIgnoreCase);

    public void Learn(LoadedFile users)
    {
        int id = users.IndexOf("Id");
        int username = users.IndexOf("Username");
        foreach (string[] row in users.Rows)
        {
            _ids.Add(row[id]);
            _byUsername.TryAdd(row[username], row[id]);
        }
    }

    public bool Knows(string id) => _ids.Contains(id);

    /// <summary>Users own records, and queues may own tasks.</summary>
    public bool MayOwn(string id) => Knows(id) || id.StartsWith(QueuePrefix, StringComparison.Ordinal);

    public string? IdOf(string username) => _byUsername.GetValueOrDefault(username);
}
