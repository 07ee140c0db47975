using System.Collections.Frozen;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>What a round goes by.</summary>
public sealed record PairingPolicy
{
    /// <summary>The kinds in order of priority; a kind that is not named proposes nothing.</summary>
    public IReadOnlyList<PairKind> Kinds { get; init; } = PairNames.Proposable;

    /// <summary>P(lowest fifth) on a skill from which a gap counts, 0–1.</summary>
    public double MinimumGap { get; init; } = 0.5;

    /// <summary>P(highest fifth) on a skill from which a strength counts, 0–1.</summary>
    public double MinimumStrength { get; init; } = 0.5;

    /// <summary>P(lowest fifth) overall from which someone mentors nobody, 0–1.</summary>
    public double OverallIsLow { get; init; } = 0.5;

    /// <summary>Months with the company from which someone can take on a new colleague.</summary>
    public int ExperiencedMonths { get; init; } = 12;

    /// <summary>Mentees a mentor takes at a time where nothing else is said of the person.</summary>
    public int DefaultCapacity { get; init; } = 2;

    /// <summary>Mentees a mentor takes at a time within one kind; a kind that is not named has no limit of its own.</summary>
    public IReadOnlyDictionary<PairKind, int> CapacityByKind { get; init; } = FrozenDictionary<PairKind, int>.Empty;

    /// <summary>Mentors that someone has at a time, one a kind at most, ≥ 1.</summary>
    public int MentorsAtATime { get; init; } = 1;

    /// <summary>Pairings that someone is in at a time, in whatever role, ≥ 1.</summary>
    public int RolesAtATime { get; init; } = 4;

    /// <summary>Months with the company that make someone senior.</summary>
    public int SeniorMonths { get; init; } = 24;

    /// <summary>Months by which the tenure of two equals may differ.</summary>
    public int TenureBandMonths { get; init; } = 12;

    /// <summary>Those who said that they would like to mentor someone whose results rise, beside those who agreed to mentor already.</summary>
    public FrozenSet<UserId> Interested { get; init; } = [];

    /// <summary>Days for which a no to two people stands.</summary>
    public int DeclinedDays { get; init; } = 365;

    /// <summary>Days for which a manager's yes stands where the pair did not come about through others.</summary>
    public const int YesStandsDays = 90;

    /// <summary>Days before a pair that lapsed without an answer is proposed again.</summary>
    public int LapsedDays { get; init; } = 42;

    /// <summary>Working hours (09–17 in each one's zone) that two people need in common to be paired, 0–8.</summary>
    public double MinimumSharedHours { get; init; } = 1;

    /// <summary>The share of mentees held back for comparison, 0 up to below 1.</summary>
    public double HoldoutShare { get; init; }

    /// <summary>The key of the draw. As long as it stays, everyone stays in the same arm, round after round.</summary>
    public string Seed { get; init; } = "mentoring";

    public QualityWeights Weights { get; init; } = new();

    /// <summary>Two people who are never paired, in either role.</summary>
    public FrozenSet<(UserId, UserId)> AvoidPairs { get; init; } = [];

    public LifecyclePolicy Lifecycle { get; init; } = new();

    public bool Avoids(UserId one, UserId other) => AvoidPairs.Contains((one, other)) || AvoidPairs.Contains((other, one));
}

/// <summary>How much each part counts in the quality of a match. Only the ratios matter; the sum must be above 0.</summary>
public sealed record QualityWeights
{
    /// <summary>The mentor's P(highest fifth) on the topic.</summary>
    public double Strength { get; init; } = 0.30;

    /// <summary>What the mentee stands to gain on the topic.</summary>
    public double Gain { get; init; } = 0.25;

    /// <summary>Same peer group, same segment.</summary>
    public double Peers { get; init; } = 0.15;

    /// <summary>Working hours that both have in common.</summary>
    public double Hours { get; init; } = 0.15;

    /// <summary>Two people who have not been paired before.</summary>
    public double History { get; init; } = 0.05;

    /// <summary>Mentors who have fewer mentees than they could take.</summary>
    public double Fairness { get; init; } = 0.10;

    /// <summary>Mentors who were once weak on the topic themselves and are not any more (P3).</summary>
    public double ClosedGap { get; init; } = 0.05;

    /// <summary>Mentors whose earlier pairs ran their time.</summary>
    public double TrackRecord { get; init; } = 0.05;

    /// <summary>Two who came to the company at different times (P45): tenure, never age. Off by default.</summary>
    public double Cohort { get; init; }

    public double Sum => Strength + Gain + Peers + Hours + History + Fairness + ClosedGap + TrackRecord + Cohort;
}
