using System.Globalization;
using CrmMentorSync.Worker.Schedules;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.SendWeeklyDigest;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.Schedules;

/// <summary>The gate that Quartz asks every five minutes, under a clock that walks through both clock changes.</summary>
public sealed class The_digest_hour_comes_in_every_zone
{
    private const string Manager = "005000000000002AAA";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    // Clocks go forward on Sunday 29 March 2026 and back on 25 October in Berlin; back on 5 April and forward on 27 September in
    // Auckland, where Monday morning is Sunday in UTC.
    [InlineData("Europe/Berlin", "2026-03-23T06:30Z", "2026-03-30T05:30Z")]
    [InlineData("Europe/Berlin", "2026-10-19T05:30Z", "2026-10-26T06:30Z")]
    [InlineData("Pacific/Auckland", "2026-03-29T18:30Z", "2026-04-05T19:30Z")]
    [InlineData("Pacific/Auckland", "2026-09-20T19:30Z", "2026-09-27T18:30Z")]
    [InlineData("America/New_York", "2026-03-02T12:30Z", "2026-03-09T11:30Z")]
    // No clock changes; offsets of half and of three quarters of an hour; a clock change of half an hour.
    [InlineData("America/Phoenix", "2026-03-02T14:30Z", "2026-03-09T14:30Z")]
    [InlineData("Asia/Kolkata", "2026-03-23T02:00Z", "2026-03-30T02:00Z")]
    [InlineData("Asia/Kathmandu", "2026-03-23T01:45Z", "2026-03-30T01:45Z")]
    [InlineData("Australia/Lord_Howe", "2026-03-29T20:30Z", "2026-04-05T21:00Z")]
    public async Task Once_a_week_at_half_past_seven(string zone, params string[] expected)
    {
        await using DigestWorld world = await OneTeamAsync(zone);
        var clock = new FakeClock(Instant(expected[0]).AddDays(-2));
        var gate = new DigestGate(world.State, Options.Create(world.Options), clock);
        List<string> fired = [];
        for (; clock.Now <= Instant(expected[1]).AddDays(1); clock.Now = clock.Now.AddMinutes(5))
        {
            // Only around the hours that matter: a walk of nine days by five minutes asks the state 2,600 times.
            if (!expected.Any(hour => Math.Abs((Instant(hour) - clock.Now).TotalMinutes) <= 150) || !await gate.IsAnyDueAsync(Ct))
            {
                continue;
            }

            fired.Add(clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture));
            await world.ExecuteAsync("DELETE FROM mails");
            await MailAsync(world, Domain.IsoWeek.At(clock.Now, Domain.Digest.DigestDue.Zone(zone)).Key, "sent");
        }

        Assert.Equal(expected, fired);
    }

    [Theory]
    [InlineData("sent", null, null, false)]
    [InlineData("unknown", null, null, false)]
    [InlineData("sending", null, null, true)]
    [InlineData("deferred", "2026-03-09T12:55Z", null, true)]
    [InlineData("deferred", "2026-03-09T13:05Z", null, false)]
    [InlineData("refused", null, "2026-03-09T12:00Z", false)]
    [InlineData("refused", null, "2026-03-09T02:00Z", true)]
    [InlineData("skipped", null, "2026-03-09T02:00Z", true)]
    [InlineData("skipped", null, "2026-03-09T12:00Z", false)]
    public async Task What_became_of_the_mail_says_whether_to_look_again(string state, string? nextTry, string? lookedAt, bool due)
    {
        await using DigestWorld world = await OneTeamAsync("Europe/Berlin");
        await MailAsync(world, "2026w11", state);
        await world.ExecuteAsync("UPDATE mails SET next_try_at = @next, looked_at = @looked", new { next = Ticks(nextTry), looked = Ticks(lookedAt) });
        await SyncedAsync(world, "2026-03-09T03:30Z");
        var gate = new DigestGate(world.State, Options.Create(world.Options), new FakeClock(Instant("2026-03-09T13:00Z")));
        Assert.Equal(due, await gate.IsAnyDueAsync(Ct));
    }

    [Fact]
    public async Task A_paused_programme_is_never_due()
    {
        await using DigestWorld world = await OneTeamAsync("Europe/Berlin");
        world.Options.ProgrammePaused = true;
        Assert.False(await new DigestGate(world.State, Options.Create(world.Options), new FakeClock(Instant("2026-03-09T13:00Z"))).IsAnyDueAsync(Ct));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_manager_of_managers_has_an_hour_of_their_own_where_there_is_a_roll_up(bool rollUp)
    {
        await using DigestWorld world = await OneTeamAsync("Pacific/Auckland");
        await world.ExecuteAsync("UPDATE people SET time_zone = 'America/New_York' WHERE id = '005000000000001AAA'");
        await MailAsync(world, "2026w11", "sent");
        world.Options.RollUp = rollUp;
        Assert.Equal(rollUp, await new DigestGate(world.State, Options.Create(world.Options), new FakeClock(Instant("2026-03-09T13:00Z"))).IsAnyDueAsync(Ct));
    }

    private static async Task<DigestWorld> OneTeamAsync(string zone)
    {
        DigestWorld world = await DigestWorld.EmptyAsync();
        await world.PersonAsync("005000000000001AAA", "Vera Stone", null, zone: zone);
        await world.PersonAsync(Manager, "Dana Hart", "005000000000001AAA", zone: zone);
        await world.PersonAsync("005000000000011AAA", "Amir Haddad", Manager, zone: zone);
        await world.FlagAsync("005000000000011AAA", "steady", null, null);
        await world.ExecuteAsync("UPDATE flags SET manager_id = @Manager", new { Manager });
        return world;
    }

    private static Task MailAsync(DigestWorld world, string week, string state) => world.ExecuteAsync(
        "INSERT INTO mails (manager_id, week, message_id, subject, state, prepared_at) VALUES (@Manager, @week, '', '', @state, 0)", new { Manager, week, state });

    private static async Task SyncedAsync(DigestWorld world, string at)
    {
        await world.ExecuteAsync(
            "INSERT INTO runs (run_id, command, as_of, started_at, finished_at, outcome, settings_version) VALUES ('sync', 'sync', '2026-03-09', @ticks, @ticks, 'done', '1')",
            new { ticks = Ticks(at) });
        await world.ExecuteAsync("INSERT INTO run_steps (run_id, ordinal, name, seconds, read, written, skipped, failed) VALUES ('sync', 0, 'pull', 1, 0, 0, 0, 0)");
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static long? Ticks(string? text) => text is null ? null : Instant(text).UtcTicks;
}
