using System.Diagnostics;
using System.Globalization;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>
/// The flags exactly as the worker raises them (past weeks, all conditions), against a truth that they never see. The lowest and
/// the highest fifth are those of the segment's reps past their ramp.
/// </summary>
internal static class CalibrationRun
{
    private static readonly GeneratorOptions Mixed = new() { ActivitySd = 0.8, DealsPerRepYear = 40, TailSd = 2, SizeSd = 0.35, HiredShare = 0.2, RampingShare = 0.1, LeaveShare = 0.15 };

    private static readonly (string Name, Func<int, Trial> Org)[] Scenarios =
    [
        .. new (string Name, GeneratorOptions Options)[]
        {
            ("usual", new GeneratorOptions()),
            ("5 to 500 deals", new GeneratorOptions { ActivitySd = 1.0, DealsPerRepYear = 50 }),
            ("few deals", new GeneratorOptions { DealsPerRepYear = 12 }),
            ("heavy tails", new GeneratorOptions { TailSd = 2.5, SizeSd = 0.35 }),
            ("many new hires", new GeneratorOptions { HiredShare = 0.3, RampingShare = 0.15, LeaveShare = 0.15 }),
            ("mixed", Mixed),
            ("drifting", new GeneratorOptions { Persistence = 0.3 }),
            ("one year", new GeneratorOptions { Years = 1 }),
            ("all equal", new GeneratorOptions { AllEqual = true }),
        }.Select(one => (one.Name, (Func<int, Trial>)(seed => GeneratedTrial.Of(one.Options with { Seed = seed })))),
        .. OtherSellers.Kinds.Select(kind => ("other: " + kind.Name, (Func<int, Trial>)(seed => new OtherSellers(kind, seed).Trial()))),
    ];

    public static Task RunAsync(string[] args)
    {
        int orgs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 40;
        var pool = new ScenarioTally();
        foreach ((string name, Func<int, Trial> org) in Scenarios.Where(one => args.Length < 2 || one.Name.StartsWith(args[1], StringComparison.Ordinal)))
        {
            long began = Stopwatch.GetTimestamp();
            var tally = new ScenarioTally();
            Parallel.For(1, orgs + 1, seed => Play(org(seed), tally, pool));
            Console.WriteLine(FormattableString.Invariant($"{name}: {orgs} orgs, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
            tally.Print();
        }

        Console.WriteLine("all of these");
        pool.Print();
        return Task.CompletedTask;
    }

    private static void Play(Trial trial, params ScenarioTally[] tallies)
    {
        (PerformanceReport report, IReadOnlyList<RepFlag> flags) = Judge(trial);
        HashSet<UserId> ramping = [.. report.Standings.Where(one => one.Ramping).Select(one => one.Rep)];
        HashSet<UserId> peers = [.. trial.Sellers.Select(one => one.Id).Where(rep => !ramping.Contains(rep))];
        Dictionary<UserId, (double Low, double High)> oracle = Oracle.Judge(trial, peers);
        Dictionary<UserId, (double Low, double High)> moments = MomentsScorer.Judge(trial, peers);
        foreach (ScenarioTally tally in tallies)
        {
            lock (tally)
            {
                tally.Add(trial, report, flags, peers, oracle, moments);
            }
        }
    }

    private static (PerformanceReport Report, IReadOnlyList<RepFlag> Flags) Judge(Trial trial)
    {
        var rules = new ScoringRules();
        PerformanceReport report = PerformanceScorer.Score(trial.Facts, trial.AsOf, rules);
        IReadOnlyList<IReadOnlyList<Standing>> past =
            [.. FlagMemory.WeekEndsBefore(trial.AsOf, 4).Select(day => PerformanceScorer.Score(trial.Facts, day, rules with { OverallOnly = true }).Standings)];
        return (report, FlagPolicy.Raise([.. past, report.Standings], report.Scores, new FlagRules()));
    }
}
