using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Practices;

/// <summary>What the weekly mail asks of managers and tells them, week after week of one lived org.</summary>
[Collection(nameof(TenWeeks))]
public sealed class What_managers_read(TenWeeks weeks)
{
    [Fact]
    public void P12_A_talk_that_both_let_pass_is_asked_of_both_each_by_the_own_manager()
    {
        OrgTask[] talk = [.. weeks.Week(5).Of("lunch", Company.Hal, Company.Cara).Where(task => LivedOrg.KeyOf(task).Occurrence == 2)];
        Assert.Equal([(Company.Cara, "2026-09-24"), (Company.Hal, "2026-09-24")], talk.Select(task => (task.OwnerId, task.ActivityDate!)).Order());

        Assert.Contains("Ask Cara Lind about the lunch 1:1 Hal Berg with Cara Lind: due 24 Sep, four days late.", Acts(5, Company.Mara), StringComparison.Ordinal);
        Assert.Contains("Ask Hal Berg about the lunch 1:1 Hal Berg with a colleague in another team: due 24 Sep, four days late.", Acts(5, Company.Nils), StringComparison.Ordinal);
        Assert.Contains("two steps are late", LivedOrg.OneLine(weeks.Week(5).Mails[Company.Vera]), StringComparison.Ordinal);
    }

    [Fact]
    public void P12_What_one_of_the_two_still_owes_is_asked_of_that_one_alone_and_nobody_is_late_before_the_day()
    {
        Assert.Contains("Ask Ada Stern about the lunch 1:1 Ada Stern with Ben Ode: due 1 Oct, four days late.", Acts(6, Company.Mara), StringComparison.Ordinal);
        Assert.DoesNotContain("Ask Ben Ode", Acts(6, Company.Mara), StringComparison.Ordinal);
        Assert.All(weeks.All.Take(4), week => Assert.DoesNotContain(" late", LivedOrg.OneLine(string.Join(' ', week.Mails.Values)), StringComparison.Ordinal));
    }

    [Fact]
    public void P20_Of_the_strong_too_the_half_hour_is_asked_and_nobody_is_called_left_alone_before_that_could_be_seen()
    {
        Assert.StartsWith("Half an hour with Ada Stern. The best are coached least: ask, and mostly listen.", weeks.Week(8).Section(Company.Mara, "Your own coaching this week"), StringComparison.Ordinal);

        // Ada has had a talk by the time that thirty days are on record.
        Assert.Contains(weeks.Week(3).Of("lunch", Company.Mara, Company.Ada), talk => talk.IsClosed);
        Assert.All(weeks.All, week => Assert.Equal("", week.Section(Company.Mara, "Top people without a talk")));
    }

    [Fact]
    public void P20_Who_has_the_next_talk_in_the_calendar_is_not_called_forgotten() => Assert.All(
        weeks.All, week => Assert.DoesNotContain(week.Mails.Values, mail => LivedOrg.OneLine(mail).Contains("for 21 days", StringComparison.Ordinal)));

    [Fact]
    public void P29_The_managers_own_coaching_is_in_every_mail_whatever_mentors_do()
    {
        foreach (LivedWeek week in weeks.All)
        {
            Assert.All([Company.Mara, Company.Nils, Company.Pia], manager =>
                Assert.Single(System.Text.RegularExpressions.Regex.Matches(LivedOrg.OneLine(week.Mails[manager]), "(?i)your own coaching( this week)?:? ")));
            Assert.DoesNotContain("your own coaching", LivedOrg.OneLine(week.Mails[Company.Vera]), StringComparison.OrdinalIgnoreCase);
        }

        Assert.StartsWith("Half an hour with Fay Moss. On the rise.", weeks.Week(1).Section(Company.Mara, "Your own coaching this week"), StringComparison.Ordinal);
    }

    [Fact]
    public void P29_P55_Whoever_has_had_no_talk_comes_up_again_and_again_and_others_with_a_reason()
    {
        // By the fifth week Ada, Ben, Cara and Dov have had theirs, a week later Fay too; Gus, whom nobody mentors, never has.
        string[] turns = [.. weeks.All.Skip(4).Select(week => week.Section(Company.Mara, "Your own coaching this week"))];
        Assert.True(turns.Count(turn => turn.StartsWith("Half an hour with Gus Hart. Next in turn", StringComparison.Ordinal)) >= 3, string.Join('\n', turns));
        Assert.All(turns, turn => Assert.Matches("^Half an hour with [A-Za-z ]+\\. [A-Z][^.]+\\.", turn));
        Assert.All(turns.Where(turn => !turn.Contains("Gus Hart", StringComparison.Ordinal)), turn => Assert.Contains("Last talk: ", turn, StringComparison.Ordinal));
    }

    [Fact]
    public void P37_A_mentor_who_gave_time_is_thanked_by_name_one_a_week_and_not_for_a_single_talk()
    {
        Assert.Contains(
            "Thanks · Ada Stern: three talks as a mentor in 30 days “Ada, thank you for the time you give.", Praise(5), StringComparison.Ordinal);
        Assert.All(weeks.All, week => Assert.InRange(week.Section(Company.Mara, "Worth a word of praise").Split("Thanks ·").Length - 1, 0, 1));
        Assert.All([1, 2, 3, 4], week => Assert.DoesNotContain("Thanks ·", Praise(week), StringComparison.Ordinal));

        string Praise(int week) => weeks.Week(week).Section(Company.Mara, "Worth a word of praise");
    }

    [Fact]
    public void P49_Whom_the_managers_time_went_to_is_shown_by_where_people_stand_once_a_month() => Assert.Matches(
        "^Twelve mentoring talks that you closed in 30 days\\. Top [a-z]+ \\([a-z]+ (person|people)\\); In between [a-z]+ .*; Struggling [a-z]+ .*; New [a-z]+ .*\\.$",
        weeks.Week(7).Section(Company.Mara, "Who got your time"));

    [Fact]
    public void P49_One_talk_makes_no_shares()
    {
        Assert.Equal("", weeks.Week(4).Section(Company.Mara, "Who got your time"));
    }

    [Fact]
    public void P50_Every_mail_begins_with_what_to_do_next_and_never_with_more_than_three_things()
    {
        foreach (string mail in weeks.All.SelectMany(week => week.Mails.Values))
        {
            string[] headings = [.. mail.Split('\n').Zip(mail.Split('\n').Skip(1)).Where(lines => lines.Second.StartsWith("---", StringComparison.Ordinal)).Select(lines => lines.First)];
            int acts = mail.Split('\n').Count(line => line.Length > 2 && char.IsDigit(line[0]) && line[1] == '.');
            Assert.InRange(acts, 0, 3);
            Assert.Equal(acts > 0, headings.FirstOrDefault()?.EndsWith("TO DO THIS WEEK", StringComparison.Ordinal) ?? false);
        }

        Assert.Contains(weeks.All.SelectMany(week => week.Mails.Values), mail => LivedOrg.OneLine(mail).Contains("A quiet week: nothing to decide, nothing overdue", StringComparison.Ordinal));
    }

    [Fact]
    public void P50_Nobody_is_told_that_there_is_nothing_to_do_while_a_Task_of_theirs_is_due()
    {
        foreach (LivedWeek week in weeks.All)
        {
            string sunday = week.Monday.AddDays(6).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            foreach ((string manager, string mail) in week.Mails.Where(mail => LivedOrg.OneLine(mail.Value).Contains("nothing for you to do", StringComparison.Ordinal)))
            {
                Assert.DoesNotContain(week.Tasks, task => task is { IsClosed: false, IsDeleted: false } && task.OwnerId == manager && string.CompareOrdinal(task.ActivityDate, sunday) <= 0);
            }
        }
    }

    [Fact]
    public void P51_Whoever_is_named_is_named_with_a_strength_and_a_gap()
    {
        foreach (LivedWeek week in weeks.All.Where(week => week.Mails[Company.Mara].Contains("YOUR TEAM AT A GLANCE", StringComparison.Ordinal)))
        {
            Assert.All(["Ada Stern", "Ben Ode", "Cara Lind", "Dov Katz"], name => Assert.Matches("Build on [a-z ]+", week.Row(Company.Mara, name)));
            Assert.All(["Ben Ode", "Cara Lind", "Dov Katz"], name => Assert.Matches("(work on|Mentored by [A-Za-z ]+ on) [a-z ]+", week.Row(Company.Mara, name)));
            Assert.Equal("* Gus Hart: too little data", week.Row(Company.Mara, "Gus Hart"));
        }
    }

    [Fact]
    public void P55_Managers_alone_read_whom_the_mentors_time_went_to()
    {
        Assert.Matches(
            "Mentors’ talks in 30 days, by where people stand: Top [0-9]+ of ([0-9]+), In between [0-9]+ of \\1, Struggling [0-9]+ of \\1, New [0-9]+ of \\1\\.",
            weeks.Week(7).Section(Company.Mara, "How mentoring is doing"));
        Assert.All(weeks.All, week => Assert.DoesNotContain("Mentors’ talks", LivedOrg.OneLine(week.Mails[Company.Vera]), StringComparison.Ordinal));
        Assert.All(weeks.Week(10).Tasks, task => Assert.DoesNotContain("Mentors’ talks", task.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void P55_Before_there_were_three_talks_nothing_is_said_of_the_mentors_time() =>
        Assert.All(weeks.All.Take(3), week => Assert.DoesNotContain("Mentors’ talks", LivedOrg.OneLine(week.Mails[Company.Mara]), StringComparison.Ordinal));

    [Fact]
    public void P56_What_stands_in_somebodys_way_is_for_the_own_manager_to_clear_and_told_once()
    {
        Assert.Contains("Clear an obstacle for Ben Ode “no demo system”", Acts(5, Company.Mara), StringComparison.Ordinal);

        Assert.All(weeks.All.Where(week => week != weeks.Week(5)), week => Assert.DoesNotContain(week.Mails.Values, mail => mail.Contains("no demo system", StringComparison.Ordinal)));
        Assert.All(weeks.Week(5).Mails.Where(mail => mail.Key != Company.Mara), mail => Assert.DoesNotContain("no demo system", mail.Value, StringComparison.Ordinal));
    }

    private string Acts(int week, string manager)
    {
        string mail = LivedOrg.OneLine(weeks.Week(week).Mails[manager]);
        int at = mail.IndexOf("TO DO THIS WEEK", StringComparison.Ordinal);
        int end = mail.IndexOf("YOUR OWN COACHING", StringComparison.Ordinal);
        return at < 0 ? "" : mail[at..(end < 0 ? mail.Length : end)];
    }
}
