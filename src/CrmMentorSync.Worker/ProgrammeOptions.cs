using System.ComponentModel.DataAnnotations;
using CrmMentorSync.Domain.Mentoring.Planning;
using CrmMentorSync.Domain.Mentoring.Texts;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker;

/// <summary>The mentoring programme: what Tasks say, how many there may be, what their statuses mean.</summary>
internal sealed class ProgrammeOptions
{
    public const string Section = "Programme";

    /// <summary>True stops every write of Tasks; what was planned waits.</summary>
    public bool Paused { get; set; }

    /// <summary>CSV with the columns <c>date</c> (yyyy-MM-dd) and, optionally, <c>country</c> (two letters); null: no holidays.</summary>
    public string? HolidaysFile { get; set; }

    /// <summary>The status of a new Task, as the org's TaskStatus picklist has it.</summary>
    [Required]
    public string OpenStatus { get; set; } = "Not Started";

    /// <summary>The status that we close a Task with; it must be a closed one in the org.</summary>
    [Required]
    public string CompletedStatus { get; set; } = "Completed";

    /// <summary>The status that says no to an approval or an invitation.</summary>
    [Required]
    public string DeclineStatus { get; set; } = "Deferred";

    /// <summary>Mentees that a mentor takes on; set by <c>Pairings:DefaultCapacity</c>.</summary>
    public int MentorPlaces { get; set; } = new ProgrammeSettings().MentorPlaces;

    /// <summary>One sentence on who pays the lunch, for Tasks in every language; null: the Tasks say nothing about money.</summary>
    [StringLength(200)]
    public string? ExpenseNote { get; set; }

    /// <summary>Folder with texts of one's own for Tasks, as <c>en/lunch-mentor.txt</c>; null: ours.</summary>
    public string? Templates { get; set; }

    /// <summary>Id or username of whoever answers questions on how things are done; null: the asker's manager.</summary>
    public string? SalesOperations { get; set; }

    /// <summary>By kind of pairing, what differs from the default programme.</summary>
    public Dictionary<string, KindProgrammeOptions> Kinds { get; set; } = [];

    /// <summary>What the company does besides the pairs; null: all of it; <c>none</c>: nothing.</summary>
    public string[]? Company { get; set; }

    /// <summary>By topic, the stages of a mentee's open deal that call for ten minutes with the mentor; none: those of a new org.</summary>
    public Dictionary<string, string[]> Stages { get; set; } = [];

    /// <summary>Visits of a pair to customers in twelve months.</summary>
    [Range(0, 12)]
    public int VisitsAYear { get; set; } = 4;

    /// <summary>Days before a client is asked for an interview again.</summary>
    [Range(30, 3650)]
    public int ClientCoolingOffDays { get; set; } = 365;

    /// <summary>Tasks that may fall due in one ISO week for someone who is neither mentor nor manager.</summary>
    [Range(1, 50)]
    public int RepNewPerWeek { get; set; } = 2;

    [Range(1, 100)]
    public int RepOpen { get; set; } = 3;

    [Range(1, 50)]
    public int MentorNewPerWeek { get; set; } = 3;

    [Range(1, 100)]
    public int MentorOpen { get; set; } = 5;

    [Range(1, 50)]
    public int ManagerNewPerWeek { get; set; } = 3;

    [Range(1, 100)]
    public int ManagerOpen { get; set; } = 5;

    /// <summary>Working days after its day from which an open Task no longer counts among someone's open ones.</summary>
    [Range(0, 250)]
    public int OpenCountsWorkingDays { get; set; } = 10;
}

[OptionsValidator]
internal sealed partial class ProgrammeOptionsValidator : IValidateOptions<ProgrammeOptions>;

/// <summary>What must hold between the settings.</summary>
internal sealed class ProgrammeWordsValidator : IValidateOptions<ProgrammeOptions>
{
    public ValidateOptionsResult Validate(string? name, ProgrammeOptions options)
    {
        List<string> problems = [];
        if (LabelSafety.Find(options.ExpenseNote ?? "") is [var word, ..])
        {
            problems.Add($"Programme:ExpenseNote holds the word '{word}', which may stand in no Task: put it otherwise");
        }

        if (options.ExpenseNote?.Any(char.IsControl) == true)
        {
            problems.Add("Programme:ExpenseNote must be one line");
        }

        if (LabelSafety.Find(options.DeclineStatus) is [var status, ..])
        {
            problems.Add($"Programme:DeclineStatus holds the word '{status}', which may stand in no Task");
        }

        if (!string.IsNullOrEmpty(options.HolidaysFile) && !File.Exists(options.HolidaysFile))
        {
            problems.Add($"Programme:HolidaysFile '{options.HolidaysFile}' does not exist: give its path, or leave the setting out");
        }

        if (!string.IsNullOrEmpty(options.Templates) && !Directory.Exists(options.Templates))
        {
            problems.Add($"Programme:Templates '{options.Templates}' is no folder: give its path, or leave the setting out");
        }

        problems.AddRange(KindProgrammes.Problems(options));
        string[] statuses = [options.OpenStatus, options.CompletedStatus, options.DeclineStatus];
        if (statuses.Distinct(StringComparer.OrdinalIgnoreCase).Count() < statuses.Length)
        {
            problems.Add($"Programme:OpenStatus, CompletedStatus and DeclineStatus must differ: found '{string.Join("', '", statuses)}'");
        }

        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}

internal static class ProgrammeRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Called by each step that needs the programme's settings; the second call adds nothing.</summary>
        internal IHostApplicationBuilder AddProgramme()
        {
            if (builder.Services.Any(service => service.ImplementationType == typeof(ProgrammeOptionsValidator)))
            {
                return builder;
            }

            builder.Services.AddOptionsWithValidateOnStart<ProgrammeOptions>().Bind(builder.Configuration.GetSection(ProgrammeOptions.Section));
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProgrammeOptions>, ProgrammeOptionsValidator>());
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProgrammeOptions>, ProgrammeWordsValidator>());
            return builder;
        }
    }
}
