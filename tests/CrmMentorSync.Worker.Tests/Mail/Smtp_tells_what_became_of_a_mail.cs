using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.Mail.Smtp;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>Each answer of a server, over a real connection on this machine.</summary>
public sealed class Smtp_tells_what_became_of_a_mail
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Taken_is_sent_with_our_own_bytes(bool pipelining)
    {
        await using var server = new TinySmtpServer { Pipelining = pipelining };
        Assert.Equal("250 taken", Assert.IsType<MailOutcome.Sent>(await SendAsync(server.Port)).Detail);
        byte[] meant = EmlWriter.Write(Mails_are_written_as_mime.Message);
        Assert.Equal(System.Text.Encoding.ASCII.GetString(meant), Assert.Single(server.Mails));
        Assert.Contains($"MAIL FROM:<mentoring@acme.example> SIZE={meant.Length}", server.Commands);
        Assert.Contains("RCPT TO:<juergen@acme.example>", server.Commands);
    }

    [Theory]
    [InlineData(".hidden\r\nfull\r\n", "..hidden\r\nfull\r\n")]
    [InlineData("a\r\n.\r\nMAIL FROM:<x>\r\n", "a\r\n..\r\nMAIL FROM:<x>\r\n")]
    [InlineData("no end", "no end\r\n")]
    [InlineData("plain. text.\r\n", "plain. text.\r\n")]
    public void No_line_of_a_mail_can_end_it(string content, string sent) => Assert.Equal(
        sent, System.Text.Encoding.ASCII.GetString(SmtpText.Stuffed(System.Text.Encoding.ASCII.GetBytes(content)).Span));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unknown_mailbox_is_refused_and_the_next_mail_goes_on_the_same_connection(bool pipelining)
    {
        await using var server = new TinySmtpServer
        {
            Pipelining = pipelining,
            Recipient = to => to.Contains("gone", StringComparison.Ordinal) ? "550 5.1.1 <gone@acme.example> is not here" : "250 ok",
            // A server that asks for the text although nobody is to get it would be left; this one does as most do.
            Data = "354 go on",
        };
        using SmtpTransport transport = Transport(server.Port);
        var refused = Assert.IsType<MailOutcome.Refused>(await transport.SendAsync(To("gone@acme.example"), Ct));
        Assert.Contains("550 5.1.1", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("acme.example", refused.Reason, StringComparison.Ordinal);
        Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(To("there@acme.example"), Ct));
        Assert.Single(server.Mails);
        Assert.Equal(pipelining ? 2 : 1, server.Connections);
    }

    [Theory]
    [InlineData("451 4.3.0 try later")]
    [InlineData("421 4.3.2 going down")]
    [InlineData("452 full")]
    public async Task A_server_that_cannot_now_has_not_sent(string answer)
    {
        await using var atTheEnd = new TinySmtpServer { End = _ => answer };
        Assert.False(Assert.IsType<MailOutcome.NotSent>(await SendAsync(atTheEnd.Port)).IsLasting);
        await using var atTheAddress = new TinySmtpServer { Recipient = _ => answer };
        Assert.False(Assert.IsType<MailOutcome.NotSent>(await SendAsync(atTheAddress.Port)).ConcernsAll);
    }

    [Theory]
    [InlineData("552 5.3.4 too long")]
    [InlineData("554 5.7.1 looks like spam")]
    public async Task A_mail_that_is_refused_as_a_whole_is_refused(string answer)
    {
        await using var server = new TinySmtpServer { End = _ => answer };
        Assert.IsType<MailOutcome.Refused>(await SendAsync(server.Port));
    }

    [Fact]
    public async Task A_server_that_does_not_relay_says_nothing_about_the_mailbox()
    {
        await using var server = new TinySmtpServer { Recipient = _ => "554 5.7.1 relay access denied" };
        Assert.True(Assert.IsType<MailOutcome.NotSent>(await SendAsync(server.Port)).IsLasting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_breaks_after_the_mail_is_unknown_and_never_said_again(bool afterAnother)
    {
        await using var server = new TinySmtpServer();
        using SmtpTransport transport = Transport(server.Port);
        if (afterAnother)
        {
            Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(To("first@acme.example"), Ct));
        }

        server.End = _ => null;
        Assert.IsType<MailOutcome.Unknown>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        Assert.Equal(afterAnother ? 2 : 1, server.Mails.Count);
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task A_connection_that_breaks_before_the_mail_is_not_sent(string at)
    {
        await using var server = new TinySmtpServer { DropsAt = at };
        Assert.Contains("before", Assert.IsType<MailOutcome.NotSent>(await SendAsync(server.Port)).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_kept_connection_that_was_closed_meanwhile_is_replaced()
    {
        await using var server = new TinySmtpServer();
        using SmtpTransport transport = Transport(server.Port);
        Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
        server.DropsAt = "MAIL";
        Task<MailOutcome> second = transport.SendAsync(Mails_are_written_as_mime.Message, Ct);
        Assert.IsType<MailOutcome.NotSent>(await second);
        Assert.Equal(2, server.Connections);
        server.DropsAt = null;
        Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(Mails_are_written_as_mime.Message, Ct));
    }

    [Fact]
    public async Task A_silent_server_has_taken_nothing()
    {
        await using var server = new TinySmtpServer { Silent = true };
        MailOutcome outcome = await SendAsync(server.Port, options => options.TimeoutSeconds = 1);
        Assert.True(Assert.IsType<MailOutcome.NotSent>(outcome).ConcernsAll);
    }

    [Fact]
    public async Task A_server_that_falls_silent_after_the_mail_leaves_it_unknown()
    {
        await using var server = new TinySmtpServer { Hold = new TaskCompletionSource().Task };
        Assert.IsType<MailOutcome.Unknown>(await SendAsync(server.Port, options => options.TimeoutSeconds = 1));
    }

    [Fact]
    public async Task Whoever_is_stopped_before_the_mail_leaves_has_sent_nothing_and_after_it_hears_the_answer()
    {
        await using var silent = new TinySmtpServer { Silent = true };
        using var stop = new CancellationTokenSource();
        Task<MailOutcome> before = Transport(silent.Port).SendAsync(Mails_are_written_as_mime.Message, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => before);

        var hold = new TaskCompletionSource();
        await using var server = new TinySmtpServer { Hold = hold.Task };
        using var late = new CancellationTokenSource();
        Task<MailOutcome> after = Transport(server.Port).SendAsync(Mails_are_written_as_mime.Message, late.Token);
        while (server.Mails.Count == 0)
        {
            await Task.Delay(10, Ct);
        }

        await late.CancelAsync();
        hold.SetResult();
        Assert.IsType<MailOutcome.Sent>(await after);
    }

    [Theory]
    [InlineData("530 5.7.0 authentication required", "Mail__Password")]
    [InlineData("550 5.7.60 not as this sender", "Mail:From")]
    public async Task A_server_that_takes_nothing_from_us_says_which_setting_to_check(string answer, string setting)
    {
        await using var server = new TinySmtpServer { Sender = answer };
        var outcome = Assert.IsType<MailOutcome.NotSent>(await SendAsync(server.Port));
        Assert.Contains(setting, outcome.Reason, StringComparison.Ordinal);
        Assert.True(outcome is { IsLasting: true, ConcernsAll: true });
    }

    [Fact]
    public async Task Nobody_at_the_port_is_not_sent()
    {
        int port;
        await using (var server = new TinySmtpServer())
        {
            port = server.Port;
        }

        var outcome = Assert.IsType<MailOutcome.NotSent>(await SendAsync(port));
        Assert.Contains("Mail:Host", outcome.Reason, StringComparison.Ordinal);
        Assert.True(outcome is { IsLasting: false, ConcernsAll: true });
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
    [InlineData("localhost", 587, nameof(MailTls.None))]
    [InlineData("127.0.0.1", 25, nameof(MailTls.None))]
    [InlineData("::1", 587, nameof(MailTls.None))]
    [InlineData("mail.acme.example", 25, nameof(MailTls.StartTls))]
    [InlineData("127.0.0.1.acme.example", 587, nameof(MailTls.StartTls))]
    [InlineData("10.0.0.5", 587, nameof(MailTls.StartTls))]
    [InlineData("mail.acme.example", 465, nameof(MailTls.Implicit))]
    public void Only_this_machine_may_be_spoken_to_in_the_clear(string host, int port, string tls) =>
        Assert.Equal(tls, new MailOptions { Host = host, Port = port }.Encryption().ToString());

    [Fact]
    public void In_the_clear_to_another_machine_is_no_setting() => Assert.Contains(
        "in the clear",
        new MailOptionsRules().Validate(null, new MailOptions { Transport = MailTransportKind.Smtp, Host = "mail.acme.example", From = "a@b.example", Tls = MailTls.None }).FailureMessage,
        StringComparison.Ordinal);

    [Fact]
    public async Task Word_of_what_could_not_be_delivered_goes_where_it_is_wanted()
    {
        await using var server = new TinySmtpServer();
        Assert.IsType<MailOutcome.Sent>(await SendAsync(server.Port, options => options.ReturnPath = "bounces@acme.example"));
        Assert.Contains(server.Commands, command => command.StartsWith("MAIL FROM:<bounces@acme.example>", StringComparison.Ordinal));
        Assert.Contains("From: \"Mentoring\" <mentoring@acme.example>", Assert.Single(server.Mails), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(MailTransportKind.Smtp), "Bounces <bounces@acme.example>", "Mail:ReturnPath is not a bare address")]
    [InlineData(nameof(MailTransportKind.Smtp), "bounces", "Mail:ReturnPath is not a bare address")]
    [InlineData(nameof(MailTransportKind.Graph), "bounces@acme.example", "Mail:ReturnPath is for Smtp")]
    public void A_return_path_that_cannot_be_is_refused_at_the_start(string transport, string address, string said) => Assert.Contains(
        said,
        new MailOptionsRules().Validate(null, new MailOptions { Transport = Enum.Parse<MailTransportKind>(transport), Host = "mail.acme.example", From = "a@b.example", ReturnPath = address }).FailureMessage,
        StringComparison.Ordinal);

    private static Task<MailOutcome> SendAsync(int port, Action<MailOptions>? change = null) =>
        Transport(port, change).SendAsync(Mails_are_written_as_mime.Message, Ct);

    internal static MailMessageData To(string address) => Mails_are_written_as_mime.Message with { To = new MailParty("", address) };

    internal static SmtpTransport Transport(int port, Action<MailOptions>? change = null)
    {
        var options = new MailOptions { Transport = MailTransportKind.Smtp, Host = "127.0.0.1", Port = port, From = "a@b.example", TimeoutSeconds = 10 };
        change?.Invoke(options);
        return new SmtpTransport(Options.Create(options));
    }
}
