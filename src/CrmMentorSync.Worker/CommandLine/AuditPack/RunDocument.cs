using System.Diagnostics;
using System.Text.Json.Serialization;

namespace CrmMentorSync.Worker.CommandLine.AuditPack;

/// <summary>run.json: what the run cost and did.</summary>
internal sealed record RunDocument
{
    public required string AsOf { get; init; }
    public required DateTimeOffset Started { get; init; }
    public required DateTimeOffset Finished { get; init; }
    public required IReadOnlyList<StepDocument> Steps { get; init; }

    /// <summary>The mails that the run composed; whether they went is in the step's counts.</summary>
    public required MailsDocument Mails { get; init; }
    public required int ApiCalls { get; init; }
    public required long PeakMemoryBytes { get; init; }
    public required string SettingsVersion { get; init; }

    /// <summary>Why Tasks were left for the next run; null: all were sent.</summary>
    public required string? WritesWait { get; init; }
}

/// <param name="Digests">To managers on their own reps.</param>
/// <param name="RollUps">To those above them, counts only.</param>
/// <param name="Unreachable">Managers whose mail can reach nobody.</param>
internal sealed record MailsDocument(int Digests, int RollUps, int Unreachable);

internal sealed record StepDocument
{
    public required string Name { get; init; }
    public required double Seconds { get; init; }
    public required int Read { get; init; }
    public required int Written { get; init; }
    public required int Skipped { get; init; }
    public required int Failed { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class RunJsonContext : JsonSerializerContext;

/// <summary>The most memory this process has held.</summary>
internal static class PeakMemory
{
    public static long Bytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
