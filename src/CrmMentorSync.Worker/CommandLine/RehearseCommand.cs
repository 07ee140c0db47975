using System.CommandLine;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary><c>rehearse</c>: exactly what a live cycle now would do, on a throw-away copy of the state, with a client that refuses writes.</summary>
internal static class RehearseCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        Command command = options.On(new Command(
            "rehearse",
            "Shows exactly what a cycle now would create, change, close and mail. Works on a throw-away copy of the state; nothing is sent."));
        command.SetAction((parse, ct) =>
        {
            RunSettings settings = options.Read(parse);
            return CommandGuard.RunAsync(settings.Verbose, () => RunAsync(settings, ct));
        });
        return command;
    }

    private static async Task<int> RunAsync(RunSettings settings, CancellationToken ct)
    {
        await using OrgInABox? box = settings.Org is { } export ? await OrgInABox.ServeFolderAsync(export, settings, ct) : null;
        Dictionary<string, string?> overrides = new(box?.Settings ?? new Dictionary<string, string?>());
        using var folder = new ThrowAwayFolder();
        string copy = folder.File("rehearsal.db");
        await StateCopy.MakeAsync(settings.State ?? box?.State ?? ConfiguredState(), copy, ct);
        overrides["State:Connection"] = copy;
        using IHost host = WorkerHost.ForCheckedCommand(overrides, settings.Verbose, writesAllowed: false);
        UnknownSettings.Warn(host);
        LiveOrg.RequireSettings(host);
        PipelineRunner runner = host.Services.GetRequiredService<PipelineRunner>();
        var request = new PipelineRequest
        {
            Command = "rehearse",
            Stretch = PipelineStretch.Whole,
            AsOf = settings.AsOf ?? box?.AsOf,
            Rehearsal = true,
            ForAuditPack = true,
            RefusedAtTheSource = box?.RefusedRows ?? [],
        };
        PipelineReport report = await ConsoleProgress.ShowAsync(progress => runner.RunAsync(request, progress, ct));
        int code = await RunEnd.FinishAsync(host, report, settings.Out ?? box?.Out, ct);
        Console.WriteLine("this was a rehearsal: nothing was written to Salesforce and nothing was mailed");
        return code;
    }

    private static string ConfiguredState()
    {
        using IHost host = WorkerHost.ForCommand(new Dictionary<string, string?>(), verbose: false);
        return host.Services.GetRequiredService<IOptions<StateOptions>>().Value.Connection;
    }
}
