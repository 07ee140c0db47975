namespace CrmMentorSync.Worker;

/// <summary>What one run of the pipeline is about. Made once at the start and handed to every step.</summary>
internal sealed record RunContext
{
    /// <summary>Sorts by time; stands in logs and rows.</summary>
    public required string RunId { get; init; }

    /// <summary>The day that is judged: deals closed on it count, what was created after it does not exist.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Now by the org's own clock (its Date header), UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>True in a rehearsal: rows are written to a throw-away state, nothing is sent.</summary>
    public bool Rehearsal { get; init; }

    /// <summary>True where an audit pack is written after the run: it takes the digests that the run composed.</summary>
    public bool ForAuditPack { get; init; }

    /// <summary>The org says of itself that it is a sandbox.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>The org's address for people, for example <c>https://acme.my.salesforce.com</c>; links start with it.</summary>
    public required Uri InstanceUrl { get; init; }
}

/// <summary>What a step did, for its log line and for run.json.</summary>
internal readonly record struct StepResult(int Read, int Written, int Skipped, int Failed)
{
    public static StepResult operator +(StepResult one, StepResult other) =>
        new(one.Read + other.Read, one.Written + other.Written, one.Skipped + other.Skipped, one.Failed + other.Failed);
}

/// <summary>One step of the pipeline: reads rows, asks the domain, writes rows. Can run twice without harm.</summary>
internal interface IPipelineStep
{
    /// <summary>The step's name in the log and in run.json, for example <c>score</c>.</summary>
    string Name { get; }

    Task<StepResult> RunAsync(RunContext run, CancellationToken ct);
}
