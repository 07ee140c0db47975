using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>A rep as pairing sees them: the person, the flag and what was measured.</summary>
public sealed class RepProfile
{
    private readonly SkillScore?[] _scores = new SkillScore?[Enum.GetValues<Skill>().Length];

    /// <param name="flag">The primary flag.</param>
    /// <param name="also">Flags that hold as well: a newcomer without a deal has too little data first, and is ramping also.</param>
    /// <param name="scores">The rep's scores at the round's date, in any order.</param>
    /// <param name="chain">The rep's manager, that manager's manager, and so on.</param>
    /// <param name="hasReports">An active user reports to this person.</param>
    public RepProfile(
        Person person, FlagKind flag, IReadOnlyCollection<FlagKind> also, IEnumerable<SkillScore> scores, IReadOnlyCollection<UserId> chain, bool hasReports)
    {
        (Person, Flag, Chain, HasReports) = (person, flag, chain, hasReports);
        IsRamping = flag == FlagKind.Ramping || also.Contains(FlagKind.Ramping);
        foreach (SkillScore score in scores)
        {
            _scores[(int)score.Skill] = score;
        }
    }

    public UserId Id => Person.Id;
    public Person Person { get; }
    public FlagKind Flag { get; }
    public IReadOnlyCollection<UserId> Chain { get; }
    public bool HasReports { get; }

    /// <summary>Null where nothing was measured.</summary>
    public SkillScore? Score(Skill skill) => _scores[(int)skill];

    public bool IsRamping { get; }

    /// <summary>Too little is known of the person to say anything.</summary>
    public bool IsUnmeasured => Flag == FlagKind.InsufficientData || Array.TrueForAll(_scores, score => score is null);

    /// <summary>Whether the whole result is more likely than not among the lowest; false where it was not measured.</summary>
    public bool IsLowOverall(PairingPolicy policy) => Score(Skill.Overall) is { } overall && overall.PLowestFifth >= policy.OverallIsLow;
}
