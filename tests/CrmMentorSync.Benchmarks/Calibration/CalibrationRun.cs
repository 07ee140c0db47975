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
    private static readonly (string Name, GeneratorOptions Options)[] Scenarios =
    [
        ("usual", new GeneratorOptions()),
        ("5 to 500 deals", new GeneratorOptions { ActivitySd = 1.0, DealsPerRepYear = 50 }),
        ("few deals", new GeneratorOptions { DealsPerRepYear = 12 }),
        ("heavy tails", new GeneratorOptions { TailSd = 2.5, SizeSd = 0.35 }),
        ("many new hires", new GeneratorOptions { HiredShare = 0.3, RampingShare = 0.15, LeaveShare = 0.15 }),
        ("all equal", new GeneratorOptions { AllEqual = true }),
    ];

    public static Task RunAsync(string[] args)
    {
        int orgs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 40;
        foreach ((string name, GeneratorOptions options) in Scenarios.Where(one => args.Length < 2 || one.Name.StartsWith(args[1], StringComparison.Ordinal)))
        {
            Run(name, options, orgs);
        }

        return Task.CompletedTask;
    }

    private static void Run(string name, GeneratorOptions options, int orgs)
    {
        long began = Stopwatch.GetTimestamp();
        (Tally Flags, Tally Oracle, Tally Moments, Tally Plain)[] sides = [Empty(), Empty()];
        var covered = new SortedDictionary<Skill, (int In, int All)>();
        int flagged = 0;
        int reps = 0;
        int rampingStruggling = 0;
        object gate = new();
        Parallel.For(1, orgs + 1, seed =>
        {
            GeneratedOrg org = OrgGenerator.Generate(options with { Seed = seed });
            SalesFacts facts = GeneratedFacts.Of(org);
            (PerformanceReport report, IReadOnlyList<RepFlag> flags) = Judge(facts, options.AsOf);
            HashSet<UserId> ramping = [.. report.Standings.Where(one => one.Ramping).Select(one => one.Rep)];
            HashSet<UserId> peers = [.. org.Truth.Select(truth => new UserId(truth.RepId)).Where(rep => !ramping.Contains(rep))];
            Dictionary<UserId, (double Low, double High)> oracle = Oracle.Judge(org, facts, peers);
            Dictionary<UserId, (double Low, double High)> moments = MomentsScorer.Judge(org, facts, peers);
            lock (gate)
            {
                foreach (bool low in (bool[])[true, false])
                {
                    (Tally Flags, Tally Oracle, Tally Moments, Tally Plain) side = sides[low ? 0 : 1];
                    HashSet<UserId> truly = TrueFifth(org, peers, low);
                    side.Flags.Add(flags.Where(flag => flag.Flag == (low ? FlagKind.Struggling : FlagKind.Top)).Select(flag => flag.Rep), truly);
                    side.Oracle.AddChosen(oracle.Select(one => (one.Key, low ? one.Value.Low : one.Value.High)), truly);
                    side.Moments.AddChosen(moments.Select(one => (one.Key, low ? one.Value.Low : one.Value.High)), truly);
                    side.Plain.AddOrder(moments.Select(one => (one.Key, low ? one.Value.Low : one.Value.High)), truly);
                }

                flagged += flags.Count(flag => flag.Flag is FlagKind.Struggling or FlagKind.Top or FlagKind.Rising or FlagKind.Plateau);
                rampingStruggling += flags.Count(flag => flag.Flag == FlagKind.Struggling && ramping.Contains(flag.Rep));
                reps += flags.Count;
                Cover(covered, org, report);
            }
        });

        Console.WriteLine(Text($"{name}: {orgs} orgs of {options.Reps} reps, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
        foreach ((string side, (Tally Flags, Tally Oracle, Tally Moments, Tally Plain) one) in (("struggling", sides[0]), ("top", sides[1])).ToArray())
        {
            Console.WriteLine(Text(
                $"  {side,-10} named {one.Flags.Named,5}  false share {one.Flags.FalseShare:0.000}  recall {one.Flags.Recall:0.000} = {one.Flags.Recall / one.Oracle.Recall:0.000} of the oracle's {one.Oracle.Recall:0.000} (false {one.Oracle.FalseShare:0.000});  moments at equal false share {one.Plain.RecallAt(one.Flags.FalseShare):0.000}, by its own lights false {one.Moments.FalseShare:0.000} recall {one.Moments.Recall:0.000}"));
        }

        Console.WriteLine(Text($"  flagged {(double)flagged / reps:P1} of all; ramping and struggling: {rampingStruggling}"));
        Console.WriteLine("  80 % intervals cover " + string.Join("  ", covered.Select(one => Text($"{one.Key.Key()} {(double)one.Value.In / one.Value.All:0.000}"))));
    }

    private static (string Side, (Tally Flags, Tally Oracle, Tally Moments, Tally Plain) One)[] ToArray(
        this ((string, (Tally, Tally, Tally, Tally)) First, (string, (Tally, Tally, Tally, Tally)) Second) pair) => [pair.First, pair.Second];

    private static (Tally Flags, Tally Oracle, Tally Moments, Tally Plain) Empty() => (new Tally(), new Tally(), new Tally(), new Tally());

    private static (PerformanceReport Report, IReadOnlyList<RepFlag> Flags) Judge(SalesFacts facts, DateOnly asOf)
    {
        var rules = new ScoringRules();
        PerformanceReport report = PerformanceScorer.Score(facts, asOf, rules);
        IReadOnlyList<IReadOnlyList<Standing>> past =
            [.. FlagMemory.WeekEndsBefore(asOf, 4).Select(day => PerformanceScorer.Score(facts, day, rules with { OverallOnly = true }).Standings)];
        return (report, FlagPolicy.Raise([.. past, report.Standings], report.Scores, new FlagRules()));
    }

    private static HashSet<UserId> TrueFifth(GeneratedOrg org, HashSet<UserId> peers, bool low) =>
        [.. org.Truth.Where(truth => peers.Contains(new UserId(truth.RepId))).GroupBy(truth => truth.Segment, StringComparer.Ordinal)
            .SelectMany(segment => segment.OrderBy(truth => (low ? 1 : -1) * truth.LogProductivity).Take((int)Math.Round(0.2 * segment.Count())))
            .Select(truth => new UserId(truth.RepId))];

    private static void Cover(SortedDictionary<Skill, (int In, int All)> covered, GeneratedOrg org, PerformanceReport report)
    {
        Dictionary<UserId, RepTruth> truths = org.Truth.ToDictionary(truth => new UserId(truth.RepId));

        // What is large enough to be drawn in is no fault: levels are compared within the segment, where all share it.
        Dictionary<(string, Skill), double> level = report.Scores.Where(score => score.Skill is Skill.Overall or Skill.DealSize)
            .GroupBy(score => (truths[score.Rep].Segment, score.Skill))
            .ToDictionary(group => group.Key, group => Median(group.Select(score => score.Estimate / Typical(truths[score.Rep], score.Skill))));
        foreach (SkillScore score in report.Scores)
        {
            RepTruth truth = truths[score.Rep];
            double? value = score.Skill switch
            {
                Skill.Overall or Skill.DealSize => Typical(truth, score.Skill) * level[(truth.Segment, score.Skill)],
                Skill.WinRate => truth.WinRate,
                Skill.CycleDays => truth.CycleMedianDays * Math.Exp(0.5 * Square(truth.LogCycleSd)),
                Skill.CreatedPerMonth => truth.DealsPerMonth,
                Skill.WonPerMonth => truth.DealsPerMonth * truth.WinRate,
                Skill.Attainment => null,
                Skill.Activity => null,
            };
            if (value is { } known)
            {
                (int inside, int all) = covered.GetValueOrDefault(score.Skill);
                covered[score.Skill] = (inside + (score.Low <= known && known <= score.High ? 1 : 0), all + 1);
            }
        }
    }

    private static double Typical(RepTruth truth, Skill skill) => Math.Exp(skill == Skill.Overall ? truth.LogProductivity : truth.LogSizeMean);

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }

    private static double Square(double value) => value * value;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
