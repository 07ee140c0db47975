using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>Rows for one manager, <c>boss</c>, on Monday 9 March 2026. Whoever is flagged reports to the boss.</summary>
internal sealed class DigestDesk
{
    public static readonly DateTimeOffset Now = new(2026, 3, 9, 9, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Today = new(2026, 3, 9);

    private readonly Dictionary<UserId, Person> _people = [];
    private readonly Dictionary<UserId, RepFlag> _flags = [];
    private readonly List<SkillScore> _scores = [];
    private readonly List<DigestPairing> _pairings = [];
    private readonly List<DigestActivity> _activities = [];
    private readonly List<DigestWin> _wins = [];
    private readonly Dictionary<UserId, (FlagKind Flag, UserId Manager)> _lastWeek = [];
    private readonly List<SkillScore> _earlierScores = [];

    public DigestDesk() => Person("boss", null);

    public DigestDesk Person(string id, string? manager, string zone = "UTC")
    {
        _people[new UserId(id)] = new Person
        {
            Id = new UserId(id),
            Name = "Name " + id,
            Username = id,
            Email = id + "@x.example",
            IsActive = true,
            ManagerId = manager is null ? null : new UserId(manager),
            TimeZone = zone,
            CreatedAt = Now.AddYears(-3),
        };
        return this;
    }

    public DigestDesk Boss(Func<Person, Person> change)
    {
        _people[new UserId("boss")] = change(_people[new UserId("boss")]);
        return this;
    }

    public DigestDesk Rep(string id, FlagKind flag = FlagKind.Steady, string zone = "UTC", double probability = 0.85, Skill? strength = null, string manager = "boss")
    {
        Person(id, manager, zone);
        _flags[new UserId(id)] = new RepFlag { Rep = new UserId(id), Flag = flag, Probability = probability, Strength = strength, Gap = Skill.WinRate, Reason = "" };
        return this;
    }

    public DigestDesk Score(string rep, Skill skill, double estimate, int n, double lowest = 0.2, double median = 100, string group = "everyone")
    {
        _scores.Add(new SkillScore
        {
            Rep = new UserId(rep),
            Skill = skill,
            PeerGroup = group,
            N = n,
            Observed = estimate,
            Estimate = estimate,
            Low = estimate * 0.8,
            High = estimate * 1.2,
            PLowestFifth = lowest,
            PHighestFifth = 0.2,
            PeerMedian = median,
        });
        return this;
    }

    /// <param name="days">Days since the proposal, which lapses after 21.</param>
    public DigestDesk Pair(
        string mentor, string mentee, PairState state, int days = 0, DateOnly? activeFrom = null, string? decision = null, PairKind kind = PairKind.Peer)
    {
        foreach (string id in new[] { mentor, mentee }.Where(id => !_people.ContainsKey(new UserId(id))))
        {
            Person(id, "other boss");
        }

        _pairings.Add(new DigestPairing
        {
            Key = $"{mentor}.{mentee}",
            Kind = kind,
            State = state,
            Mentor = new UserId(mentor),
            Mentee = new UserId(mentee),
            Skill = Skill.WinRate,
            ManagerDecision = decision,
            ProposedOn = Today.AddDays(-days),
            ExpiresOn = Today.AddDays(21 - days),
            ActiveFrom = activeFrom,
        });
        return this;
    }

    /// <param name="task">The id of a Task that asks about several things; null: one of its own.</param>
    /// <param name="due">Days until it is due; done ones are done on that day.</param>
    public DigestDesk Activity(
        string activity, string side, string owner, string mentor, string mentee, int due, string state = "open", int occurrence = 1, int? grasp = null, string? learned = null,
        string? shared = null, string? challenge = null, bool waits = false, string? unreadable = null, string? task = null)
    {
        _activities.Add(new DigestActivity
        {
            Key = $"{mentor}.{mentee}.{activity}.{occurrence}.{side}",
            PairingKey = $"{mentor}.{mentee}",
            Mentor = new UserId(mentor),
            Mentee = new UserId(mentee),
            Kind = ActivityNames.TryParse(activity),
            Occurrence = occurrence,
            Side = side,
            Owner = new UserId(owner),
            Subject = "Mentoring",
            DueOn = Today.AddDays(due),
            State = state,
            DoneAt = state is "done" or "unconfirmed" ? Now.AddDays(due) : null,
            Grasp = grasp,
            Learned = learned,
            Shared = shared,
            Challenge = challenge,
            Unreadable = unreadable,
            WrittenAt = unreadable is not null && state == "open" ? Now.AddDays(-2) : null,
            IsWaiting = waits,
            SalesforceId = waits ? null : task ?? FormattableString.Invariant($"00T{_activities.Count + 1:000000000000}AAA"),
        });
        return this;
    }

    public DigestDesk Win(string owner, string name, bool largest = false, int? daysSincePrevious = null)
    {
        _wins.Add(new DigestWin("006" + name, name, new UserId(owner), 1000, Today.AddDays(-1)) { IsLargestOfYear = largest, DaysSincePrevious = daysSincePrevious });
        return this;
    }

    /// <summary>What a rep was last week, under whom, and with which overall results.</summary>
    public DigestDesk LastWeek(string rep, FlagKind flag, string manager = "boss", double? overall = null)
    {
        _lastWeek[new UserId(rep)] = (flag, new UserId(manager));
        if (overall is { } estimate)
        {
            DigestDesk scratch = new DigestDesk().Score(rep, Skill.Overall, estimate, 10);
            _earlierScores.AddRange(scratch._scores);
        }

        return this;
    }

    /// <param name="change">What else the week's rows hold.</param>
    /// <param name="manager">Whose mail it is.</param>
    /// <param name="now">Another instant than <see cref="Now"/>.</param>
    public DigestModel Build(Func<DigestFacts, DigestFacts>? change = null, DateTimeOffset? now = null, string manager = "boss")
    {
        var facts = new DigestFacts
        {
            People = _people,
            Flags = _flags,
            Scores = _scores.ToLookup(score => score.Rep),
            Pairings = _pairings,
            Activities = _activities,
            Wins = _wins,
            EarlierFlags = _lastWeek.ToDictionary(rep => rep.Key, rep => rep.Value.Flag),
            EarlierManagers = _lastWeek.ToDictionary(rep => rep.Key, rep => rep.Value.Manager),
            EarlierScores = _earlierScores.ToLookup(score => score.Rep),
        };
        Person boss = _people[new UserId(manager)];
        return DigestBuilder.Build(
            new DigestBook(change?.Invoke(facts) ?? facts, ManagementChain.Of(_people.Values)), new DigestRecipient(boss, boss, null), now ?? Now, new LightningLinks(new Uri("https://x.example")), new DigestSettings(), false);
    }
}
