using System.Globalization;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.Pairings.Rounds;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Pairings;

/// <summary>A small org put together sentence by sentence. Ids sort as numbers do.</summary>
internal sealed class Org
{
    public static readonly DateOnly AsOf = new(2026, 3, 4);

    private readonly List<RepProfile> _reps = [];
    private readonly Dictionary<UserId, Answer?> _consent = [];
    private readonly HashSet<UserId> _left = [];

    public List<Pairing> Pairings { get; } = [];
    public PairingPolicy Policy { get; set; } = new();
    public DateOnly Today { get; set; } = AsOf;

    public static UserId Id(int number) => new("005" + number.ToString("000000000000000", CultureInfo.InvariantCulture));

    public static Person Person(int id) => new()
    {
        Id = Id(id),
        Name = string.Create(CultureInfo.InvariantCulture, $"Rep {id}"),
        Username = string.Create(CultureInfo.InvariantCulture, $"rep{id}@acme.example"),
        IsActive = true,
        CreatedAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Adds a rep; skills that are not named are average.</summary>
    public Org With(
        int id, FlagKind flag = FlagKind.Steady, (Skill Skill, double Lowest, double Highest)[]? scores = null,
        Func<Person, Person>? person = null, int[]? chain = null, bool hasReports = false, string group = "everyone",
        FlagKind[]? also = null, Skill[]? earlierGaps = null)
    {
        Person basis = Person(id);
        IEnumerable<SkillScore> measured = flag == FlagKind.InsufficientData
            ? []
            : TeachableSkills.All.Prepend(Skill.Overall).Select(skill =>
                (scores ?? []).Where(score => score.Skill == skill).Select(score => Score(Id(id), skill, score.Lowest, score.Highest, group))
                    .FirstOrDefault(Score(Id(id), skill, 0.2, 0.2, group)));
        _reps.Add(new RepProfile(person?.Invoke(basis) ?? basis, flag, also ?? [], measured, [.. (chain ?? []).Select(Id)], hasReports) { EarlierGaps = (earlierGaps ?? []).ToHashSet() });
        return this;
    }

    public Org WithWeak(int id, Skill skill, double lowest = 0.8, Func<Person, Person>? person = null, int[]? chain = null, string group = "everyone") =>
        With(id, scores: [(skill, lowest, 0.0)], person: person, chain: chain, group: group);

    public Org WithStrong(int id, Skill skill, double highest = 0.8, Func<Person, Person>? person = null, string group = "everyone") =>
        With(id, scores: [(skill, 0.0, highest)], person: person, group: group);

    public Org WithRamping(int id, int daysOld = 30) => With(id, FlagKind.Ramping, person: person => person with { HireDate = AsOf.AddDays(-daysOld) });

    public Org Answered(int id, Answer? answer)
    {
        _consent[Id(id)] = answer;
        return this;
    }

    /// <summary>A manager, a mentor from outside, and whatever else a round may know.</summary>
    public Func<RoundFacts, RoundFacts> Knows { get; set; } = facts => facts;

    public Org Left(int id)
    {
        _left.Add(Id(id));
        return this;
    }

    public RoundPlan Hold(bool isHeld = false, int? shuffle = null)
    {
        RepProfile[] reps = [.. _reps];
        if (shuffle is { } seed)
        {
            new Random(seed).Shuffle(reps);
        }

        return PairingRound.Hold(Facts(reps), Policy, id => !_left.Contains(id), isHeld);
    }

    public RoundFacts Facts(RepProfile[]? reps = null) =>
        Knows(new RoundFacts { AsOf = Today, Reps = reps ?? [.. _reps], Pairings = [.. Pairings], Consent = _consent });

    /// <summary>Takes the plan over into the org.</summary>
    public RoundPlan HoldAndKeep()
    {
        RoundPlan plan = Hold();
        Pairings.RemoveAll(pairing => plan.Changed.Any(changed => changed.Key == pairing.Key));
        Pairings.AddRange(plan.Changed);
        Pairings.AddRange(plan.Proposed);
        return plan;
    }

    private static SkillScore Score(UserId rep, Skill skill, double lowest, double highest, string group)
    {
        // Weak: half the median. Strong: twice. For days it is the other way round.
        double estimate = lowest >= 0.5 ? 0.5 : highest >= 0.5 ? 2 : 1;
        estimate = skill == Skill.CycleDays ? 1 / estimate : estimate;
        return new SkillScore
        {
            Rep = rep,
            Skill = skill,
            PeerGroup = group,
            N = 30,
            Observed = estimate,
            Estimate = estimate,
            Low = estimate * 0.9,
            High = estimate * 1.1,
            PLowestFifth = lowest,
            PHighestFifth = highest,
            PeerMedian = 1,
        };
    }
}
