using CrmMentorSync.Domain.Pairings.Rules;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>Who is paired with whom, and who was.</summary>
public sealed class PairingHistory
{
    private static readonly List<Pairing> NoPairings = [];
    private static readonly List<PairKind> NoKinds = [];

    // The kinds of a person's open pairings as mentor, and as mentee.
    private readonly Dictionary<UserId, List<PairKind>> _mentors = [];
    private readonly Dictionary<UserId, List<PairKind>> _mentored = [];
    private readonly Dictionary<UserId, int> _roles = [];
    private readonly Dictionary<UserId, List<UserId>> _mentorsOf = [];
    private readonly Dictionary<UserId, Pairing> _last = [];
    private readonly Dictionary<UserId, (int Good, int Bad)> _record = [];

    // By mentee, then by mentor: for most mentees the first look-up is the last.
    private readonly Dictionary<UserId, Dictionary<UserId, List<Pairing>>> _between = [];
    private readonly Dictionary<UserId, List<UserId>> _met = [];

    /// <param name="pairings">All pairings so far.</param>
    /// <param name="resumed">The round that is being completed: whoever it paired had their turn, whatever became of the pair.</param>
    public PairingHistory(IEnumerable<Pairing> pairings, IsoWeek? resumed = null)
    {
        foreach (Pairing pairing in pairings)
        {
            Add(pairing, pairing.Mentor, pairing.Mentee, resumed);
            if (pairing.IsTwoWay)
            {
                Add(pairing, pairing.Mentee, pairing.Mentor, resumed);
            }

            Append(_met, pairing.Mentor, pairing.Mentee);
            Append(_met, pairing.Mentee, pairing.Mentor);
            Rate(pairing);
            if (!_last.TryGetValue(pairing.Mentee, out Pairing? last) || last.Round < pairing.Round)
            {
                _last[pairing.Mentee] = pairing;
            }
        }
    }

    /// <summary>Open pairings in which the person is the mentor, the manager's own with their best not counted.</summary>
    public int Load(UserId mentor) => _mentors.GetValueOrDefault(mentor, NoKinds).Count(kind => kind != PairKind.ManagerToTop);

    public int Load(UserId mentor, PairKind kind) => _mentors.GetValueOrDefault(mentor, NoKinds).Count(open => open == kind);

    /// <summary>Whether the person is the mentee of an open pairing.</summary>
    public bool IsMentored(UserId mentee) => _mentored.ContainsKey(mentee);

    public bool IsMentored(UserId mentee, PairKind kind) => _mentored.GetValueOrDefault(mentee, NoKinds).Contains(kind);

    /// <summary>Open pairings in which the person is the mentee.</summary>
    public int MentorCount(UserId mentee) => _mentored.GetValueOrDefault(mentee, NoKinds).Count;

    /// <summary>Open pairings in any role; where both teach it is one.</summary>
    public int Roles(UserId person) => _roles.GetValueOrDefault(person);

    /// <summary>Who mentors the person in open pairings where only one side teaches.</summary>
    public IReadOnlyList<UserId> MentorsOf(UserId mentee) => _mentorsOf.GetValueOrDefault(mentee) ?? [];

    /// <summary>Everyone whom a pairing, in whatever state, has brought together with the person; some twice.</summary>
    public IReadOnlyList<UserId> Met(UserId person) => _met.GetValueOrDefault(person) ?? [];

    public bool IsOpen(UserId mentor, UserId mentee) => Between(mentor, mentee).Exists(pairing => pairing.IsOpen);

    /// <summary>Whether someone said no to these two on or after the day.</summary>
    public bool WasDeclined(UserId mentor, UserId mentee, DateOnly since) =>
        Between(mentor, mentee).Exists(pairing => IsNo(pairing) && (pairing.EndedOn is not { } on || on >= since));

    /// <summary>
    /// The manager's yes to the same two on the same topic that came to nothing through others, on or after the day; null where there is
    /// none. A no that was said since takes it back.
    /// </summary>
    public Pairing? Approved(UserId mentor, UserId mentee, PairKind kind, Skill skill, DateOnly since) =>
        Between(mentor, mentee).Where(pairing => pairing.Mentor == mentor && !pairing.IsOpen).MaxBy(pairing => pairing.Round) is { ManagerDecision: Answer.Yes, ActiveFrom: null } last
        && !IsNo(last) && last.Kind == kind && last.Skill == skill && last.EndedOn >= since
            ? last
            : null;

    /// <summary>Whether these two worked together and someone wanted it to end.</summary>
    public bool HasFailed(UserId mentor, UserId mentee) => Between(mentor, mentee).Exists(HasFailed);

    /// <summary>Whether these two have worked together before.</summary>
    public bool WereActive(UserId mentor, UserId mentee) => Between(mentor, mentee).Exists(pairing => pairing.ActiveFrom is not null);

    /// <summary>Whether these two were proposed before.</summary>
    public bool WereProposed(UserId mentor, UserId mentee) => Between(mentor, mentee).Count > 0;

    /// <summary>Whether the person's newest pair as a mentee ended without fault, and nothing came after it (P46).</summary>
    public bool IsOwedAnother(UserId mentee) => _last.TryGetValue(mentee, out Pairing? last) && last is { State: PairState.Ended, EndReason: PairEndReasons.NoFaultExit or PairRules.SameReportingLine };

    /// <summary>How the mentor's pairs ended, 0–1: those that ran their time against those that failed; ½ where nothing is known.</summary>
    public double TrackRecord(UserId mentor)
    {
        (int good, int bad) = _record.GetValueOrDefault(mentor);
        return (good + 1.0) / (good + bad + 2.0);
    }

    private void Add(Pairing pairing, UserId mentor, UserId mentee, IsoWeek? resumed)
    {
        if (!_between.TryGetValue(mentee, out Dictionary<UserId, List<Pairing>>? mentors))
        {
            _between.Add(mentee, mentors = []);
        }

        Append(mentors, mentor, pairing);
        if (pairing.TakesPlaces || pairing.Round == resumed)
        {
            Append(_mentors, mentor, pairing.Kind);
            Append(_mentored, mentee, pairing.Kind);
            _roles[mentee] = Roles(mentee) + 1;
            if (!pairing.IsTwoWay)
            {
                _roles[mentor] = Roles(mentor) + 1;
                Append(_mentorsOf, mentee, mentor);
            }
        }
    }

    private void Rate(Pairing pairing)
    {
        (int good, int bad) = _record.GetValueOrDefault(pairing.Mentor);
        _record[pairing.Mentor] = (good + (pairing.EndReason == PairEndReasons.Completed ? 1 : 0), bad + (HasFailed(pairing) ? 1 : 0));
    }

    private static void Append<T>(Dictionary<UserId, List<T>> lists, UserId person, T item)
    {
        if (!lists.TryGetValue(person, out List<T>? list))
        {
            lists.Add(person, list = []);
        }

        list.Add(item);
    }

    private List<Pairing> Between(UserId mentor, UserId mentee) =>
        _between.TryGetValue(mentee, out Dictionary<UserId, List<Pairing>>? mentors) && mentors.TryGetValue(mentor, out List<Pairing>? between)
            ? between
            : NoPairings;

    // An end without a recorded reason comes from a rebuilt state: most likely people said it, so it stands.
    private static bool IsNo(Pairing pairing) => pairing.State == PairState.Swapped
        || IsPersonsNo(pairing)
        || pairing.EndReason == PairEndReasons.Inactivity
        || (pairing.State is PairState.Declined or PairState.Ended && pairing.EndReason is null);

    private static bool HasFailed(Pairing pairing) => pairing.State == PairState.Ended && pairing.ActiveFrom is not null && IsPersonsNo(pairing);

    private static bool IsPersonsNo(Pairing pairing) => pairing.EndReason is PairEndReasons.ManagerDeclined or PairEndReasons.MenteeDeclined
        or PairEndReasons.MentorDeclined or PairEndReasons.NoFaultExit or PairEndReasons.Swapped;
}
