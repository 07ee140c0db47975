using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Tests.Performance.Model;

public sealed class Drift_between_years_is_measured
{
    private const int Reps = 300;

    [Fact]
    public void Where_paces_moved_between_the_years_the_movement_is_told()
    {
        (double drift, Evidence[] _) = Measure(moved: 0.4);
        Assert.InRange(drift, 0.10, 0.24);
    }

    [Fact]
    public void Where_nobody_moved_no_drift_is_evident() => Assert.Equal(0, Measure(moved: 0).Drift);

    [Fact]
    public void The_more_people_move_the_less_an_older_year_tells()
    {
        double steady = Measure(moved: 0).Evidence.Average(one => one.Precision - one.OwnPrecision);
        double moving = Measure(moved: 0.4).Evidence.Average(one => one.Precision - one.OwnPrecision);
        Assert.True(moving < 0.4 * steady, $"{moving} against {steady}");
    }

    private static (double Drift, Evidence[] Evidence) Measure(double moved)
    {
        var chance = new Chance(3);
        var now = new Evidence[Reps];
        var before = new Evidence[Reps];
        for (int i = 0; i < Reps; i++)
        {
            double pace = 1 + (0.4 * chance.Normal());
            now[i] = Evidence.Count(chance.Poisson(12 * Math.Exp(pace)), 12, 1);
            before[i] = Evidence.Count(chance.Poisson(12 * Math.Exp(pace + (moved * chance.Normal()))), 12, 1);
        }

        double drift = SideEvidence.AttachOlder(now, before, [.. Enumerable.Repeat(true, Reps)]);
        return (drift, now);
    }
}
