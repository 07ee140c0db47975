using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Practices;

/// <summary>What the first mail of a month says of those who sell most, of mentors, and of who could be more.</summary>
[Collection(nameof(TenWeeks))]
public sealed class Those_who_sell_most(TenWeeks weeks)
{
    private const string Heading = "Mentors, and who is next";
    private const string Ready = "Found good by those who learned, and it landed. Talk about more:";
    private const string NewGround = "Long at a high level, without growth: talk about a new market.";

    [Fact]
    public void P4_P36_A_mentor_whose_lessons_landed_is_ready_for_more()
    {
        Assert.Contains("talks in twelve months with Ben Ode; lessons landed two steps better than at first", Of(6, Company.Mara, "Ada Stern", "talks in"), StringComparison.Ordinal);
        Assert.Contains(Ready, Of(10, Company.Mara, "Ada Stern", "talks in"), StringComparison.Ordinal);
        Assert.Contains("The last lesson landed at 5 of 5: could teach it.", Of(6, Company.Mara, "Ben Ode", "could teach"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Company.Mara, "Ada Stern 9, Ada Stern 11")]
    [InlineData(Company.Nils, "Hal Berg 9, Zoe Kern 10, Lea Quist 11")]
    public void P13_Mentors_lead_in_turn_and_review_and_training_alternate_for_a_single_one_too(string manager, string turns)
    {
        OrgTask[] leads = [.. weeks.Week(10).Of("lead").Where(lead => Company.ManagerOf(lead.OwnerId) == manager).OrderBy(lead => LivedOrg.KeyOf(lead).Occurrence)];

        Assert.Equal(turns, string.Join(", ", leads.Select(lead => FormattableString.Invariant($"{Company.NameOf(lead.OwnerId)} {LivedOrg.KeyOf(lead).Occurrence % 100}"))));
        string[] kinds = ["Please lead a team meeting: pipeline review", "Please lead a team meeting: training"];
        Assert.Equal(leads.Select((_, at) => kinds[at % 2]), leads.Select(lead => lead.Subject));
    }

    [Fact]
    public void P36_As_many_talks_without_a_better_grasp_are_no_readiness()
    {
        string jan = Of(10, Company.Pia, "Jan Groth", "talks in");
        // What Fay learned landed at once, and what Tom learned never gets further.
        Assert.StartsWith("Jan Groth: 11 talks in twelve months with Tom Ager, one other;", jan, StringComparison.Ordinal);
        Assert.DoesNotContain("better than at first", jan, StringComparison.Ordinal);
        Assert.DoesNotContain(Ready, jan, StringComparison.Ordinal);
        // In October four talks were too few.
        Assert.All(weeks.All.Take(9), week => Assert.DoesNotContain(week.Mails.Values, mail => LivedOrg.OneLine(mail).Contains(Ready, StringComparison.Ordinal)));
    }

    [Fact]
    public void P41_What_people_add_of_their_own_accord_is_a_number_in_the_mail()
    {
        Assert.Contains("Beyond the plan: one visit, call or talk of people's own accord in the last 30 days.", weeks.Week(5).Section(Company.Mara, "How mentoring is doing"), StringComparison.Ordinal);
        Assert.Contains("one beyond the plan", Of(6, Company.Mara, "Ada Stern", "talks in"), StringComparison.Ordinal);

        Assert.All(weeks.All.Take(4), week => Assert.DoesNotContain(week.Mails.Values, mail => LivedOrg.OneLine(mail).Contains("eyond the plan", StringComparison.Ordinal)));
        Assert.DoesNotContain("eyond the plan", LivedOrg.OneLine(weeks.Week(5).Mails[Company.Nils]), StringComparison.Ordinal);
    }

    [Fact]
    public void P43_What_a_mentor_learned_is_told_to_the_manager() =>
        Assert.Contains("Learned: “ask about the budget first”", Of(6, Company.Pia, "Jan Groth", "talks in"), StringComparison.Ordinal);

    [Fact]
    public void P52_Whoever_sells_most_has_a_plan_once_a_month_however_many_mentors_the_team_has()
    {
        Assert.Matches("Mentors one colleague; has led one team meeting; next to learn: [a-z ]+\\.", Of(6, Company.Mara, "Ada Stern", "next to learn"));
        Assert.NotEqual("", Of(6, Company.Nils, "Hal Berg", "next to learn"));
        Assert.NotEqual("", Of(6, Company.Nils, "Zoe Kern", "next to learn"));
        Assert.NotEqual("", Of(6, Company.Pia, "Jan Groth", "next to learn"));
        Assert.NotEqual("", Of(10, Company.Mara, "Ada Stern", "next to learn"));
    }

    [Fact]
    public void P52_Others_have_none_and_in_other_weeks_there_is_none()
    {
        Assert.All(["Ben Ode", "Cara Lind", "Gus Hart"], name => Assert.Equal("", Of(6, Company.Mara, name, "next to learn")));
        Assert.All(weeks.All.Where(week => week.Monday.Day > 7), week => Assert.All(week.Mails.Keys, manager => Assert.Equal("", week.Section(manager, Heading))));
    }

    [Fact]
    public void P54_Whoever_has_stood_high_and_still_for_long_is_offered_new_ground() =>
        Assert.Contains(NewGround, Of(6, Company.Pia, "Jan Groth", "next to learn"), StringComparison.Ordinal);

    [Fact]
    public void P54_Who_came_up_only_lately_is_not() => Assert.DoesNotContain(NewGround, Of(6, Company.Nils, "Zoe Kern", "next to learn"), StringComparison.Ordinal);

    /// <summary>What the section says of somebody in the line that has these words; empty where it says no such thing.</summary>
    private string Of(int week, string manager, string name, string having) =>
        weeks.Week(week).Section(manager, Heading).Split("* ").FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal) && line.Contains(having, StringComparison.Ordinal)) ?? "";
}
