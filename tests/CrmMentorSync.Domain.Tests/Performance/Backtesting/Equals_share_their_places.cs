using CrmMentorSync.Domain.Performance.Backtesting;

namespace CrmMentorSync.Domain.Tests.Performance.Backtesting;

public sealed class Equals_share_their_places
{
    [Fact]
    public void Places_run_from_zero_to_one_and_equals_take_the_mean() =>
        Assert.Equal([1, 0.375, 0.375, 0.75, 0], Places.Of([9, 2, 2, 5, 1]));

    [Fact]
    public void One_alone_stands_in_the_middle() => Assert.Equal([0.5], Places.Of([7]));

    [Fact]
    public void The_parts_in_the_lowest_fifth_sum_to_a_fifth_whatever_the_equals()
    {
        Assert.Equal([1, 0, 0, 0, 0], Places.PartInLowest([1, 2, 3, 4, 5], 0.2));
        Assert.Equal([0.5, 0.5, 0, 0, 0], Places.PartInLowest([1, 1, 3, 4, 5], 0.2));
        double[] values = [0, 0, 0, 0, 4, 5, 5, 9, 1, 2, 0];
        Assert.Equal(0.2 * values.Length, Places.PartInLowest(values, 0.2).Sum(), 9);
    }

    [Fact]
    public void Correlation_of_places_is_one_for_equal_order_and_none_without_variation()
    {
        Assert.Equal(1, Places.Correlation(Places.Of([1, 2, 9]), Places.Of([10, 20, 21]))!.Value, 9);
        Assert.Equal(-1, Places.Correlation(Places.Of([1, 2, 9]), Places.Of([3, 2, 1]))!.Value, 9);
        Assert.Null(Places.Correlation([1, 1, 1], [1, 2, 3]));
        Assert.Null(Places.Correlation([], []));
    }
}
