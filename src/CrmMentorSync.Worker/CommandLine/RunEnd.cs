using System.Globalization;
using CrmMentorSync.Worker.CommandLine.AuditPack;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>The end of <c>cycle</c> and <c>rehearse</c>: the audit pack, a few lines for the operator, the exit code.</summary>
internal static class RunEnd
{
    public static async Task<int> FinishAsync(IHost host, PipelineReport report, string? outFolder, CancellationToken ct)
    {
        string folder = Path.GetFullPath(outFolder ?? Path.Combine("out", OrgInABox.DayText(report.Run.AsOf)));
        StateDatabase state = host.Services.GetRequiredService<StateDatabase>();
        DigestComposer composer = host.Services.GetRequiredService<DigestComposer>();
        DigestBatch mails = await new AuditPackWriter(state, composer).WriteAsync(report, folder, ct);
        foreach (string line in await RunSummary.LinesAsync(state, report, mails, ct))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"as of {OrgInABox.DayText(report.Run.AsOf)}: {report.ApiCalls} API calls, {report.Steps.Sum(step => step.Seconds):0.0} s, "
            + $"peak memory {PeakMemory.Bytes() / 1_000_000} MB"));
        Console.WriteLine($"audit pack: {folder}");
        Console.WriteLine($"digests:    open {Path.Combine(folder, PackIndex.FileName)} in a browser");
        return report.NewlyRefused > 0 || report.WritesBlocked is not null ? ExitCodes.NewlyRefused : ExitCodes.Done;
    }
}
