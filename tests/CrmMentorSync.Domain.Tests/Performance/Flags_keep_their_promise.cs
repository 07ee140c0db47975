using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Performance;

/// <summary>On orgs whose truth is known, pooled over seeds: the stated shares are the realised ones.</summary>
public sealed class Flags_keep_their_promise(ITestOutputHelper output)
{
    // The mean of the simulated size around its log mean, heavy tail drawn in.
    private const double LogSizeToMean = 0.36;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_share_of_wrong_names_is_near_the_ceiling_whether_or_not_new_reps_ramp(bool ramps)
    {
        var low = new Pool();
        var top = new Pool();
        var intervals = new Pool();
        for (ulong seed = 1; seed <= 12; seed++)
        {
            var org = new SimulatedSales(seed, new SimulatedSales.Settings(Ramps: ramps));
            (PerformanceReport report, IReadOnlyList<RepFlag> flags) = Judge(org);
            HashSet<UserId> trulyLow = org.TrueFifth(lowest: true);
            HashSet<UserId> trulyHigh = org.TrueFifth(lowest: false);
            low.Add(flags.Where(flag => flag.Flag == FlagKind.Struggling).Select(flag => !trulyLow.Contains(flag.Rep)));
            top.Add(flags.Where(flag => flag.Flag == FlagKind.Top).Select(flag => !trulyHigh.Contains(flag.Rep)));
            intervals.Add(report.Scores.Where(score => score.Skill is Skill.WinRate or Skill.WonPerMonth or Skill.Overall)
                .Select(score => Truth(org.Truths[score.Rep], score.Skill) is var truth && score.Low <= truth && truth <= score.High));
            HashSet<UserId> ramping = [.. report.Standings.Where(one => one.Ramping).Select(one => one.Rep)];
            Assert.DoesNotContain(flags, flag => ramping.Contains(flag.Rep) && flag.Flag == FlagKind.Struggling);
        }

        output.WriteLine($"struggling {low.All}, wrong {low.Share:F3}; top {top.All}, wrong {top.Share:F3}; covered {intervals.Share:F3}");
        Assert.InRange(low.Share, 0.14, 0.26);
        Assert.InRange(top.Share, 0.14, 0.26);
        Assert.InRange(intervals.Share, 0.76, 0.84);
        Assert.True(low.All > 12 * 20 && top.All > 12 * 20, "the flags find something");
    }

    [Fact]
    public void Where_all_are_equal_hardly_anyone_is_flagged()
    {
        var flagged = new Pool();
        for (ulong seed = 1; seed <= 8; seed++)
        {
            (PerformanceReport report, IReadOnlyList<RepFlag> flags) = Judge(new SimulatedSales(seed, new SimulatedSales.Settings(Equal: true)));
            flagged.Add(flags.Select(flag => flag.Flag is FlagKind.Struggling or FlagKind.Top or FlagKind.Rising or FlagKind.Plateau));
            Assert.InRange(report.Scores.Average(score => score.PLowestFifth), 0.19, 0.21);
            Assert.InRange(report.Scores.Average(score => score.PHighestFifth), 0.19, 0.21);
        }

        Assert.True(flagged.Share <= 0.01, $"{flagged.Share:P1} flagged");
    }

    private static (PerformanceReport Report, IReadOnlyList<RepFlag> Flags) Judge(SimulatedSales org)
    {
        PerformanceReport report = PerformanceScorer.Score(org.Facts, SimulatedSales.AsOf, new ScoringRules());
        return (report, FlagPolicy.Raise([report.Standings], report.Scores, new FlagRules()));
    }

    private static double Truth(SimulatedSales.Truth truth, Skill skill) => skill switch
    {
        Skill.WinRate => truth.WinRate,
        Skill.WonPerMonth => truth.Rate * truth.WinRate,
        _ => Math.Exp(truth.Overall + LogSizeToMean),
    };

    private sealed class Pool
    {
        private int _yes;

        public int All { get; private set; }

        public double Share => (double)_yes / All;

        public void Add(IEnumerable<bool> outcomes)
        {
            foreach (bool outcome in outcomes)
            {
                _yes += outcome ? 1 : 0;
                All++;
            }
        }
    }
}
