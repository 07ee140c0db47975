using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.SendWeeklyDigest;
using Microsoft.Extensions.Options;
using static CrmMentorSync.Worker.Tests.SendWeeklyDigest.AcmeCompany;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>The one way in which a mail of unknown outcome goes again.</summary>
public sealed class A_digest_is_resent_by_command
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dana, "2026-W11")]
    [InlineData("Dana Hart", "2026w11")]
    [InlineData("dana hart", "2026-w11")]
    public async Task An_unknown_mail_goes_again_byte_for_byte(string manager, string week)
    {
        await using DigestWorld world = await AfterAsync(new MailOutcome.Unknown("the connection broke"));
        MailMessageData first = world.Transport.Mails.Single(mail => mail.FileStem == Dana);
        world.Transport.Mails.Clear();
        Assert.IsType<MailOutcome.Sent>(Assert.IsType<Resent.Tried>(await Resend(world).ResendAsync(manager, week, force: false, Ct)).Outcome);
        Assert.Equal(EmlWriter.Write(first), EmlWriter.Write(Assert.Single(world.Transport.Mails)));
        Assert.Equal("sent", await StateAsync(world));
        Assert.Equal(["2"], await world.QueryAsync<string>($"SELECT attempts FROM mails WHERE manager_id = '{Dana}'"));
    }

    [Fact]
    public async Task A_mail_that_was_sent_goes_again_only_by_force()
    {
        await using DigestWorld world = await AfterAsync(new MailOutcome.Sent("taken"));
        int before = world.Transport.Mails.Count;
        Assert.Contains("--force", Declined(await Resend(world).ResendAsync(Dana, "2026-W11", force: false, Ct)), StringComparison.Ordinal);
        Assert.Equal(before, world.Transport.Mails.Count);
        Assert.IsType<Resent.Tried>(await Resend(world).ResendAsync(Dana, "2026-W11", force: true, Ct));
        Assert.Equal(before + 1, world.Transport.Mails.Count);
    }

    [Fact]
    public async Task A_resent_mail_that_is_lost_again_is_unknown_again()
    {
        await using DigestWorld world = await AfterAsync(new MailOutcome.Refused("full"));
        world.Transport.Answer = _ => new MailOutcome.Unknown("the connection broke");
        Assert.IsType<MailOutcome.Unknown>(Assert.IsType<Resent.Tried>(await Resend(world).ResendAsync(Dana, "2026-W11", force: false, Ct)).Outcome);
        Assert.Equal("unknown", await StateAsync(world));
    }

    [Theory]
    [InlineData(Dana, "W11", "2026-W47")]
    [InlineData(Dana, "2026-W54", "2026-W47")]
    [InlineData(Dana, "2026-W10", "no mail of this manager for 2026-W10")]
    [InlineData("nobody", "2026-W11", "nobody has the Id")]
    [InlineData("e", "2026-W11", "nobody has the Id")]
    public async Task What_is_not_there_is_said(string manager, string week, string said)
    {
        await using DigestWorld world = await AfterAsync(new MailOutcome.Unknown("the connection broke"));
        Assert.Contains(said, Declined(await Resend(world).ResendAsync(manager, week, force: false, Ct)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"UPDATE people SET is_active = 0 WHERE id = '{Dana}'", "no longer active")]
    [InlineData($"UPDATE people SET email = 'dana.new@acme.example' WHERE id = '{Dana}'", "another address")]
    [InlineData("UPDATE mails SET transport = 'Pickup'", "written to a folder")]
    [InlineData("DELETE FROM mail_contents", "no longer kept")]
    public async Task What_must_not_go_does_not_go(string change, string said)
    {
        await using DigestWorld world = await AfterAsync(new MailOutcome.Unknown("the connection broke"));
        int before = world.Transport.Mails.Count;
        await world.ExecuteAsync(change);
        Assert.Contains(said, Declined(await Resend(world).ResendAsync(Dana, "2026-W11", force: true, Ct)), StringComparison.Ordinal);
        Assert.Equal(before, world.Transport.Mails.Count);
    }

    [Fact]
    public async Task A_paused_programme_resends_nothing()
    {
        await using DigestWorld world = await AfterAsync(new MailOutcome.Unknown("the connection broke"));
        world.Options.ProgrammePaused = true;
        Assert.Contains("paused", Declined(await Resend(world).ResendAsync(Dana, "2026-W11", force: false, Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_mails_are_not_kept()
    {
        await using DigestWorld world = await AfterAsync(new MailOutcome.Sent("taken"));
        Assert.Equal(3, (await world.QueryAsync<string>("SELECT week FROM mail_contents")).Count);
        world.Run = world.Run with { RunId = "run-2", Now = world.Run.Now.AddDays(42) };
        await world.Step().RunAsync(world.Run, Ct);
        Assert.Equal(["2026w17"], (await world.QueryAsync<string>("SELECT DISTINCT week FROM mail_contents")));
    }

    private static async Task<DigestWorld> AfterAsync(MailOutcome outcome)
    {
        DigestWorld world = await BusyWeekAsync();
        world.Mail.Transport = MailTransportKind.Smtp;
        world.Transport.Answer = mail => mail.FileStem == Dana ? outcome : new MailOutcome.Sent("taken");
        await world.Step().RunAsync(world.Run, Ct);
        world.Transport.Answer = _ => new MailOutcome.Sent("taken");
        return world;
    }

    private static DigestResend Resend(DigestWorld world) => new(
        world.State, world.Post(), Options.Create(world.Mail), Options.Create(world.Options), TimeProvider.System);

    private static string Declined(Resent resent) => Assert.IsType<Resent.Declined>(resent).Reason;

    private static async Task<string> StateAsync(DigestWorld world) =>
        Assert.Single(await world.QueryAsync<string>($"SELECT state FROM mails WHERE manager_id = '{Dana}'"));
}
