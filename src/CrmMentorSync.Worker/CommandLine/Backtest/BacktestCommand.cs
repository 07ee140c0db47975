using System.CommandLine;
using System.Data.Common;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Domain.Performance.Backtesting;
using CrmMentorSync.Worker.RaiseFlags;
using CrmMentorSync.Worker.ScorePerformance;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.CommandLine.Backtest;

/// <summary><c>backtest</c>: the flags at past month-ends, and how well they held in the quarter that followed.</summary>
internal static class BacktestCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        Command command = options.On(new Command(
            "backtest",
            "Raises the flags as they would have been raised at past month-ends and shows how the flagged did in the following quarter, against the "
            + "raw lowest and highest fifth and the 25 % rule. Writes backtest.csv and backtest.html to --out. Needs half a year of closed deals and a "
            + "whole quarter after it. Without --org it reads what the last run left in the state; --as-of then says how much of it to believe."));
        command.SetAction((parse, ct) =>
        {
            RunSettings settings = options.Read(parse);
            return CommandGuard.RunAsync(settings.Verbose, () => RunAsync(settings, ct));
        });
        return command;
    }

    private static async Task<int> RunAsync(RunSettings settings, CancellationToken ct)
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
            await host.Services.GetRequiredService<PipelineRunner>().RunAsync(
                new PipelineRequest
                {
                    Command = "backtest",
                    Stretch = PipelineStretch.Judge,
                    AsOf = box.AsOf,
                    RefusedAtTheSource = box.RefusedRows,
                },
                new SilentProgress(),
                ct);
        }

        (DateOnly asOf, IReadOnlyList<BacktestCase> cases, BacktestRules rules) = await JudgeAsync(host.Services, box?.AsOf ?? settings.AsOf, ct);
        string outFolder = box?.Out ?? Path.GetFullPath(settings.Out ?? Path.Combine("out", OrgInABox.DayText(asOf)));
        BacktestSummary summary = BacktestSummary.Of(cases, rules);
        await BacktestFiles.WriteAsync(outFolder, summary, cases, rules, ct);
        foreach (string line in BacktestText.Lines(summary, rules))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine();
        Console.WriteLine($"Every case: {Path.Combine(outFolder, BacktestFiles.Csv)}");
        Console.WriteLine($"With plots: {Path.Combine(outFolder, BacktestFiles.Page)}");
        return ExitCodes.Done;
    }

    private static async Task<(DateOnly AsOf, IReadOnlyList<BacktestCase> Cases, BacktestRules Rules)> JudgeAsync(
        IServiceProvider services, DateOnly? asked, CancellationToken ct)
    {
        ScorePerformanceOptions scoring = services.GetRequiredService<IOptions<ScorePerformanceOptions>>().Value;
        ScoringRules scoringRules = scoring.ToRules(services.GetRequiredService<IOptions<PopulationOptions>>().Value);
        RaiseFlagsOptions flags = services.GetRequiredService<IOptions<RaiseFlagsOptions>>().Value;
        await using DbConnection connection = await services.GetRequiredService<StateDatabase>().OpenAsync(ct);
        string? newest = await connection.QuerySingleAsync<string?>(new CommandDefinition("SELECT MAX(as_of) FROM flags", cancellationToken: ct));
        DateOnly judged = newest is null
            ? throw new UsageException("no facts have been read yet; run `cycle` first, or name an export with --org DIR")
            : Sql.ToDay(newest);
        DateOnly asOf = asked ?? judged;
        var rules = new BacktestRules { MemoryWeeks = scoring.MemoryWeeks };
        SalesFacts facts = await SalesFactsReader.ReadAsync(
            connection, services.GetRequiredService<IOptions<DealFilterOptions>>().Value, print: null, ct);
        IReadOnlyList<DateOnly> dates = rules.Dates(facts.Deals, asOf);
        if (dates.Count == 0)
        {
            throw new UsageException(rules.TooShort(facts.Deals, asOf));
        }

        List<BacktestCase> cases = [];
        foreach (DateOnly on in dates)
        {
            ct.ThrowIfCancellationRequested();
            cases.AddRange(Backtester.At(facts, on, scoringRules, flags.ToRules(), rules));
        }

        return cases.Count > 0
            ? (asOf, cases, rules)
            : throw new UsageException(
                $"on none of the past month-ends were there {rules.FewestPeers} like reps with enough closed deals to be compared; a backtest needs them");
    }
}
