using System.Globalization;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.Tests.Salesforce;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

public sealed class A_broken_or_poor_org_is_met_with_care
{
    private const string User = "005000000000001AAA";
    private const string Query = "GET /services/data/v67.0/query";
    private static readonly DateOnly AsOf = new(2026, 1, 1);
    private static readonly string[] UserFields = ["Id", "Username", "Name", "IsActive", "CreatedDate", "SystemModstamp"];
    private static readonly string[] DealFields = ["Id", "OwnerId", "StageName", "IsClosed", "IsWon", "Amount", "CloseDate", "CreatedDate", "SystemModstamp"];

    [Fact]
    public async Task A_read_that_breaks_in_the_middle_goes_on_after_the_last_record()
    {
        await using CannedSalesforce org = await PoorOrgAsync();
        org.On(Query + "All?q=SELECT Id, OwnerId", context =>
        {
            string asked = Uri.UnescapeDataString(context.Request.QueryString.ToString());
            return asked.Contains("Id > '006000000000002AAA'", StringComparison.Ordinal)
                ? CannedSalesforce.AnswerAsync(context, 200, $$"""{"totalSize":1,"done":true,"records":[{{Deal(3)}}]}""")
                : BreakAfterAsync(context, Deal(1), Deal(2));
        });
        using var pull = new PullHarness();
        StepResult result = await PullAsync(pull, org);
        Assert.Equal(3, (await pull.RowsAsync("SELECT id FROM deals")).Length);
        Assert.Equal(0, result.Failed);
        Assert.Contains(org.Requests, request => request.Contains("SystemModstamp >= 2025-06-01T00:00:02.000Z AND (SystemModstamp > 2025-06-01T00:00:02.000Z OR Id > '006000000000002AAA')", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_that_keeps_breaking_fails_and_the_next_run_starts_where_it_was_committed()
    {
        await using CannedSalesforce org = await PoorOrgAsync();
        int number = 0;
        org.On(Query + "All?q=SELECT Id, OwnerId", context => BreakAfterAsync(context, Deal(++number)));
        using var pull = new PullHarness();
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => PullAsync(pull, org, ("Pull:RowsPerCommit", "1")));
        Assert.Equal(SalesforceFailureCategory.Unavailable, failure.Category);
        Assert.Equal(3, (await pull.RowsAsync("SELECT id FROM deals")).Length);
        org.On(Query + "All?q=SELECT Id, OwnerId", $$"""{"totalSize":1,"done":true,"records":[{{Deal(4)}}]}""");
        await PullAsync(pull, org);
        Assert.Equal(4, (await pull.RowsAsync("SELECT id FROM deals")).Length);
        Assert.Contains(org.Requests, request => request.Contains("SystemModstamp >= 2025-06-01T00:00:03.000Z AND (SystemModstamp > 2025-06-01T00:00:03.000Z OR Id > '006000000000003AAA') ORDER BY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Objects_and_fields_that_are_not_there_are_done_without()
    {
        await using CannedSalesforce org = await PoorOrgAsync();
        org.On(Query + "All?q=SELECT Id, OwnerId", $$"""{"totalSize":1,"done":true,"records":[{{Deal(1)}}]}""");
        using var pull = new PullHarness();
        StepResult result = await PullAsync(pull, org);
        Assert.Equal(new StepResult(2, 2, 0, 0), result);
        Assert.Equal("UTC|Standard|", await pull.OneAsync("SELECT time_zone, user_type, title FROM people"));
    }

    [Fact]
    public async Task A_field_that_is_needed_and_hidden_is_named_with_the_remedy()
    {
        await using CannedSalesforce org = await PoorOrgAsync();
        Describe(org, "Opportunity", [.. DealFields.Except(["Amount", "CloseDate"])]);
        using var pull = new PullHarness();
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => PullAsync(pull, org));
        Assert.Equal(SalesforceFailureCategory.Permission, failure.Category);
        Assert.Contains("Opportunity has no field Amount, CloseDate", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_is_needed_and_hidden_is_named()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("GET /services/data/v67.0/sobjects/", """[{"errorCode":"NOT_FOUND","message":"no"}]""", status: 404);
        using var pull = new PullHarness();
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => PullAsync(pull, org));
        Assert.Contains("the org shows no User", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_not_what_its_field_promises_is_refused_by_id()
    {
        await using CannedSalesforce org = await PoorOrgAsync();
        string bad = Deal(1).Replace("\"Amount\":1", "\"Amount\":\"lots\"", StringComparison.Ordinal);
        org.On(Query + "All?q=SELECT Id, OwnerId", $$"""{"totalSize":2,"done":true,"records":[{{bad}},{{Deal(2)}}]}""");
        using var pull = new PullHarness();
        Assert.Equal(1, (await PullAsync(pull, org)).Failed);
        Assert.Equal("006000000000002AAA", await pull.OneAsync("SELECT id FROM deals"));
        string refused = await pull.OneAsync("SELECT record, reason FROM refused_records");
        Assert.StartsWith("006000000000001AAA|Amount 'lots' is no number", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_becomes_visible_is_read_for_everybody()
    {
        await using CannedSalesforce org = await PoorOrgAsync();
        org.On(Query + "All?q=SELECT Id, OwnerId", """{"totalSize":0,"done":true,"records":[]}""");
        using var pull = new PullHarness();
        await PullAsync(pull, org);
        Describe(org, "User", [.. UserFields, "Title"]);
        await PullAsync(pull, org);
        Assert.Equal("Agent", await pull.OneAsync("SELECT title FROM people"));
        Assert.DoesNotContain("SystemModstamp >=", org.Requests.Last(request => request.Contains("FROM User", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    /// <summary>Nothing but one user and deals, with the fewest fields.</summary>
    private static async Task<CannedSalesforce> PoorOrgAsync()
    {
        CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("GET /services/data/v67.0/sobjects/", """[{"errorCode":"NOT_FOUND","message":"no"}]""", status: 404);
        Describe(org, "User", UserFields);
        Describe(org, "Opportunity", DealFields);
        org.On(Query + "?q=SELECT Id, Username", $$"""
            {"totalSize":1,"done":true,"records":[{"Id":"{{User}}","Username":"ann@example.com","Name":"Ann","IsActive":true,"Title":"Agent",
             "CreatedDate":"2020-01-01T00:00:00.000+0000","SystemModstamp":"2020-01-01T00:00:00.000+0000"}]}
            """);
        return org;
    }

    private static void Describe(CannedSalesforce org, string name, string[] fields) => org.On(
        $"GET /services/data/v67.0/sobjects/{name}/describe",
        $$"""{"name":"{{name}}","fields":[{{string.Join(',', fields.Select(field => $$"""{"name":"{{field}}","type":"string","length":0,"createable":false,"updateable":false,"filterable":true,"externalId":false,"unique":false}"""))}}]}""");

    private static string Deal(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"Id":"006{{number:D12}}AAA","OwnerId":"{{User}}","StageName":"Closed Won","IsClosed":true,"IsWon":true,"Amount":1,"CloseDate":"2025-06-01",
         "CreatedDate":"2025-01-01T00:00:00.000+0000","SystemModstamp":"2025-06-01T00:00:{{number:D2}}.000+0000"}
        """);

    private static async Task BreakAfterAsync(HttpContext context, params string[] deals)
    {
        context.Response.ContentLength = 1_000_000;
        await context.Response.WriteAsync($$"""{"totalSize":9,"done":true,"records":[{{string.Join(',', deals)}},""");
        await context.Response.Body.FlushAsync();
        // Gives the client time to see what was sent before the reset overtakes it.
        await Task.Delay(200);
        context.Abort();
    }

    private static Task<StepResult> PullAsync(PullHarness pull, CannedSalesforce org, params (string Key, string Value)[] settings) =>
        pull.PullAsync(org.Address, "id", "secret", AsOf, settings);
}
