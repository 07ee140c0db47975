using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ReadBackTasks;

/// <summary>How Tasks are read back.</summary>
internal sealed class ReadBackTasksOptions
{
    public const string Section = "ReadBack";

    /// <summary>
    /// Minutes before the newest change seen that are read again: Salesforce stamps a row before it commits it, so a slow
    /// transaction can come in behind the cursor.
    /// </summary>
    [Range(0, 1440)]
    public int OverlapMinutes { get; set; } = 10;

    /// <summary>
    /// Ids of users that were the integration user before: a lost state is rebuilt from their Tasks too. Tasks that anybody else
    /// made with one of our keys are left alone.
    /// </summary>
    public string[] FormerUsers { get; set; } = [];
}

[OptionsValidator]
internal sealed partial class ReadBackTasksOptionsValidator : IValidateOptions<ReadBackTasksOptions>;
