using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.Mail.Smtp;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.Tests.Mail;
using static CrmMentorSync.Worker.Tests.SendWeeklyDigest.AcmeCompany;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>What was put off is tried again, what cannot go is not knocked on, and of two that want the same mail one gets it.</summary>
public sealed class Digests_are_posted_with_patience
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_was_put_off_goes_within_the_run()
    {
        await using DigestWorld world = await BusyWeekAsync();
        int tries = 0;
        world.Transport.Answer = mail => mail.FileStem == Dana && ++tries < 3 ? new MailOutcome.NotSent("greylisted") : new MailOutcome.Sent("taken");
        Assert.Equal(new StepResult(3, 3, 0, 0), await world.Step().RunAsync(world.Run, Ct));
        Assert.Equal(["3", "1", "1"], await world.QueryAsync<string>("SELECT attempts FROM mails ORDER BY manager_id"));
        Assert.Empty(await world.QueryAsync<string>("SELECT record FROM refused_records"));
    }

    [Fact]
    public async Task A_mail_that_is_put_off_for_good_rests_longer_and_longer()
    {
        await using DigestWorld world = await BusyWeekAsync();
        world.Mail.Retries = 0;
        world.Transport.Answer = _ => new MailOutcome.NotSent("greylisted");
        List<double> minutes = [];
        for (int run = 0; run < 6; run++)
        {
            await world.Step().RunAsync(world.Run, Ct);
            long next = Assert.Single((await world.QueryAsync<long>("SELECT next_try_at FROM mails")).Distinct());
            minutes.Add(TimeSpan.FromTicks(next - world.Run.Now.UtcTicks).TotalMinutes);
        }

        Assert.Equal([5, 10, 20, 40, 60, 60], minutes);
    }

    [Fact]
    public async Task A_mail_that_the_server_refuses_for_its_address_is_recorded_and_told_to_the_operators_and_to_nobody_else()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await using var server = new TinySmtpServer { Recipient = to => to.Contains("dana", StringComparison.Ordinal) ? "550 5.1.1 no such mailbox" : "250 ok" };
        using SmtpTransport smtp = Smtp_tells_what_became_of_a_mail.Transport(server.Port);
        Assert.Equal(new StepResult(3, 2, 0, 1), await world.Step(smtp).RunAsync(world.Run, Ct));
        Assert.Equal("refused", Assert.Single(await world.QueryAsync<string>($"SELECT state FROM mails WHERE manager_id = '{Dana}'")));
        Assert.Contains("550 5.1.1", Assert.Single(await world.QueryAsync<string>("SELECT reason FROM refused_records WHERE source = 'mail'")), StringComparison.Ordinal);
        world.Options.Admins = [Jonas];
        Assert.Equal("1", Assert.Single((await world.ComposedForAsync(Jonas)).Model.Operators.Shown).Label);
        Assert.False((await world.ComposedForAsync(Quinn)).Model.Operators.Any);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_and_not_for_every_manager()
    {
        await using DigestWorld world = await BusyWeekAsync();
        world.Transport.Answer = _ => new MailOutcome.NotSent("the server refused the login") { IsLasting = true, ConcernsAll = true };
        Assert.Equal(new StepResult(3, 0, 0, 3), await world.Step().RunAsync(world.Run, Ct));
        Assert.Single(world.Transport.Mails);
        Assert.Equal(["deferred"], (await world.QueryAsync<string>("SELECT state FROM mails")).Distinct());
        world.Transport.Answer = _ => new MailOutcome.Sent("taken");
        Assert.Equal(3, (await world.Step().RunAsync(world.Run, Ct)).Written);
    }

    [Fact]
    public async Task A_server_that_is_down_is_asked_again_after_a_pause()
    {
        await using DigestWorld world = await BusyWeekAsync();
        int asked = 0;
        world.Transport.Answer = _ => ++asked == 1 ? new MailOutcome.NotSent("no connection") { ConcernsAll = true } : new MailOutcome.Sent("taken");
        Assert.Equal(new StepResult(3, 3, 0, 0), await world.Step().RunAsync(world.Run, Ct));
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task A_stopped_run_leaves_no_mail_unknown_that_never_left()
    {
        await using DigestWorld world = await BusyWeekAsync();
        using var stop = new CancellationTokenSource();
        world.Transport.Answer = _ =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Step().RunAsync(world.Run, stop.Token));
        Assert.Equal(["deferred"], await world.QueryAsync<string>("SELECT state FROM mails"));
    }

    [Fact]
    public async Task Of_many_that_want_the_same_mails_each_mail_goes_once()
    {
        await using DigestWorld world = await BusyWeekAsync();
        var transport = new CountingTransport();
        DigestBatch batch = await world.Composer().ComposeAsync(world.Run, Ct);
        (int Sent, int Failed, int Skipped)[] results = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Post(transport).SendAsync(world.Run, batch.Composed, Ct), Ct)));
        Assert.Equal(3, transport.Sent.Count);
        Assert.Equal(3, transport.Sent.Distinct().Count());
        Assert.Equal(3, results.Sum(result => result.Sent));
        Assert.Equal(15, results.Sum(result => result.Skipped));
    }

    private sealed class CountingTransport : IMailTransport
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Sent { get; } = [];

        public int AtOnce => 3;

        public async Task<MailOutcome> SendAsync(MailMessageData message, CancellationToken ct)
        {
            await Task.Yield();
            Sent.Add(message.MessageId);
            return new MailOutcome.Sent("taken");
        }

        public Task<string> CheckAsync(CancellationToken ct) => Task.FromResult("counting");
    }
}
