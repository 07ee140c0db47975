using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Practices;

/// <summary>Who is asked to mentor whom, by what their deals in the org tell: Tasks and mails after real runs.</summary>
[Collection(nameof(TenWeeks))]
public sealed class Who_mentors_whom(TenWeeks weeks)
{
    private static readonly string[] Managers = [Company.Mara, Company.Nils, Company.Pia, Company.Vera];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void P1_The_best_on_the_topic_of_the_same_product_is_asked()
    {
        Assert.Equal(Company.Ada, Mentor(weeks.Week(1), Company.Ben));
        Assert.Single(weeks.Week(1).Of("invite"), task => task.OwnerId == Company.Ada);
        Assert.Contains("Ada Stern: 5.9 a month, peers", weeks.Week(1).Section(Company.Mara, "Waiting for your yes or no"), StringComparison.Ordinal);

        // Ada, Zoe and Lea win more often than most as well, and sell something else.
        Assert.Equal(Company.Jan, Mentor(weeks.Week(1), Company.Tom));
    }

    [Fact]
    public void P1_Who_won_all_of_three_deals_is_asked_by_nobody_and_neither_is_who_sold_nothing_to_speak_of() =>
        Assert.All(weeks.All, week => Assert.DoesNotContain(week.Tasks, task => LivedOrg.KeyOf(task).Mentor.Value is Company.Ivo or Company.Gus));

    [Fact]
    public void P2_Someone_new_and_someone_who_falls_behind_come_in_by_two_doors()
    {
        string waiting = weeks.Week(1).Section(Company.Mara, "Waiting for your yes or no");
        Assert.Contains("Dov Katz is new (since 1 Jul 2026): someone to ask.", waiting, StringComparison.Ordinal);
        Assert.Contains("To learn: number of wins, 1.2 a month", waiting, StringComparison.Ordinal);
        Assert.Matches("^\\* Dov Katz: ramping .*New since 1 Jul 2026\\.", weeks.Week(1).Row(Company.Mara, "Dov Katz"));
        Assert.Matches("^\\* Ben Ode: struggling .*[0-9]+% likely in the lowest fifth", weeks.Week(1).Row(Company.Mara, "Ben Ode"));

        Assert.Equal(Company.Dov, Assert.Single(weeks.Week(10).Of("checklist")).OwnerId);
    }

    [Fact]
    public void P2_Nobody_is_new_and_falls_behind_at_once() => Assert.All(weeks.All, week =>
    {
        Assert.DoesNotContain("struggling", week.Row(Company.Mara, "Dov Katz"), StringComparison.Ordinal);
        Assert.DoesNotContain("New since", week.Row(Company.Mara, "Ben Ode"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("0.05", Company.Zoe)]
    [InlineData("0", Company.Ada)]
    public async Task P3_Of_two_who_are_equally_good_the_one_who_was_once_there_is_asked(string weight, string mentor)
    {
        await using LivedOrg lived = await LivedOrg.StartAsync(Ct, ("Pairings:Weights:ClosedGap", weight));
        // A worker that has been here for a year knows how the two sold then.
        await lived.JudgeAsync(Company.AsOf.AddDays(-371));

        LivedWeek week = await lived.MondayAsync(Company.AsOf.AddDays(1));

        Assert.Equal(mentor, Mentor(week, Company.Ben));
    }

    [Fact]
    public void P17_P19_Everyone_at_the_top_has_the_own_manager_as_mentor_from_the_first_week_and_nobody_else_has()
    {
        // Those who have much to decide in the first week have theirs a week later.
        OrgTask[] talks = [.. weeks.Week(2).Of("lunch").Where(talk => Managers.Contains(LivedOrg.KeyOf(talk).Mentor.Value))];

        Assert.Equal(
            [(Company.Mara, Company.Ada), (Company.Nils, Company.Hal), (Company.Nils, Company.Zoe), (Company.Pia, Company.Jan)],
            talks.Select(talk => (LivedOrg.KeyOf(talk).Mentor.Value, LivedOrg.KeyOf(talk).Mentee!.Value.Value)).Distinct().Order());
        OrgTask own = Assert.Single(talks, talk => talk.OwnerId == Company.Mara);
        Assert.Equal(("Your talk with Ada Stern", "2026-09-10"), (own.Subject, own.ActivityDate));
        Assert.Contains("Ask, and leave the answers to Ada Stern:", own.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(weeks.Week(10).Tasks, task => LivedOrg.KeyOf(task) is { Activity: "lunch", Mentor.Value: var mentor, Mentee.Value: Company.Ben or Company.Cara or Company.Fay } && Managers.Contains(mentor));
    }

    [Fact]
    public async Task P17_Where_managers_do_not_step_in_the_mail_names_who_is_without_a_mentor()
    {
        LivedWeek week = await LivedOrg.FirstWeekAsync(Ct, ("Pairings:Kinds:0", "peer"));

        Assert.Equal("* Ada Stern · No mentor of their own.", week.Section(Company.Mara, "Top people without a talk"));
        Assert.DoesNotContain("No mentor of their own", weeks.Week(1).Mails[Company.Mara], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada.stern@acme.example", 1)]
    [InlineData("", 0)]
    public async Task P22_A_senior_who_would_like_to_is_proposed_to_someone_on_the_rise(string interested, int proposals)
    {
        LivedWeek week = await LivedOrg.FirstWeekAsync(
            Ct, [("Pairings:Kinds:0", "high_potential"), .. interested.Length > 0 ? [("Pairings:Interested:0", interested)] : Array.Empty<(string, string)>()]);

        Assert.Equal(proposals, week.Of("approve", Company.Ada, Company.Fay).Count());
        Assert.Equal(proposals, week.Of("approve").Count());
        Assert.Equal(proposals > 0, week.Section(Company.Mara, "Waiting for your yes or no").Contains("On the rise, with someone senior.", StringComparison.Ordinal));
    }

    [Fact]
    public void P22_Whoever_agreed_to_mentor_has_said_that_they_would_like_to()
    {
        Assert.DoesNotContain(weeks.Week(1).Of("approve"), task => LivedOrg.KeyOf(task).Mentee?.Value == Company.Fay);

        OrgTask approval = Assert.Single(weeks.Week(2).Of("approve", Company.Jan, Company.Fay));
        Assert.Equal((Company.Mara, "Please decide: Jan Groth as mentor for Fay Moss"), (approval.OwnerId, approval.Subject));
        Assert.StartsWith("* Fay Moss: rising", weeks.Week(2).Row(Company.Mara, "Fay Moss"), StringComparison.Ordinal);
    }

    [Fact]
    public void P25_P33_Whom_a_colleague_chose_counts_and_is_asked_for_nothing()
    {
        Assert.Contains("* Otto Wied · One talk with Nora Skov", weeks.Week(10).Section(Company.Pia, "Mentors of the last twelve months"), StringComparison.Ordinal);

        Assert.All(weeks.All, week => Assert.DoesNotContain(week.Tasks, task => Company.NameOf(task.OwnerId) is "Otto Wied" or "Nora Skov"));
        Assert.All(weeks.All, week => Assert.Equal("", week.Section(Company.Pia, "Pairs that need a look")));
    }

    [Theory]
    [InlineData("12", 1)]
    [InlineData("2", 0)]
    public async Task P34_Two_of_one_tenure_with_opposite_strengths_are_proposed_to_each_other(string months, int proposals)
    {
        LivedWeek week = await LivedOrg.FirstWeekAsync(Ct, ("Pairings:Kinds:0", "horizontal"), ("Pairings:TenureBandMonths", months));

        Assert.Equal(proposals, week.Of("approve").Count(task => LivedOrg.KeyOf(task) is { Mentor.Value: Company.Lea or Company.Max, Mentee.Value: Company.Lea or Company.Max }));
        Assert.Equal(
            proposals > 0,
            week.Section(Company.Nils, "Waiting for your yes or no").Contains("Two equals: each has a measured strength where the other has a gap.", StringComparison.Ordinal));
    }

    [Fact]
    public void P38_A_mentor_is_shown_with_the_one_above_and_who_has_none_is_told()
    {
        string nils = weeks.Week(6).Section(Company.Nils, "Mentors of the last twelve months");
        string pia = weeks.Week(6).Section(Company.Pia, "Mentors of the last twelve months");

        Assert.Contains("Mentored in turn by Hal Berg, who is mentored by you.", nils, StringComparison.Ordinal);
        Assert.Contains("* Otto Wied · One talk with Nora Skov; one beyond the plan. No mentor of their own.", pia, StringComparison.Ordinal);
        // Of a new mentor's first talk the one above them hears, and where there is none the manager.
        Assert.Equal(Company.Hal, Assert.Single(weeks.Week(10).Of("review"), review => LivedOrg.KeyOf(review).Mentor.Value == Company.Lea).OwnerId);
    }

    [Fact]
    public void P38_Nobody_is_above_and_below_the_same_colleague()
    {
        ILookup<string, string> mentors = weeks.Week(10).Of("kickoff").Concat(weeks.Week(10).Of("lunch")).Select(LivedOrg.KeyOf)
            .Select(key => (Mentor: key.Mentor.Value, Mentee: key.Mentee!.Value.Value)).Distinct().ToLookup(pair => pair.Mentee, pair => pair.Mentor);
        Assert.All(mentors, mentee =>
        {
            string[] above = [mentee.Key];
            for (int step = 0; step < Company.Sellers.Count && above.Length > 0; step++)
            {
                above = [.. above.SelectMany(person => mentors[person]).Distinct()];
                Assert.DoesNotContain(mentee.Key, above);
            }

            Assert.Empty(above);
        });
    }

    [Fact]
    public void P39_The_guide_comes_with_a_mentors_first_pair_and_with_no_second()
    {
        ILookup<string, OrgTask> guides = weeks.Week(10).Of("guide").ToLookup(guide => guide.OwnerId);

        Assert.Equal([Company.Ada, Company.Hal, Company.Zoe, Company.Lea, Company.Max, Company.Jan], guides.Select(owner => owner.Key).Order());
        Assert.All(guides, owner => Assert.Single(owner));
    }

    [Theory]
    [InlineData("24", 1)]
    [InlineData("12", 0)]
    public async Task P43_Someone_junior_is_proposed_to_a_senior_who_lacks_what_the_junior_does_best(string experiencedMonths, int proposals)
    {
        LivedWeek week = await LivedOrg.FirstWeekAsync(Ct, ("Pairings:Kinds:0", "reverse"), ("Pairings:ExperiencedMonths", experiencedMonths));

        Assert.Equal(proposals, week.Of("invite").Count(task => task.OwnerId == Company.Fay));
        Assert.Equal(proposals > 0, week.Mails.Values.Any(mail => LivedOrg.OneLine(mail).Contains("Here the junior colleague teaches.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1", Company.Zoe)]
    [InlineData("0", Company.Ada)]
    public async Task P45_Cohorts_count_where_they_are_given_weight_and_not_by_themselves(string weight, string mentor)
    {
        LivedWeek week = await LivedOrg.FirstWeekAsync(Ct, ("Pairings:Weights:Cohort", weight));

        Assert.Equal(mentor, Mentor(week, Company.Ben));
    }

    /// <summary>Who is proposed to mentor somebody, as the manager is asked.</summary>
    private static string Mentor(LivedWeek week, string mentee) =>
        LivedOrg.KeyOf(Assert.Single(week.Of("approve"), task => LivedOrg.KeyOf(task) is { Side: Sides.Manager } key && key.Mentee?.Value == mentee)).Mentor.Value;
}
