using System.CommandLine;
using CrmMentorSync.Worker.RaiseFlags;

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
        await using OrgInABox? box = settings.Org is { } folder ? await OrgInABox.ServeFolderAsync(folder, settings, ct) : null;
        Dictionary<string, string?> overrides = new(box?.Settings ?? new Dictionary<string, string?>());
        if (settings.State is { } path)
        {
            overrides["State:Connection"] = path;
        }

        using IHost host = WorkerHost.ForCommand(overrides, settings.Verbose);
        if (box is not null)
        {
            // An export is judged on the spot; a live org is explained from what its last run left in the state.
            await host.Services.GetRequiredService<PipelineRunner>().RunAsync(
                new PipelineRequest
                {
                    Command = "explain",
                    Stretch = PipelineStretch.Judge,
                    AsOf = box.AsOf,
                    RefusedAtTheSource = box.RefusedRows,
                },
                new SilentProgress(),
                ct);
        }

        Explained explained = await host.Services.GetRequiredService<ExplainQuery>().ExplainAsync(rep, ct);
        foreach (string line in explained switch
        {
            Explained.Page page => page.Lines,
            Explained.Failed failed => throw new UsageException(failed.Message),
            _ => throw new System.Diagnostics.UnreachableException(),
        })
        {
            Console.WriteLine(line);
        }

        return ExitCodes.Done;
    }
}
