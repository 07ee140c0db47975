using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class An_org_speaks_as_salesforce_does
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grant_type=password", "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&client_id=nobody&client_secret=embedded-secret", "invalid_client_id")]
    [InlineData("grant_type=client_credentials&client_id=embedded-client&client_secret=wrong", "invalid_client")]
    [InlineData("", "unsupported_grant_type")]
    public async Task A_wrong_login_is_an_object_with_an_error(string form, string error)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        using var content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");

        using HttpResponseMessage answer = await org.Http.PostAsync("/services/oauth2/token", content, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(error, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["error"]);
    }

    [Fact]
    public async Task The_credentials_may_come_by_basic_authentication()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/services/oauth2/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String("embedded-client:embedded-secret"u8));

        using HttpResponseMessage answer = await org.Http.SendAsync(request, Ct);

        JsonNode token = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal(org.Server.Url.ToString().TrimEnd('/'), (string?)token["instance_url"]);
        Assert.EndsWith($"/{org.Server.OrganizationId}/{org.Server.IntegrationUserId}", (string?)token["id"]);
        Assert.Equal(13, ((string)token["issued_at"]!).Length);
    }

    [Fact]
    public async Task A_call_without_a_live_token_is_401_invalid_session()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await org.SendAsync(HttpMethod.Post, "/__faults", new { expireTokens = 1 });

        (HttpStatusCode status, JsonNode? body) = await org.AskAsync("SELECT Id FROM User");
        await org.LogInAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, "INVALID_SESSION_ID"), (status, OrgHarness.CodeOf(body)));
        Assert.Equal(HttpStatusCode.OK, (await org.AskAsync("SELECT Id FROM User")).Status);
    }

    [Fact]
    public async Task Every_answer_tells_the_orgs_time_and_its_limit()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await org.AskAsync("SELECT Id FROM User");

        using HttpResponseMessage answer = await org.Http.GetAsync(OrgHarness.Api + "/limits", Ct);

        Assert.Equal(new DateTimeOffset(2025, 12, 31, 23, 59, 0, TimeSpan.Zero), answer.Headers.Date!.Value, TimeSpan.FromSeconds(59));
        Assert.Equal("api-usage=2/100000", answer.Headers.GetValues("Sforce-Limit-Info").Single());
        Assert.Equal(2, org.Server.ApiCalls);
    }

    [Fact]
    public async Task A_refusal_has_the_same_headers()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        using HttpResponseMessage answer = await org.Http.GetAsync(OrgHarness.Api + "/nothing/here", Ct);

        Assert.Equal(2025, answer.Headers.Date!.Value.Year);
        Assert.Equal("api-usage=1/100000", answer.Headers.GetValues("Sforce-Limit-Info").Single());
    }

    [Fact]
    public async Task An_answer_is_zipped_for_a_client_that_can_read_it()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(1_000));
        using var plain = new HttpClient { BaseAddress = org.Server.Url };
        plain.DefaultRequestHeaders.Authorization = org.Http.DefaultRequestHeaders.Authorization;
        string path = $"{OrgHarness.Api}/query?q=SELECT+Id,Name+FROM+Opportunity";

        using HttpResponseMessage unzipped = await plain.GetAsync(path, Ct);
        plain.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        using HttpResponseMessage zipped = await plain.GetAsync(path, Ct);

        Assert.Empty(unzipped.Content.Headers.ContentEncoding);
        Assert.Equal(["gzip"], zipped.Content.Headers.ContentEncoding);
        Assert.True((await zipped.Content.ReadAsByteArrayAsync(Ct)).Length * 4 < (await unzipped.Content.ReadAsByteArrayAsync(Ct)).Length);
    }

    [Theory]
    [InlineData("POST", "/services/data/v67.0/jobs/ingest")]
    [InlineData("POST", "/services/data/v67.0/composite/graph")]
    [InlineData("GET", "/services/data/v67.0/sobjects/Task/listviews")]
    [InlineData("PUT", "/services/data/v67.0/sobjects/Task/00T000000000001AAA")]
    [InlineData("PATCH", "/services/data/v67.0/sobjects/Task/Mentoring_Key__c/k?updateOnly=true")]
    [InlineData("GET", "/services/data/v40.0/query?q=SELECT+Id+FROM+User")]
    [InlineData("GET", "/services/apexrest/x")]
    [InlineData("GET", "/lightning/o/Task/list")]
    [InlineData("GET", "/")]
    public async Task What_this_org_cannot_do_is_501_and_named(string method, string path)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(new HttpMethod(method), path, method is "GET" ? null : new { });

        Assert.Equal((HttpStatusCode.NotImplemented, "NOT_IMPLEMENTED_IN_EMBEDDED_ORG"), (status, OrgHarness.CodeOf(body)));
        Assert.Contains(path.Contains("v40") ? "v40.0" : path.Split('?')[0], (string?)body![0]!["message"]);
    }

    [Theory]
    [InlineData("/services/data/v68.0/limits", HttpStatusCode.OK)]
    [InlineData("/services/data/v50.0/limits", HttpStatusCode.OK)]
    [InlineData("/services/data/v69.0/limits", HttpStatusCode.NotFound)]
    [InlineData("/services/data/v30.0/limits", HttpStatusCode.Gone)]
    [InlineData("/services/data/v67/limits", HttpStatusCode.NotFound)]
    public async Task Versions_are_those_that_salesforce_has(string path, HttpStatusCode status)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        Assert.Equal(status, (await org.SendAsync(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task The_list_of_versions_needs_no_login_and_counts_nothing()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        org.Http.DefaultRequestHeaders.Authorization = null;

        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(HttpMethod.Get, "/services/data/");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(body!.AsArray(), version => (string?)version!["version"] == "67.0");
        Assert.Equal(0, org.Server.ApiCalls);
    }

    [Fact]
    public async Task Describe_lists_what_this_org_has_and_nothing_else()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (_, JsonNode? task) = await org.SendAsync(HttpMethod.Get, "sobjects/Task/describe");
        (_, JsonNode? deal) = await org.SendAsync(HttpMethod.Get, "sobjects/opportunity/describe");
        (HttpStatusCode quota, _) = await org.SendAsync(HttpMethod.Get, "sobjects/ForecastingQuota/describe");

        JsonNode key = task!["fields"]!.AsArray().Single(field => (string?)field!["name"] == "Mentoring_Key__c")!;
        Assert.True((bool)key["externalId"]! && (bool)key["unique"]! && (bool)key["createable"]! && (bool)key["updateable"]!);
        Assert.Equal(80, (int)key["length"]!);
        string?[] fields = [.. deal!["fields"]!.AsArray().Select(field => (string?)field!["name"])];
        Assert.Contains("Rank__c", fields);
        Assert.DoesNotContain("CurrencyIsoCode", fields);
        Assert.Equal(HttpStatusCode.NotFound, quota);
    }

    [Fact]
    public async Task Every_described_field_can_be_selected()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        foreach (string name in (string[])["User", "UserRole", "Account", "Opportunity", "Task", "Event", "Organization", "TaskStatus", "OpportunityHistory", "Period"])
        {
            (_, JsonNode? describe) = await org.SendAsync(HttpMethod.Get, $"sobjects/{name}/describe");
            string fields = string.Join(",", describe!["fields"]!.AsArray().Select(field => (string?)field!["name"]));

            Assert.Equal(HttpStatusCode.OK, (await org.AskAsync($"SELECT {fields} FROM {name}")).Status);
        }
    }

    [Fact]
    public async Task The_org_has_an_id_of_its_own_that_is_the_same_on_every_start()
    {
        await using OrgHarness one = await OrgHarness.StartAsync();
        await using OrgHarness same = await OrgHarness.StartAsync();

        JsonNode organization = (await one.RecordsAsync("SELECT Id, IsSandbox, FiscalYearStartMonth FROM Organization")).Single()!;

        Assert.Equal(one.Server.OrganizationId, same.Server.OrganizationId);
        Assert.Equal(one.Server.OrganizationId, (string?)organization["Id"]);
        Assert.False((bool)organization["IsSandbox"]!);
        Assert.Equal(1, (int)organization["FiscalYearStartMonth"]!);
    }

    [Fact]
    public async Task The_integration_user_is_no_rep()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        Assert.Equal([org.Server.IntegrationUserId], await org.IdsAsync("SELECT Id FROM User WHERE UserType != 'Standard'"));
    }

    [Fact]
    public async Task The_clock_goes_forward_when_told_and_never_back()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        await org.SendAsync(HttpMethod.Post, "/__clock", new { to = "2026-02-01T07:30:00Z" });
        await org.SendAsync(HttpMethod.Post, "/__clock", new { advanceSeconds = 3600 });
        await org.SendAsync(HttpMethod.Post, "/__clock", new { to = "2020-01-01T00:00:00Z" });
        (HttpStatusCode nonsense, _) = await org.SendAsync(HttpMethod.Post, "/__clock", new { advanceSeconds = -5 });
        (_, JsonNode? now) = await org.SendAsync(HttpMethod.Get, "/__clock");

        Assert.StartsWith("2026-02-01T08:3", (string?)now!["now"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense);
    }

    [Fact]
    public async Task Faults_strike_as_often_as_armed()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(
            change: options => options with { Faults = new Dictionary<string, int> { ["failNext"] = 1 } });

        HttpStatusCode failed = (await org.AskAsync("SELECT Id FROM User")).Status;
        await org.SendAsync(HttpMethod.Post, "/__faults", new { limitNext = 1, lockRows = 1 });
        (HttpStatusCode limited, JsonNode? limit) = await org.AskAsync("SELECT Id FROM User");
        JsonArray results = await org.CreateTasksAsync(new { Subject = "a" }, new { Subject = "b" });
        (HttpStatusCode unknown, _) = await org.SendAsync(HttpMethod.Post, "/__faults", new { meteor = 1 });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed);
        Assert.Equal((HttpStatusCode.Forbidden, "REQUEST_LIMIT_EXCEEDED"), (limited, OrgHarness.CodeOf(limit)));
        Assert.Equal("UNABLE_TO_LOCK_ROW", OrgHarness.CodeOf(results[0]));
        Assert.True((bool)results[1]!["success"]!);
        Assert.Equal(HttpStatusCode.NotImplemented, unknown);
    }

    [Fact]
    public async Task A_dropped_answer_was_done_all_the_same()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await org.SendAsync(HttpMethod.Post, "/__faults", new { dropAfterCommit = 1 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => org.CreateTasksAsync(new { Subject = "a" }));

        Assert.Single(await org.RecordsAsync("SELECT Id FROM Task"));
    }

    [Fact]
    public async Task A_query_longer_than_a_default_server_takes_is_answered()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string ids = string.Join(',', Enumerable.Range(0, 500).Select(number => $"'{SmallOrg.DealId(number)}'"));

        Assert.Equal(6, (await org.RecordsAsync($"SELECT Id FROM Opportunity WHERE Id IN ({ids})")).Count);
    }

    [Fact]
    public async Task A_deal_that_is_won_over_the_api_is_closed()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string open = SmallOrg.DealId(2);

        await org.SendAsync(HttpMethod.Patch, $"sobjects/Opportunity/{open}", new { StageName = "Closed Won", CloseDate = "2026-01-05" }, SmallOrg.Ann);

        JsonNode deal = (await org.RecordsAsync($"SELECT IsWon, IsClosed, Probability, SystemModstamp FROM Opportunity WHERE Id = '{open}'"))[0]!;
        Assert.True((bool)deal["IsWon"]! && (bool)deal["IsClosed"]!);
        Assert.Equal(100, (double)deal["Probability"]!);
        Assert.StartsWith("2025-12-31T23:59", (string?)deal["SystemModstamp"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_export_knows_from_the_future_is_stamped_before_the_present()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(change: options => options with { AsOf = new DateOnly(2025, 1, 1) });

        string until = org.Server.Now.AddMinutes(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        Assert.Equal(4, (await org.RecordsAsync($"SELECT Id FROM User WHERE SystemModstamp < {until} AND UserType = 'Standard'")).Count);
        Assert.Equal(6, (await org.RecordsAsync($"SELECT Id FROM Opportunity WHERE SystemModstamp < {until}")).Count);
    }
}
