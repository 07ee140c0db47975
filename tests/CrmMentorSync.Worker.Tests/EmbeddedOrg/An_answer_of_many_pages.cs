using System.Net;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class An_answer_of_many_pages
{
    private const string Soql = "SELECT Id FROM Opportunity ORDER BY SystemModstamp, Id";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Loses_nothing_and_repeats_nothing_though_pages_shrink(int seed)
    {
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(5_000), options => options with { Seed = seed });

        List<JsonNode> pages = await ReadPagesAsync(org, Soql, batchSize: 200);

        string[] ids = [.. pages.SelectMany(page => page["records"]!.AsArray()).Select(record => (string)record!["Id"]!)];
        Assert.Equal(Enumerable.Range(0, 5_000).Select(SmallOrg.DealId), ids);
        Assert.All(pages, page => Assert.Equal(5_000, (int)page["totalSize"]!));
        Assert.All(pages, page => Assert.True(page["records"]!.AsArray().Count <= 200));
        Assert.Contains(pages.SkipLast(1), page => page["records"]!.AsArray().Count < 200);
    }

    [Fact]
    public async Task Is_the_rows_that_matched_when_it_was_asked()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(600));
        (JsonNode first, string next) = await FirstPageAsync(org);

        await org.SendAsync(HttpMethod.Delete, $"sobjects/Opportunity/{SmallOrg.DealId(599)}");

        List<JsonNode> rest = await ReadPagesAsync(org, next);
        Assert.Equal(600, first["records"]!.AsArray().Count + rest.Sum(page => page["records"]!.AsArray().Count));
    }

    [Fact]
    public async Task Gives_the_same_page_again_for_the_same_locator()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(600));
        (_, string next) = await FirstPageAsync(org);

        (_, JsonNode? once) = await org.SendAsync(HttpMethod.Get, next);
        (_, JsonNode? again) = await org.SendAsync(HttpMethod.Get, next);

        Assert.Equal(once!.ToJsonString(), again!.ToJsonString());
    }

    [Fact]
    public async Task Has_locators_that_cannot_be_guessed_or_edited()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(600));
        (_, string next) = await FirstPageAsync(org);

        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(HttpMethod.Get, next[..next.LastIndexOf('-')] + "-3");

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_QUERY_LOCATOR"), (status, OrgHarness.CodeOf(body)));
    }

    [Fact]
    public async Task Expires_after_two_days()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(600));
        (_, string next) = await FirstPageAsync(org);

        org.Server.AdvanceClock(TimeSpan.FromHours(47));
        Assert.Equal(HttpStatusCode.OK, (await org.SendAsync(HttpMethod.Get, next)).Status);
        org.Server.AdvanceClock(TimeSpan.FromHours(2));

        Assert.Equal("INVALID_QUERY_LOCATOR", OrgHarness.CodeOf((await org.SendAsync(HttpMethod.Get, next)).Body));
    }

    private static async Task<(JsonNode Page, string Next)> FirstPageAsync(OrgHarness org)
    {
        org.Http.DefaultRequestHeaders.TryAddWithoutValidation("Sforce-Query-Options", "batchSize=200");
        (_, JsonNode? page) = await org.AskAsync(Soql);
        return (page!, (string)page!["nextRecordsUrl"]!);
    }

    private static Task<List<JsonNode>> ReadPagesAsync(OrgHarness org, string soql, int batchSize)
    {
        org.Http.DefaultRequestHeaders.TryAddWithoutValidation("Sforce-Query-Options", $"batchSize={batchSize}");
        return ReadPagesAsync(org, $"query?q={Uri.EscapeDataString(soql)}");
    }

    private static async Task<List<JsonNode>> ReadPagesAsync(OrgHarness org, string path)
    {
        List<JsonNode> pages = [];
        for (string? next = path; next is not null; next = (string?)pages[^1]["nextRecordsUrl"])
        {
            (HttpStatusCode status, JsonNode? page) = await org.SendAsync(HttpMethod.Get, next);
            Assert.Equal(HttpStatusCode.OK, status);
            pages.Add(page!);
            Assert.Equal((bool)page!["done"]!, page["nextRecordsUrl"] is null);
        }

        return pages;
    }
}
