using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

public sealed class Facts_come_in_once_and_stay_true
{
    private static readonly string[] DealColumns = ["Id", "Name", "AccountId", "OwnerId", "StageName", "IsClosed", "IsWon", "Amount", "CloseDate", "CreatedDate", "SystemModstamp"];

    [Fact]
    public async Task A_first_pull_takes_everything_and_a_second_only_the_overlap_and_changes_nothing()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export(deals: 500);
        StepResult first = await pull.PullAsync(export);
        string facts = await pull.FactsAsync();
        StepResult second = await pull.PullAsync(export);
        Assert.True(first is { Failed: 0, Skipped: 0 } && first.Written == first.Read, first.ToString());
        Assert.Equal("500|4", await pull.OneAsync("SELECT (SELECT COUNT(*) FROM deals), (SELECT COUNT(*) FROM people WHERE user_type = 'Standard')"));
        Assert.Equal(0, second.Written);
        Assert.True(second.Read < first.Read / 10, second.ToString());
        Assert.Equal(facts, await pull.FactsAsync());
    }

    [Fact]
    public async Task A_person_has_what_the_org_knows_and_defaults_for_the_rest()
    {
        using var pull = new PullHarness();
        await pull.PullAsync(SmallOrg.Export());
        Assert.Equal(
            $"ann@example.com|Ann O'Hara|ann@example.com|1|Standard|{SmallOrg.Manager}|1|0",
            await pull.OneAsync($"SELECT username, name, email, is_active, user_type, manager_id, fte, excluded FROM people WHERE id = '{SmallOrg.Ann}'"));
        Assert.Equal("", await pull.OneAsync($"SELECT email FROM people WHERE id = '{SmallOrg.Bob}'"));
    }

    [Fact]
    public async Task Credit_stays_with_the_owner_and_manager_of_the_close_whoever_owns_the_deal_later()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export();
        await pull.PullAsync(export);
        string won = SmallOrg.DealId(0);
        Assert.Equal($"{SmallOrg.Ann}|{SmallOrg.Ann}|{SmallOrg.Manager}|1", await CreditAsync(pull, won));
        string open = SmallOrg.DealId(5);
        Assert.Equal($"{SmallOrg.Bob}|||0", await CreditAsync(pull, open));

        OrgExport later = export.With("Opportunity", won, "OwnerId", SmallOrg.Bob).With("User", SmallOrg.Ann, "ManagerId", "").With("Opportunity", open, "OwnerId", SmallOrg.Ann);
        await RereadAsync(pull, later, new DateOnly(2026, 3, 1));
        Assert.Equal($"{SmallOrg.Bob}|{SmallOrg.Ann}|{SmallOrg.Manager}|1", await CreditAsync(pull, won));
        Assert.Equal($"{SmallOrg.Ann}|||0", await CreditAsync(pull, open));
    }

    [Fact]
    public async Task A_deal_that_is_opened_again_is_credited_anew_when_it_closes_again()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export();
        string deal = SmallOrg.DealId(0);
        await pull.PullAsync(export);
        OrgExport reopened = export.With("Opportunity", deal, "StageName", "Prospecting");
        await RereadAsync(pull, reopened, new DateOnly(2026, 3, 1));
        Assert.Equal($"{SmallOrg.Ann}|||0", await CreditAsync(pull, deal));
        await RereadAsync(pull, export.With("Opportunity", deal, "OwnerId", SmallOrg.Bob), new DateOnly(2026, 4, 1));
        Assert.Equal($"{SmallOrg.Bob}|{SmallOrg.Bob}|{SmallOrg.Manager}|1", await CreditAsync(pull, deal));
    }

    [Fact]
    public async Task Quotas_and_events_come_where_the_org_has_them_and_what_is_private_stays_private()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export()
            .Add("ForecastingQuota", ["Id", "QuotaOwnerId", "StartDate", "QuotaAmount"], ["0J9000000000001AAA", SmallOrg.Ann, "2025-10-01", "25000.5"])
            .Add("Event", ["Id", "OwnerId", "Subject", "StartDateTime", "EndDateTime", "IsPrivate"],
                ["00U000000000001AAA", SmallOrg.Ann, "Visit Acme", "2026-01-15T10:00:00.000Z", "2026-01-15T11:00:00.000Z", "false"],
                ["00U000000000002AAA", SmallOrg.Ann, "Doctor", "2026-01-16T10:00:00.000Z", "2026-01-16T11:00:00.000Z", "true"],
                ["00U000000000003AAA", SmallOrg.Ann, "Long ago", "2019-01-16T10:00:00.000Z", "2019-01-16T11:00:00.000Z", "false"]);
        await pull.PullAsync(export);
        Assert.Equal($"{SmallOrg.Ann}|2025-10-01|25000.5", await pull.OneAsync("SELECT owner_id, start_date, amount FROM quotas"));
        Assert.Equal(["00U000000000001AAA|Visit Acme|0", "00U000000000002AAA||1"], await pull.RowsAsync("SELECT id, subject, is_private FROM events ORDER BY id"));
    }

    [Fact]
    public async Task An_org_without_anybody_or_anything_is_pulled_without_complaint()
    {
        using var pull = new PullHarness();
        StepResult result = await pull.PullAsync(SmallOrg.Export(deals: 0));
        Assert.Equal(0, result.Failed);
        Assert.Equal("0", await pull.OneAsync("SELECT COUNT(*) FROM deals"));
    }

    [Fact]
    public async Task Another_organization_is_refused_with_the_remedy()
    {
        using var pull = new PullHarness();
        await pull.PullAsync(SmallOrg.Export());
        await using Salesforce.CannedSalesforce other = await Salesforce.CannedSalesforce.StartAsync();
        StateException refusal = await Assert.ThrowsAsync<StateException>(() => pull.PullAsync(other.Address, "id", "secret", new DateOnly(2026, 1, 1)));
        Assert.Contains(Salesforce.CannedSalesforce.OrganizationId, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--state", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Managers_can_come_from_the_role_hierarchy_and_back_from_the_manager_field()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export()
            .Add("UserRole", ["Id", "Name", "ParentRoleId"], ["00E000000000001AAA", "Head", ""], ["00E000000000002AAA", "Rep", "00E000000000001AAA"])
            .Add("User", ["Id", "Username", "Name", "IsActive", "ManagerId", "UserRoleId", "CreatedDate"],
                [SmallOrg.Manager, "m@x", "M", "true", "", "00E000000000001AAA", "2020-01-01T00:00:00.000Z"],
                [SmallOrg.Ann, "a@x", "A", "true", SmallOrg.Bob, "00E000000000002AAA", "2020-01-01T00:00:00.000Z"],
                [SmallOrg.Bob, "b@x", "B", "true", "", "00E000000000002AAA", "2020-01-01T00:00:00.000Z"]);
        string sql = $"SELECT manager_id FROM people WHERE id IN ('{SmallOrg.Ann}', '{SmallOrg.Bob}') ORDER BY id";
        await pull.PullAsync(export, null, ("People:ManagerFrom", "RoleHierarchy"));
        Assert.Equal([SmallOrg.Manager, SmallOrg.Manager], await pull.RowsAsync(sql));
        await pull.PullAsync(export);
        Assert.Equal([SmallOrg.Bob, ""], await pull.RowsAsync(sql));
    }

    [Fact]
    public async Task Bad_records_are_refused_by_id_once_and_the_rest_goes_on()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export().Add("Organization", ["Id", "Name"], ["00D000000000007EAA", "Acme"]).Add("Opportunity", DealColumns,
            ["006000000000001AAA", "Good", "", SmallOrg.Ann, "Closed Won", "true", "true", "", "2025-05-01", "2025-01-01T00:00:00.000Z", "2025-05-01T00:00:00.000Z"],
            ["006000000000002AAA", "Stranger", "", "005000000000099AAA", "Closed Won", "true", "true", "10", "2025-05-01", "2025-01-01T00:00:00.000Z", "2025-05-01T00:00:00.000Z"],
            ["006000000000003AAA", "No date", "", SmallOrg.Ann, "Prospecting", "false", "false", "10", "", "2025-01-01T00:00:00.000Z", "2025-05-01T00:00:00.000Z"]);
        StepResult first = await pull.PullAsync(export);
        Assert.Equal(2, first.Failed);
        Assert.Equal("006000000000001AAA|", await pull.OneAsync("SELECT id, amount FROM deals"));
        Assert.Equal(["006000000000002AAA", "006000000000003AAA"], await pull.RowsAsync("SELECT record FROM refused_records WHERE source = 'Opportunity' ORDER BY record"));

        // The stranger becomes visible: the deal comes in although its stamp did not move, and is refused no longer.
        OrgExport seen = export.Replace("User", users => [.. users.Rows, ["005000000000099AAA", "s@example.com", "Stranger", "", "true", "", "2020-01-01T00:00:00.000Z"]]);
        await RereadAsync(pull, seen, new DateOnly(2026, 1, 2), deals: false);
        Assert.Equal(["006000000000001AAA", "006000000000002AAA"], await pull.RowsAsync("SELECT id FROM deals ORDER BY id"));
        Assert.Equal(["006000000000003AAA|run-01"], await pull.RowsAsync("SELECT record, first_run FROM refused_records WHERE source = 'Opportunity'"));
    }

    [Fact]
    public async Task A_management_cycle_and_an_unknown_manager_are_reported_with_their_ids()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export().With("User", SmallOrg.Manager, "ManagerId", SmallOrg.Ann).With("User", SmallOrg.Bob, "ManagerId", "005000000000099AAA");
        StepResult result = await pull.PullAsync(export);
        Assert.Equal(2, result.Failed);
        string[] reasons = await pull.RowsAsync("SELECT record, reason FROM refused_records WHERE source = 'User.ManagerId' ORDER BY record");
        Assert.Contains($"{SmallOrg.Manager} under {SmallOrg.Ann} under {SmallOrg.Manager}", reasons[0], StringComparison.Ordinal);
        Assert.Contains("005000000000099AAA", reasons[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_zone_that_does_not_exist_is_reported_and_utc_stands_in()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export().Add("User", ["Id", "Username", "Name", "IsActive", "TimeZoneSidKey", "CreatedDate"],
            [SmallOrg.Ann, "a@x", "A", "true", "Mars/Olympus", "2020-01-01T00:00:00.000Z"],
            [SmallOrg.Bob, "b@x", "B", "true", "America/New_York", "2020-01-01T00:00:00.000Z"]);
        Assert.Equal(1, (await pull.PullAsync(export)).Failed);
        Assert.Equal(["UTC", "America/New_York"], await pull.RowsAsync($"SELECT time_zone FROM people WHERE id IN ('{SmallOrg.Ann}', '{SmallOrg.Bob}') ORDER BY id"));
        Assert.Equal($"{SmallOrg.Ann}", await pull.OneAsync("SELECT record FROM refused_records WHERE source = 'User.TimeZoneSidKey'"));
    }

    private static Task<string> CreditAsync(PullHarness pull, string deal) => pull.OneAsync(
        $"SELECT owner_id, credited_owner_id, credited_manager_id, credited_at IS NOT NULL FROM deals WHERE id = '{deal}'");

    /// <summary>Serves the changed export later, with everybody's and every deal's stamp moved, as changes do.</summary>
    private static Task<StepResult> RereadAsync(PullHarness pull, OrgExport export, DateOnly asOf, bool deals = true)
    {
        OrgExport moved = Stamped(export, "User", asOf);
        return pull.PullAsync(deals ? Stamped(moved, "Opportunity", asOf) : moved, asOf);
    }

    private static OrgExport Stamped(OrgExport export, string table, DateOnly day)
    {
        ExportTable rows = export.Tables[table];
        int place = rows.Columns.ToList().IndexOf("SystemModstamp");
        string stamp = $"{day:yyyy-MM-dd}T12:00:00.000Z";
        return place < 0
            ? export.Add(table, [.. rows.Columns, "SystemModstamp"], [.. rows.Rows.Select(row => (string[])[.. row, stamp])])
            : export.Replace(table, old => [.. old.Rows.Select(row => (string[])[.. row.Take(place), stamp, .. row.Skip(place + 1)])]);
    }
}
