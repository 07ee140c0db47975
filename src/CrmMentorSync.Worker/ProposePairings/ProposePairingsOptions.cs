using System.ComponentModel.DataAnnotations;
using CrmMentorSync.Domain.Pairings;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ProposePairings;

/// <summary>Who is paired with whom, and how a pair begins and ends.</summary>
internal sealed class ProposePairingsOptions
{
    public const string Section = "Pairings";

    /// <summary>Kinds in order of priority: <c>peer</c>, <c>onboarding</c>. Empty: all, in that order.</summary>
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

    public QualityWeights ToWeights() => new()
    {
        Strength = Strength,
        Gain = Gain,
        Peers = Peers,
        Hours = Hours,
        History = History,
        Fairness = Fairness,
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
