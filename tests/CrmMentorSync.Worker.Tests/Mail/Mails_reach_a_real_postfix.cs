using System.Diagnostics;
using System.Globalization;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.Mail.Smtp;
using CrmMentorSync.Worker.Tests.SendWeeklyDigest;
using Microsoft.Extensions.Options;
using static CrmMentorSync.Worker.Tests.Mail.Smtp_tells_what_became_of_a_mail;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>A server that the world uses, over TLS and with a login. Skipped, visibly, where there is none.</summary>
public sealed class Mails_reach_a_real_postfix(PostfixServer postfix) : IClassFixture<PostfixServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forty_mails_over_four_connections_arrive_once_each_and_unchanged()
    {
        using SmtpTransport transport = Transport(options => options.Connections = 4);
        string[] addresses = [.. PostfixServer.Addresses().Where(address => address.StartsWith("reader", StringComparison.Ordinal))];
        MailOutcome[] outcomes = await Task.WhenAll(addresses.Select(address => transport.SendAsync(Numbered(address), Ct)));
        await transport.RestAsync(Ct);
        Assert.All(outcomes, outcome => Assert.Contains("queued as", Assert.IsType<MailOutcome.Sent>(outcome).Detail, StringComparison.Ordinal));
        foreach (string address in addresses)
        {
            string mail = Assert.Single(await postfix.InboxAsync(address, 1));
            ReadMail read = ReadMail.Parse(mail[mail.IndexOf("From: ", StringComparison.Ordinal)..].ReplaceLineEndings("\r\n"));
            Assert.Equal($"<digest.{address}>", read.Headers["Message-ID"].Replace("-at-", "@", StringComparison.Ordinal));
            Assert.Equal(Mails_are_written_as_mime.Message.Text.TrimEnd(), read.Part("text/plain").TrimEnd());
        }
    }

    [Fact]
    public async Task Refusals_are_told_apart_and_the_next_mail_goes()
    {
        using SmtpTransport transport = Transport(_ => { });
        Assert.Contains("550 5.1.1", Assert.IsType<MailOutcome.Refused>(await transport.SendAsync(Numbered("gone@acme.example"), Ct)).Reason, StringComparison.Ordinal);
        Assert.Contains("451 4.2.2", Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Numbered("full@acme.example"), Ct)).Reason, StringComparison.Ordinal);
        Assert.Contains("421 4.3.2", Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Numbered("closing@acme.example"), Ct)).Reason, StringComparison.Ordinal);
        Assert.IsType<MailOutcome.Sent>(await transport.SendAsync(Numbered("quinn@acme.example"), Ct));
        await transport.RestAsync(Ct);
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_one()
    {
        using SmtpTransport transport = Transport(options => options.Password = "wrong");
        var outcome = Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Numbered("reader1@acme.example"), Ct));
        Assert.True(outcome is { IsLasting: true, ConcernsAll: true });
        Assert.Contains("Mail__Password", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_login_nothing_is_relayed()
    {
        using SmtpTransport transport = Transport(options => (options.User, options.Password) = ("", ""));
        Assert.True(Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Numbered("reader1@acme.example"), Ct)).IsLasting);
    }

    [Fact]
    public async Task A_server_without_starttls_gets_nothing()
    {
        using SmtpTransport transport = Transport(options => options.Port = postfix.BarePort);
        Assert.Contains("STARTTLS", Assert.IsType<MailOutcome.NotSent>(await transport.SendAsync(Numbered("reader1@acme.example"), Ct)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_weeks_digests_go_out_once()
    {
        Assert.SkipWhen(postfix.Absent is not null, postfix.Absent ?? "");
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        postfix.Use(world.Mail);
        using var transport = new SmtpTransport(Options.Create(world.Mail));
        Assert.Equal(new StepResult(3, 3, 0, 0), await world.Step(transport).RunAsync(world.Run, Ct));
        Assert.Equal(new StepResult(3, 0, 3, 0), await world.Step(transport).RunAsync(world.Run, Ct));
        foreach (string address in (string[])["dana@acme.example", "jonas@acme.example"])
        {
            Assert.Single(await postfix.InboxAsync(address, 1), mail => mail.Contains("@sender.example>", StringComparison.Ordinal) && mail.Contains("2026w11", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_sink_that_hangs_up_on_the_last_line_leaves_the_mail_unknown()
    {
        const string Sink = "/usr/sbin/smtp-sink";
        Assert.SkipUnless(File.Exists(Sink), "smtp-sink is not installed on this machine");
        int port = 20_000 + (Environment.ProcessId % 20_000);
        using Process sink = Process.Start(new ProcessStartInfo(
            Sink, [.. Environment.UserName == "root" ? (string[])["-u", "nobody"] : [], "-q", ".", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "64"]))!;
        try
        {
            MailOutcome outcome;
            do
            {
                await Task.Delay(50, Ct);
                using SmtpTransport transport = Smtp_tells_what_became_of_a_mail.Transport(port);
                outcome = await transport.SendAsync(Numbered("reader1@acme.example"), Ct);
            }
            while (outcome is MailOutcome.NotSent { ConcernsAll: true });
            Assert.IsType<MailOutcome.Unknown>(outcome);
        }
        finally
        {
            sink.Kill(entireProcessTree: true);
        }
    }

    private static MailMessageData Numbered(string address) => To(address) with { MessageId = $"digest.{address.Replace("@", "-at-", StringComparison.Ordinal)}" };

    private SmtpTransport Transport(Action<MailOptions> change)
    {
        Assert.SkipWhen(postfix.Absent is not null, postfix.Absent ?? "");
        return Smtp_tells_what_became_of_a_mail.Transport(postfix.Port, options =>
        {
            postfix.Use(options);
            change(options);
        });
    }
}
