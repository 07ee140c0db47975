using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Performance;

/// <summary>On orgs whose truth is known, pooled over seeds: the stated shares are the realised ones.</summary>
public sealed class Flags_keep_their_promise(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_share_of_wrong_names_is_near_the_ceiling_whether_or_not_new_reps_ramp(bool ramps)
    {
        int flaggedLow = 0;
        int wrongLow = 0;
        int flaggedTop = 0;
        int wrongTop = 0;
        int covered = 0;
        int intervals = 0;
        for (ulong seed = 1; seed <= 12; seed++)
        {
            var org = new SimulatedSales(seed, new SimulatedSales.Settings(Ramps: ramps));
            PerformanceReport report = PerformanceScorer.Score(org.Facts, SimulatedSales.AsOf, new ScoringRules());
            IReadOnlyList<RepFlag> flags = FlagPolicy.Raise([report.Standings], report.Scores, new FlagRules());
            HashSet<UserId> low = org.TrueFifth(lowest: true);
            HashSet<UserId> high = org.TrueFifth(lowest: false);
            flaggedLow += flags.Count(flag => flag.Flag == FlagKind.Struggling);
            wrongLow += flags.Count(flag => flag.Flag == FlagKind.Struggling && !low.Contains(flag.Rep));
            flaggedTop += flags.Count(flag => flag.Flag == FlagKind.Top);
            wrongTop += flags.Count(flag => flag.Flag == FlagKind.Top && !high.Contains(flag.Rep));
            Assert.DoesNotContain(flags, flag => flag.Flag == FlagKind.Struggling && report.Standings.First(one => one.Rep == flag.Rep).Ramping);
            foreach (SkillScore score in report.Scores.Where(score => score.Skill is Skill.WinRate or Skill.WonPerMonth))
            {
                SimulatedSales.Truth truth = org.Truths[score.Rep];
                double value = score.Skill == Skill.WinRate ? truth.WinRate : truth.Rate * truth.WinRate;
                covered += score.Low <= value && value <= score.High ? 1 : 0;
                intervals++;
            }
        }

        output.WriteLine($"low {flaggedLow} wrong {(double)wrongLow / flaggedLow:F3}; top {flaggedTop} wrong {(double)wrongTop / flaggedTop:F3}; covered {(double)covered / intervals:F3}");
        Assert.InRange((double)wrongLow / flaggedLow, 0.13, 0.26);
        Assert.InRange((double)wrongTop / flaggedTop, 0.13, 0.26);
        Assert.InRange((double)covered / intervals, 0.76, 0.84);
        Assert.True(flaggedLow > 12 * 15, "the flags find something");
    }

    [Fact]
    public void Where_all_are_equal_hardly_anyone_is_flagged()
    {
        int flagged = 0;
        int reps = 0;
        for (ulong seed = 1; seed <= 8; seed++)
        {
            var org = new SimulatedSales(seed, new SimulatedSales.Settings(Equal: true));
            PerformanceReport report = PerformanceScorer.Score(org.Facts, SimulatedSales.AsOf, new ScoringRules());
            IReadOnlyList<RepFlag> flags = FlagPolicy.Raise([report.Standings], report.Scores, new FlagRules());
            flagged += flags.Count(flag => flag.Flag is FlagKind.Struggling or FlagKind.Top or FlagKind.Rising or FlagKind.Plateau);
            reps += flags.Count;
        }

        output.WriteLine($"{flagged} of {reps}");
        Assert.True(flagged <= 0.01 * reps, $"{flagged} of {reps} flagged");
    }
}
