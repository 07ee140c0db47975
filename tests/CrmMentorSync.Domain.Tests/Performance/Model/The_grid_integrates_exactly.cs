using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Tests.Performance.Model;

/// <summary>Gaussian evidence under a Gaussian prior has a known answer.</summary>
public sealed class The_grid_integrates_exactly
{
    [Theory]
    [InlineData(0.0, 0.3)]
    [InlineData(0.9, 0.1)]
    [InlineData(-1.2, 0.1)]
    public void The_posterior_is_the_one_of_the_textbook_however_far_prior_and_data_lie_apart(double mean, double deviation)
    {
        var grid = new LatentGrid([Evidence.Mean(0.5, 0.02), Evidence.Mean(-1, 0.04)], 0.5);
        var prior = new double[grid.Size];
        (int From, int To) within = grid.Prior(mean, deviation, prior);
        double[] first = [.. prior.Zip(grid.Points, (density, point) => density * point)];
        double[] second = [.. first.Zip(grid.Points, (density, point) => density * point)];
        (double mass, double sum, double squares) = grid.Moments(prior, first, second, within, 0);
        double precision = 50 + (1 / (deviation * deviation));
        double centre = ((0.5 * 50) + (mean / (deviation * deviation))) / precision;
        Assert.Equal(centre, sum / mass, 1e-6);
        Assert.Equal(1 / precision, (squares / mass) - (sum / mass * (sum / mass)), 1e-6);
        Assert.Equal(mass, grid.Marginal(prior, within, 0), 1e-12);
    }

    [Fact]
    public void Without_evidence_the_posterior_is_the_prior()
    {
        var grid = new LatentGrid([Evidence.Mean(0, double.PositiveInfinity), Evidence.Share(0, 0)], 0.5);
        var prior = new double[grid.Size];
        (int From, int To) within = grid.Prior(0.2, 0.4, prior);
        Assert.Equal(1, grid.Marginal(prior, within, 0), 1e-12);
        Assert.Equal(1, grid.Marginal(prior, within, 1), 1e-12);
    }
}
