using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>How facts come in from Salesforce.</summary>
internal sealed class PullOptions
{
    public const string Section = "Pull";

    /// <summary>Minutes before the last sync that are read again: rows can appear late under a stamp already passed.</summary>
    [Range(0, 1440)]
    public int OverlapMinutes { get; set; } = 10;

    /// <summary>Rows committed together with the point to go on from.</summary>
    [Range(1, 100_000)]
    public int RowsPerCommit { get; set; } = 5000;

    /// <summary>How far back calendar events are read, in days; those ahead are read however far.</summary>
    [Range(1, 3650)]
    public int EventDaysBack { get; set; } = 400;

    /// <summary>A CSV file with what Salesforce does not know of people (hire dates, leave, …); null: there is none.</summary>
    public string? PeopleFile { get; set; }
}

[OptionsValidator]
internal sealed partial class PullOptionsValidator : IValidateOptions<PullOptions>;

/// <summary>What must be there before the first run.</summary>
internal sealed class PullFilesValidator : IValidateOptions<PullOptions>
{
    public ValidateOptionsResult Validate(string? name, PullOptions options) =>
        options.PeopleFile is { Length: > 0 } file && !File.Exists(file)
            ? ValidateOptionsResult.Fail($"Pull:PeopleFile '{file}' does not exist: give the path of the CSV file, or leave it out")
            : ValidateOptionsResult.Success;
}
