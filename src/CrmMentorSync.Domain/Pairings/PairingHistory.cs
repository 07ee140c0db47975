using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>Who is paired with whom, and who was.</summary>
public sealed class PairingHistory
{
    private static readonly List<Pairing> NoPairings = [];

    private readonly Dictionary<UserId, int> _load = [];
    private readonly HashSet<UserId> _mentored = [];
    
    // By mentee, then by mentor: for most mentees the first look-up is the last.
    private readonly Dictionary<UserId, Dictionary<UserId, List<Pairing>>> _between = [];

    /// <param name="pairings">All pairings so far.</param>
    /// <param name="resumed">The round that is being completed: whoever it paired had their turn, whatever became of the pair.</param>
    public PairingHistory(IEnumerable<Pairing> pairings, IsoWeek? resumed = null)
    {
        foreach (Pairing pairing in pairings)
        {
            if (!_between.TryGetValue(pairing.Mentee, out Dictionary<UserId, List<Pairing>>? mentors))
            {
                _between.Add(pairing.Mentee, mentors = []);
            }

            if (!mentors.TryGetValue(pairing.Mentor, out List<Pairing>? between))
            {
                mentors.Add(pairing.Mentor, between = []);
            }

            between.Add(pairing);
            if (pairing.IsOpen || pairing.Round == resumed)
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

    public bool IsOpen(UserId mentor, UserId mentee) => Between(mentor, mentee).Exists(pairing => pairing.IsOpen);

    /// <summary>Whether someone said no to these two.</summary>
    public bool WasDeclined(UserId mentor, UserId mentee) => Between(mentor, mentee).Exists(IsNo);

    /// <summary>Whether these two have worked together before.</summary>
    public bool WereActive(UserId mentor, UserId mentee) => Between(mentor, mentee).Exists(pairing => pairing.ActiveFrom is not null);

    /// <summary>Whether these two were proposed before.</summary>
    public bool WereProposed(UserId mentor, UserId mentee) => Between(mentor, mentee).Count > 0;

    private List<Pairing> Between(UserId mentor, UserId mentee) =>
        _between.TryGetValue(mentee, out Dictionary<UserId, List<Pairing>>? mentors) && mentors.TryGetValue(mentor, out List<Pairing>? between)
            ? between
            : NoPairings;

    // An end without a recorded reason comes from a rebuilt state: most likely people said it, so it stands.
    private static bool IsNo(Pairing pairing) => pairing.State == PairState.Swapped
        || pairing.EndReason is PairEndReasons.ManagerDeclined or PairEndReasons.MenteeDeclined or PairEndReasons.MentorDeclined
        || (pairing.State is PairState.Declined or PairState.Ended && pairing.EndReason is null);
}
