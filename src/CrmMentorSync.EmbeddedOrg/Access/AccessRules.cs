namespace CrmMentorSync.EmbeddedOrg.Access;

/// <summary>
/// Who may do what. Nothing said: the integration user has View All and Modify All Data, everybody else has neither.
/// </summary>
internal sealed class AccessRules
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, UserAccess> _rules = new(StringComparer.Ordinal);
    private readonly string _integrationUserId;

    public AccessRules(string integrationUserId, IEnumerable<UserAccess> rules)
    {
        _integrationUserId = integrationUserId;
        Set(new UserAccess { UserId = integrationUserId, ViewAllData = true, ModifyAllData = true });
        foreach (UserAccess rule in rules)
        {
            Set(rule);
        }
    }

    public void Set(UserAccess rule)
    {
        string userId = rule.UserId == UserAccess.Integration ? _integrationUserId : rule.UserId;
        lock (_gate)
        {
            _rules[userId] = rule with { UserId = userId };
        }
    }

    public UserAccess Of(string userId)
    {
        lock (_gate)
        {
            return _rules.GetValueOrDefault(userId) ?? new UserAccess { UserId = userId };
        }
    }

    public IReadOnlyList<UserAccess> All()
    {
        lock (_gate)
        {
            return [.. _rules.Values];
        }
    }
}
