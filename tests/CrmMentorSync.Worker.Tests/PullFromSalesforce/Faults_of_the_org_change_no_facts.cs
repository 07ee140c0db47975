using System.Globalization;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.Tests.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

/// <summary>A first load of some thousand deals from an org that misbehaves, held against a load from the same org that does not.</summary>
public sealed class Faults_of_the_org_change_no_facts : IAsyncLifetime
{
    private const int Deals = 3_000;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly OrgExport Export = Spread(SmallOrg.Export(deals: Deals));
    private static readonly (string, string)[] Usual = [("Salesforce:PageSize", "200"), ("Pull:ParallelReads", "4"), ("Pull:RowsPerCommit", "300")];
    private static readonly (string, string)[] OneReader = [Usual[0], Usual[2], ("Pull:ParallelReads", "1")];
    private static readonly (string, string)[] Impatient = [.. Usual, ("Salesforce:Retries", "0")];

    private readonly PullHarness _calm = new();
    private readonly PullHarness _pull = new();
    private EmbeddedOrgServer _org = null!;

    public async ValueTask InitializeAsync()
    {
        await _calm.PullAsync(Export, null, Usual);
        _org = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = Export }, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _org.DisposeAsync();
        _calm.Dispose();
        _pull.Dispose();
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_asked_in_halves()
    {
        await ArmAsync(new() { ["timeoutRows"] = 700 });
        await PullAsync(Usual);
        await SameAsync();
    }

    [Fact]
    public async Task What_cannot_be_halved_fails_and_is_completed_when_the_org_is_quicker()
    {
        // Twenty rows share a second.
        await ArmAsync(new() { ["timeoutRows"] = 10 });
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => PullAsync(Usual));
        Assert.Equal("QUERY_TIMEOUT", failure.ErrorCode);
        await ArmAsync(new() { ["timeoutRows"] = 0 });
        await PullAsync(Usual);
        await SameAsync();
    }

    [Fact]
    public async Task An_expired_locator_is_followed_by_a_question_for_the_rest()
    {
        await ArmAsync(new() { ["expireLocators"] = 3 });
        StepResult result = await PullAsync(OneReader);
        Assert.Equal(0, await LeftAsync("expireLocators"));
        await SameAsync();
        Assert.InRange(result.Read, Deals, Deals + 100);
    }

    [Fact]
    public async Task Where_every_locator_expires_each_page_is_a_question_of_its_own()
    {
        await ArmAsync(new() { ["expireLocators"] = 1000 });
        StepResult result = await PullAsync(Usual);
        Assert.InRange(await LeftAsync("expireLocators"), 1, 999);
        await SameAsync();
        Assert.InRange(result.Read, Deals, Deals + 100);
    }

    [Theory]
    [InlineData("shrinkPages", 1)]
    [InlineData("maxPageRows", 37)]
    public async Task Pages_smaller_than_asked_are_only_more_pages(string fault, int value)
    {
        await ArmAsync(new() { [fault] = value });
        await PullAsync(Usual);
        await SameAsync();
        Assert.True(_pull.ApiCalls >= _calm.ApiCalls, $"{_pull.ApiCalls} calls, and {_calm.ApiCalls} from an org with whole pages");
    }

    [Theory]
    [InlineData("failNext", 2)]
    [InlineData("concurrentNext", 2)]
    [InlineData("expireTokens", 1)]
    public async Task A_refusal_in_passing_is_waited_for_by_every_reader(string fault, int times)
    {
        await ArmAsync(new() { [fault] = times });
        await PullAsync(Usual);
        Assert.Equal(0, await LeftAsync(fault));
        await SameAsync();
    }

    [Fact]
    public async Task Without_patience_the_run_fails_and_the_next_completes_it()
    {
        await using var proxy = await DyingProxy.StartAsync(_org.Url);
        proxy.DiesAfter = 3;
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            () => _pull.PullAsync(proxy.Address, _org.ClientId, _org.ClientSecret, _org.AsOf, Impatient));
        Assert.Equal(SalesforceFailureCategory.Unavailable, failure.Category);
        Assert.NotEqual(await _calm.DealsAsync(), await _pull.DealsAsync());
        await PullAsync(Usual);
        await SameAsync();
    }

    [Theory]
    [InlineData("/query/", "50000")]
    [InlineData("results?", "2000")]
    public async Task An_answer_that_breaks_off_in_the_middle_is_no_end(string cutsAt, string bulkAbove)
    {
        await ArmAsync(new() { ["bulkPageRows"] = 500 });
        await using var proxy = await DyingProxy.StartAsync(_org.Url);
        (proxy.CutsAt, proxy.CutsLeft) = (cutsAt, 2);
        await _pull.PullAsync(proxy.Address, _org.ClientId, _org.ClientSecret, _org.AsOf, [.. Usual, ("Pull:BulkAbove", bulkAbove)]);
        Assert.True(proxy.CutsLeft <= 0, "nothing was cut");
        await SameAsync();

        // Its twin: whatever is cut for good is missed, said so, and read by the next run.
        using var other = new PullHarness();
        (proxy.CutsAt, proxy.CutsLeft) = (cutsAt, 1000);
        await Assert.ThrowsAsync<SalesforceFailure>(() => other.PullAsync(proxy.Address, _org.ClientId, _org.ClientSecret, _org.AsOf, [.. Usual, ("Pull:BulkAbove", bulkAbove)]));
        Assert.NotEqual(await _calm.DealsAsync(), await other.DealsAsync());
        proxy.CutsLeft = 0;
        await other.PullAsync(proxy.Address, _org.ClientId, _org.ClientSecret, _org.AsOf, [.. Usual, ("Pull:BulkAbove", bulkAbove)]);
        Assert.Equal(await _calm.DealsAsync(), await other.DealsAsync());
    }

    [Fact]
    public async Task What_the_org_hides_is_done_without_where_it_can_be()
    {
        await ArmAsync(new() { ["hide"] = "Account,UserRole,Event,ForecastingQuota,Period,OpportunitySplit,User.Title,Opportunity.Type" });
        StepResult result = await PullAsync(Usual);
        Assert.Equal(0, result.Failed);
        await SameAsync();

        await ArmAsync(new() { ["hide"] = "Opportunity.CloseDate" });
        using var other = new PullHarness();
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => other.PullAsync(_org.Url, _org.ClientId, _org.ClientSecret, _org.AsOf, Usual));
        Assert.Contains("Opportunity has no field CloseDate", failure.Message, StringComparison.Ordinal);
    }

    private Task<StepResult> PullAsync((string, string)[] settings) =>
        _pull.PullAsync(_org.Url, _org.ClientId, _org.ClientSecret, _org.AsOf, settings);

    private async Task SameAsync()
    {
        Assert.Equal(Deals.ToString(CultureInfo.InvariantCulture), await _pull.OneAsync("SELECT COUNT(*) FROM deals"));
        Assert.Equal(await _calm.DealsAsync(), await _pull.DealsAsync());
        Assert.Equal("0", await _pull.OneAsync("SELECT COUNT(*) FROM pull_loads"));
    }

    private Task ArmAsync(Dictionary<string, object> faults) => DyingProxy.ArmAsync(_org.Url, faults);

    private async Task<int> LeftAsync(string fault)
    {
        using var http = new HttpClient { BaseAddress = _org.Url };
        return (int)JsonNode.Parse(await http.GetStringAsync(new Uri("/__faults", UriKind.Relative), Ct))![fault]!;
    }

    /// <summary>Stamps over half a year, twenty rows on each second.</summary>
    private static OrgExport Spread(OrgExport export)
    {
        ExportTable deals = export.Tables["Opportunity"];
        return export.Add("Opportunity", [.. deals.Columns, "SystemModstamp"], [.. deals.Rows.Select((row, i) => (string[])
        [
            .. row, new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i / 20).ToString("yyyy-MM-dd'T'HH:mm:ss.000'Z'", CultureInfo.InvariantCulture),
        ])]);
    }
}
