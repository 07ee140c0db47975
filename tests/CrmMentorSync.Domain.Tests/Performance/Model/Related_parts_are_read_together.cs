using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Tests.Performance.Model;

public sealed class Related_parts_are_read_together
{
    private const int Reps = 400;
    private const double Spread = 0.5;
    private const double Noise = 0.5;

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.0)]
    [InlineData(-0.9)]
    public void The_interval_of_a_sum_holds_the_truth_however_its_parts_go_together(double correlation)
    {
        double[] truth = Simulate(correlation, out ComponentPosterior one, out ComponentPosterior other);
        Assert.InRange(Covered(new RelatedParts(All, one, other).Sum(2), truth), 0.74, 0.86);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(-0.9)]
    public void Read_apart_the_interval_of_the_sum_is_wrong(double correlation)
    {
        double[] truth = Simulate(correlation, out ComponentPosterior one, out ComponentPosterior other);
        var apart = JointPosterior.Of([one, other], (cells, rep) => (
            one.Means[cells[0]][rep] + other.Means[cells[1]][rep], one.Variances[cells[0]][rep] + other.Variances[cells[1]][rep]));
        Assert.False(Covered(apart, truth) is > 0.76 and < 0.84);
    }

    [Fact]
    public void A_single_part_comes_out_as_it_went_in()
    {
        _ = Simulate(0.9, out ComponentPosterior one, out ComponentPosterior _);
        JointPosterior alone = JointPosterior.Of([one], (cells, rep) => (one.Means[cells[0]][rep], one.Variances[cells[0]][rep]));
        JointPosterior read = new RelatedParts(All, one).Sum(1);
        for (int i = 0; i < Reps; i += 40)
        {
            Assert.Equal(alone.Quantile(i, 0.1), read.Quantile(i, 0.1), 6);
        }
    }

    private static bool[] All => [.. Enumerable.Repeat(true, Reps)];

    private static double[] Simulate(double correlation, out ComponentPosterior one, out ComponentPosterior other)
    {
        var chance = new Chance(11);
        var first = new Evidence[Reps];
        var second = new Evidence[Reps];
        var truth = new double[Reps];
        for (int i = 0; i < Reps; i++)
        {
            double common = chance.Normal();
            double a = Spread * common;
            double b = Spread * ((correlation * common) + (Math.Sqrt(1 - (correlation * correlation)) * chance.Normal()));
            first[i] = Evidence.Mean(a + (Noise * chance.Normal()), Noise * Noise);
            second[i] = Evidence.Mean(b + (Noise * chance.Normal()), Noise * Noise);
            truth[i] = a + b;
        }

        one = new HierarchicalModel(first, All, 0.5).Posterior(value => value);
        other = new HierarchicalModel(second, All, 0.5).Posterior(value => value);
        return truth;
    }

    private static double Covered(JointPosterior sum, double[] truth) =>
        truth.Select((value, i) => sum.Quantile(i, 0.1) <= value && value <= sum.Quantile(i, 0.9) ? 1.0 : 0.0).Average();
}
