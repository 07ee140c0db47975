using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.WriteBackTasks;

/// <summary>How Tasks are sent.</summary>
internal sealed class WriteBackTasksOptions
{
    public const string Section = "WriteBack";

    /// <summary>Tasks that are marked and sent at once; Salesforce takes 200 a call. Fewer lose less time after a crash.</summary>
    [Range(1, 200)]
    public int ChunkSize { get; set; } = 200;
}

[OptionsValidator]
internal sealed partial class WriteBackTasksOptionsValidator : IValidateOptions<WriteBackTasksOptions>;
