using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.State;

/// <summary>Where the worker keeps what it knows.</summary>
internal sealed class StateOptions
{
    public const string Section = "State";

    /// <summary>Path of the SQLite file. Its folder is created; the file is readable by its owner only.</summary>
    [Required]
    public string Connection { get; set; } = "./crm-mentor-sync.db";
}

[OptionsValidator]
internal sealed partial class StateOptionsValidator : IValidateOptions<StateOptions>;
