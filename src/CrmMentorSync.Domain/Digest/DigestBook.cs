using System.Collections.Concurrent;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The week's rows, sorted once for all digests of a run: a thousand managers do not each look through everything.</summary>
public sealed class DigestBook
{
    private readonly Dictionary<string, DigestPairing> _pairings;
    private readonly ILookup<UserId, DigestPairing> _pairingsOf;
    private readonly Dictionary<string, DigestActivity> _approvals;
    private readonly ILookup<UserId, DigestPairing> _toDecide;
    private readonly ILookup<UserId, DigestActivity> _byOwner;
    private readonly ILookup<string, DigestActivity> _byPairing;
    private readonly ILookup<UserId, DigestActivity> _byMentee;
    private readonly ILookup<UserId, DigestWin> _wins;
    private readonly ILookup<UserId, UserId> _earlierTeams;
    private readonly ILookup<string, UserId> _names;
    private readonly int _longestName;
    private readonly Lazy<PeerScales> _scales;
    private readonly ConcurrentDictionary<UserId, TeamNumbers> _numbers = [];

    public DigestBook(DigestFacts facts, ManagementChain lines)
    {
        Facts = facts;
        Lines = lines;
        _pairings = facts.Pairings.ToDictionary(pairing => pairing.Key, StringComparer.Ordinal);
        _pairingsOf = facts.Pairings.SelectMany(pairing => new[] { (Person: pairing.Mentor, pairing), (Person: pairing.Mentee, pairing) })
            .ToLookup(line => line.Person, line => line.pairing);
        _byOwner = facts.Activities.ToLookup(activity => activity.Owner);
        _byPairing = facts.Activities.Where(activity => activity.PairingKey is not null).ToLookup(activity => activity.PairingKey!, StringComparer.Ordinal);
        _byMentee = facts.Activities.Where(activity => activity.Mentee is not null).ToLookup(activity => activity.Mentee!.Value);
        _approvals = facts.Activities.Where(activity => activity is { Kind: ActivityKind.Approve, PairingKey: not null })
            .OrderBy(activity => activity.Key, StringComparer.Ordinal).DistinctBy(activity => activity.PairingKey)
            .ToDictionary(activity => activity.PairingKey!, StringComparer.Ordinal);
        _toDecide = facts.Pairings.Where(pairing => pairing is { State: PairState.Proposed, ManagerDecision: null } && DeciderOf(pairing) is not null)
            .ToLookup(pairing => DeciderOf(pairing)!.Value);
        _wins = facts.Wins.ToLookup(win => win.Owner);
        _earlierTeams = facts.EarlierManagers.ToLookup(line => line.Value, line => line.Key);
        _names = facts.People.Values.Where(person => person.Name.Length > 0).ToLookup(person => person.Name, person => person.Id, StringComparer.Ordinal);
        _longestName = _names.Select(name => name.Key.Length).DefaultIfEmpty(0).Max();
        _scales = new Lazy<PeerScales>(() => new PeerScales(facts));
    }

    internal DigestFacts Facts { get; }

    internal ManagementChain Lines { get; }

    /// <summary>How wide the bars of each peer group are, in all mails alike.</summary>
    internal PeerScales Scales => _scales.Value;

    internal DigestPairing? Pairing(string key) => _pairings.GetValueOrDefault(key);

    /// <summary>As mentor or as mentee.</summary>
    internal IEnumerable<DigestPairing> PairingsOf(UserId person) => _pairingsOf[person];

    /// <summary>The proposals whose yes or no lies with this person.</summary>
    internal IEnumerable<DigestPairing> ToDecide(UserId person) => _toDecide[person];

    internal DigestActivity? ApprovalOf(DigestPairing pairing) => _approvals.GetValueOrDefault(pairing.Key);

    /// <summary>Whoever holds the approval Task decides, if they stand above the mentee: it may have been reassigned within the chain.</summary>
    internal UserId? DeciderOf(DigestPairing pairing) =>
        ApprovalOf(pairing) is { Owner: var owner } && (!Facts.People.ContainsKey(pairing.Mentee) || Lines.IsAbove(owner, pairing.Mentee)) ? owner
        : Facts.People.GetValueOrDefault(pairing.Mentee)?.ManagerId;

    internal IEnumerable<DigestActivity> OwnedBy(UserId person) => _byOwner[person];

    internal IEnumerable<DigestActivity> Of(DigestPairing pairing) => _byPairing[pairing.Key];

    /// <summary>All that is about a mentee, whoever's part it is.</summary>
    internal IEnumerable<DigestActivity> About(UserId mentee) => _byMentee[mentee];

    internal IEnumerable<DigestWin> WinsOf(UserId person) => _wins[person];

    /// <summary>A manager's numbers, made once: mails above ask for them again.</summary>
    internal TeamNumbers NumbersOf(UserId manager, Func<TeamNumbers> make) => _numbers.GetOrAdd(manager, _ => make());

    /// <summary>Who was in this manager's team the week before.</summary>
    internal IEnumerable<UserId> EarlierTeam(UserId manager) => _earlierTeams[manager];

    /// <summary>The first whole name in a text; of several that begin at one place the longest. Null where there is none.</summary>
    internal string? FirstNameIn(string text, Func<UserId, bool> counts)
    {
        for (int from = 0; from < text.Length; from++)
        {
            if (from > 0 && char.IsLetter(text[from - 1]))
            {
                continue;
            }

            for (int to = Math.Min(text.Length, from + _longestName); to > from; to--)
            {
                if ((to == text.Length || !char.IsLetter(text[to])) && _names[text[from..to]].Any(counts))
                {
                    return text[from..to];
                }
            }
        }

        return null;
    }
}
