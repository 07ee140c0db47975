using System.ComponentModel.DataAnnotations;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ScorePerformance;

/// <summary>How reps are scored.</summary>
internal sealed class ScorePerformanceOptions
{
    public const string Section = "Scoring";

    /// <summary>The trailing window, days.</summary>
    [Range(28, 3650)]
    public int WindowDays { get; set; } = 365;

    /// <summary>Days after hiring during which a rep is ramping.</summary>
    [Range(0, 1825)]
    public int RampDays { get; set; } = 180;

    /// <summary>Days without any deal, event or login after which leave is suspected.</summary>
    [Range(1, 365)]
    public int SilentDays { get; set; } = 30;

    /// <summary>
    /// Ordered lists of fields joined by <c>+</c>; each rep takes the first with enough scored reps.
    /// Empty: <c>Title+Department</c>, <c>Title</c>, <c>everyone</c>.
    /// </summary>
    public string[] PeerGroups { get; set; } = [];

    /// <summary>Scored reps that make a peer group.</summary>
    [Range(5, 1000)]
    public int MinimumGroup { get; set; } = 8;

    /// <summary>Closed deals in the window below which a rep is not judged.</summary>
    [Range(1, 1000)]
    public int MinimumClosed { get; set; } = 3;

    /// <summary>Past ISO week ends at which the flags are recomputed, so that they do not flap. 0: none.</summary>
    [Range(0, 26)]
    public int MemoryWeeks { get; set; } = 4;
}

/// <summary>Exceptions to the rule that says who is a rep. Ids or usernames.</summary>
internal sealed class PopulationOptions
{
    public const string Section = "People";

    /// <summary>Reps whatever the rule says, for example player-coaches with reports of their own.</summary>
    public string[] Include { get; set; } = [];

    /// <summary>Never reps.</summary>
    public string[] Exclude { get; set; } = [];
}

[OptionsValidator]
internal sealed partial class ScorePerformanceOptionsValidator : IValidateOptions<ScorePerformanceOptions>;

/// <summary>Every level names fields that exist.</summary>
internal sealed class PeerGroupsValidator : IValidateOptions<ScorePerformanceOptions>
{
    public ValidateOptionsResult Validate(string? name, ScorePerformanceOptions options)
    {
        string[] faults = [.. options.PeerGroups.Select(PeerGrouping.Fault).OfType<string>()];
        return faults.Length > 0
            ? ValidateOptionsResult.Fail(faults.Select(fault => $"{ScorePerformanceOptions.Section}:PeerGroups: {fault}"))
            : ValidateOptionsResult.Success;
    }
}

/// <summary>Nobody is included and excluded at once.</summary>
internal sealed class PopulationOptionsValidator : IValidateOptions<PopulationOptions>
{
    public ValidateOptionsResult Validate(string? name, PopulationOptions options) =>
        options.Include.Intersect(options.Exclude, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both
            ? ValidateOptionsResult.Fail($"{PopulationOptions.Section}: '{both}' stands in Include and in Exclude; keep one")
            : ValidateOptionsResult.Success;
}

internal static class ScoringRulesOfOptions
{
    public static ScoringRules ToRules(this ScorePerformanceOptions options, PopulationOptions population)
    {
        var rules = new ScoringRules
        {
            Population = new PopulationRules
            {
                Include = population.Include.ToHashSet(StringComparer.OrdinalIgnoreCase),
                Exclude = population.Exclude.ToHashSet(StringComparer.OrdinalIgnoreCase),
                WindowDays = options.WindowDays,
                RampDays = options.RampDays,
                SilentDays = options.SilentDays,
            },
            MinimumGroup = options.MinimumGroup,
            MinimumClosed = options.MinimumClosed,
        };
        return options.PeerGroups.Length > 0 ? rules with { PeerGroups = options.PeerGroups } : rules;
    }
}
