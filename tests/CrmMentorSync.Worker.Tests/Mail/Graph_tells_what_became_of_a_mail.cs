using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.Mail.Graph;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>Each answer of Microsoft Graph, over HTTP from a real server on this machine; tokens by the real credential.</summary>
public sealed class Graph_tells_what_became_of_a_mail : IAsyncLifetime
{
    private readonly X509Certificate2 _certificate = TestCertificate.Make();
    private TinyGraph _graph = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _graph = await TinyGraph.StartAsync(_certificate);

    public async ValueTask DisposeAsync()
    {
        await _graph.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task Accepted_is_sent_with_our_own_bytes_by_a_token_of_entra()
    {
        using GraphTransport transport = Transport();
        Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.Equal("/v1.0/users/mentoring@acme.example/sendMail", _graph.LastPath);
        Assert.Equal("Bearer token-1", _graph.LastToken);
        Assert.Equal(EmlWriter.Write(Mails_are_written_as_mime.Message), Convert.FromBase64String(_graph.Posts[0]));
        Assert.Equal(1, _graph.TokensGiven);
    }

    [Theory]
    [InlineData(429, "0")]
    [InlineData(503, "0")]
    [InlineData(429, "1")]
    public async Task Whoever_is_asked_to_wait_waits_and_posts_again(int status, string after)
    {
        _graph.Script = post => post < 3 ? (status, after, "ApplicationThrottled") : (202, null, null);
        using GraphTransport transport = Transport();
        Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.Equal(3, _graph.Posts.Count);
    }

    [Fact]
    public async Task Throttling_without_end_is_not_sent()
    {
        _graph.Script = _ => (429, "0", "ApplicationThrottled");
        using GraphTransport transport = Transport();
        var outcome = Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.True(outcome is { IsLasting: false, ConcernsAll: true });
        Assert.Equal(5, _graph.Posts.Count);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        _graph.Script = post => post == 1 ? (401, null, "InvalidAuthenticationToken") : (202, null, null);
        using GraphTransport transport = Transport();
        Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.Equal("Bearer token-2", _graph.LastToken);

        _graph.Script = _ => (401, null, "InvalidAuthenticationToken");
        Assert.True(Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct)).IsLasting);
        Assert.Equal(4, _graph.Posts.Count);
    }

    [Theory]
    [InlineData(403, "ErrorAccessDenied", "Mail.Send")]
    [InlineData(404, "ErrorInvalidUser", "Mail:From")]
    public async Task What_nobody_may_or_has_is_told_with_the_remedy(int status, string code, string remedy)
    {
        _graph.Script = _ => (status, null, code);
        using GraphTransport transport = Transport();
        var outcome = Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.True(outcome is { IsLasting: true, ConcernsAll: true });
        Assert.Contains(code, outcome.Reason, StringComparison.Ordinal);
        Assert.Contains(remedy, outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("acme.example", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_address_is_refused()
    {
        _graph.Script = _ => (400, null, "ErrorInvalidRecipients");
        using GraphTransport transport = Transport();
        Assert.IsType<MailOutcome.Refused>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(504)]
    public async Task An_answer_lost_or_spoilt_after_the_post_is_unknown_and_not_posted_again(int status)
    {
        _graph.Script = _ => (status, null, null);
        using GraphTransport transport = Transport();
        Assert.IsType<MailOutcome.Unknown>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.Single(_graph.Posts);
    }

    [Fact]
    public async Task Nobody_there_is_not_sent()
    {
        using GraphTransport transport = Transport(graph => graph.Url = "http://127.0.0.1:9");
        Assert.True(Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct)) is { IsLasting: false, ConcernsAll: true });
    }

    [Fact]
    public async Task A_wrong_secret_is_told_as_one_and_stands_in_no_message()
    {
        using GraphTransport transport = Transport(graph => graph.ClientSecret = "no-such-secret");
        MailCheckFailure failure = await Assert.ThrowsAsync<MailCheckFailure>(() => transport.CheckAsync(Ct));
        Assert.Contains("AADSTS7000215", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such-secret", failure.Message, StringComparison.Ordinal);
        Assert.True(Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct)).IsLasting);
        Assert.Empty(_graph.Posts);
    }

    [Theory]
    [InlineData("http://graph.acme.example", "https://login.acme.example", "Mail:Graph:Url")]
    [InlineData("https://graph.microsoft.us", "http://127.0.0.1", "Mail:Graph:LoginUrl")]
    public void Nothing_is_said_in_the_clear_to_another_machine(string url, string login, string setting) => Assert.Contains(
        setting,
        new MailOptionsRules().Validate(null, Options(graph => (graph.Url, graph.LoginUrl) = (url, login))).FailureMessage,
        StringComparison.Ordinal);

    [Fact]
    public void A_sovereign_cloud_is_a_setting() => Assert.True(new MailOptionsRules().Validate(
        null, Options(graph => (graph.Url, graph.LoginUrl) = ("https://graph.microsoft.us", "https://login.microsoftonline.us"))).Succeeded);

    private GraphTransport Transport(Action<MailGraphOptions>? change = null)
    {
        MailOptions options = Options(change);
        return new GraphTransport(Microsoft.Extensions.Options.Options.Create(options), () => Credential(options.Graph), TimeProvider.System);
    }

    private MailOptions Options(Action<MailGraphOptions>? change)
    {
        var options = new MailOptions
        {
            Transport = MailTransportKind.Graph,
            From = "Mentoring <mentoring@acme.example>",
            TimeoutSeconds = 10,
            Graph = new MailGraphOptions { Url = _graph.Url, LoginUrl = _graph.SecureUrl, TenantId = "tenant-1", ClientId = "client-1", ClientSecret = "right" },
        };
        change?.Invoke(options.Graph);
        return options;
    }

    // Entra's address must be https; here its certificate is the test's own.
    private TokenCredential Credential(MailGraphOptions options) => GraphCredential.Of(options, new HttpClientTransport(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == _certificate.Thumbprint,
    }));
}
