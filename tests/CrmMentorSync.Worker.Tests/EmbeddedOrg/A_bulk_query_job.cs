using System.Net;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class A_bulk_query_job
{
    private const string Soql = "SELECT Id, Name, Amount, CloseDate, IsWon, SystemModstamp, Owner.Name FROM Opportunity ORDER BY Id";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goes_from_upload_over_progress_to_complete()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonNode job = await CreateAsync(org, Soql);
        string id = (string)job["id"]!;
        JsonNode?[] looks = [(await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}")).Body, (await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}")).Body];

        Assert.StartsWith("750", id, StringComparison.Ordinal);
        Assert.Equal("UploadComplete", (string?)job["state"]);
        Assert.Equal(["InProgress", "JobComplete"], looks.Select(look => (string?)look!["state"]));
        Assert.Equal(("Opportunity", "query", "CSV", 67.0, "COMMA", "LF"),
            ((string?)job["object"], (string?)job["operation"], (string?)job["contentType"], (double)job["apiVersion"]!,
            (string?)job["columnDelimiter"], (string?)job["lineEnding"]));
        Assert.Equal(6, (int)looks[1]!["numberRecordsProcessed"]!);
        Assert.Equal(org.Server.IntegrationUserId, (string?)job["createdById"]);
    }

    [Fact]
    public async Task Spells_its_rows_as_bulk_does_and_not_as_rest_does()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await org.SendAsync(HttpMethod.Patch, $"sobjects/Opportunity/{SmallOrg.DealId(1)}", new { Name = "A \"big\",\nnew one", Amount = (double?)null });

        (_, string csv) = await RowsAsync(org, await CompleteAsync(org, Soql.Replace("SystemModstamp", "CreatedDate", StringComparison.Ordinal)));

        string[] lines = csv.Split('\n');
        Assert.Equal("\"Id\",\"Name\",\"Amount\",\"CloseDate\",\"IsWon\",\"CreatedDate\",\"Owner.Name\"", lines[0]);
        Assert.Equal($"\"{SmallOrg.DealId(0)}\",\"Deal 0\",\"0.0\",\"2025-01-01\",\"true\",\"2025-01-01T08:00:00.000Z\",\"Ann O'Hara\"", lines[1]);
        Assert.Equal($"\"{SmallOrg.DealId(1)}\",\"A \"\"big\"\",", lines[2]);
        Assert.Equal("new one\",\"\",\"2025-01-02\",\"false\",\"2025-01-01T08:00:00.000Z\",\"Bob Reed\"", lines[3]);
        Assert.EndsWith("\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_another_delimiter_and_line_ending()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        JsonNode job = await CreateAsync(org, "SELECT Id, Name FROM Account", extra: new { columnDelimiter = "PIPE", lineEnding = "CRLF" });

        (_, string csv) = await RowsAsync(org, await FinishAsync(org, job));

        Assert.Equal($"\"Id\"|\"Name\"\r\n\"{SmallOrg.Acme}\"|\"Acme\"\r\n", csv);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(250)]
    [InlineData(1_000)]
    public async Task Gives_every_row_once_over_its_locators(int maxRecords)
    {
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(1_000));
        string id = await CompleteAsync(org, "SELECT Id FROM Opportunity ORDER BY Id");

        List<string> rows = [];
        string locator = "";
        do
        {
            (HttpResponseMessage answer, string csv) = await RowsAsync(org, id, $"?maxRecords={maxRecords}&locator={locator}");
            string[] page = Rows(csv);
            rows.AddRange(page);
            Assert.Equal($"{page.Length}", answer.Headers.GetValues("Sforce-NumberOfRecords").Single());
            locator = answer.Headers.GetValues("Sforce-Locator").Single();
        }
        while (locator != "null");

        Assert.Equal(Enumerable.Range(0, 1_000).Select(SmallOrg.DealId), rows);
    }

    [Fact]
    public async Task Gives_every_row_once_over_its_parallel_pages()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(
            SmallOrg.Export(1_000), options => options with { Faults = new Dictionary<string, int> { ["bulkPageRows"] = 90 } });
        string id = await CompleteAsync(org, "SELECT Id FROM Opportunity ORDER BY Id");

        List<string> addresses = [];
        List<int> answers = [];
        for (string? next = $"{OrgHarness.Api}/jobs/query/{id}/resultPages"; next is not null;)
        {
            JsonNode page = (await org.SendAsync(HttpMethod.Get, next)).Body!;
            string[] urls = [.. page["resultPages"]!.AsArray().Select(result => (string)result!["resultUrl"]!)];
            addresses.AddRange(urls);
            answers.Add(urls.Length);
            next = (string?)page["nextRecordsUrl"];
            Assert.Equal(next is null, (bool)page["done"]!);
        }

        string[][] pages = await Task.WhenAll(addresses.Select(async url => Rows(await org.Http.GetStringAsync(url, Ct))));
        Assert.Equal([5, 5, 2], answers);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(SmallOrg.DealId), pages.SelectMany(page => page));
    }

    [Fact]
    public async Task Of_no_rows_has_a_header_and_ends()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = await CompleteAsync(org, "SELECT Id FROM Opportunity WHERE Name = 'none'");

        (HttpResponseMessage answer, string csv) = await RowsAsync(org, id);

        Assert.Equal("\"Id\"\n", csv);
        Assert.Equal(("null", "0"), (answer.Headers.GetValues("Sforce-Locator").Single(), answer.Headers.GetValues("Sforce-NumberOfRecords").Single()));
    }

    [Fact]
    public async Task Sees_deleted_rows_only_with_query_all()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await org.SendAsync(HttpMethod.Delete, $"sobjects/Opportunity/{SmallOrg.DealId(3)}");

        (_, string some) = await RowsAsync(org, await CompleteAsync(org, "SELECT Id FROM Opportunity"));
        (_, string all) = await RowsAsync(org, await FinishAsync(org, await CreateAsync(org, "SELECT Id FROM Opportunity", "queryAll")));

        Assert.Equal(5, Rows(some).Length);
        Assert.Equal(6, Rows(all).Length);
    }

    [Theory]
    [InlineData("SELECT COUNT() FROM Opportunity", "FEATURENOTENABLED")]
    [InlineData("SELECT OwnerId, COUNT(Id) FROM Opportunity GROUP BY OwnerId", "FEATURENOTENABLED")]
    [InlineData("SELECT OwnerId FROM Opportunity GROUP BY OwnerId", "FEATURENOTENABLED")]
    [InlineData("SELECT MAX(Amount) FROM Opportunity", "FEATURENOTENABLED")]
    [InlineData("SELECT Id, (SELECT Id FROM Opportunities) FROM Account", "FEATURENOTENABLED")]
    [InlineData("SELECT Id FROM Opportunity LIMIT 5 OFFSET 2", "FEATURENOTENABLED")]
    [InlineData("SELECT Id FROM", "MALFORMED_QUERY")]
    [InlineData("SELECT Nothing FROM Opportunity", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Nowhere", "INVALID_TYPE")]
    public async Task Is_refused_for_a_query_that_bulk_does_not_take(string soql, string code)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(HttpMethod.Post, "jobs/query", new { operation = "query", query = soql });

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, OrgHarness.CodeOf(body)));
        Assert.Empty((await org.SendAsync(HttpMethod.Get, "jobs/query")).Body!["records"]!.AsArray());
    }

    [Fact]
    public async Task Does_not_take_a_text_for_a_clause()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (_, string csv) = await RowsAsync(org, await CompleteAsync(org, "SELECT Id FROM Opportunity WHERE Name = 'GROUP BY (SELECT COUNT('"));

        Assert.Empty(Rows(csv));
    }

    [Theory]
    [InlineData("""{"operation":"insert","query":"SELECT Id FROM User"}""")]
    [InlineData("""{"operation":"query","query":"SELECT Id FROM User","contentType":"JSON"}""")]
    [InlineData("""{"operation":"query","query":"SELECT Id FROM User","columnDelimiter":"DOT"}""")]
    [InlineData("""{"operation":"query","query":"SELECT Id FROM User","lineEnding":"CR"}""")]
    [InlineData("""{"operation":"query"}""")]
    public async Task Is_refused_for_a_wish_it_cannot_grant(string body)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "INVALIDJOB"), Said(await org.SendAsync(HttpMethod.Post, "jobs/query", body)));
    }

    [Fact]
    public async Task Gives_nothing_before_it_is_complete_nor_after_it_was_aborted()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = (string)(await CreateAsync(org, Soql))["id"]!;

        (HttpStatusCode, string) early = Said(await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}/results"));
        (HttpStatusCode, string) pages = Said(await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}/resultPages"));
        JsonNode? aborted = (await org.SendAsync(HttpMethod.Patch, $"jobs/query/{id}", new { state = "Aborted" })).Body;

        Assert.Equal((HttpStatusCode.BadRequest, "INVALIDJOBSTATE"), early);
        Assert.Equal(early, pages);
        Assert.Equal("Aborted", (string?)aborted!["state"]);
        Assert.Equal(early, Said(await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}/results")));
        Assert.Equal(early, Said(await org.SendAsync(HttpMethod.Patch, $"jobs/query/{id}", new { state = "Aborted" })));
    }

    [Fact]
    public async Task Is_deleted_only_once_it_has_ended()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = (string)(await CreateAsync(org, Soql))["id"]!;

        (HttpStatusCode, string) early = Said(await org.SendAsync(HttpMethod.Delete, $"jobs/query/{id}"));
        await FinishAsync(org, id);
        HttpStatusCode done = (await org.SendAsync(HttpMethod.Delete, $"jobs/query/{id}")).Status;

        Assert.Equal((HttpStatusCode.BadRequest, "INVALIDJOBSTATE"), early);
        Assert.Equal(HttpStatusCode.NoContent, done);
        Assert.Equal(HttpStatusCode.NotFound, (await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}")).Status);
    }

    [Fact]
    public async Task Is_nobody_elses_and_another_versions_results_are_a_conflict()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = await CompleteAsync(org, Soql);

        Assert.Equal(HttpStatusCode.NotFound, (await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}", asUser: SmallOrg.Ann)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await org.SendAsync(HttpMethod.Get, $"/services/data/v66.0/jobs/query/{id}/results")).Status);
        Assert.Equal(HttpStatusCode.OK, (await org.SendAsync(HttpMethod.Get, $"/services/data/v66.0/jobs/query/{id}")).Status);
    }

    [Fact]
    public async Task Has_no_parallel_pages_before_version_58()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        const string Old = "/services/data/v57.0/jobs/query";
        string id = (string)(await org.SendAsync(HttpMethod.Post, Old, new { operation = "query", query = Soql })).Body!["id"]!;
        await FinishAsync(org, id);

        Assert.Equal(HttpStatusCode.NotFound, (await org.SendAsync(HttpMethod.Get, $"{Old}/{id}/resultPages")).Status);
        Assert.Equal(6, Rows(await org.Http.GetStringAsync($"{Old}/{id}/results", Ct)).Length);
    }

    [Theory]
    [InlineData("MTAwMDA")]
    [InlineData("!!")]
    [InlineData("MTAwMC41MDAwMC5mZmZm")]
    public async Task Takes_no_locator_that_it_never_gave(string locator)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = await CompleteAsync(org, Soql);

        Assert.Equal(HttpStatusCode.BadRequest, (await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}/results?locator={locator}")).Status);
    }

    [Fact]
    public async Task Fails_when_told_to_without_saying_why()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await org.SendAsync(HttpMethod.Post, "/__faults", new { failJobs = 1, bulkPolls = 0 });

        string failed = (string)(await CreateAsync(org, Soql))["id"]!;
        string well = (string)(await CreateAsync(org, Soql))["id"]!;

        Assert.Equal("Failed", (string?)(await org.SendAsync(HttpMethod.Get, $"jobs/query/{failed}")).Body!["state"]);
        Assert.Equal("JobComplete", (string?)(await org.SendAsync(HttpMethod.Get, $"jobs/query/{well}")).Body!["state"]);
        Assert.Equal([failed, well], (await org.SendAsync(HttpMethod.Get, "jobs/query")).Body!["records"]!.AsArray().Select(job => (string)job!["id"]!));
    }

    [Fact]
    public async Task Keeps_its_results_for_seven_days()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = await CompleteAsync(org, Soql);

        org.Server.AdvanceClock(TimeSpan.FromDays(6));
        Assert.Equal(HttpStatusCode.OK, (await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}")).Status);
        org.Server.AdvanceClock(TimeSpan.FromDays(2));

        Assert.Equal(HttpStatusCode.NotFound, (await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}")).Status);
    }

    [Fact]
    public async Task Is_zipped_for_a_client_that_can_read_it()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(1_000));
        string id = await CompleteAsync(org, Soql);
        using var plain = new HttpClient { BaseAddress = org.Server.Url };
        plain.DefaultRequestHeaders.Authorization = org.Http.DefaultRequestHeaders.Authorization;
        plain.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");

        using HttpResponseMessage zipped = await plain.GetAsync($"{OrgHarness.Api}/jobs/query/{id}/results", Ct);

        Assert.Equal(["gzip"], zipped.Content.Headers.ContentEncoding);
        Assert.Equal("text/csv", zipped.Content.Headers.ContentType!.MediaType);
    }

    private static (HttpStatusCode Status, string Code) Said((HttpStatusCode Status, JsonNode? Body) answer) =>
        (answer.Status, OrgHarness.CodeOf(answer.Body));

    private static string[] Rows(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0].Trim('"'))];

    private static async Task<JsonNode> CreateAsync(OrgHarness org, string soql, string operation = "query", object? extra = null)
    {
        JsonObject body = System.Text.Json.JsonSerializer.SerializeToNode(extra ?? new { })!.AsObject();
        body["operation"] = operation;
        body["query"] = soql;
        (HttpStatusCode status, JsonNode? job) = await org.SendAsync(HttpMethod.Post, "jobs/query", body);
        Assert.True(status == HttpStatusCode.OK, job?.ToJsonString());
        return job!;
    }

    private static async Task<string> CompleteAsync(OrgHarness org, string soql) => await FinishAsync(org, await CreateAsync(org, soql));

    private static Task<string> FinishAsync(OrgHarness org, JsonNode job) => FinishAsync(org, (string)job["id"]!);

    private static async Task<string> FinishAsync(OrgHarness org, string id)
    {
        await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}");
        Assert.Equal("JobComplete", (string?)(await org.SendAsync(HttpMethod.Get, $"jobs/query/{id}")).Body!["state"]);
        return id;
    }

    private static async Task<(HttpResponseMessage Answer, string Csv)> RowsAsync(OrgHarness org, string id, string query = "")
    {
        HttpResponseMessage answer = await org.Http.GetAsync($"{OrgHarness.Api}/jobs/query/{id}/results{query}", Ct);
        string csv = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, csv);
        return (answer, csv);
    }
}
