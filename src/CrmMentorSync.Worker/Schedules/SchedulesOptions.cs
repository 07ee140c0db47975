using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Quartz;

namespace CrmMentorSync.Worker.Schedules;

/// <summary>When the unattended host does what. Quartz cron expressions in <see cref="TimeZone"/>.</summary>
internal sealed class SchedulesOptions
{
    public const string Section = "Schedules";

    /// <summary>The zone of the expressions below (IANA). Digests go by each manager's own zone instead.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Nightly: facts, answers, scores, flags. Outside the hours in which clocks change.</summary>
    [Required]
    public string Sync { get; set; } = "0 30 3 ? * *";

    /// <summary>Weekly: a round of pairings.</summary>
    [Required]
    public string Proposals { get; set; } = "0 0 4 ? * SAT";

    /// <summary>Through the working day: answers in, Tasks out.</summary>
    [Required]
    public string Tasks { get; set; } = "0 0/30 5-21 ? * MON-FRI";

    /// <summary>How often to look whether a manager's digest hour has come.</summary>
    [Required]
    public string DigestCheck { get; set; } = "0 0/5 * ? * *";

    /// <summary>A digest waits for facts younger than this many hours, and says their age where there are none.</summary>
    [Range(1, 168)]
    public int FreshHours { get; set; } = 24;
}

[OptionsValidator]
internal sealed partial class SchedulesOptionsValidator : IValidateOptions<SchedulesOptions>;

/// <summary>Expressions and zone must be real ones.</summary>
internal sealed class SchedulesOptionsMeaning : IValidateOptions<SchedulesOptions>
{
    public ValidateOptionsResult Validate(string? name, SchedulesOptions options)
    {
        List<string> failures = [];
        foreach ((string key, string value) in (IEnumerable<(string, string)>)
            [("Sync", options.Sync), ("Proposals", options.Proposals), ("Tasks", options.Tasks), ("DigestCheck", options.DigestCheck)])
        {
            if (!CronExpression.TryParse(value, out _))
            {
                failures.Add($"Schedules:{key} must be a Quartz cron expression, found '{value}'");
            }
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            failures.Add($"Schedules:TimeZone must be a time zone of this machine, for example Europe/Berlin, found '{options.TimeZone}'");
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
