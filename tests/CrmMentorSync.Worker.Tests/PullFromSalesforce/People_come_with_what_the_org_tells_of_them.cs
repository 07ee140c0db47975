using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.PullFromSalesforce;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.Tests.EmbeddedOrg;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

public sealed class People_come_with_what_the_org_tells_of_them
{
    private static readonly string[] Columns =
        ["Id", "Username", "Name", "IsActive", "Title", "Boss__c", "Start__c", "Away__c", "Back__c", "Fte__c", "Segment__c", "Out__c", "Mentees__c", "CreatedDate"];

    private static readonly (string, string)[] Mapped =
    [
        ("People:Fields:HireDate", "Start__c"), ("People:Fields:LeaveFrom", "Away__c"), ("People:Fields:LeaveTo", "Back__c"), ("People:Fields:Fte", "Fte__c"),
        ("People:Fields:Segment", "Segment__c"), ("People:Fields:Exclude", "Out__c"), ("People:Fields:MaxMentees", "Mentees__c"),
    ];

    [Fact]
    public async Task Configured_fields_tell_hire_date_leave_part_time_segment_exclusion_and_capacity()
    {
        using var pull = new PullHarness();
        await pull.PullAsync(Org(), null, Mapped);
        Assert.Equal("2024-02-01|2025-01-01|2025-02-01|0.8|Enterprise|1|3", await AnnAsync(pull));
        Assert.Equal("|||1||0|", await AnnAsync(pull, SmallOrg.Bob));

        // Without the setting they no longer hold.
        await pull.PullAsync(Org());
        Assert.Equal("|||1||0|", await AnnAsync(pull));
    }

    [Fact]
    public async Task The_people_file_goes_before_the_fields_value_by_value()
    {
        using var pull = new PullHarness();
        string file = pull.WriteFile("People.csv", "Username,hire_date,leave_from,segment\na@x,2023-05-05,2025-06-01,\n");
        await pull.PullAsync(Org(), null, [.. Mapped, ("Pull:PeopleFile", file)]);
        Assert.Equal("2023-05-05|2025-06-01||0.8|Enterprise|1|3", await AnnAsync(pull));
        await pull.PullAsync(Org(), null, Mapped);
        Assert.Equal("2024-02-01|2025-01-01|2025-02-01|0.8|Enterprise|1|3", await AnnAsync(pull));
    }

    [Fact]
    public async Task What_cannot_be_is_left_out_and_told_and_the_person_is_kept()
    {
        using var pull = new PullHarness();
        OrgExport export = Org().With("User", SmallOrg.Ann, "Fte__c", "80").With("User", SmallOrg.Bob, "Start__c", "1 March");
        Assert.Equal(2, (await pull.PullAsync(export, null, Mapped)).Failed);
        Assert.Equal("2024-02-01|2025-01-01|2025-02-01|1|Enterprise|1|3", await AnnAsync(pull));
        string[] told = await pull.RowsAsync("SELECT record, reason FROM refused_records WHERE source = 'User.Fields' ORDER BY record");
        Assert.Contains("full-time equivalent 80", told[0], StringComparison.Ordinal);
        Assert.Contains("Start__c '1 March'", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_the_org_does_not_have_is_a_clear_failure()
    {
        using var pull = new PullHarness();
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => pull.PullAsync(Org(), null, ("People:Fields:HireDate", "Beginning__c")));
        Assert.Contains("User has no field Beginning__c", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Managers_can_come_from_a_field_and_whom_nobody_knows_is_told_by_its_name()
    {
        using var pull = new PullHarness();
        OrgExport export = Org().With("User", SmallOrg.Bob, "Boss__c", "005000000000099AAA");
        Assert.Equal(1, (await pull.PullAsync(export, null, ("People:ManagerFrom", "Boss__c"))).Failed);
        Assert.Equal(SmallOrg.Manager, await pull.OneAsync($"SELECT manager_id FROM people WHERE id = '{SmallOrg.Ann}'"));
        Assert.Equal(SmallOrg.Bob, await pull.OneAsync("SELECT record FROM refused_records WHERE source = 'User.Boss__c'"));
    }

    [Theory]
    [InlineData("ManagerId", null, true)]
    [InlineData("RoleHierarchy", null, true)]
    [InlineData("Boss__c", "Start_Date__c", true)]
    [InlineData("RoleHierachy", null, false)]
    [InlineData("ManagerId", "Start Date", false)]
    public void Names_that_can_be_no_field_stop_the_start(string managerFrom, string? hireDate, bool fine)
    {
        var options = new PeopleOptions { ManagerFrom = managerFrom, Fields = new PeopleFieldOptions { HireDate = hireDate } };
        ValidateOptionsResult result = new PeopleOptionsValidator().Validate(null, options);
        Assert.Equal(fine, result.Succeeded);
        Assert.True(fine || result.FailureMessage!.Contains(hireDate ?? managerFrom, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_is_remembered_with_the_day_from_which_another_was_seen()
    {
        using var pull = new PullHarness();
        await pull.PullAsync(Org(), new DateOnly(2026, 1, 1));
        // Without stamps of its own an export is stamped by its creation dates.
        OrgExport promoted = Org().With("User", SmallOrg.Ann, "Title", "Enterprise Agent").With("User", SmallOrg.Ann, "CreatedDate", "2026-01-20T00:00:00.000Z");
        await pull.PullAsync(promoted, new DateOnly(2026, 2, 1));
        await pull.PullAsync(promoted, new DateOnly(2026, 3, 1));
        Assert.Equal(["0001-01-01|Agent", "2026-02-01|Enterprise Agent"], await pull.RowsAsync($"SELECT seen_on, title FROM jobs WHERE person_id = '{SmallOrg.Ann}' ORDER BY seen_on"));
        Assert.Equal(["0001-01-01|Agent"], await pull.RowsAsync($"SELECT seen_on, title FROM jobs WHERE person_id = '{SmallOrg.Bob}'"));
    }

    private static Task<string> AnnAsync(PullHarness pull, string person = SmallOrg.Ann) => pull.OneAsync(
        $"SELECT hire_date, leave_from, leave_to, fte, segment, excluded, max_mentees FROM people WHERE id = '{person}'");

    private static OrgExport Org() => SmallOrg.Export(deals: 0).Add("User", Columns,
        [SmallOrg.Manager, "m@x", "M", "true", "Head", "", "", "", "", "", "", "", "", "2020-01-01T00:00:00.000Z"],
        [SmallOrg.Ann, "a@x", "A", "true", "Agent", SmallOrg.Manager[..15], "2024-02-01", "2025-01-01", "2025-02-01", "0.8", "Enterprise", "true", "3", "2020-01-01T00:00:00.000Z"],
        [SmallOrg.Bob, "b@x", "B", "true", "Agent", SmallOrg.Manager, "", "", "", "", "", "false", "", "2020-01-01T00:00:00.000Z"]);
}
