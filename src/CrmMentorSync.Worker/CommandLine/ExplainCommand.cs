using System.CommandLine;
using CrmMentorSync.Worker.RaiseFlags;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary><c>explain REP</c>: why a rep is flagged as they are, with the numbers. For operators and the rep's own managers.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var rep = new Argument<string>("REP") { Description = "The rep's Id, Username or unique name." };
        Command command = options.On(new Command("explain", "Explains why a rep is flagged and paired as they are, with the numbers."));
        command.Arguments.Add(rep);
        command.SetAction((parse, ct) =>
        {
            RunSettings settings = options.Read(parse);
            return CommandGuard.RunAsync(settings.Verbose, () => RunAsync(parse.GetValue(rep)!, settings, ct));
        });
        return command;
    }

    private static async Task<int> RunAsync(string rep, RunSettings settings, CancellationToken ct)
    {
        await using OrgInABox? box = settings.Org is { } export ? await OrgInABox.ServeFolderAsync(export, settings, ct) : null;
        Dictionary<string, string?> overrides = new(box?.Settings ?? new Dictionary<string, string?>());
        using var folder = new ThrowAwayFolder();
        if (box is not null)
        {
            // An export is judged on the spot, on a copy: asking why changes nothing. A live org is explained from its last run.
            overrides["State:Connection"] = folder.File("explain.db");
            await StateCopy.MakeAsync(box.State, folder.File("explain.db"), ct);
        }
        else if (settings.State is { } path)
        {
            overrides["State:Connection"] = path;
        }

        using IHost host = box is null
            ? WorkerHost.ForCommand(overrides, settings.Verbose, writesAllowed: false)
            : WorkerHost.ForCheckedCommand(overrides, settings.Verbose, writesAllowed: false);
        if (box is not null)
        {
            await host.Services.GetRequiredService<PipelineRunner>().RunAsync(
                new PipelineRequest
                {
                    Command = "explain",
                    Stretch = PipelineStretch.Match,
                    AsOf = box.AsOf,
                    RefusedAtTheSource = box.RefusedRows,
                },
                new SilentProgress(),
                ct);
        }

        Explained explained = await host.Services.GetRequiredService<ExplainQuery>().ExplainAsync(rep, ct);
        foreach (string line in (IEnumerable<string>)(explained switch
        {
            Explained.Page page =>
                [.. page.Lines, .. await PairingExplanation.LinesAsync(host.Services.GetRequiredService<StateDatabase>(), page.Rep.Value, ct)],
            Explained.Failed failed => throw new UsageException(failed.Message),
            _ => throw new System.Diagnostics.UnreachableException(),
        }))
        {
            Console.WriteLine(line);
        }

        return ExitCodes.Done;
    }
}
