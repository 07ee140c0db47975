using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>Who is paired with whom, and who was.</summary>
public sealed class PairingHistory
{
    private readonly Dictionary<UserId, int> _load = [];
    private readonly HashSet<UserId> _mentored = [];
    private readonly Dictionary<(UserId Mentor, UserId Mentee), List<Pairing>> _between = [];

    public PairingHistory(IEnumerable<Pairing> pairings)
    {
        foreach (Pairing pairing in pairings)
        {
            if (!_between.TryGetValue((pairing.Mentor, pairing.Mentee), out List<Pairing>? between))
            {
                _between.Add((pairing.Mentor, pairing.Mentee), between = []);
            }

            between.Add(pairing);
            if (pairing.IsOpen)
            {
                _load[pairing.Mentor] = Load(pairing.Mentor) + 1;
                _mentored.Add(pairing.Mentee);
            }
        }
    }

    /// <summary>Open pairings in which the person is the mentor.</summary>
    public int Load(UserId mentor) => _load.GetValueOrDefault(mentor);

    /// <summary>Whether the person is the mentee of an open pairing.</summary>
    public bool IsMentored(UserId mentee) => _mentored.Contains(mentee);

    public bool IsOpen(UserId mentor, UserId mentee) => Between(mentor, mentee).Any(pairing => pairing.IsOpen);

    /// <summary>Whether someone said no to these two.</summary>
    public bool WasDeclined(UserId mentor, UserId mentee) => Between(mentor, mentee).Any(IsNo);

    /// <summary>Whether these two have worked together before.</summary>
    public bool WereActive(UserId mentor, UserId mentee) => Between(mentor, mentee).Any(pairing => pairing.ActiveFrom is not null);

    /// <summary>Whether these two were proposed before.</summary>
    public bool WereProposed(UserId mentor, UserId mentee) => _between.ContainsKey((mentor, mentee));

    private List<Pairing> Between(UserId mentor, UserId mentee) => _between.GetValueOrDefault((mentor, mentee)) ?? NoPairings;

    private static readonly List<Pairing> NoPairings = [];

    // A decline without a recorded reason comes from a rebuilt state: people said it, so it stands.
    private static bool IsNo(Pairing pairing) => pairing.State == PairState.Swapped
        || pairing.EndReason is PairEndReasons.ManagerDeclined or PairEndReasons.MenteeDeclined or PairEndReasons.MentorDeclined
        || (pairing.State == PairState.Declined && pairing.EndReason is null);
}
