using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Tests.Digest;

/// <summary>One line a person; more only of whom something is new, and of bars of one scale for one peer group.</summary>
public sealed class Team_rows_say_what_is_new
{
    [Fact]
    public void The_first_mail_says_all_of_those_who_stand_out_and_a_line_of_those_who_do_not()
    {
        DigestDesk desk = Measured().Rep("s");
        Assert.Equal(["Results: 85% likely in the lowest fifth.", "Range 64–96, from 9 deals.", "No mentor yet."], Row(desk, "a").Details);
        Assert.Empty(Row(desk, "s").Details);
    }

    [Fact]
    public void What_stood_there_last_week_is_a_line_and_of_those_who_struggle_the_mentoring()
    {
        DigestDesk desk = Measured().Rep("t", FlagKind.Top).Rep("s").LastWeek("a", FlagKind.Struggling).LastWeek("t", FlagKind.Top).LastWeek("s", FlagKind.Steady);
        Assert.Equal(["No mentor yet."], Row(desk, "a").Details);
        Assert.Empty(Row(desk, "t").Details);
        Assert.Empty(Row(desk, "s").Details);
    }

    [Fact]
    public void What_changed_is_said_in_full()
    {
        DigestDesk desk = Measured().Rep("s").LastWeek("a", FlagKind.Steady).LastWeek("s", FlagKind.Steady);
        Assert.Equal(["Last week: steady.", "Results: 85% likely in the lowest fifth.", "Range 64–96, from 9 deals.", "No mentor yet."], Row(desk, "a").Details);
    }

    [Fact]
    public void Beyond_the_first_few_the_change_alone_is_said()
    {
        DigestDesk desk = new DigestDesk().Rep("s").LastWeek("s", FlagKind.Steady);
        for (char name = 'a'; name <= 'i'; name++)
        {
            desk.Rep($"{name}", FlagKind.Rising).LastWeek($"{name}", FlagKind.Steady);
        }

        DigestTeamRow[] rows = [.. desk.Build().Team.Shown.Where(row => row.Flag == FlagKind.Rising)];
        Assert.Equal(6, rows.Count(row => row.Details.Count > 1));
        Assert.All(rows[6..], row => Assert.Equal(["Last week: steady."], row.Details));
    }

    [Fact]
    public void What_the_list_has_no_room_for_is_counted_by_label()
    {
        DigestDesk desk = new DigestDesk().Rep("a", FlagKind.Struggling);
        for (int at = 10; at < 26; at++)
        {
            desk.Rep($"r{at}", at < 24 ? FlagKind.Steady : FlagKind.InsufficientData);
        }

        Assert.Equal("And five more: 3 steady, 2 too little data.", desk.Build().TeamBeyond);
        Assert.Null(Measured().Build().TeamBeyond);
    }

    [Theory]
    [InlineData("everyone", 8)]
    [InlineData("others", 2)]
    public void One_peer_group_has_one_scale_whatever_mail_it_stands_in(string group, int scale) =>
        Assert.Equal(scale, Measured().Person("lead", null).Rep("far", manager: "lead").Score("far", Skill.Overall, 20, 9, group: group).Build().TeamScale);

    [Fact]
    public void The_peers_median_stands_at_the_middle_where_there_is_one()
    {
        Assert.Equal("median 100", Measured().Build().TeamAxis);
        Assert.Equal("median", Measured().Rep("b").Score("b", Skill.Overall, 80, 9, median: 90, group: "others").Build().TeamAxis);
    }

    private static DigestDesk Measured() => new DigestDesk().Rep("a", FlagKind.Struggling).Score("a", Skill.Overall, 80, 9);

    private static DigestTeamRow Row(DigestDesk desk, string rep) => desk.Build().Team.Shown.Single(row => row.Name == "Name " + rep);
}
