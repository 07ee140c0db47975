using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Tests.Performance.Model;

public sealed class A_value_is_found_without_sorting
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(1000)]
    public void It_is_the_one_that_sorting_would_put_there(int count)
    {
        var chance = new Chance(5);
        foreach (Func<int, double> shape in (Func<int, double>[])
            [_ => chance.Normal(), i => i, i => -i, _ => 7, i => i % 3, i => i < count / 2 ? i : count - i, _ => chance.Uniform() < 0.5 ? 0 : chance.Normal()])
        {
            double[] values = [.. Enumerable.Range(0, count).Select(shape)];
            double[] sorted = [.. values.Order()];
            for (int position = 0; position < count; position += Math.Max(1, count / 20))
            {
                Assert.Equal(sorted[position], Selection.At<double>(values, position));
            }

            Assert.Equal(sorted, values.Order());
        }
    }
}
