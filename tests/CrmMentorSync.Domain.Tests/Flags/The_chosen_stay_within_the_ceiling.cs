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

    [Theory]
    [InlineData(0.21, true)]
    [InlineData(0.19, false)]
    public void Nobody_enters_who_is_no_likelier_than_anybody_drawn_blindly(double probability, bool enters)
    {
        // Even at 0.19 the expected false share of six would be 0.14.
        (UserId, double)[] today = [.. Enumerable.Range(1, 5).Select(i => (Id(i), 0.99)), (Id(6), probability)];
        Assert.Equal(enters, FlagSelection.Choose(today, Nobody, new FlagRules()).Contains(Id(6)));
    }

    [Theory]
    [InlineData(0.80, true)]
    [InlineData(0.79, false)]
    public void The_level_rule_takes_everyone_who_reaches_it(double probability, bool chosen) =>
        Assert.Equal(chosen, FlagSelection.Choose([(Id(1), probability)], Nobody, new FlagRules { Rule = FlagRule.Level }).Count == 1);

    [Theory]
    [InlineData(0.52, true)]
    [InlineData(0.48, false)]
    public void A_flag_of_last_week_stays_while_it_is_likelier_than_not(double probability, bool stays)
    {
        (UserId, double)[] today = [(Id(1), probability), (Id(2), 0.99), (Id(3), 0.99), (Id(4), 0.65)];
        Assert.Equal(stays, FlagSelection.Choose(today, new HashSet<UserId> { Id(1) }, new FlagRules()).Contains(Id(1)));
    }

    [Fact]
    public void What_is_retained_counts_inside_the_ceiling()
    {
        (UserId, double)[] today = [(Id(1), 0.52), (Id(2), 0.99), (Id(3), 0.99), (Id(4), 0.65)];
        Assert.Contains(Id(4), FlagSelection.Choose(today, Nobody, new FlagRules()));
        Assert.DoesNotContain(Id(4), FlagSelection.Choose(today, new HashSet<UserId> { Id(1) }, new FlagRules()));
    }

    [Fact]
    public void Who_cannot_be_retained_within_the_ceiling_leaves_room_for_new_names()
    {
        (UserId, double)[] today = [(Id(1), 0.55), (Id(2), 0.95), (Id(3), 0.72)];
        Assert.Equal([Id(2), Id(3)], FlagSelection.Choose(today, new HashSet<UserId> { Id(1), Id(2) }, new FlagRules()).Order());
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
            Assert.Equal(chosen.Count == 0, FlagSelection.Choose(candidates, Nobody, new FlagRules()).Count == 0);
            Assert.Equal(chosen.Order(), FlagSelection.Choose([.. candidates.Reverse()], before, new FlagRules()).Order());
        }
    }
}
