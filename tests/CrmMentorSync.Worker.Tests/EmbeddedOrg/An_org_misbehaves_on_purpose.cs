using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class An_org_misbehaves_on_purpose
{
    private const string Deals = "SELECT Id FROM Opportunity";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_permanent_401_stays_whoever_logs_in_again()
    {
        await using OrgHarness org = await ArmedAsync(new { permanent401 = 1 });

        (HttpStatusCode, string) first = Said(await org.AskAsync(Deals));
        await org.LogInAsync();
        (HttpStatusCode, string) again = Said(await org.AskAsync(Deals));
        await ArmAsync(org, new { permanent401 = 0 });

        Assert.Equal((HttpStatusCode.Unauthorized, "INVALID_SESSION_ID"), first);
        Assert.Equal(first, again);
        Assert.Equal(HttpStatusCode.OK, (await org.AskAsync(Deals)).Status);
    }

    [Fact]
    public async Task The_concurrent_limit_has_words_of_its_own()
    {
        await using OrgHarness org = await ArmedAsync(new { concurrentNext = 1, limitNext = 1 });

        JsonNode?[] bodies = [(await org.AskAsync(Deals)).Body, (await org.AskAsync(Deals)).Body];

        Assert.Equal(["TotalRequests Limit exceeded.", "ConcurrentPerOrgLongTxn Limit exceeded."], bodies.Select(body => (string)body![0]!["message"]!));
        Assert.All(bodies, body => Assert.Equal("REQUEST_LIMIT_EXCEEDED", OrgHarness.CodeOf(body)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(7, "7")]
    public async Task A_503_says_when_to_come_back_only_where_told_to(int retryAfter, string? header)
    {
        await using OrgHarness org = await ArmedAsync(new { failNext = 1, retryAfter });

        using HttpResponseMessage answer = await org.Http.GetAsync($"{OrgHarness.Api}/limits", Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(header, answer.Headers.TryGetValues("Retry-After", out IEnumerable<string>? values) ? values.Single() : null);
    }

    [Fact]
    public async Task The_days_calls_are_few_and_others_use_them_too()
    {
        await using OrgHarness org = await ArmedAsync(new { dailyLimit = 500, othersCalls = 400 });

        using HttpResponseMessage answer = await org.Http.GetAsync($"{OrgHarness.Api}/limits", Ct);

        Assert.Equal("api-usage=401/500", answer.Headers.GetValues("Sforce-Limit-Info").Single());
        Assert.Contains("\"Remaining\":99", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_is_refused_as_told()
    {
        await using OrgHarness org = await ArmedAsync(new { loginError = "invalid_grant: no client credentials user enabled" });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" });

        using HttpResponseMessage answer = await org.Http.PostAsync("/services/oauth2/token", form, Ct);

        JsonNode body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal(("invalid_grant", "no client credentials user enabled"), ((string?)body["error"], (string?)body["error_description"]));
    }

    [Fact]
    public async Task Every_nth_record_and_every_record_that_is_meant_is_refused()
    {
        await using OrgHarness org = await ArmedAsync(new { refuseEvery = 3 });
        JsonArray counted = await org.CreateTasksAsync([.. Enumerable.Range(0, 7).Select(number => (object)new { Subject = $"t{number}" })]);
        await ArmAsync(org, new { refuseEvery = 0, refuseMatching = ".kickoff." });

        JsonArray meant = await org.CreateTasksAsync(
            new { Subject = "a", Mentoring_Key__c = "x.kickoff.1" }, new { Subject = "b", Mentoring_Key__c = "x.lunch.1" }, new { Subject = "the .kickoff. itself" });

        Assert.Equal([true, true, false, true, true, false, true], counted.Select(result => (bool)result!["success"]!));
        Assert.Equal([false, true, false], meant.Select(result => (bool)result!["success"]!));
        Assert.Equal("FIELD_CUSTOM_VALIDATION_EXCEPTION", OrgHarness.CodeOf(meant[0]));
    }

    [Fact]
    public async Task A_late_change_comes_to_light_below_stamps_that_were_seen()
    {
        await using OrgHarness org = await ArmedAsync(new { lateRows = 90 });
        (HttpStatusCode status, _) = await org.SendAsync(HttpMethod.Patch, $"sobjects/Opportunity/{SmallOrg.DealId(0)}", new { Name = "late" }, SmallOrg.Ann);
        await org.SendAsync(HttpMethod.Patch, $"sobjects/Opportunity/{SmallOrg.DealId(1)}", new { Name = "at once" });

        string[] before = await NamesAsync(org);
        string seen = await NewestStampAsync(org);
        org.Server.AdvanceClock(TimeSpan.FromSeconds(91));
        string[] after = await NamesAsync(org);

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(["at once"], before);
        Assert.Equal(["late", "at once"], after);
        Assert.Equal(seen, await NewestStampAsync(org));

        static async Task<string[]> NamesAsync(OrgHarness org) =>
            [.. (await org.RecordsAsync("SELECT Name FROM Opportunity WHERE Name IN ('late', 'at once') ORDER BY Id")).Select(row => (string)row!["Name"]!)];
        static async Task<string> NewestStampAsync(OrgHarness org) =>
            (string)(await org.RecordsAsync("SELECT SystemModstamp FROM Opportunity ORDER BY SystemModstamp DESC LIMIT 1"))[0]!["SystemModstamp"]!;
    }

    [Fact]
    public async Task Many_calls_share_one_stamp()
    {
        await using OrgHarness org = await ArmedAsync(new { sharedStamp = 3600 });
        for (int number = 0; number < 4; number++)
        {
            await org.CreateTaskAsync(new { Subject = $"t{number}" });
        }

        Assert.Equal("2025-12-31T23:00:00.000+0000", Assert.Single(await StampsAsync(org)));
        await ArmAsync(org, new { sharedStamp = 0 });
        await org.CreateTaskAsync(new { Subject = "own" });
        Assert.Equal(2, (await StampsAsync(org)).Length);

        static async Task<string[]> StampsAsync(OrgHarness org) =>
            [.. (await org.RecordsAsync("SELECT SystemModstamp FROM Task")).Select(row => (string)row!["SystemModstamp"]!).Distinct()];
    }

    [Theory]
    [InlineData(0, 0, new[] { 200, 200, 200 })]
    [InlineData(0, 150, new[] { 150, 150, 150, 150 })]
    public async Task Pages_shrink_as_told(int shrinkPages, int maxPageRows, int[] sizes)
    {
        await using OrgHarness org = await ArmedAsync(new { shrinkPages, maxPageRows }, deals: 600);

        Assert.Equal(sizes, (await PagesAsync(org)).Select(page => page["records"]!.AsArray().Count));
    }

    [Fact]
    public async Task All_pages_shrink_when_told_to()
    {
        await using OrgHarness org = await ArmedAsync(new { shrinkPages = 1 }, deals: 600);

        int[] sizes = [.. (await PagesAsync(org)).Select(page => page["records"]!.AsArray().Count)];

        Assert.All(sizes, size => Assert.InRange(size, 1, 199));
        Assert.Equal(600, sizes.Sum());
    }

    [Fact]
    public async Task A_locator_expires_and_the_next_query_pages_on()
    {
        await using OrgHarness org = await ArmedAsync(new { expireLocators = 1 }, deals: 3_000);
        string next = (string)(await org.AskAsync(Deals)).Body!["nextRecordsUrl"]!;

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_QUERY_LOCATOR"), Said(await org.SendAsync(HttpMethod.Get, next)));
        Assert.Equal(HttpStatusCode.OK, (await org.SendAsync(HttpMethod.Get, next)).Status);
    }

    [Fact]
    public async Task A_query_of_too_many_rows_takes_too_long_and_a_count_does_not()
    {
        await using OrgHarness org = await ArmedAsync(new { timeoutRows = 100, bulkPolls = 0 }, deals: 300);

        Assert.Equal((HttpStatusCode.BadRequest, "QUERY_TIMEOUT"), Said(await org.AskAsync(Deals)));
        Assert.Equal((HttpStatusCode.BadRequest, "QUERY_TIMEOUT"), Said(await org.AskAsync($"{Deals} LIMIT 5")));
        Assert.Equal(300, (int)(await org.AskAsync("SELECT COUNT() FROM Opportunity")).Body!["totalSize"]!);
        Assert.Equal(100, (int)(await org.AskAsync($"{Deals} WHERE Id < '{SmallOrg.DealId(100)}'")).Body!["totalSize"]!);
        string job = (string)(await org.SendAsync(HttpMethod.Post, "jobs/query", new { operation = "query", query = Deals })).Body!["id"]!;
        Assert.Equal("Failed", (string?)(await org.SendAsync(HttpMethod.Get, $"jobs/query/{job}")).Body!["state"]);
    }

    [Fact]
    public async Task An_object_or_field_is_missing_wherever_one_looks()
    {
        await using OrgHarness org = await ArmedAsync(new { hide = "OpportunityHistory, Opportunity.Amount,Task.Mentoring_Key__c" });

        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND"), Said(await org.SendAsync(HttpMethod.Get, "sobjects/OpportunityHistory/describe")));
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_TYPE"), Said(await org.AskAsync("SELECT Id FROM OpportunityHistory")));
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_FIELD"), Said(await org.AskAsync("SELECT Amount FROM Opportunity")));
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_FIELD"), Said(await org.AskAsync("SELECT Id FROM Opportunity WHERE Amount > 0")));
        Assert.DoesNotContain("Amount", await FieldsAsync(org, "Opportunity"));
        Assert.DoesNotContain("Mentoring_Key__c", await FieldsAsync(org, "Task"));
        Assert.Equal("INVALID_FIELD", OrgHarness.CodeOf((await org.CreateTasksAsync(new { Subject = "a", Mentoring_Key__c = "k" }))[0]));
        Assert.Equal(HttpStatusCode.NotFound, (await org.SendAsync(HttpMethod.Patch, "sobjects/Task/Mentoring_Key__c/k", new { Subject = "a" })).Status);
        await ArmAsync(org, new { hide = "" });
        Assert.Contains("Amount", await FieldsAsync(org, "Opportunity"));
    }

    [Fact]
    public async Task A_key_that_is_not_unique_is_found_twice_and_written_to_neither()
    {
        await using OrgHarness org = await ArmedAsync(new { nonUniqueKey = 1 });
        await org.CreateTasksAsync(new { Subject = "a", Mentoring_Key__c = "k" }, new { Subject = "b", Mentoring_Key__c = "k" }, new { Subject = "c", Mentoring_Key__c = "l" });

        (HttpStatusCode status, JsonNode? choices) = await org.SendAsync(HttpMethod.Patch, "sobjects/Task/Mentoring_Key__c/k", new { Subject = "x" });
        JsonArray rows = (await org.SendAsync(
            HttpMethod.Patch, "composite/sobjects/Task/Mentoring_Key__c",
            OrgHarness.Records("Task", new { Subject = "x", Mentoring_Key__c = "k" }, new { Subject = "x", Mentoring_Key__c = "l" }))).Body!.AsArray();

        Assert.Equal(HttpStatusCode.MultipleChoices, status);
        Assert.Equal(2, choices!.AsArray().Count);
        Assert.Equal(("DUPLICATE_EXTERNAL_ID", true), (OrgHarness.CodeOf(rows[0]), (bool)rows[1]!["success"]!));
        Assert.Equal(["a", "b", "x"], (await org.RecordsAsync("SELECT Subject FROM Task ORDER BY Id")).Select(row => (string)row!["Subject"]!));
        JsonNode field = (await org.SendAsync(HttpMethod.Get, "sobjects/Task/describe")).Body!["fields"]!.AsArray()
            .Single(field => (string)field!["name"]! == "Mentoring_Key__c")!;
        Assert.Equal((true, false), ((bool)field["externalId"]!, (bool)field["unique"]!));
    }

    [Fact]
    public async Task Latency_can_be_put_on_and_off()
    {
        await using OrgHarness org = await ArmedAsync(new { latency = 30 });

        JsonNode armed = (await org.SendAsync(HttpMethod.Get, "/__faults")).Body!;
        await ArmAsync(org, new { latency = 0 });

        Assert.Equal(30, (int)armed["latency"]!);
        Assert.Equal(0, (int)(await org.SendAsync(HttpMethod.Get, "/__faults")).Body!["latency"]!);
    }

    [Theory]
    [InlineData("""{"hide":1}""")]
    [InlineData("""{"failNext":"often"}""")]
    [InlineData("""{"failNext":-1}""")]
    public async Task A_knob_that_is_turned_wrongly_says_so(string body)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        Assert.Equal(HttpStatusCode.NotImplemented, (await org.SendAsync(HttpMethod.Post, "/__faults", body)).Status);
    }

    [Fact]
    public async Task Each_knob_stands_in_the_orgs_readme()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository(), "src", "CrmMentorSync.EmbeddedOrg", "README.md"), Ct);

        foreach ((string name, _) in (await org.SendAsync(HttpMethod.Get, "/__faults")).Body!.AsObject())
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| `{name}` |"), readme, StringComparison.Ordinal);
        }
    }

    private static string Repository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CrmMentorSync.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private static (HttpStatusCode Status, string Code) Said((HttpStatusCode Status, JsonNode? Body) answer) =>
        (answer.Status, OrgHarness.CodeOf(answer.Body));

    private static async Task<OrgHarness> ArmedAsync(object faults, int deals = 6)
    {
        OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(deals));
        await ArmAsync(org, faults);
        return org;
    }

    private static async Task ArmAsync(OrgHarness org, object faults) =>
        Assert.Equal(HttpStatusCode.OK, (await org.SendAsync(HttpMethod.Post, "/__faults", faults)).Status);

    private static async Task<string[]> FieldsAsync(OrgHarness org, string name) =>
        [.. (await org.SendAsync(HttpMethod.Get, $"sobjects/{name}/describe")).Body!["fields"]!.AsArray().Select(field => (string)field!["name"]!)];

    private static async Task<List<JsonNode>> PagesAsync(OrgHarness org)
    {
        org.Http.DefaultRequestHeaders.TryAddWithoutValidation("Sforce-Query-Options", "batchSize=200");
        List<JsonNode> pages = [(await org.AskAsync(Deals)).Body!];
        while ((string?)pages[^1]["nextRecordsUrl"] is { } next)
        {
            pages.Add((await org.SendAsync(HttpMethod.Get, next)).Body!);
        }

        return pages;
    }
}
