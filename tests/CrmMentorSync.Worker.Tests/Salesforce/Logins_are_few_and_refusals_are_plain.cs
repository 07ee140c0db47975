using System.Globalization;
using System.Security.Cryptography;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class Logins_are_few_and_refusals_are_plain
{
    private const string Query = "GET /services/data/v67.0/query";
    private const string Token = "POST /services/oauth2/token";
    private const string Expired = """[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_callers_of_an_org_that_refuses_every_session_all_fail_plainly_and_log_in_no_more_than_once_each_way()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, Expired, status: 401);
        SalesforceClient client = org.Client();
        SalesforceFailure[] failures = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
            await Assert.ThrowsAsync<SalesforceFailure>(() => client.QueryAsync("SELECT Id FROM Task", false, Ct).CountAsync(Ct).AsTask())));
        Assert.All(failures, failure => Assert.Contains("the session is refused", failure.Message, StringComparison.Ordinal));
        Assert.InRange(org.Logins, 2, 51);
        Assert.InRange(org.Requests.Count(asked => asked.StartsWith(Query, StringComparison.Ordinal)), 50, 100);
    }

    [Theory]
    [InlineData("invalid_grant", "authentication failure", "active and not locked")]
    [InlineData("invalid_grant", "expired authorization code", "machine's clock")]
    [InlineData("invalid_grant", "invalid assertion", "certificate")]
    [InlineData("invalid_grant", "user hasn't approved this consumer", "pre-authorise")]
    [InlineData("invalid_grant", "Audience validation failed", "Salesforce__Audience")]
    [InlineData("invalid_grant", "ip restricted", "login IP ranges")]
    [InlineData("invalid_grant", "invalid login hours", "login hours")]
    [InlineData("invalid_app_access", "user is not admin approved to access this app", "permission set")]
    [InlineData("invalid_client_id", "client identifier invalid", "consumer key")]
    [InlineData("inactive_user", "user is inactive", "inactive or frozen")]
    [InlineData("inactive_org", "organization is inactive", "locked or closed")]
    [InlineData("rate_limit_exceeded", "login rate exceeded", "too many logins")]
    [InlineData("unsupported_grant_type", "grant type not supported", "allow this flow")]
    [InlineData("invalid_scope", "the requested scope is not allowed", "scope 'api'")]
    [InlineData("something_new", "what", "check the app's consumer key")]
    public async Task Each_documented_refusal_has_its_remedy(string error, string description, string remedy)
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Token, $$"""{"error":"{{error}}","error_description":"{{description}}"}""", status: 400);
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => org.Client().ConnectAsync(Ct));
        Assert.Equal(SalesforceFailureCategory.Authentication, failure.Category);
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
        Assert.Contains(description, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, org.Logins);
    }

    [Theory]
    [InlineData(true, -10, true)]
    [InlineData(true, 10, true)]
    [InlineData(true, 0, false)]
    [InlineData(false, 10, false)]
    public async Task A_clock_that_is_wrong_is_named_where_an_assertion_was_signed_by_it(bool withAssertion, int minutes, bool named)
    {
        using var folder = new TemporaryFolder();
        using RSA key = RSA.Create(2048);
        await File.WriteAllTextAsync(folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem(), Ct);
        (string, string)[] settings = withAssertion
            ? [("Salesforce:ClientSecret", ""), ("Salesforce:PrivateKeyFile", folder.File("key.pem")), ("Salesforce:Username", "svc@acme.example")]
            : [];
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Token, context =>
        {
            context.Response.Headers.Date = TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToString("r", CultureInfo.InvariantCulture);
            return CannedSalesforce.AnswerAsync(context, 400, """{"error":"invalid_grant","error_description":"expired authorization code"}""");
        });
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => org.Client(true, settings).ConnectAsync(Ct));
        Assert.Equal(named, failure.Message.Contains("10 minutes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://acme.my.salesforce.com", null, false)]
    [InlineData("https://acme--uat.sandbox.my.salesforce.com", null, true)]
    [InlineData("https://test.salesforce.com", null, true)]
    [InlineData("https://acme--uat.my.salesforce.com", null, null)]
    [InlineData("https://acme.scratch.my.salesforce.com", null, null)]
    [InlineData("http://127.0.0.1:8080", null, null)]
    [InlineData("https://acme.my.salesforce.com", true, true)]
    [InlineData("http://127.0.0.1:8080", false, false)]
    public void The_settings_say_whether_the_org_is_a_sandbox(string login, bool? said, bool? expected)
    {
        var options = new SalesforceOptions { LoginUrl = login, ExpectSandbox = said };
        Assert.Equal(expected, SandboxRule.Expected(options));
        foreach (bool actual in (bool[])[true, false])
        {
            if (expected is { } wanted && wanted != actual)
            {
                SalesforceFailure refused = Assert.Throws<SalesforceFailure>(() => SandboxRule.Require(options, actual));
                Assert.Equal(SalesforceFailureCategory.Configuration, refused.Category);
                Assert.Contains("a sandbox", refused.Message, StringComparison.Ordinal);
                Assert.Contains("a production org", refused.Message, StringComparison.Ordinal);
            }
            else
            {
                SandboxRule.Require(options, actual);
            }
        }
    }
}
