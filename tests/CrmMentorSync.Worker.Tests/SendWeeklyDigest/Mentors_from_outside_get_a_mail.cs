using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.SendWeeklyDigest;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>P23: someone without a login hears by mail what their mentees have planned, and nothing about them.</summary>
public sealed class Mentors_from_outside_get_a_mail
{
    private const string Mentee = "005000000000021AAA";
    private static readonly string Kim = OutsideMentor.IdOf("kim@coach.example").Value;

    [Fact]
    public async Task P23_They_hear_whom_they_meet_when_and_on_what_and_how_to_reach_them()
    {
        await using DigestWorld world = await WorldAsync();
        await world.ActivityAsync("lunch", "mentee", Mentee, "2026-03-12", DigestWorld.Pairing(Kim, Mentee));

        await world.Step().RunAsync(world.Run, TestContext.Current.CancellationToken);

        MailMessageData mail = Assert.Single(world.Transport.Mails, mail => mail.To.Address == "kim@coach.example");
        Assert.Equal(("Your talk with Ben Ode", "en", $"mentor.{Kim}.2026w11@acme.example"), (mail.Subject, mail.Language, mail.MessageId));
        Assert.Equal(
            """
            Hello Kim Coach,
            thank you for taking time as a mentor.

            YOUR TALK WITH BEN ODE
            ----------------------
            Ben Ode has a talk with you on the list for Thursday, 12 March 2026, on
            qualifying and closing deals.
            """.ReplaceLineEndings("\n"),
            string.Join('\n', mail.Text.Split('\n').Take(7)));
        Assert.Contains("To be reached at ben@acme.example", mail.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"mailto:ben@acme.example\"", mail.Html, StringComparison.Ordinal);
        Assert.Empty(MailChecker.Problems(mail.Html));
    }

    [Fact]
    public async Task P23_They_see_nothing_of_how_anybody_was_judged_and_no_address_of_the_org()
    {
        await using DigestWorld world = await WorldAsync();
        await world.FlagAsync(Mentee, "struggling", null, "win_rate", 0.97);
        await world.ActivityAsync("kickoff", "mentee", Mentee, "2026-03-10", DigestWorld.Pairing(Kim, Mentee));

        await world.Step().RunAsync(world.Run, TestContext.Current.CancellationToken);

        MailMessageData mail = Assert.Single(world.Transport.Mails, mail => mail.To.Address == "kim@coach.example");
        string all = mail.Subject + mail.Text + mail.Html;
        foreach (string secret in (string[])["struggl", "97", "as measured", "salesforce.com", "Dana", Mentee])
        {
            Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task P23_Once_a_week_and_no_more()
    {
        await using DigestWorld world = await WorldAsync();
        await world.ActivityAsync("lunch", "mentee", Mentee, "2026-03-12", DigestWorld.Pairing(Kim, Mentee));

        await world.Step().RunAsync(world.Run, TestContext.Current.CancellationToken);
        await world.Step().RunAsync(world.Run with { RunId = "run-2", Now = world.Run.Now.AddDays(1) }, TestContext.Current.CancellationToken);

        Assert.Single(world.Transport.Mails, mail => mail.To.Address == "kim@coach.example");
    }

    [Fact]
    public async Task P23_In_the_language_of_whom_they_meet()
    {
        await using DigestWorld world = await WorldAsync("de");
        await world.ActivityAsync("lunch", "mentee", Mentee, "2026-03-12", DigestWorld.Pairing(Kim, Mentee));

        ComposedOutsideMail mail = Assert.Single((await world.Composer().ComposeAsync(world.Run, TestContext.Current.CancellationToken)).Outside);

        Assert.Equal(("Ihr Gespräch mit Ben Ode", "de"), (mail.Message.Subject, mail.Message.Language));
        Assert.Contains("Donnerstag, 12. März 2026", mail.Message.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("active", "done", "2026-03-12")]
    [InlineData("active", "open", "2026-04-12")]
    [InlineData("active", "open", "2026-02-12")]
    [InlineData("proposed", "open", "2026-03-12")]
    public async Task P23_Who_has_nothing_to_do_gets_none(string pair, string talk, string due)
    {
        await using DigestWorld world = await WorldAsync(state: pair);
        await world.ActivityAsync("lunch", "mentee", Mentee, due, DigestWorld.Pairing(Kim, Mentee), talk, doneAt: talk == "done" ? world.Run.Now.AddDays(-1) : null);

        Assert.Empty((await world.Composer().ComposeAsync(world.Run, TestContext.Current.CancellationToken)).Outside);
    }

    private static async Task<DigestWorld> WorldAsync(string language = "en_US", string state = "active")
    {
        DigestWorld world = await DigestWorld.EmptyAsync();
        await world.PersonAsync("005000000000010AAA", "Dana Boss", null, "dana@acme.example");
        await world.PersonAsync(Mentee, "Ben Ode", "005000000000010AAA", "ben@acme.example", language: language);
        await world.PersonAsync(Kim, "Kim Coach", null, "kim@coach.example", zone: "UTC");
        await world.ExecuteAsync("UPDATE people SET user_type = @UserType WHERE id = @Kim", new { OutsideMentor.UserType, Kim });
        await world.PairingAsync(Kim, Mentee, "win_rate", state, "they teach it", "2026-03-02", "external");
        return world;
    }
}
