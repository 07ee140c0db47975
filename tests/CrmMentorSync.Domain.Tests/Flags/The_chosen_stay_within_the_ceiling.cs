using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Tests.Performance;
using static CrmMentorSync.Domain.Tests.Flags.FlagFixtures;

namespace CrmMentorSync.Domain.Tests.Flags;

public sealed class The_chosen_stay_within_the_ceiling
{
    private static readonly HashSet<UserId> Nobody = [];

    [Fact]
    public void The_largest_set_whose_expected_false_share_fits_is_chosen()
    {
        // 0.05 + 0.15 + 0.40 = 0.60 wrong of 3 is just 0.20; one more at 0.55 would be 0.26.
        IReadOnlySet<UserId> chosen = FlagSelection.Choose([(Id(1), 0.95), (Id(2), 0.85), (Id(3), 0.60), (Id(4), 0.55)], Nobody, new FlagRules());
        Assert.Equal([Id(1), Id(2), Id(3)], chosen.Order());
    }

    [Fact]
    public void Nobody_is_chosen_where_nobody_is_sure_enough() =>
        Assert.Empty(FlagSelection.Choose([(Id(1), 0.79), (Id(2), 0.5)], Nobody, new FlagRules()));

    [Fact]
    public void Nobody_enters_below_what_staying_takes() =>
        Assert.Equal([Id(1), Id(2), Id(3)], FlagSelection.Choose(
            [(Id(1), 0.99), (Id(2), 0.99), (Id(3), 0.99), (Id(4), 0.45)], Nobody, new FlagRules()).Order());

    [Theory]
    [InlineData(0.80, true)]
    [InlineData(0.79, false)]
    public void The_level_rule_takes_everyone_who_reaches_it(double probability, bool chosen) =>
        Assert.Equal(chosen, FlagSelection.Choose([(Id(1), probability)], Nobody, new FlagRules { Rule = FlagRule.Level }).Count == 1);

    [Theory]
    [InlineData(0.55, true)]
    [InlineData(0.45, false)]
    public void A_flag_of_last_week_stays_while_it_is_likelier_than_not(double probability, bool stays)
    {
        (UserId, double)[] today = [(Id(1), probability), (Id(2), 0.99), (Id(3), 0.99)];
        Assert.Equal(stays, FlagSelection.Choose(today, new HashSet<UserId> { Id(1) }, new FlagRules()).Contains(Id(1)));
    }

    [Fact]
    public void What_is_retained_counts_inside_the_ceiling()
    {
        (UserId, double)[] today = [(Id(1), 0.55), (Id(2), 0.95), (Id(3), 0.72)];
        Assert.Contains(Id(3), FlagSelection.Choose(today, Nobody, new FlagRules()));
        IReadOnlySet<UserId> retained = FlagSelection.Choose([(Id(1), 0.55), (Id(2), 0.95), (Id(3), 0.72)], new HashSet<UserId> { Id(1), Id(2) }, new FlagRules());
        Assert.DoesNotContain(Id(3), retained);
    }

    [Fact]
    public void Whatever_came_before_the_expected_false_share_holds_and_order_does_not_matter()
    {
        var chance = new Chance(5);
        for (int round = 0; round < 500; round++)
        {
            (UserId Rep, double Probability)[] candidates = [.. Enumerable.Range(0, chance.Below(30)).Select(i => (Id(i), chance.Uniform()))];
            HashSet<UserId> before = [.. candidates.Where(_ => chance.Uniform() < 0.3).Select(one => one.Rep)];
            IReadOnlySet<UserId> chosen = FlagSelection.Choose(candidates, before, new FlagRules());
            double wrong = candidates.Where(one => chosen.Contains(one.Rep)).Sum(one => 1 - one.Probability);
            Assert.True(wrong <= (0.2 * chosen.Count) + 1e-6);
            Assert.Equal(chosen.Order(), FlagSelection.Choose([.. candidates.Reverse()], before, new FlagRules()).Order());
        }
    }
}
