using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// What one manager's mail may speak of. All label safety lies here: the team never holds the reader, and figures come out
/// only for people below the manager.
/// </summary>
internal sealed class DigestScene
{
    private readonly HashSet<UserId> _team;
    private IReadOnlyList<LateThing>? _late;

    public DigestScene(DigestBook book, Person manager, Person reader, DigestVoice voice, DigestSettings settings)
    {
        Book = book;
        Manager = manager;
        Reader = reader;
        Voice = voice;
        Settings = settings;
        Team = [.. book.Lines.DirectReports(manager.Id).Where(rep => rep != reader.Id && book.Facts.Flags.ContainsKey(rep))];
        _team = [.. Team];
        Pairings = [.. Team.SelectMany(book.PairingsOf).Distinct().OrderBy(pairing => pairing.Key, StringComparer.Ordinal)];
        Activities =
        [
            .. book.OwnedBy(manager.Id).Concat(Team.SelectMany(book.OwnedBy)).Concat(Pairings.SelectMany(book.Of)).Distinct()
                .Where(IsOurs).OrderBy(activity => activity.DueOn).ThenBy(activity => activity.Key, StringComparer.Ordinal),
        ];
    }

    public DigestBook Book { get; }
    public DigestFacts Facts => Book.Facts;
    public ManagementChain Lines => Book.Lines;
    public Person Manager { get; }
    public Person Reader { get; }
    public DigestVoice Voice { get; }
    public DigestWords Words => Voice.Words;
    public ReasonWords Reasons => ReasonWords.Of(Voice.Words.Tag);
    public DigestSettings Settings { get; }

    /// <summary>The direct reports that are reps, by id, never the reader.</summary>
    public IReadOnlyList<UserId> Team { get; }

    /// <summary>Pairings with someone of the team on either side, by key.</summary>
    public IReadOnlyList<DigestPairing> Pairings { get; }

    /// <summary>Parts in mentoring of the team, of its mentors in other teams, and of the manager; by date.</summary>
    public IReadOnlyList<DigestActivity> Activities { get; }

    /// <summary>What is late with the manager or an own rep, by date.</summary>
    public IReadOnlyList<LateThing> Late => _late ??= DigestLate.Of(this);

    /// <summary>Talks could be recorded for as long as silence needs to be one; before, that none is recorded says nothing.</summary>
    public bool LooksBack => Facts.RecordedSince is not { } since || DaysSince(since) >= Settings.AttentionDays;

    /// <summary>The team's numbers below this manager, as that manager's own mail has them.</summary>
    public TeamNumbers NumbersOf(Person manager) => Book.NumbersOf(manager.Id, () =>
    {
        var voice = new DigestVoice(manager, Voice.Now, Voice.Links, Facts.Currency);
        return TeamNumbers.Of(new DigestScene(Book, manager, manager, voice, Settings), IsoWeek.Of(voice.Today));
    });

    public bool IsInTeam(UserId person) => _team.Contains(person);

    /// <summary>A pair is the team's whose mentee is in it.</summary>
    public bool IsOwnPair(DigestPairing pairing) => IsInTeam(pairing.Mentee);

    /// <summary>True where figures about a person may stand in this mail.</summary>
    public bool MayJudge(UserId person) => person != Reader.Id && Lines.IsAbove(Manager.Id, person);

    public string Name(UserId person) =>
        Facts.People.TryGetValue(person, out Person? known) && !string.IsNullOrWhiteSpace(known.Name) ? DigestVoice.Name(known.Name) : person.Value;

    /// <summary>How one speaks to a person; the whole name where no first name is known.</summary>
    public string FirstName(UserId person) =>
        Facts.People.TryGetValue(person, out Person? known) && !string.IsNullOrWhiteSpace(known.FirstName) ? DigestVoice.Name(known.FirstName) : Name(person);

    public SkillScore? Score(UserId person, Skill? skill) =>
        MayJudge(person) ? Facts.Scores[person].FirstOrDefault(score => score.Skill == skill) : null;

    /// <summary>A score that rests on something; one without a single observation is the peers' alone.</summary>
    public SkillScore? Evidence(UserId person, Skill? skill) => Score(person, skill) is { N: > 0 } score ? score : null;

    /// <summary>True where this mail may name a person as a mentee: the own chain, the manager and the reader.</summary>
    public bool MayName(UserId person) => person == Manager.Id || person == Reader.Id || Lines.IsAbove(Manager.Id, person);

    /// <summary>A mentee's name; null for one of another team.</summary>
    public string? NameOfMentee(DigestPairing pairing) => MayName(pairing.Mentee) ? Name(pairing.Mentee) : null;

    /// <summary>The two of a pair; the reader is not spoken of by name.</summary>
    public string Pair(DigestPairing pairing) => pairing.Mentor == Reader.Id ? Reasons.YouWith(NameOfMentee(pairing))
        : pairing.Mentee == Reader.Id ? Reasons.YouWith(Name(pairing.Mentor))
        : Words.Pair(Name(pairing.Mentor), NameOfMentee(pairing));

    public DigestPairing? PairingOf(DigestActivity activity) =>
        activity.PairingKey is { } key ? Book.Pairing(key) : null;

    /// <summary>True where somebody already mentors, or is proposed to mentor, this person.</summary>
    public bool HasMentor(UserId person) => Book.PairingsOf(person).Any(pairing => IsOpen(pairing) && pairing.Mentee == person);

    public bool IsPaired(UserId person) => Book.PairingsOf(person).Any(IsOpen);

    public bool IsOfTeam(DigestPairing pairing) => IsInTeam(pairing.Mentor) || IsInTeam(pairing.Mentee);

    public static bool IsOpen(DigestPairing pairing) => pairing.State is PairState.Proposed or PairState.Active or PairState.Paused;

    public static bool IsSession(DigestActivity activity) => activity.Kind is { } kind && DigestKinds.IsSession(kind);

    public DigestLink? TaskLink(DigestActivity? activity, string text) =>
        activity?.SalesforceId is { } id ? new DigestLink(text, Voice.Links.Task(id)) : null;

    public DigestLink PersonLink(UserId person) => new(Words.OpenPerson(Name(person)), Voice.Links.User(person));

    public RepFlag Flag(UserId rep) => Facts.Flags[rep];

    public int DaysSince(DateOnly day) => Voice.Today.DayNumber - day.DayNumber;

    private bool IsOurs(DigestActivity activity) =>
        activity.Owner == Manager.Id
        || (activity.Owner != Reader.Id && IsInTeam(activity.Owner))
        // A mentee of another team is another manager's to ask.
        || (!activity.IsManagers && PairingOf(activity) is { } pairing && IsOfTeam(pairing)
            && (activity.Owner == pairing.Mentor || MayName(activity.Owner)));
}
