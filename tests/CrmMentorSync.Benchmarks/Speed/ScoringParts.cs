using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker;
using CrmMentorSync.Worker.ScorePerformance;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Benchmarks.Speed;

/// <summary>Where the time of scoring goes: the same work part by part, on one core, after a first round that warms the code up.</summary>
internal static class ScoringParts
{
    public static async Task PrintAsync(StateDatabase state, DateOnly asOf)
    {
        await MeasureAsync(state, asOf);
        (string Name, double Seconds)[] parts = await MeasureAsync(state, asOf);
        double all = parts.Sum(part => part.Seconds);
        IEnumerable<string> texts = parts.Select(part =>
            string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Seconds:0.00} s ({100 * part.Seconds / all:0} %)"));
        Console.WriteLine($"          on one core, warm: {string.Join(", ", texts)}");
        Console.WriteLine();
    }

    private static async Task<(string Name, double Seconds)[]> MeasureAsync(StateDatabase state, DateOnly asOf)
    {
        var rules = new ScoringRules();
        ScoringRules brief = rules with { OverallOnly = true };
        DateOnly[] past = [.. FlagMemory.WeekEndsBefore(asOf, 4)];
        long began = Stopwatch.GetTimestamp();
        await using DbConnection connection = await state.OpenAsync(CancellationToken.None);
        SalesFacts facts = await SalesFactsReader.ReadAsync(connection, new DealFilterOptions(), print: null, CancellationToken.None);
        double read = Lap(ref began);

        // Where nobody has enough deals to be judged nothing is fitted: only people are found and deals counted.
        ScoringRules counting = brief with { MinimumClosed = int.MaxValue };
        PerformanceScorer.Score(facts, asOf, counting);
        double tallyNow = Lap(ref began);
        foreach (DateOnly day in past)
        {
            PerformanceScorer.Score(facts, day, counting);
        }

        double tallyPast = Lap(ref began);
        PerformanceReport report = PerformanceScorer.Score(facts, asOf, rules);
        double now = Lap(ref began) - tallyNow;
        List<Standing> standings = [.. report.Standings, .. past.SelectMany(day => PerformanceScorer.Score(facts, day, brief).Standings)];
        double before = Lap(ref began) - tallyPast;
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        DateOnly nobodys = asOf.AddDays(1);
        await ScoreRows.WriteAsync(connection, transaction, nobodys, report.Scores, CancellationToken.None);
        await StandingRows.WriteAsync(connection, transaction, nobodys, standings, CancellationToken.None);
        await transaction.RollbackAsync();
        return [("reading", read), ("tallying", tallyNow + tallyPast), ("fitting now", now), ("fitting past weeks", before), ("writing", Lap(ref began))];
    }

    private static double Lap(ref long began)
    {
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        began = Stopwatch.GetTimestamp();
        return seconds;
    }
}
