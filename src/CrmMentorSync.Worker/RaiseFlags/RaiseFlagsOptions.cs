using System.ComponentModel.DataAnnotations;
using CrmMentorSync.Domain.Flags;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.RaiseFlags;

/// <summary>How flags are chosen. Probabilities and shares are 0–1.</summary>
internal sealed class RaiseFlagsOptions
{
    public const string Section = "Flags";

    /// <summary><c>FalseShare</c>: the largest set within the ceiling; <c>Level</c>: everyone who reaches the level.</summary>
    public FlagRule Rule { get; set; } = FlagRule.FalseShare;

    /// <summary>The expected share of wrong names among the struggling, and among the top.</summary>
    [Range(0.01, 0.5)]
    public double LargestFalseShare { get; set; } = 0.20;

    /// <summary>What <c>Level</c>, <c>rising</c> and <c>plateau</c> need.</summary>
    [Range(0.5, 0.999)]
    public double Level { get; set; } = 0.80;

    /// <summary>What a flag of last week needs to stay.</summary>
    [Range(0.2, 0.999)]
    public double Retain { get; set; } = 0.50;

    /// <summary>What being 15 % off the peer median, and below quota, needs.</summary>
    [Range(0, 0.999)]
    public double Material { get; set; } = 0.50;

    public FlagRules ToRules() =>
        new() { Rule = Rule, LargestFalseShare = LargestFalseShare, Level = Level, Retain = Retain, Material = Material };
}

[OptionsValidator]
internal sealed partial class RaiseFlagsOptionsValidator : IValidateOptions<RaiseFlagsOptions>;

/// <summary>Staying must not be harder than entering, or flags would flap by construction.</summary>
internal sealed class RetainIsNotAboveLevel : IValidateOptions<RaiseFlagsOptions>
{
    public ValidateOptionsResult Validate(string? name, RaiseFlagsOptions options) =>
        options.Retain > options.Level
            ? ValidateOptionsResult.Fail(FormattableString.Invariant(
                $"{RaiseFlagsOptions.Section}:Retain is {options.Retain}, above {RaiseFlagsOptions.Section}:Level {options.Level}; lower it"))
            : ValidateOptionsResult.Success;
}
