using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.SendWeeklyDigest;
using static CrmMentorSync.Worker.Tests.SendWeeklyDigest.AcmeCompany;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>At most one mail a manager and week, whatever happens on the way.</summary>
public sealed class Digests_are_sent_once
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_manager_with_reps_gets_one_mail()
    {
        await using DigestWorld world = await BusyWeekAsync();
        StepResult result = await world.Step().RunAsync(world.Run, Ct);
        Assert.Equal(new StepResult(3, 3, 0, 0), result);
        Assert.Equal(["dana@acme.example", "jonas@acme.example", "quinn@acme.example"], world.Transport.Mails.Select(mail => mail.To.Address));
        Assert.Equal(["sent", "sent", "sent"], await StatesAsync(world));
        Assert.Equal("digest.005000000000002AAA.2026w11@acme.example", world.Transport.Mails[0].MessageId);
    }

    [Fact]
    public async Task A_second_run_in_the_week_sends_nothing_and_next_week_does()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.Step().RunAsync(world.Run, Ct);
        world.Run = world.Run with { RunId = "run-2", Now = world.Run.Now.AddDays(2) };
        Assert.Equal(new StepResult(3, 0, 3, 0), await world.Step().RunAsync(world.Run, Ct));
        Assert.Equal(3, world.Transport.Mails.Count);
        world.Run = world.Run with { RunId = "run-3", Now = world.Run.Now.AddDays(5) };
        Assert.Equal(3, (await world.Step().RunAsync(world.Run, Ct)).Written);
    }

    [Fact]
    public async Task A_mail_that_was_on_its_way_when_the_run_died_is_unknown_and_never_sent_again()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.Step().RunAsync(world.Run, Ct);
        // As a process leaves them that was killed between the claim of Dana's mail and its answer, and before the others.
        await world.ExecuteAsync("DELETE FROM mails WHERE manager_id <> @Dana", new { Dana });
        await world.ExecuteAsync("UPDATE mails SET state = 'sending', sent_at = NULL");
        world.Transport.Mails.Clear();

        Assert.Equal(new StepResult(3, 2, 1, 0), await world.Step().RunAsync(world.Run, Ct));
        Assert.DoesNotContain(world.Transport.Mails, mail => mail.To.Address == "dana@acme.example");
        Assert.Equal(["unknown", "sent", "sent"], await StatesAsync(world));
        Assert.Equal([$"{Dana} 2026w11"], await world.QueryAsync<string>("SELECT record FROM refused_records WHERE source = 'mail'"));
    }

    [Fact]
    public async Task A_transport_that_breaks_down_leaves_its_mail_unknown_and_the_others_go()
    {
        await using DigestWorld world = await BusyWeekAsync();
        world.Transport.Answer = mail => mail.To.Address.StartsWith("jonas", StringComparison.Ordinal) ? throw new InvalidOperationException("broken") : new MailOutcome.Sent("taken");
        Assert.Equal(new StepResult(3, 2, 0, 1), await world.Step().RunAsync(world.Run, Ct));
        Assert.Equal(["sent", "unknown", "sent"], await StatesAsync(world));
    }

    [Fact]
    public async Task A_refused_mail_waits_for_another_address()
    {
        await using DigestWorld world = await BusyWeekAsync();
        world.Transport.Answer = mail => mail.To.Address == "dana@acme.example" ? new MailOutcome.Refused("no such mailbox") : new MailOutcome.Sent("taken");
        await world.Step().RunAsync(world.Run, Ct);
        Assert.Equal(["refused", "sent", "sent"], await StatesAsync(world));
        Assert.Equal(0, (await world.Step().RunAsync(world.Run, Ct)).Written);
        await world.ExecuteAsync("UPDATE people SET email = 'dana.hart@acme.example' WHERE id = @Dana", new { Dana });
        Assert.Equal(1, (await world.Step().RunAsync(world.Run, Ct)).Written);
    }

    [Fact]
    public async Task A_mail_that_certainly_did_not_leave_is_tried_by_the_next_run()
    {
        await using DigestWorld world = await BusyWeekAsync();
        world.Transport.Answer = _ => new MailOutcome.NotSent("the server is down");
        Assert.Equal(new StepResult(3, 0, 0, 3), await world.Step().RunAsync(world.Run, Ct));
        Assert.Equal(["deferred", "deferred", "deferred"], await StatesAsync(world));
        world.Transport.Answer = _ => new MailOutcome.Sent("taken");
        Assert.Equal(3, (await world.Step().RunAsync(world.Run, Ct)).Written);
    }

    [Fact]
    public async Task A_rehearsal_a_pause_and_a_sandbox_send_nothing()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.Step().RunAsync(world.Run with { Rehearsal = true }, Ct);
        await world.Step().RunAsync(world.Run with { InstanceUrl = new Uri("https://acme--uat.sandbox.my.salesforce.com") }, Ct);
        world.Options.ProgrammePaused = true;
        await world.Step().RunAsync(world.Run, Ct);
        Assert.Empty(world.Transport.Mails);
        Assert.Empty(await StatesAsync(world));
        world.Options.ProgrammePaused = false;
        world.Mail.AllowSandbox = true;
        await world.Step().RunAsync(world.Run with { InstanceUrl = new Uri("https://acme--uat.sandbox.my.salesforce.com") }, Ct);
        Assert.Equal(3, world.Transport.Mails.Count);
    }

    [Fact]
    public async Task The_unattended_host_mails_whoever_has_reached_the_hour()
    {
        await using DigestWorld world = await BusyWeekAsync();
        world.Options.Scope = DigestScope.DueNow;
        // 07:00 UTC on Monday: 08:00 in Berlin, 07:00 in London, 03:00 in New York.
        world.Run = world.Run with { Now = new DateTimeOffset(2026, 3, 9, 7, 0, 0, TimeSpan.Zero) };
        Assert.Equal(new StepResult(3, 1, 2, 0), await world.Step().RunAsync(world.Run, Ct));
        Assert.Equal("jonas@acme.example", Assert.Single(world.Transport.Mails).To.Address);
        world.Run = world.Run with { Now = world.Run.Now.AddHours(5) };
        Assert.Equal(2, (await world.Step().RunAsync(world.Run, Ct)).Written);
    }

    [Fact]
    public async Task A_team_that_nobody_can_be_mailed_about_is_skipped_with_the_remedy()
    {
        await using DigestWorld world = await BusyWeekAsync();
        await world.ExecuteAsync("UPDATE people SET email = NULL WHERE id IN (@Vp, @Dana)", new { Vp, Dana });
        Assert.Equal(new StepResult(3, 2, 0, 1), await world.Step().RunAsync(world.Run, Ct));
        Assert.Equal(["skipped", "sent", "sent"], await StatesAsync(world));
        Assert.Contains("e-mail address", Assert.Single(await world.QueryAsync<string>("SELECT reason FROM refused_records WHERE source = 'mail'")), StringComparison.Ordinal);
        await world.ExecuteAsync("UPDATE people SET email = 'dana@acme.example' WHERE id = @Dana", new { Dana });
        Assert.Equal(1, (await world.Step().RunAsync(world.Run, Ct)).Written);
    }

    [Fact]
    public async Task An_empty_state_mails_nobody()
    {
        await using DigestWorld world = await DigestWorld.EmptyAsync();
        Assert.Equal(default, await world.Step().RunAsync(world.Run, Ct));
    }

    [Fact]
    public async Task Equal_rows_give_equal_bytes()
    {
        await using DigestWorld one = await BusyWeekAsync();
        await using DigestWorld other = await BusyWeekAsync();
        Assert.Equal((await one.ComposedForAsync(Dana)).Eml(), (await other.ComposedForAsync(Dana)).Eml());
    }

    private static Task<IReadOnlyList<string>> StatesAsync(DigestWorld world) =>
        world.QueryAsync<string>("SELECT state FROM mails ORDER BY manager_id, week");
}
