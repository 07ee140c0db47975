using System.Globalization;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.Tests.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

/// <summary>Over HTTP, against an org with thousands of deals and small pages.</summary>
public sealed class A_large_org_is_read_in_parts
{
    private const int Deals = 9_000;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly (string, string) SmallPages = ("Salesforce:PageSize", "200");

    [Fact]
    public async Task Ranges_and_bulk_jobs_and_one_reader_bring_the_same_facts()
    {
        OrgExport export = Spread(SmallOrg.Export(deals: Deals));
        using var one = new PullHarness();
        await one.PullAsync(export, null, SmallPages, ("Pull:ParallelReads", "1"));
        using var parallel = new PullHarness();
        await parallel.PullAsync(export, null, SmallPages, ("Pull:ParallelReads", "8"));
        using var bulk = new PullHarness();
        await bulk.PullAsync(export, null, ("Pull:BulkAbove", "2000"));
        string facts = await one.DealsAsync();
        Assert.Equal(Deals.ToString(CultureInfo.InvariantCulture), await one.OneAsync("SELECT COUNT(*) FROM deals"));
        Assert.Equal(facts, await parallel.DealsAsync());
        Assert.Equal(facts, await bulk.DealsAsync());
        Assert.True(bulk.ApiCalls < one.ApiCalls, $"{bulk.ApiCalls} calls by bulk, {one.ApiCalls} page by page");
        foreach (PullHarness pull in (PullHarness[])[one, parallel, bulk])
        {
            Assert.Equal("0|0|0", await pull.OneAsync("SELECT (SELECT COUNT(*) FROM pull_loads), (SELECT COUNT(*) FROM pull_ranges), (SELECT COUNT(*) FROM pull_bulk_pages)"));
        }
    }

    [Fact]
    public async Task A_pull_that_dies_half_way_goes_on_where_it_was_and_loses_nothing()
    {
        OrgExport export = Spread(SmallOrg.Export(deals: Deals));
        using var whole = new PullHarness();
        await whole.PullAsync(export);
        await using EmbeddedOrgServer server = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = export }, Ct);
        await using var proxy = await DyingProxy.StartAsync(server.Url);
        using var pull = new PullHarness();
        (string, string)[] settings = [SmallPages, ("Pull:ParallelReads", "4"), ("Pull:RowsPerCommit", "300"), ("Salesforce:Retries", "0")];
        proxy.DiesAfter = 25;
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => pull.PullAsync(proxy.Address, server.ClientId, server.ClientSecret, server.AsOf, settings));
        Assert.Equal(SalesforceFailureCategory.Unavailable, failure.Category);
        long before = long.Parse(await pull.OneAsync("SELECT COUNT(*) FROM deals"), CultureInfo.InvariantCulture);
        Assert.InRange(before, 300, Deals - 1000);
        Assert.Equal("1", await pull.OneAsync("SELECT COUNT(*) FROM pull_loads WHERE object = 'Opportunity'"));

        proxy.DiesAfter = int.MaxValue;
        StepResult rest = await pull.PullAsync(proxy.Address, server.ClientId, server.ClientSecret, server.AsOf, settings);
        Assert.True(rest.Read <= Deals - before + 400, $"{rest.Read} rows were read again after {before}");
        Assert.Equal(await whole.DealsAsync(), await pull.DealsAsync());
    }

    [Fact]
    public async Task A_bulk_job_outlives_the_process_and_its_pages_are_not_read_twice()
    {
        OrgExport export = Spread(SmallOrg.Export(deals: Deals));
        await using EmbeddedOrgServer server = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = export }, Ct);
        await DyingProxy.ArmAsync(server.Url, "bulkPageRows", 500);
        await using var proxy = await DyingProxy.StartAsync(server.Url);
        using var pull = new PullHarness();
        (string, string)[] settings = [("Pull:BulkAbove", "2000"), ("Pull:ParallelReads", "2"), ("Salesforce:Retries", "0")];
        proxy.DiesAt = "results?locator";
        proxy.DiesAfter = 6;
        await Assert.ThrowsAsync<SalesforceFailure>(() => pull.PullAsync(proxy.Address, server.ClientId, server.ClientSecret, server.AsOf, settings));
        string job = await pull.OneAsync("SELECT bulk_job FROM pull_loads WHERE object = 'Opportunity'");
        int pages = int.Parse(await pull.OneAsync("SELECT COUNT(*) FROM pull_bulk_pages"), CultureInfo.InvariantCulture);
        Assert.StartsWith("750", job, StringComparison.Ordinal);
        Assert.InRange(pages, 1, 17);

        proxy.DiesAfter = int.MaxValue;
        proxy.Asked.Clear();
        await pull.PullAsync(proxy.Address, server.ClientId, server.ClientSecret, server.AsOf, settings);
        Assert.Equal(Deals / 500 - pages, proxy.Asked.Count(asked => asked.Contains("results?locator", StringComparison.Ordinal)));
        Assert.DoesNotContain(proxy.Asked, asked => asked.StartsWith("POST /services/data/v67.0/jobs/query", StringComparison.Ordinal));
        Assert.Equal(Deals.ToString(CultureInfo.InvariantCulture), await pull.OneAsync("SELECT COUNT(*) FROM deals"));
    }

    [Fact]
    public async Task Where_a_bulk_job_fails_pages_do()
    {
        await using EmbeddedOrgServer server = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = Spread(SmallOrg.Export(deals: Deals)) }, Ct);
        await DyingProxy.ArmAsync(server.Url, "failJobs", 1);
        using var pull = new PullHarness();
        await pull.PullAsync(server.Url, server.ClientId, server.ClientSecret, server.AsOf, ("Pull:BulkAbove", "2000"));
        Assert.Equal(Deals.ToString(CultureInfo.InvariantCulture), await pull.OneAsync("SELECT COUNT(*) FROM deals"));
    }

    /// <summary>Stamps over years, many rows on the same second among them.</summary>
    private static OrgExport Spread(OrgExport export)
    {
        ExportTable deals = export.Tables["Opportunity"];
        return export.Add("Opportunity", [.. deals.Columns, "SystemModstamp"], [.. deals.Rows.Select((row, i) =>
        {
            DateTime at = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(i % 3 == 0 ? 500_000 : i * 100L);
            return (string[])[.. row, at.ToString("yyyy-MM-dd'T'HH:mm:ss.000'Z'", CultureInfo.InvariantCulture)];
        })]);
    }
}
