using System.Diagnostics;
using CrmMentorSync.Worker.Salesforce;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class Calls_are_counted_and_spared
{
    private const string Query = "GET /services/data/v67.0/query";
    private const string Empty = """{"totalSize":0,"done":true,"records":[]}""";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(7_100, 0, false)]
    [InlineData(7_600, 1000, false)]
    [InlineData(8_000, 2000, true)]
    [InlineData(9_999, 2000, true)]
    [InlineData(12_000, 2000, true)]
    public void Near_the_share_reads_slow_down_and_from_it_on_writes_wait(long used, double pause, bool writesWait)
    {
        var budget = new ApiBudget(Options.Create(new SalesforceOptions { DailyCallShare = 0.8 }));
        Assert.Equal((TimeSpan.Zero, null), (budget.PauseBeforeRead, budget.WhyWritesWait));
        budget.Note(new ApiUsage(used, 10_000));
        Assert.Equal(pause, budget.PauseBeforeRead.TotalMilliseconds, 3);
        Assert.Equal(writesWait, budget.WhyWritesWait is not null);
    }

    [Fact]
    public async Task The_org_tells_the_budget_and_a_read_near_the_share_still_comes_through()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, context =>
        {
            context.Response.Headers["Sforce-Limit-Info"] = "api-usage=95/100";
            return CannedSalesforce.AnswerAsync(context, 200, Empty);
        });
        SalesforceClient client = org.Client();
        Assert.Null(client.WhyWritesWait);
        await client.QueryAsync("SELECT Id FROM Task", false, Ct).CountAsync(Ct);
        Assert.Contains("95 of its 100", client.WhyWritesWait, StringComparison.Ordinal);
        long began = Stopwatch.GetTimestamp();
        Assert.Equal(0, await client.QueryAsync("SELECT Id FROM Task", false, Ct).CountAsync(Ct));
        Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task Objects_are_described_and_queries_asked_in_one_call_and_a_refused_one_is_left_to_be_asked_alone()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.TakesComposite = true;
        org.On("GET /services/data/v67.0/sobjects/Task/describe", """{"name":"Task","fields":[]}""");
        org.On("GET /services/data/v67.0/sobjects/Gone/describe", """[{"errorCode":"NOT_FOUND","message":"no"}]""", status: 404);
        org.On("GET /services/data/v67.0/sobjects/Slow/describe", """[{"errorCode":"SERVER_UNAVAILABLE","message":"no"}]""", status: 503);
        org.On(Query + "?q=SELECT Id FROM Task", Empty).On(Query + "?q=SELECT Id FROM Gone", """[{"errorCode":"INVALID_TYPE","message":"no"}]""", status: 400);
        SalesforceClient client = org.Client();
        await client.DescribeAllAsync(["Task", "Gone", "Slow"], Ct);
        Assert.NotNull(await client.DescribeAsync("Task", Ct));
        Assert.Null(await client.DescribeAsync("Gone", Ct));
        IReadOnlyList<byte[]?> pages = await client.AskTogetherAsync([("SELECT Id FROM Task", false), ("SELECT Id FROM Gone", false)], Ct);
        Assert.Equal([true, false], pages.Select(page => page is not null));
        Assert.Equal(2, client.ApiCalls);
        await Assert.ThrowsAsync<SalesforceFailure>(() => client.DescribeAsync("Slow", Ct));
    }

    [Fact]
    public async Task A_statement_too_long_for_an_address_goes_in_a_body()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.TakesComposite = true;
        org.On(Query, """{"totalSize":1,"done":true,"records":[{"Id":"00T1"}]}""");
        SalesforceClient client = org.Client();
        string soql = $"SELECT Id FROM Task WHERE Subject IN {Soql.List(Enumerable.Range(0, 2000).Select(i => $"subject {i}"))}";
        Assert.Equal(["00T1"], await client.QueryAsync(soql, false, Ct).Select(row => row["Id"]).ToListAsync(Ct));
        Assert.Contains("POST /services/data/v67.0/composite", org.Requests);
        Assert.Equal(1, client.ApiCalls);
        await client.QueryAsync("SELECT Id FROM Task", false, Ct).CountAsync(Ct);
        Assert.Equal(1, org.Requests.Count(asked => asked.StartsWith("POST /services/data", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_question_that_the_org_takes_too_long_over_is_asked_in_halves()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        int slow = 0;
        org.On(Query, context =>
        {
            string asked = Uri.UnescapeDataString(context.Request.QueryString.ToString());
            bool narrow = asked.Contains("SystemModstamp >=", StringComparison.Ordinal) && asked.Contains("SystemModstamp <", StringComparison.Ordinal);
            if (!narrow && !asked.Contains("SystemModstamp <", StringComparison.Ordinal) && Interlocked.Increment(ref slow) <= 2)
            {
                return CannedSalesforce.AnswerAsync(context, 400, """[{"errorCode":"QUERY_TIMEOUT","message":"Your query request was running for too long."}]""");
            }

            return CannedSalesforce.AnswerAsync(context, 200, Empty);
        });
        var plan = new RangePlan(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), [new StampRange(null, null, null)], 4000);
        var ranges = (RangeReader)org.Services().GetService(typeof(RangeReader))!;
        await ranges.ReadAsync(new RangedQuery("Task", ["Id", "SystemModstamp"], null, false), plan, 2, null, (_, _, _, _) => Task.CompletedTask, Ct);
        Assert.Equal(2, slow - 1);
        Assert.Empty(plan.Unfinished());
        string[] bounds = [.. org.Requests.Where(asked => asked.Contains("WHERE", StringComparison.Ordinal)).Select(asked => asked.Split("WHERE ")[1].Split(" ORDER")[0])];
        Assert.Contains("SystemModstamp < 2012-07-02T00:00:00.000Z", bounds);
    }
}
