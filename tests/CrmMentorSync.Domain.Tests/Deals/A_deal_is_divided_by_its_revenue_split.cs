using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Tests.Deals;

public sealed class A_deal_is_divided_by_its_revenue_split
{
    private static readonly UserId Owner = new("a");
    private static readonly UserId Other = new("b");

    [Fact]
    public void What_the_rows_leave_is_the_owners() =>
        Assert.Equal([(Owner, 0.7), (Other, 0.3)], Rounded(RevenueSplit.Divide(Owner, 100, [Row(Other, 30)])));

    [Fact]
    public void A_row_of_the_owner_stands_as_it_is() =>
        Assert.Equal([(Owner, 0.25), (Other, 0.75)], Rounded(RevenueSplit.Divide(Owner, 100, [Row(Owner, 25), Row(Other, 75)])));

    [Fact]
    public void Without_a_percentage_the_amount_tells() =>
        Assert.Equal([(Owner, 0.6), (Other, 0.4)], Rounded(RevenueSplit.Divide(Owner, 500, [new SplitRow(Other, null, 200)])));

    [Fact]
    public void An_owner_who_gave_all_away_has_no_part() =>
        Assert.Equal([(Other, 1.0)], Rounded(RevenueSplit.Divide(Owner, 100, [Row(Other, 100)])));

    [Fact]
    public void Rows_of_one_person_add_up_and_impossible_ones_count_nothing() =>
        Assert.Equal(
            [(Owner, 0.5), (Other, 0.5)],
            Rounded(RevenueSplit.Divide(Owner, null, [Row(Other, 20), Row(Other, 30), Row(Owner, -40), new SplitRow(Owner, double.NaN, null), new SplitRow(Owner, null, 5)])));

    [Fact]
    public void Shares_always_sum_to_one_and_the_order_of_rows_does_not_matter()
    {
#pragma warning disable CA5394 // A seeded sequence for repeatable cases.
        var random = new Random(20261122);
        for (int round = 0; round < 500; round++)
        {
            SplitRow[] rows = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Row(new UserId("p" + random.Next(4)), random.Next(-10, 120)))];
            IReadOnlyList<(UserId Person, double Share)> shares = RevenueSplit.Divide(Owner, 100, rows);
            Assert.Equal(1, shares.Sum(share => share.Share), 9);
            Assert.All(shares, share => Assert.InRange(share.Share, 0, 1 + 1e-9));
            random.Shuffle(rows);
            Assert.Equal(Rounded(shares), Rounded(RevenueSplit.Divide(Owner, 100, rows)));
        }
#pragma warning restore CA5394
    }

    private static SplitRow Row(UserId person, double percentage) => new(person, percentage, null);

    private static IEnumerable<(UserId, double)> Rounded(IEnumerable<(UserId Person, double Share)> shares) =>
        shares.Select(share => (share.Person, Math.Round(share.Share, 9)));
}
