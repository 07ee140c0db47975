using System.CommandLine;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary><c>cycle</c>: the whole job once, now.</summary>
internal static class CycleCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        Command command = options.On(new Command(
            "cycle",
            "Runs the whole job once, now: pull, read back, score, flag, propose, plan, write back, digest. Writes the audit pack to --out."));
        command.SetAction((parse, ct) =>
        {
            RunSettings settings = options.Read(parse);
            return CommandGuard.RunAsync(settings.Verbose, () => RunAsync(settings, ct));
        });
        return command;
    }

    private static async Task<int> RunAsync(RunSettings settings, CancellationToken ct)
    {
        if (settings.Org is null)
        {
            Dictionary<string, string?> overrides = settings.State is { } path ? new() { ["State:Connection"] = path } : [];
            using IHost live = WorkerHost.ForCheckedCommand(overrides, settings.Verbose);
            UnknownSettings.Warn(live);
            LiveOrg.RequireSettings(live);
            LiveOrg.RefuseAsOf(live, settings.AsOf);
            return await RunAsync(live, settings.AsOf, settings.Out, [], ct);
        }

        await using OrgInABox box = await OrgInABox.ServeFolderAsync(settings.Org, settings, ct);
        using IHost host = WorkerHost.ForCheckedCommand(box.Settings, settings.Verbose);
        UnknownSettings.Warn(host);
        return await RunAsync(host, box.AsOf, box.Out, box.RefusedRows, ct);
    }

    private static async Task<int> RunAsync(
        IHost host, DateOnly? asOf, string? outFolder, IReadOnlyList<Refusal> refused, CancellationToken ct)
    {
        PipelineRunner runner = host.Services.GetRequiredService<PipelineRunner>();
        var request = new PipelineRequest
        {
            Command = "cycle",
            Stretch = PipelineStretch.Whole,
            AsOf = asOf,
            ForAuditPack = true,
            RefusedAtTheSource = refused,
        };
        PipelineReport report = await ConsoleProgress.ShowAsync(progress => runner.RunAsync(request, progress, ct));
        return await RunEnd.FinishAsync(host, report, outFolder, ct);
    }
}
