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

    /// <summary>Questions at a time where an object has many rows to read. Salesforce bounds those that take over 20 s (25 in an org).</summary>
    [Range(1, 25)]
    public int ParallelReads { get; set; } = 16;

    /// <summary>Rows of an object in one read above which Bulk API 2.0 is asked for them: 25 pages are cheaper than a job.</summary>
    [Range(2000, int.MaxValue)]
    public int BulkAbove { get; set; } = 50_000;

    /// <summary>Minutes to wait for a bulk job; the next run waits on.</summary>
    [Range(1, 720)]
    public int BulkMinutes { get; set; } = 60;

    /// <summary>Days after which the ids that are here are held against the org's: rows deleted for good leave no other trace.</summary>
    [Range(1, 365)]
    public int ReconcileDays { get; set; } = 7;

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
