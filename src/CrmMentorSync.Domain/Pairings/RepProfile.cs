using System.Collections.Frozen;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>A rep as pairing sees them: the person, the flag and what was measured.</summary>
public sealed class RepProfile
{
    private readonly IReadOnlyCollection<FlagKind> _also;
    private static readonly int Skills = Enum.GetValues<Skill>().Length;
    private readonly SkillScore?[] _scores = new SkillScore?[Skills];
    private readonly string?[] _groups = new string?[Skills];

    /// <param name="flag">The primary flag.</param>
    /// <param name="also">Flags that hold as well: a newcomer without a deal has too little data first, and is ramping also.</param>
    /// <param name="scores">The rep's scores at the round's date, in any order.</param>
    /// <param name="chain">The rep's manager, that manager's manager, and so on.</param>
    /// <param name="hasReports">An active user reports to this person.</param>
    public RepProfile(
        Person person, FlagKind flag, IReadOnlyCollection<FlagKind> also, IEnumerable<SkillScore> scores, IReadOnlyList<UserId> chain, bool hasReports)
    {
        (Person, Flag, Chain, HasReports) = (person, flag, chain, hasReports);
        _also = also;
        foreach (SkillScore score in scores)
        {
            _scores[(int)score.Skill] = score;
        }

        for (int skill = 0; skill < Skills; skill++)
        {
            _groups[skill] = (_scores[skill] ?? _scores[(int)Skill.Overall])?.PeerGroup;
        }
    }

    public UserId Id => Person.Id;
    public Person Person { get; }
    public FlagKind Flag { get; }

    /// <summary>The manager first, then that manager's manager, and so on.</summary>
    public IReadOnlyList<UserId> Chain { get; }
    public bool HasReports { get; }

    /// <summary>Skills on which the rep was among the lowest at an earlier date.</summary>
    public IReadOnlySet<Skill> EarlierGaps { get; init; } = FrozenSet<Skill>.Empty;

    /// <summary>Whether the flag is the primary one or holds as well.</summary>
    public bool Is(FlagKind flag) => Flag == flag || _also.Contains(flag);

    /// <summary>Null where nothing was measured.</summary>
    public SkillScore? Score(Skill skill) => _scores[(int)skill];

    /// <summary>
    /// With whom the rep is compared on the skill. Where they have no score on it any other tells: the group is nearly always the same for
    /// all skills.
    /// </summary>
    public string? PeerGroup(Skill skill) => _groups[(int)skill];

    public bool IsRamping => Is(FlagKind.Ramping);

    /// <summary>Too little is known of the person to say anything.</summary>
    public bool IsUnmeasured => Flag == FlagKind.InsufficientData || Array.TrueForAll(_scores, score => score is null);

    /// <summary>Whether the rep is likely among the best on the skill; false where it was not measured.</summary>
    public bool IsStrong(Skill skill, PairingPolicy policy) => Score(skill) is { } score && score.PHighestFifth >= policy.MinimumStrength;

    /// <summary>Whether the rep has been with the company for so many months on the day.</summary>
    public bool HasServed(int months, DateOnly day) => Person.Since.AddMonths(months) <= day;

    /// <summary>Whether the whole result is more likely than not among the lowest; false where it was not measured.</summary>
    public bool IsLowOverall(PairingPolicy policy) => Score(Skill.Overall) is { } overall && overall.PLowestFifth >= policy.OverallIsLow;
}
