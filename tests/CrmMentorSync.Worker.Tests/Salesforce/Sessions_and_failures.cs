using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class Sessions_and_failures
{
    private const string Query = "GET /services/data/v67.0/query";
    private const string Empty = """{"totalSize":0,"done":true,"records":[]}""";
    private const string Expired = """[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connecting_tells_organization_user_and_the_servers_clock()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("GET /services/data/", context =>
        {
            context.Response.Headers.Date = "Sun, 31 Dec 2017 23:59:00 GMT";
            return CannedSalesforce.AnswerAsync(context, 200, """[{"version":"66.0"},{"version":"67.0"}]""");
        });
        SalesforceClient client = org.Client();
        SalesforceOrg connected = await client.ConnectAsync(Ct);
        Assert.Equal(new SalesforceOrg(CannedSalesforce.OrganizationId, "005000000000001AAA", org.Address, new DateTimeOffset(2017, 12, 31, 23, 59, 0, TimeSpan.Zero)), connected);
        Assert.Equal(0, client.ApiCalls);
    }

    [Fact]
    public async Task A_version_that_the_org_does_not_offer_is_named_with_those_it_does()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("GET /services/data/", """[{"version":"60.0"}]""");
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => org.Client().ConnectAsync(Ct));
        Assert.Equal(SalesforceFailureCategory.Configuration, failure.Category);
        Assert.Contains("60.0", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_callers_share_one_login_and_one_renewal()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, context => context.Request.Headers.Authorization == "Bearer token-1"
            ? CannedSalesforce.AnswerAsync(context, 401, Expired)
            : CannedSalesforce.AnswerAsync(context, 200, Empty));
        SalesforceClient client = org.Client();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.QueryAsync("SELECT Id FROM Task", false, Ct).CountAsync(Ct).AsTask()));
        Assert.Equal(2, org.Logins);
    }

    [Theory]
    [InlineData(Expired, 2)]
    [InlineData("""[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION"}]""", 1)]
    public async Task A_session_that_stays_refused_is_renewed_at_most_once(string body, int logins)
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, body, status: 401);
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            () => org.Client().QueryAsync("SELECT Id FROM Task", false, Ct).CountAsync(Ct).AsTask());
        Assert.Equal(SalesforceFailureCategory.Authentication, failure.Category);
        Assert.Equal(logins, org.Logins);
    }

    [Theory]
    [InlineData("""{"error":"invalid_client","error_description":"invalid client credentials"}""", "consumer secret")]
    [InlineData("""{"error":"invalid_grant","error_description":"request not supported on this domain"}""", "My Domain URL")]
    [InlineData("""{"error":"invalid_grant","error_description":"no client credentials user enabled"}""", "run-as user")]
    public async Task A_refused_login_says_what_to_do_is_not_tried_again_at_once_and_shows_no_secret(string body, string remedy)
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("POST /services/oauth2/token", body, status: 400);
        SalesforceClient client = org.Client();
        for (int i = 0; i < 3; i++)
        {
            SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => client.ConnectAsync(Ct));
            Assert.Equal(SalesforceFailureCategory.Authentication, failure.Category);
            Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("very-secret", failure.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(1, org.Logins);
    }

    [Fact]
    public async Task A_login_that_sends_the_token_over_an_open_line_is_refused()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("POST /services/oauth2/token", """{"access_token":"t","instance_url":"http://acme.example","id":"https://x/id/00D000000000001/005000000000001"}""");
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => org.Client().ConnectAsync(Ct));
        Assert.Contains("https", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_jwt_is_signed_for_the_user_and_the_sandbox_or_production_audience()
    {
        using var key = RSA.Create(2048);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem(), Ct);
            await using CannedSalesforce org = await CannedSalesforce.StartAsync();
            await org.Client(true, ("Salesforce:ClientSecret", ""), ("Salesforce:PrivateKeyFile", file), ("Salesforce:Username", "svc@acme.example")).ConnectAsync(Ct);
            string assertion = Uri.UnescapeDataString(org.Bodies.First().Split("assertion=")[1]);
            string[] parts = assertion.Split('.');
            Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            using JsonDocument claims = JsonDocument.Parse(Decode(parts[1]));
            Assert.Equal("client", claims.RootElement.GetProperty("iss").GetString());
            Assert.Equal("svc@acme.example", claims.RootElement.GetProperty("sub").GetString());
            Assert.Equal("https://login.salesforce.com", claims.RootElement.GetProperty("aud").GetString());
            Assert.Equal("https://test.salesforce.com", JwtAssertion.Audience(new SalesforceOptions { LoginUrl = "https://acme--uat.sandbox.my.salesforce.com" }));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_read_that_fails_in_passing_is_repeated_and_counted()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, "[]", status: 503).On(Query, Empty, after: 2);
        SalesforceClient client = org.Client();
        Assert.Equal(0, await client.QueryAsync("SELECT Id FROM Task", false, Ct).CountAsync(Ct));
        Assert.Equal(3, client.ApiCalls);
    }

    [Theory]
    [InlineData(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", SalesforceFailureCategory.Limit)]
    [InlineData(403, "INSUFFICIENT_ACCESS", "no", SalesforceFailureCategory.Permission)]
    [InlineData(400, "INVALID_FIELD", "No such column 'X'", SalesforceFailureCategory.BadRequest)]
    [InlineData(400, "OPERATION_TOO_LARGE", "exceeded 100000 distinct who/what's", SalesforceFailureCategory.Permission)]
    [InlineData(410, "GONE", "retired", SalesforceFailureCategory.Configuration)]
    [InlineData(501, "NOT_IMPLEMENTED", "what?", SalesforceFailureCategory.BadRequest)]
    public async Task A_failure_that_stays_has_its_category_and_is_not_repeated(int status, string code, string message, object category)
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, $$"""[{"message":"{{message}}","errorCode":"{{code}}"}]""", status);
        SalesforceClient client = org.Client();
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            () => client.QueryAsync("SELECT Id FROM Task", false, Ct).CountAsync(Ct).AsTask());
        Assert.Equal(category, failure.Category);
        Assert.Equal((HttpStatusCode)status, failure.Status);
        Assert.Equal(code, failure.ErrorCode);
        Assert.Equal(1, client.ApiCalls);
    }

    [Fact]
    public async Task A_dead_address_is_unavailable_and_named_and_tried_as_often_as_set()
    {
        CannedSalesforce org = await CannedSalesforce.StartAsync();
        SalesforceClient client = org.Client(true, ("Salesforce:Retries", "1"));
        await org.DisposeAsync();
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => client.ConnectAsync(Ct));
        Assert.Equal(SalesforceFailureCategory.Unavailable, failure.Category);
        Assert.Contains($"127.0.0.1:{org.Address.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, context =>
        {
            context.Response.Redirect("https://elsewhere.example/");
            return Task.CompletedTask;
        });
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            () => org.Client().QueryAsync("SELECT Id FROM Task", false, Ct).CountAsync(Ct).AsTask());
        Assert.Equal(SalesforceFailureCategory.Configuration, failure.Category);
    }

    [Fact]
    public async Task A_description_is_cached_and_a_missing_object_is_null()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("GET /services/data/v67.0/sobjects/Task/describe", """
            {"name":"Task","label":"Task","fields":[{"name":"Mentoring_Key__c","type":"string","length":80,"createable":true,"updateable":true,"filterable":true,"externalId":true,"unique":true,"label":"x"}]}
            """);
        org.On("GET /services/data/v67.0/sobjects/ForecastingQuota/describe", """[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""", status: 404);
        SalesforceClient client = org.Client();
        SalesforceObject task = (await client.DescribeAsync("Task", Ct))!;
        Assert.True(task.Fields["mentoring_key__C"] is { ExternalId: true, Unique: true, Length: 80 });
        Assert.Null(await client.DescribeAsync("ForecastingQuota", Ct));
        Assert.Same(task, await client.DescribeAsync("task", Ct));
        Assert.Null(await client.DescribeAsync("ForecastingQuota", Ct));
        Assert.Equal(2, client.ApiCalls);
    }

    [Theory]
    [InlineData("api-usage=10018/100000", 10018)]
    [InlineData("api-bursts=1/750; api-usage=7/100000", 7)]
    [InlineData("api-usage=25/100000; per-app-api-usage=17/250(appName=x)", 25)]
    [InlineData("per-app-api-usage=17/250(appName=x)", null)]
    [InlineData("api-usage=abc", null)]
    [InlineData("", null)]
    public void The_limit_header_is_read_key_by_key(string header, int? used) =>
        Assert.Equal(used, (int?)ApiUsage.TryParse(header)?.Used);

    [Fact]
    public async Task Limits_fall_back_to_the_header_where_the_user_may_not_see_them()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("GET /services/data/v67.0/limits", context =>
        {
            context.Response.Headers["Sforce-Limit-Info"] = "api-usage=5/100";
            return CannedSalesforce.AnswerAsync(context, 403, """[{"errorCode":"FUNCTIONALITY_NOT_ENABLED","message":"no"}]""");
        });
        Assert.Equal(new ApiUsage(5, 100), await org.Client().GetLimitsAsync(Ct));
        org.On("GET /services/data/v67.0/limits", """{"Other":{"Max":1},"DailyApiRequests":{"Max":"15000","Remaining":14998,"App":{"Max":0,"Remaining":0}}}""");
        Assert.Equal(new ApiUsage(2, 15000), await org.Client().GetLimitsAsync(Ct));
    }

    [Theory]
    [InlineData("", "id", "secret", null, null, "demo")]
    [InlineData("http://acme.my.salesforce.com", "id", "secret", null, null, "https://")]
    [InlineData("https://login.salesforce.com", "id", "secret", null, null, "My Domain")]
    [InlineData("https://acme.my.salesforce.com/path", "id", "secret", null, null, "bare host")]
    [InlineData("https://acme.my.salesforce.com", null, "secret", null, null, "ClientId")]
    [InlineData("https://acme.my.salesforce.com", "id", null, null, null, "ClientSecret")]
    [InlineData("https://acme.my.salesforce.com", "id", null, "key.pem", null, "Username")]
    [InlineData("https://acme.my.salesforce.com", "id", "secret", "key.pem", "u", "one way")]
    [InlineData("nonsense", "id", "secret", null, null, "not an address")]
    [InlineData("https://acme.my.salesforce.com", "id", "secret", null, null, null)]
    [InlineData("https://login.salesforce.com", "id", null, "key.pem", "u", null)]
    [InlineData("http://127.0.0.1:8080", "id", "secret", null, null, null)]
    public void Settings_that_cannot_work_are_refused_with_the_remedy(string login, string? id, string? secret, string? key, string? user, string? says)
    {
        var options = new SalesforceOptions { LoginUrl = login, ClientId = id, ClientSecret = secret, PrivateKeyFile = key, Username = user };
        string? message = new SalesforceLoginValidator().Validate(null, options).FailureMessage;
        Assert.Equal(says is null, message is null);
        Assert.Contains(says ?? "", message ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("secret'", message ?? "", StringComparison.Ordinal);
    }

    private static byte[] Decode(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
