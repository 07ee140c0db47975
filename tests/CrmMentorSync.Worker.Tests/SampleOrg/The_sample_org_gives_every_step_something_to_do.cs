using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Sample;

namespace CrmMentorSync.Worker.Tests.TheSampleOrg;

public sealed class The_sample_org_gives_every_step_something_to_do
{
    private static readonly OrgExport Org = SampleOrg.Create();
    private static readonly IReadOnlyDictionary<string, RawFigures> Reps = RawFigures.Of(Org, SampleOrg.AsOf);

    [Fact]
    public void It_has_sixty_one_reps_in_eight_teams_over_five_time_zones_in_two_languages()
    {
        Row[] users = [.. Org.Rows("User")];
        Row[] reps = [.. users.Where(user => user.Is("IsActive") && Reps.ContainsKey(user["Name"]))];
        Row[] managers = [.. users.Where(user => user["Title"] == "Sales Manager")];

        Assert.Equal(61, reps.Length);
        Assert.Equal(8, reps.Select(user => user["ManagerId"]).Distinct().Count());
        Assert.Equal(8, managers.Length);
        Assert.All(managers, manager => Assert.NotEqual("", manager["Email"]));
        Assert.Equal(5, reps.Select(user => user["TimeZoneSidKey"]).Distinct().Count());
        Assert.Equal(["de", "en_US"], reps.Select(user => user["LanguageLocaleKey"]).Distinct().Order(StringComparer.Ordinal));
        Assert.True(reps.Select(user => user["LocaleSidKey"]).Distinct().Count() >= 7);
        Assert.Equal(["Enterprise", "Mid-Market"], Reps.Values.Select(rep => rep.Segment).Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            users.Select(user => user["TimeZoneSidKey"]),
            zone => Assert.Contains(zone, NodaTime.DateTimeZoneProviders.Tzdb.Ids));
    }

    [Fact]
    public void Titles_tell_reps_from_their_colleagues()
    {
        Row[] users = [.. Org.Rows("User")];
        HashSet<string> ownsDeals = [.. Org.Rows("Opportunity").Select(row => row["OwnerId"])];
        HashSet<string> manages = [.. users.Select(user => user["ManagerId"])];
        HashSet<string> repTitles =
        [
            .. users.Where(user => ownsDeals.Contains(user["Id"]) && !manages.Contains(user["Id"])).Select(user => user["Title"]),
        ];

        Assert.Equal(["Account Executive", "Enterprise Account Executive"], repTitles.Order(StringComparer.Ordinal));
        Assert.Equal(5, users.Count(user => !repTitles.Contains(user["Title"]) && !manages.Contains(user["Id"])));
        Assert.Single(users, user => manages.Contains(user["Id"]) && ownsDeals.Contains(user["Id"]));
    }

    [Fact]
    public void One_user_is_inactive_with_old_deals_and_one_that_is_open()
    {
        Row left = Assert.Single(Org.Rows("User"), user => !user.Is("IsActive"));
        Row[] deals = [.. Org.Rows("Opportunity").Where(row => row["OwnerId"] == left["Id"])];

        Assert.True(deals.Count(row => row.Is("IsClosed")) > 50);
        Assert.Single(deals, row => !row.Is("IsClosed"));
    }

    [Fact]
    public void Deals_are_many_and_enterprise_deals_fewer_larger_and_slower()
    {
        Row[] deals = [.. Org.Rows("Opportunity")];
        ILookup<bool, RawFigures> bySegment = Reps.Values
            .Where(rep => rep.Hired < new DateOnly(2024, 1, 1))
            .ToLookup(rep => rep.Segment == "Enterprise");

        Assert.InRange(deals.Length, 8_000, 13_000);
        Assert.InRange(deals.Count(row => !row.Is("IsClosed")), 500, 1_500);
        Assert.True(bySegment[true].Average(rep => rep.Decided) * 1.7 < bySegment[false].Average(rep => rep.Decided));
        Assert.True(Median(bySegment[true], rep => rep.MeanSize) > 6 * Median(bySegment[false], rep => rep.MeanSize));
        Assert.Contains(deals, row => row["Amount"].Length == 0 && row.Is("IsWon"));
        Assert.Contains(deals, row => row["AccountId"].Length == 0 && !row.Is("IsClosed"));
        Assert.Contains(deals, row => !row.Is("IsClosed") && row.Day("CloseDate") < SampleOrg.AsOf.AddYears(-1));
    }

    [Fact]
    public void Six_reps_are_ramping_and_have_begun_to_close()
    {
        RawFigures[] ramping = [.. Reps.Values.Where(rep => rep.Hired > SampleOrg.AsOf.AddDays(-180))];

        Assert.Equal(6, ramping.Length);
        Assert.True(ramping.Sum(rep => rep.Decided) > 20);
    }

    [Fact]
    public void Absences_are_of_every_kind()
    {
        Row[] people = [.. Org.Rows("People")];

        Assert.Single(people, row => row["leave_from"].Length > 0 && row.Day("leave_to") >= SampleOrg.AsOf);
        Assert.Single(people, row => row["leave_from"].Length > 0 && row.Day("leave_to") < SampleOrg.AsOf);
        Assert.Single(people, row => row["fte"] == "0.6");
        Assert.Single(people, row => row["exclude"] == "true");
        Assert.Equal(3, people.Count(row => row["max_mentees"].Length > 0));
    }

    [Fact]
    public void One_rep_has_left_no_trace_for_a_month_and_nobody_else()
    {
        DateOnly monthAgo = SampleOrg.AsOf.AddDays(-30);
        HashSet<string> onLeave =
        [
            .. Org.Rows("People")
                .Where(row => row["leave_from"].Length > 0 && row.Day("leave_to") > SampleOrg.AsOf)
                .Select(row => row["Username"]),
        ];
        HashSet<string> seen =
        [
            .. Org.Rows("Opportunity").Where(row => row.Day("SystemModstamp") > monthAgo).Select(row => row["OwnerId"]),
            .. Org.Rows("Event").Where(row => row.Day("StartDateTime") > monthAgo).Select(row => row["OwnerId"]),
            .. Org.Rows("User").Where(row => row.Day("LastLoginDate") > monthAgo).Select(row => row["Id"]),
        ];

        Row silent = Assert.Single(
            Org.Rows("User"), user => user.Is("IsActive") && !onLeave.Contains(user["Username"]) && !seen.Contains(user["Id"]));
        Assert.Equal("Lachlan Oduya", silent["Name"]);
    }

    [Fact]
    public void Everyone_present_has_customer_meetings_in_the_next_four_weeks()
    {
        Row[] upcoming = [.. Org.Rows("Event").Where(row => row.Day("StartDateTime") > SampleOrg.AsOf)];

        Assert.True(upcoming.Where(row => row["WhatId"].Length > 0).Select(row => row["OwnerId"]).Distinct().Count() >= 59);
        Assert.True(upcoming.Max(row => row.Day("StartDateTime")) <= SampleOrg.AsOf.AddDays(28));
        Assert.Contains(upcoming, row => row["WhatId"].StartsWith("006", StringComparison.Ordinal));
        Assert.Contains(upcoming, row => row["WhatId"].StartsWith("001", StringComparison.Ordinal));
        Assert.Contains(upcoming, row => row.Is("IsPrivate"));
    }

    [Theory]
    [InlineData("Imani Castellanos")]
    [InlineData("Percival Adomako")]
    [InlineData("Josephine Abara")]
    [InlineData("Raj Pemberton")]
    [InlineData("Chidinma Rowbotham")]
    [InlineData("Anneliese Hübner")]
    public void The_strong_sell_far_more_than_the_median_of_their_segment(string name) =>
        Assert.True(Reps[name].WonAmount > 1.8 * MedianOf(name, rep => rep.WonAmount));

    [Theory]
    [InlineData("Gregor Vantongeren")]
    [InlineData("Nadine Xu")]
    [InlineData("Saoirse Eguchi")]
    [InlineData("Hideo Marchetti")]
    [InlineData("Beatriz Holmquist")]
    [InlineData("Fionnuala Desai")]
    public void The_weak_sell_far_less_than_the_median_of_their_segment(string name) =>
        Assert.True(Reps[name].WonAmount < 0.6 * MedianOf(name, rep => rep.WonAmount));

    [Fact]
    public void The_weak_are_weak_on_different_skills()
    {
        Assert.True(Reps["Ewan Szymanski"].WinRate < 0.6 * MedianOf("Ewan Szymanski", rep => rep.WinRate));
        Assert.True(Reps["Ewan Szymanski"].Decided > 0.6 * MedianOf("Ewan Szymanski", rep => rep.Decided));
        Assert.True(Reps["Beatriz Holmquist"].Decided < 0.5 * MedianOf("Beatriz Holmquist", rep => rep.Decided));
        Assert.True(Reps["Beatriz Holmquist"].WinRate > 0.8 * MedianOf("Beatriz Holmquist", rep => rep.WinRate));
        Assert.True(Reps["Quentin Sandoval"].MeanSize < 0.6 * MedianOf("Quentin Sandoval", rep => rep.MeanSize));
    }

    [Theory]
    [InlineData("Cem Yıldırım")]
    [InlineData("Mei-Ling Hartigan")]
    [InlineData("Hamish Varghese")]
    public void Rising_reps_win_more_each_half_year(string name)
    {
        int[] quarters = Reps[name].WonByQuarter;

        Assert.True(quarters[2] + quarters[3] > 1.5 * (quarters[0] + quarters[1]), string.Join(' ', quarters));
    }

    [Fact]
    public void The_plateaued_star_neither_grows_nor_falls()
    {
        int[] quarters = Reps["Josephine Abara"].WonByQuarter;

        Assert.InRange((double)(quarters[2] + quarters[3]) / (quarters[0] + quarters[1]), 0.85, 1.18);
        Assert.Equal(
            Reps["Josephine Abara"].WonAmount, Reps.Values.Where(rep => rep.Segment == "Mid-Market").Max(rep => rep.WonAmount));
    }

    [Fact]
    public void Usual_sellers_meet_about_half_of_their_quotas()
    {
        Dictionary<string, double> quota = Org.Rows("ForecastingQuota")
            .Where(row => row.Day("StartDate") >= new DateOnly(2025, 10, 1) && row.Day("StartDate") <= SampleOrg.AsOf)
            .GroupBy(row => row["QuotaOwnerId"])
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Number("QuotaAmount")));
        Dictionary<string, string> names = Org.Rows("User").ToDictionary(row => row["Id"], row => row["Name"]);
        double[] attainment =
            [.. quota.Where(pair => Reps.ContainsKey(names[pair.Key])).Select(pair => Reps[names[pair.Key]].WonAmount / pair.Value)];

        Assert.InRange(attainment.Count(share => share >= 1), 18, 43);
        Assert.True(attainment.Length >= 58);
    }

    private static double MedianOf(string name, Func<RawFigures, double> figure) =>
        Median(Reps.Values.Where(rep => rep.Segment == Reps[name].Segment), figure);

    private static double Median(IEnumerable<RawFigures> reps, Func<RawFigures, double> figure)
    {
        double[] sorted = [.. reps.Select(figure).Order()];
        return sorted[sorted.Length / 2];
    }
}
