using System.Globalization;
using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class Ranges_divide_while_they_are_read
{
    private const int Page = 200;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Orgs of every shape: even, in heaps, all in one second, hardly any.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public async Task Readers_in_any_interleaving_take_every_row_once(int seed)
    {
        var random = new Random(seed);
        DateTimeOffset[] rows = [.. Stamps(random, seed).Order()];
        var plan = new RangePlan(Start.AddDays(400), [new StampRange(null, null, null)], 2 * Page);
        List<int> taken = [];
        int questions = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await Task.Yield();
            while (await plan.NextAsync(Ct) is { } range)
            {
                int[] mine = [.. Enumerable.Range(0, rows.Length).Where(i => !(rows[i] < range.From) && !(rows[i] >= range.To))];
                Interlocked.Increment(ref questions);
                plan.Counted(range, mine.Length);
                foreach (int[] some in mine.Chunk(Page))
                {
                    await Task.Yield();
                    int own = plan.Advance(range, [.. some.Select(i => rows[i])], i => some[i].ToString(CultureInfo.InvariantCulture));
                    lock (taken)
                    {
                        taken.AddRange(some[..own]);
                    }

                    plan.Keep(range);
                    if (own < some.Length)
                    {
                        break;
                    }
                }

                plan.Finish(range);
            }
        }));
        Assert.Equal(Enumerable.Range(0, rows.Length), taken.Order());
        Assert.Empty(plan.Unfinished());
        Assert.True(questions <= 1 + (rows.Length / Page) + 60, $"{questions} questions for {rows.Length} rows");
    }

    [Fact]
    public async Task What_is_not_kept_is_always_covered_by_what_is_left()
    {
        var plan = new RangePlan(Start.AddDays(100), [new StampRange(null, null, null)], 2 * Page);
        StampRange first = (await plan.NextAsync(Ct))!;
        plan.Counted(first, 10_000);
        plan.Advance(first, [Start.AddHours(1)], _ => "a");
        StampRange later = (await plan.NextAsync(Ct))!;
        Assert.Equal(first.To, later.From);
        Assert.Equal([(null, first.To, null), (later.From, null, null)], plan.Unfinished());
        plan.Keep(first);
        Assert.Equal((null, first.To, (RangePoint?)new RangePoint(Start.AddHours(1), "a")), plan.Unfinished()[0]);
        plan.Finish(first);
        Assert.Equal([(later.From, null, null)], plan.Unfinished());
    }

    [Fact]
    public async Task A_range_with_little_left_is_not_divided()
    {
        var plan = new RangePlan(Start.AddDays(100), [new StampRange(null, null, null)], 2 * Page);
        StampRange only = (await plan.NextAsync(Ct))!;
        plan.Counted(only, 2 * Page);
        plan.Advance(only, [Start], _ => "a");
        Task<StampRange?> idle = plan.NextAsync(Ct);
        Assert.False(idle.IsCompleted);
        plan.Finish(only);
        Assert.Null(await idle);
    }

    [Fact]
    public async Task A_second_cannot_be_halved_and_anything_longer_can()
    {
        var plan = new RangePlan(Start.AddDays(1), [new StampRange(Start, Start.AddSeconds(4), null)], 2 * Page);
        StampRange range = (await plan.NextAsync(Ct))!;
        Assert.True(plan.TryHalve(range));
        Assert.True(plan.TryHalve(range));
        Assert.Equal(Start.AddSeconds(1), range.To);
        Assert.False(plan.TryHalve(range));
        Assert.Equal([Start.AddSeconds(1), Start.AddSeconds(2), Start.AddSeconds(4)], plan.Unfinished().Select(left => left.To!.Value).Order());
    }

    private static IEnumerable<DateTimeOffset> Stamps(Random random, int seed)
    {
        DateTimeOffset Second(double seconds) => Start.AddSeconds(Math.Floor(seconds));
        return seed switch
        {
            1 => Enumerable.Range(0, 20_000).Select(i => Second(i * 600)),
            2 => Enumerable.Repeat(Start.AddDays(200), 5_000),
            3 => Enumerable.Range(0, 10_000).Select(_ => Second(3600 * random.NextDouble())),
            4 => Enumerable.Range(0, 10_000).Select(i => i < 100 ? Second(i * 86_400) : Start.AddDays(399).AddSeconds(i % 50)),
            5 => Enumerable.Range(0, 3).Select(i => Start.AddDays(i)),
            6 => [],
            _ => Enumerable.Range(0, 12_000).Select(_ => Second(400 * 86_400 * Math.Pow(random.NextDouble(), seed))),
        };
    }
}
