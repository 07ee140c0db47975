using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>What a manager of managers reads: the team in need first, by numbers that agree with its own manager's mail.</summary>
public sealed class A_roll_up_begins_where_help_is_needed
{
    [Fact]
    public void The_team_with_the_largest_share_of_late_tasks_comes_first_with_its_manager_and_the_trend()
    {
        DigestModel model = Late(4).Build();

        Assert.Equal("Ask Name lead what holds the team up", model.Acts[0].What);
        Assert.Equal("Four of six open steps are late (one a week ago).", model.Acts[0].Why);
        Assert.Equal("Week 11: one of your teams needs a word from you", model.Subject);
        Assert.Contains("four steps are late (one a week ago)", Assert.Single(model.Summary), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_ordinary_week_asks_nothing() => Assert.Empty(Late(2).Build().Acts);

    [Fact]
    public void Where_somebody_stands_between_the_one_between_is_asked()
    {
        DigestModel model = Late(4, between: true).Build();

        Assert.Equal("Ask Name between about Name lead’s team: it needs you most", model.Acts[0].What);
    }

    [Fact]
    public void A_managers_own_mail_and_the_one_above_count_alike()
    {
        DigestDesk desk = Late(4);

        DigestModel own = desk.Build(manager: "lead");

        Assert.StartsWith("Four agreed steps are overdue", Assert.Single(own.Summary), StringComparison.Ordinal);
        Assert.Contains("Four steps late", Assert.Single(desk.Build().Teams.Shown).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void What_judges_nobody_by_name_and_shows_no_range_explains_neither() => Assert.Empty(Late(4).Build().Footer);

    /// <summary>A team of two with six open Tasks, so many of them late, the first one for more than a week.</summary>
    private static DigestDesk Late(int late, bool between = false)
    {
        DigestDesk desk = between ? new DigestDesk().Person("between", "boss").Person("lead", "between") : new DigestDesk().Person("lead", "boss");
        desk.Rep("a", manager: "lead").Rep("b", FlagKind.Top, manager: "lead").Pair("x", "a", PairState.Active);
        for (int at = 1; at <= 6; at++)
        {
            desk.Activity("worksheet", "mentee", "a", "x", "a", at == 1 ? -9 : at <= late ? -3 : 3, occurrence: at);
        }

        return desk;
    }
}
