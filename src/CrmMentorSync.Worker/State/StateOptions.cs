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

/// <summary>Refuses a server's connection string before it becomes the name of a file (decision 0004).</summary>
internal sealed class StateOptionsMeaning : IValidateOptions<StateOptions>
{
    private static readonly string[] ServerWords = ["host=", "server=", "postgres://", "postgresql://", "data source=", "filename="];

    public ValidateOptionsResult Validate(string? name, StateOptions options) =>
        ServerWords.Any(word => options.Connection.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? ValidateOptionsResult.Fail(
                "State:Connection must be the path of an SQLite file, for example /data/crm-mentor-sync.db; a database server is not supported yet")
            : ValidateOptionsResult.Success;
}
