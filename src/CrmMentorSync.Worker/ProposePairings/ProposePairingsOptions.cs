using System.ComponentModel.DataAnnotations;
using CrmMentorSync.Domain.Pairings;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ProposePairings;

/// <summary>Who is paired with whom, and how a pair begins and ends.</summary>
internal sealed class ProposePairingsOptions
{
    public const string Section = "Pairings";

    /// <summary>
    /// Kinds in order of priority: <c>peer, onboarding, high_potential, horizontal, manager_to_top, external, reverse</c>. Empty:
    /// all, in that order. A later kind gets the places that an earlier one left.
    /// </summary>
    public string[] Kinds { get; set; } = [];

    /// <summary>P(lowest fifth) on a skill from which a gap counts.</summary>
    [Range(0.0, 1.0)]
    public double MinimumGap { get; set; } = 0.5;

    /// <summary>P(highest fifth) on a skill from which a strength counts.</summary>
    [Range(0.0, 1.0)]
    public double MinimumStrength { get; set; } = 0.5;

    /// <summary>P(lowest fifth) overall from which someone mentors nobody.</summary>
    [Range(0.0, 1.0)]
    public double OverallIsLow { get; set; } = 0.5;

    /// <summary>Months with the company from which someone can take on a new colleague.</summary>
    [Range(0, 600)]
    public int ExperiencedMonths { get; set; } = 12;

    /// <summary>Mentees a mentor takes at a time; <c>max_mentees</c> of a person replaces it.</summary>
    [Range(0, 20)]
    public int DefaultCapacity { get; set; } = 2;

    /// <summary>Mentees a mentor takes at a time within a kind, by the kind's name; no limit of its own where none is named.</summary>
    public Dictionary<string, int> CapacityByKind { get; set; } = [];

    /// <summary>Mentors that someone has at a time, one a kind at most.</summary>
    [Range(1, 5)]
    public int MentorsAtATime { get; set; } = 1;

    /// <summary>Pairings that someone is in at a time, in whatever role.</summary>
    [Range(1, 20)]
    public int RolesAtATime { get; set; } = 4;

    /// <summary>Months with the company that make someone senior.</summary>
    [Range(0, 600)]
    public int SeniorMonths { get; set; } = 24;

    /// <summary>Months by which the tenure of two equals may differ.</summary>
    [Range(0, 600)]
    public int TenureBandMonths { get; set; } = 12;

    /// <summary>Days for which a no to two people stands.</summary>
    [Range(1, 3650)]
    public int DeclinedDays { get; set; } = 365;

    /// <summary>Days before a pair that lapsed without an answer is proposed again, unless nobody else could teach the mentee.</summary>
    [Range(0, 3650)]
    public int LapsedDays { get; set; } = 42;

    /// <summary>Seniors who would like to mentor someone on the rise, by Id or Username; whoever agreed to mentor counts without.</summary>
    public string[] Interested { get; set; } = [];

    /// <summary>Mentors without a login (P23). Empty by default.</summary>
    [ValidateEnumeratedItems]
    public List<ExternalMentorOptions> ExternalMentors { get; set; } = [];

    /// <summary>Working hours that two people need in common to be paired; 0 lets anyone meet anyone.</summary>
    [Range(0.0, 8.0)]
    public double MinimumSharedHours { get; set; } = 1;

    /// <summary>The share of mentees held back for comparison.</summary>
    [Range(0.0, 0.9)]
    public double HoldoutShare { get; set; }

    /// <summary>The key of that draw. Changing it deals everyone anew.</summary>
    [Required]
    public string Seed { get; set; } = "mentoring";

    /// <summary>The manager's part: <c>Required</c>, <c>AutoAfterDays</c> or <c>None</c>. Mentors are always asked.</summary>
    [EnumDataType(typeof(ApprovalPolicy))]
    public ApprovalPolicy Approval { get; set; } = ApprovalPolicy.Required;

    /// <summary>Days of silence that count as approval under <c>AutoAfterDays</c>.</summary>
    [Range(1, 90)]
    public int AutoAfterDays { get; set; } = 7;

    /// <summary>Days for which a proposal stands.</summary>
    [Range(1, 365)]
    public int ProposalDays { get; set; } = 21;

    /// <summary>Weeks that a pair lives at most.</summary>
    [Range(1, 104)]
    public int MaxWeeks { get; set; } = 26;

    /// <summary>How much each part of the quality counts; only the ratios matter.</summary>
    [ValidateObjectMembers]
    public WeightsOptions Weights { get; set; } = new();

    /// <summary>People who are never paired, in either role. Empty by default.</summary>
    [ValidateEnumeratedItems]
    public List<AvoidPairOptions> AvoidPairs { get; set; } = [];

    public LifecyclePolicy ToLifecycle() => new()
    {
        Approval = Approval,
        AutoAfterDays = AutoAfterDays,
        ProposalDays = ProposalDays,
        MaxWeeks = MaxWeeks,
    };
}

/// <summary>The parts of a match's quality; see <see cref="QualityWeights"/> for what each means.</summary>
internal sealed class WeightsOptions
{
    [Range(0.0, 100.0)]
    public double Strength { get; set; } = 0.30;

    [Range(0.0, 100.0)]
    public double Gain { get; set; } = 0.25;

    [Range(0.0, 100.0)]
    public double Peers { get; set; } = 0.15;

    [Range(0.0, 100.0)]
    public double Hours { get; set; } = 0.15;

    [Range(0.0, 100.0)]
    public double History { get; set; } = 0.05;

    [Range(0.0, 100.0)]
    public double Fairness { get; set; } = 0.10;

    [Range(0.0, 100.0)]
    public double ClosedGap { get; set; } = 0.05;

    [Range(0.0, 100.0)]
    public double TrackRecord { get; set; } = 0.05;

    [Range(0.0, 100.0)]
    public double Cohort { get; set; }

    public QualityWeights ToWeights() => new()
    {
        Strength = Strength,
        Gain = Gain,
        Peers = Peers,
        Hours = Hours,
        History = History,
        Fairness = Fairness,
        ClosedGap = ClosedGap,
        TrackRecord = TrackRecord,
        Cohort = Cohort,
    };
}

/// <summary>Two people, each by Id or Username.</summary>
internal sealed class AvoidPairOptions
{
    [Required]
    public string One { get; set; } = "";

    [Required]
    public string Other { get; set; } = "";
}

/// <summary>A mentor from outside: known by the address, which is never shown to anyone but its owner.</summary>
internal sealed class ExternalMentorOptions
{
    [Required]
    public string Name { get; set; } = "";

    [Required, EmailAddress]
    public string Email { get; set; } = "";

    /// <summary>What they teach: <c>win_rate, deal_size, cycle_days, created_per_month, won_per_month</c>.</summary>
    [Required, MinLength(1)]
    public string[] Skills { get; set; } = [];

    /// <summary>IANA zone.</summary>
    public string TimeZone { get; set; } = "UTC";

    [Range(0, 20)]
    public int MaxMentees { get; set; } = 1;
}
