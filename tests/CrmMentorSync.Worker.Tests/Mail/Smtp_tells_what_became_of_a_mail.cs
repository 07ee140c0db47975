using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using CrmMentorSync.Worker.Mail;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>Each answer of a server, over a real connection on this machine.</summary>
public sealed class Smtp_tells_what_became_of_a_mail
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Taken_is_sent_with_our_own_headers_and_both_parts()
    {
        await using var server = new TinySmtpServer();
        Assert.IsType<MailOutcome.Sent>(await SendAsync(server.Port));
        ReadMail mail = ReadMail.Parse(Assert.Single(server.Mails));
        MailMessageData meant = Mails_are_written_as_mime.Message;
        Assert.Equal($"<{meant.MessageId}>", mail.Headers["Message-ID"]);
        Assert.True(mail.Headers.ContainsKey("Date"));
        Assert.Equal($"<{meant.ListId}>", mail.Headers["List-Id"]);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal(meant.Text.TrimEnd(), mail.Part("text/plain").TrimEnd());
        Assert.Equal(meant.Html.TrimEnd(), mail.Part("text/html").TrimEnd());
    }

    [Fact]
    public async Task An_unknown_mailbox_is_refused()
    {
        await using var server = new TinySmtpServer { Recipient = "550 no such user" };
        Assert.Contains("550", Assert.IsType<MailOutcome.Refused>(await SendAsync(server.Port)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("451 try later")]
    [InlineData("421 going down")]
    public async Task A_server_that_cannot_now_has_not_sent(string answer)
    {
        await using var server = new TinySmtpServer { End = answer };
        Assert.IsType<MailOutcome.NotSent>(await SendAsync(server.Port));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_mail_is_unknown()
    {
        await using var server = new TinySmtpServer { End = null };
        Assert.IsType<MailOutcome.Unknown>(await SendAsync(server.Port));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_silent_server_is_unknown()
    {
        await using var server = new TinySmtpServer { Silent = true };
        Assert.IsType<MailOutcome.Unknown>(await SendAsync(server.Port, options => options.TimeoutSeconds = 1));
    }

    [Fact]
    public async Task A_server_that_wants_a_login_says_which_setting_to_check()
    {
        await using var server = new TinySmtpServer { Sender = "530 authentication required" };
        Assert.Contains("Mail__Password", Assert.IsType<MailOutcome.NotSent>(await SendAsync(server.Port)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_not_sent()
    {
        int port;
        await using (var server = new TinySmtpServer())
        {
            port = server.Port;
        }

        Assert.Contains("Mail:Host", Assert.IsType<MailOutcome.NotSent>(await SendAsync(port)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Off_this_machine_nothing_goes_without_tls()
    {
        IPAddress? outside = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(net => net.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(outside is null, "this machine has no address but loopback");
        await using var server = new TinySmtpServer(IPAddress.Any);
        MailOutcome outcome = await SendAsync(server.Port, options => options.Host = outside!.ToString());
        Assert.Contains("STARTTLS", Assert.IsType<MailOutcome.NotSent>(outcome).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
        MailCheckFailure failure = await Assert.ThrowsAsync<MailCheckFailure>(() => Transport(server.Port, options => options.Host = outside!.ToString()).CheckAsync(Ct));
        Assert.Contains("STARTTLS", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("mail.acme.example", true)]
    [InlineData("127.0.0.1.acme.example", true)]
    [InlineData("10.0.0.5", true)]
    public void Only_this_machine_may_be_spoken_to_in_the_clear(string host, bool tls) => Assert.Equal(tls, SmtpTransport.RequiresTls(host));

    [Fact]
    public async Task The_check_tells_a_good_server_from_a_wrong_password()
    {
        await using var server = new TinySmtpServer();
        Assert.Contains("answers", await Transport(server.Port).CheckAsync(Ct), StringComparison.Ordinal);
        MailCheckFailure failure = await Assert.ThrowsAsync<MailCheckFailure>(() => Transport(server.Port, options => (options.User, options.Password) = ("u", "secret")).CheckAsync(Ct));
        Assert.Contains("Mail__Password", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    private static Task<MailOutcome> SendAsync(int port, Action<MailOptions>? change = null) =>
        Transport(port, change).SendAsync(Mails_are_written_as_mime.Message, Ct);

    private static SmtpTransport Transport(int port, Action<MailOptions>? change = null)
    {
        var options = new MailOptions { Transport = MailTransportKind.Smtp, Host = "127.0.0.1", Port = port, From = "a@b.example", TimeoutSeconds = 10 };
        change?.Invoke(options);
        return new SmtpTransport(Options.Create(options));
    }
}
