using System.Net;
using System.Text;
using System.Text.Json;
using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class Answers_that_mean_no_good
{
    private const string Query = "GET /services/data/v67.0/query";
    private const string Token = "POST /services/oauth2/token";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("empty", "no rows and says that more follow")]
    [InlineData("circle", "read already")]
    [InlineData("endless", "more than the 2 rows")]
    public async Task Pages_without_an_end_are_left(string kind, string says)
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        int page = 0;
        string rows = kind == "empty" ? "" : kind == "circle" ? """{"Id":"1"}""" : string.Join(',', Enumerable.Repeat("""{"Id":"1"}""", 500));
        org.On(Query, context => CannedSalesforce.AnswerAsync(
            context, 200, $$"""{"totalSize":2,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/{{(kind == "circle" ? ++page % 2 : ++page)}}","records":[{{rows}}]}"""));
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            async () => await org.Client().QueryAsync("SELECT Id FROM Account", all: false, Ct).CountAsync(Ct));
        Assert.Equal(SalesforceFailureCategory.Protocol, failure.Category);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.InRange(page, 1, 6);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(60_000, false)]
    public async Task A_trickle_is_waited_for_only_so_long(int milliseconds, bool ends)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new Trickle(parts: 50)),
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "http://org.example/"),
        };
        await using var body = new GuardedBody(answer, TimeSpan.FromMinutes(5), Ct) { Patience = TimeSpan.FromMilliseconds(milliseconds) };
        using var bytes = new MemoryStream();
        Exception? failure = await Record.ExceptionAsync(async () => await (await body.OpenAsync()).CopyToAsync(bytes, Ct));
        Assert.Equal(ends, failure is SalesforceFailure { IsTransient: true, MayHaveArrived: true });
        Assert.Equal(ends ? bytes.Length : 50, bytes.Length);
    }

    [Theory]
    [InlineData("very-secret/+ 1")]
    [InlineData("very-secret%2F%2B%201")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl")]
    public async Task A_login_that_sends_our_secret_back_does_not_get_it_into_a_message(string sent)
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Token, JsonSerializer.Serialize(new { error = "invalid_client", error_description = $"bad: {new string('x', 390)} {sent} what" }), status: 400);
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            () => org.Client(true, ("Salesforce:ClientSecret", "very-secret/+ 1")).ConnectAsync(Ct));
        Assert.Contains("***", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(sent[..8], failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_sends_our_token_back_does_not_get_it_into_a_message()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, """[{"errorCode":"X","message":"hdr Bearer token-1 refused"}]""", status: 400);
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            async () => await org.Client().QueryAsync("SELECT Id FROM Account", all: false, Ct).CountAsync(Ct));
        Assert.Contains("hdr Bearer *** refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_would_break_the_line_is_told_and_not_sent()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Token, JsonSerializer.Serialize(new
        {
            access_token = "a\r\nX-Evil: 1", instance_url = org.Address.ToString(), id = "https://x.example/id/00D000000000001EAA/005000000000001AAA",
        }));
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(() => org.Client().ConnectAsync(Ct));
        Assert.Equal(SalesforceFailureCategory.Protocol, failure.Category);
        Assert.Contains("access_token", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_is_no_text_is_told_by_its_status()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, async context =>
        {
            context.Response.StatusCode = 400;
            await context.Response.Body.WriteAsync(new byte[] { 0x5B, 0x7B, 0x22, 0x6D, 0x65, 0x73, 0x73, 0x61, 0x67, 0x65, 0x22, 0x3A, 0x22, 0xFF, 0xFE, 0x22, 0x7D, 0x5D }, context.RequestAborted);
        });
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            async () => await org.Client().QueryAsync("SELECT Id FROM Account", all: false, Ct).CountAsync(Ct));
        Assert.Contains("Salesforce answered 400", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A byte at a time, each a moment after the one before.</summary>
    private sealed class Trickle(int parts) : MemoryStream(Encoding.ASCII.GetBytes(new string('x', parts)))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(2, cancellationToken);
            return await base.ReadAsync(buffer[..1], cancellationToken);
        }
    }
}
