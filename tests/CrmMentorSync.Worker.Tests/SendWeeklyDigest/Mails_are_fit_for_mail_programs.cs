using CrmMentorSync.Worker.Mail;
using CrmMentorSync.Worker.SendWeeklyDigest;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>Every mail passes the checker; the checker sees what it should.</summary>
public sealed class Mails_are_fit_for_mail_programs
{
    private const string Sound = """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark"><title>x</title><style>@media (prefers-color-scheme:dark){.tx{color:#ffffff !important}.bg{background:#000000 !important}}</style></head>
        <body class="bg" style="background:#ffffff"><h1 class="tx" style="color:#000000">x</h1></body></html>
        """;

    [Fact]
    public async Task Every_mail_of_a_busy_and_of_a_quiet_week_passes()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        world.Options.RollUp = true;
        string pair = DigestWorld.Pairing(AcmeCompany.Devi, AcmeCompany.Elin);
        for (int at = 3; at < 7; at++)
        {
            await world.ActivityAsync("debrief", "manager", AcmeCompany.Dana, "2026-03-02", pair, "done", doneAt: world.Run.Now.AddDays(-at), occurrence: at, grasp: 2);
        }

        IReadOnlyList<ComposedDigest> all = (await world.Composer().ComposeAsync(world.Run, TestContext.Current.CancellationToken)).Composed;
        Assert.Contains(all, digest => digest.Model.IsQuiet);
        Assert.Contains(all, digest => digest.Model.OwnTime is not null);
        Assert.Contains(all, digest => digest.Model.Teams.Any);
        Assert.All(all, digest => Assert.Empty(MailChecker.Problems(digest.Message)));
        Assert.All(all, digest => Assert.InRange(digest.Message.Subject.Length, 10, 70));
    }

    [Fact]
    public void The_checker_weighs_the_whole_mail()
    {
        MailMessageData light = Mail.Mails_are_written_as_mime.Message with { Html = Sound };
        Assert.Empty(MailChecker.Problems(light));
        Assert.Contains(MailChecker.Problems(light with { Text = new string('ä', 10_000) }), problem => problem.Contains("bytes with all parts", StringComparison.Ordinal));
    }

    [Fact]
    public void The_checker_finds_nothing_in_a_sound_mail() => Assert.Empty(MailChecker.Problems(Sound));

    [Theory]
    [InlineData("<h1 ", "<img src=x><h1 ", "<img> is not for mail")]
    [InlineData("<h1 ", "<img src=x><h1 ", "an image without words")]
    [InlineData("background:#ffffff", "background:#ffffff;position:absolute", "Outlook and Gmail drop position")]
    [InlineData("background:#ffffff", "background:#ffffff;display:flex", "Outlook on Windows drop display:flex")]
    [InlineData("</h1>", "</h1><table role='presentation' style='max-width:600px'><tr><td>y</td></tr></table>", "knows no max-width")]
    [InlineData("color:#000000", "color:#999999", "light: 'x' has a contrast of 2.8")]
    [InlineData(".tx{color:#ffffff", ".tx{color:#333333", "dark: 'x' has a contrast of 1.7")]
    [InlineData("<h1 ", "<h2>y</h2><h1 ", "headings 2 1 are out of order")]
    [InlineData("</h1>", "</h1><table><tr><td>y</td></tr></table>", "either for layout")]
    [InlineData("</h1>", "</h1><table><tr><th>y</th></tr></table>", "without a scope")]
    [InlineData("</h1>", "</h1><a href='#'>y</a>", "leads nowhere")]
    [InlineData("lang=\"en\"", "", "html[lang] is missing")]
    [InlineData("color:#000000", "color:#a0a0a0", "forced dark: 'x'")]
    [InlineData("</h1>", "</h1><a href='https://x/1'>more</a><a href='https://x/2'>more</a>", "'more' leads to several places")]
    [InlineData("</h1>", "</h1><table role='presentation' aria-hidden='true'><tr><td style='background:#dfe5ec'></td><td style='background:#a9c3e3'></td></tr></table>", "beside #a9c3e3 in a bar has a contrast of 1.4")]
    public void The_checker_sees(string sound, string spoilt, string problem) => Assert.Contains(
        MailChecker.Problems(Sound.Replace(sound, spoilt, StringComparison.Ordinal)), found => found.Contains(problem, StringComparison.Ordinal));
}
