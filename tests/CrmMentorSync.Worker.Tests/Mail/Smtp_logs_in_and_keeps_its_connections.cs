using System.Security.Cryptography.X509Certificates;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.Mail.Smtp;
using CrmMentorSync.Worker.Tests.Fixtures;
using static CrmMentorSync.Worker.Tests.Mail.Smtp_tells_what_became_of_a_mail;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>TLS, the login, and several mails at once.</summary>
public sealed class Smtp_logs_in_and_keeps_its_connections : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate = TestCertificate.Make();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("StartTls", "PLAIN LOGIN", "AUTH PLAIN")]
    [InlineData("StartTls", "LOGIN", "AUTH LOGIN")]
    [InlineData("Implicit", "PLAIN", "AUTH PLAIN")]
    public async Task Over_tls_a_login_is_given_and_a_mail_goes(string tls, string logins, string login)
    {
        await using var server = new TinySmtpServer { Certificate = _certificate, ImplicitTls = tls == "Implicit", Logins = logins };
        using SmtpTransport transport = Secure(server, options => (options.Tls, options.User, options.Password) = (Enum.Parse<MailTls>(tls), "mentoring", "right"));
        Assert.Contains("over TLS and accepts the login", await transport.CheckAsync(Ct), StringComparison.Ordinal);
        Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.Contains(server.Commands, command => command.StartsWith(login, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_spoken_to()
    {
        await using var server = new TinySmtpServer { Certificate = _certificate };
        using SmtpTransport transport = Secure(server, options => options.IssuerFile = "");
        var outcome = Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.True(outcome is { IsLasting: true, ConcernsAll: true });
        Assert.Contains("Mail:IssuerFile", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_one_and_stands_in_no_message()
    {
        await using var server = new TinySmtpServer();
        using SmtpTransport transport = Transport(server.Port, options => (options.User, options.Password) = ("mentoring", "secret"));
        var outcome = Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.True(outcome is { IsLasting: true, ConcernsAll: true });
        MailCheckFailure failure = await Assert.ThrowsAsync<MailCheckFailure>(() => transport.CheckAsync(Ct));
        Assert.All([outcome.Reason, failure.Message], text =>
        {
            Assert.Contains("535 5.7.8", text, StringComparison.Ordinal);
            Assert.Contains("Mail__Password", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Many_mails_share_a_few_connections()
    {
        await using var server = new TinySmtpServer();
        using SmtpTransport transport = Transport(server.Port, options => options.Connections = 4);
        MailOutcome[] outcomes = await SendManyAsync(transport, 100);
        await transport.RestAsync(Ct);
        Assert.All(outcomes, outcome => Assert.IsType<MailOutcome.Sent>(outcome));
        Assert.Equal(100, server.Mails.Count);
        Assert.InRange(server.Connections, 1, 4);
        Assert.Equal(server.Connections, server.Commands.Count(command => command == "QUIT"));
    }

    [Fact]
    public async Task A_server_that_allows_two_connections_gets_all_mails_over_two()
    {
        var hold = new TaskCompletionSource();
        await using var server = new TinySmtpServer { MostConnections = 2, Hold = hold.Task };
        using SmtpTransport transport = Transport(server.Port, options => options.Connections = 8);
        Task<MailOutcome[]> sending = SendManyAsync(transport, 40);
        while (server.Mails.Count < 2)
        {
            await Task.Delay(10, Ct);
        }

        hold.SetResult();
        MailOutcome[] outcomes = await sending;
        Assert.All(outcomes, outcome => Assert.IsType<MailOutcome.Sent>(outcome));
        Assert.Equal(40, server.Mails.Count);
        await transport.RestAsync(Ct);
        Assert.All(await SendManyAsync(transport, 3), outcome => Assert.IsType<MailOutcome.Sent>(outcome));
    }

    private static Task<MailOutcome[]> SendManyAsync(SmtpTransport transport, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => transport.SendAsync(To($"reader{number}@acme.example"), Ct)));

    private SmtpTransport Secure(TinySmtpServer server, Action<MailOptions> change) => Transport(server.Port, options =>
    {
        options.Tls = MailTls.StartTls;
        options.IssuerFile = TestCertificate.Write(_certificate, _folder.Path).Certificate;
        change(options);
    });
}
