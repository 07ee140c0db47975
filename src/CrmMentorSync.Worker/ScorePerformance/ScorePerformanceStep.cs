using System.Data.Common;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.ScorePerformance;

/// <summary>Facts → skill scores and standings as of the run's day.</summary>
/// <remarks>
/// Idempotent: the rows of the day are replaced in one transaction by what the facts say. Where facts, settings, day and program are
/// those that the rows rest on already, they are left as they are.
/// </remarks>
internal sealed partial class ScorePerformanceStep(
    StateDatabase state,
    IOptions<ScorePerformanceOptions> options,
    IOptions<PopulationOptions> population,
    IOptions<DealFilterOptions> filter,
    ILogger<ScorePerformanceStep> logger) : IPipelineStep
{
    public string Name => "score";

    public async Task<StepResult> RunAsync(RunContext run, CancellationToken ct)
    {
        LogStarted(run.AsOf);
        ScoringRules rules = options.Value.ToRules(population.Value);
        await using DbConnection connection = await state.OpenAsync(ct);
        using var print = new FactsFingerprint();
        SalesFacts facts = await SalesFactsReader.ReadAsync(connection, filter.Value, print, ct);
        DateOnly[] days = [run.AsOf, .. FlagMemory.WeekEndsBefore(run.AsOf, options.Value.MemoryWeeks)];
        string fingerprint = print.End(facts, days, rules);
        int read = facts.People.Count + facts.Deals.Count;
        if (await connection.AreScoredAsync(run.AsOf, fingerprint, ct))
        {
            (long scores, long stood, long known) = await connection.CountScoredAsync(run.AsOf, null, ct);
            LogFinished(read, 0, (int)(scores + stood), 0, (int)known);
            return new StepResult(read, 0, (int)(scores + stood), 0);
        }

        PerformanceReport[] reports = await ScoreAsync(facts, days, rules, ct);
        PerformanceReport report = reports[0];
        List<Standing> standings = [.. reports.SelectMany(one => one.Standings)];

        await using DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM scores WHERE as_of = @asOf; DELETE FROM standings WHERE as_of = @asOf",
            new { asOf = Sql.Day(run.AsOf) }, transaction, cancellationToken: ct));
        await ScoreRows.WriteAsync(connection, transaction, run.AsOf, report.Scores, ct);
        await StandingRows.WriteAsync(connection, transaction, run.AsOf, standings, ct);
        await connection.MarkScoredAsync(run.AsOf, fingerprint, transaction, ct);
        await transaction.CommitAsync(ct);

        int judged = report.Standings.Count(one => one.Judged);
        int written = report.Scores.Count + standings.Count;
        LogFinished(read, written, report.Standings.Count - judged, 0, judged);
        return new StepResult(read, written, report.Standings.Count - judged, 0);
    }

    // The day itself, then past week ends. Days are independent of each other: each is scored by whichever core is free. The day
    // itself takes about as long as four past ones, so a second core halves the time and more of them would gain little.
    private static async Task<PerformanceReport[]> ScoreAsync(SalesFacts facts, DateOnly[] days, ScoringRules rules, CancellationToken ct)
    {
        var reports = new PerformanceReport[days.Length];
        var two = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(2, Environment.ProcessorCount), CancellationToken = ct };
        await Parallel.ForAsync(0, days.Length, two, (i, _) =>
        {
            reports[i] = PerformanceScorer.Score(facts, days[i], rules with { OverallOnly = i > 0 });
            return ValueTask.CompletedTask;
        });
        return reports;
    }

    [LoggerMessage(EventId = 1300, Level = LogLevel.Information, Message = "score started as of {AsOf:yyyy-MM-dd}")]
    private partial void LogStarted(DateOnly asOf);

    [LoggerMessage(EventId = 1301, Level = LogLevel.Information,
        Message = "score finished: read {Read}, written {Written}, skipped {Skipped}, failed {Failed}; {Judged} reps judged")]
    private partial void LogFinished(int read, int written, int skipped, int failed, int judged);
}
