using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Schedules;

/// <summary>Where the health endpoints listen.</summary>
internal sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>An http address. Loopback by default; the container sets all interfaces.</summary>
    [Required]
    [Url]
    public string Url { get; set; } = "http://127.0.0.1:8080";
}

[OptionsValidator]
internal sealed partial class HealthOptionsValidator : IValidateOptions<HealthOptions>;
