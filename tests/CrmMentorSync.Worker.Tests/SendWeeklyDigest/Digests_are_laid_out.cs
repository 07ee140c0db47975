using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CrmMentorSync.Worker.SendWeeklyDigest;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>Structure of the rendered mails, and two whole mails word for word.</summary>
public sealed class Digests_are_laid_out
{
    private const string Regenerate = "CRM_MENTOR_SYNC_WRITE_GOLDEN";

    [Fact]
    public async Task The_mail_of_a_busy_week_is_as_it_was_agreed()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        ComposedDigest digest = await world.ComposedForAsync(AcmeCompany.Dana);
        Golden("busy.en.html.txt", digest.Html);
        Golden("busy.en.txt", digest.Text);
    }

    [Fact]
    public async Task The_german_mail_is_as_it_was_agreed()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        Golden("busy.de.txt", (await world.ComposedForAsync(AcmeCompany.Jonas)).Text);
    }

    [Fact]
    public async Task The_mail_of_a_quiet_week_is_as_it_was_agreed_in_both_languages()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        Golden("quiet.en.txt", (await world.ComposedForAsync(AcmeCompany.Quinn)).Text);
        await world.ExecuteAsync("UPDATE people SET locale = 'de_DE', language = 'de' WHERE id = @Quinn", new { AcmeCompany.Quinn });
        Golden("quiet.de.txt", (await world.ComposedForAsync(AcmeCompany.Quinn)).Text);
    }

    [Fact]
    public async Task The_roll_up_is_as_it_was_agreed_in_both_languages()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        world.Options.RollUp = true;
        await world.ExecuteAsync("UPDATE pairings SET proposed_on = '2026-02-24' WHERE mentee_id = @Beth", new { AcmeCompany.Beth });
        ComposedDigest english = await world.ComposedForAsync(AcmeCompany.Vp);
        Golden("rollup.en.txt", english.Text);
        Golden("rollup.en.html.txt", english.Html);
        await world.ExecuteAsync("UPDATE people SET locale = 'de_DE', language = 'de' WHERE id = @Vp", new { AcmeCompany.Vp });
        Golden("rollup.de.txt", (await world.ComposedForAsync(AcmeCompany.Vp)).Text);
    }

    [Fact]
    public async Task Acts_come_first_and_each_has_one_link_to_its_record()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        IDocument page = Parse((await world.ComposedForAsync(AcmeCompany.Dana)).Html);
        string[] headings = [.. page.QuerySelectorAll("h2,h3").Select(heading => heading.TextContent)];
        Assert.Equal(
            ["Three things to do this week", "Answer the two proposals below", "Hold the debrief with Elin Berg", "Find out whether Femi Ade is away", "Waiting for your yes or no"],
            headings[..5]);
        Assert.Contains("Your team at a glance", headings);
        Assert.Equal("Two mentoring proposals wait for your yes or no.", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.All(page.QuerySelectorAll("a"), link =>
            Assert.Matches(@"^https://acme\.my\.salesforce\.com/lightning/r/(Task|User|Opportunity)/[0-9A-Za-z]{18}/view$", link.GetAttribute("href")!));
        Assert.NotNull(page.QuerySelector("a[href$='/Task/00T000000000001AAA/view']"));
    }

    [Fact]
    public async Task Mail_programs_get_only_what_they_can_show()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        foreach (ComposedDigest digest in (await world.Composer().ComposeAsync(world.Run, TestContext.Current.CancellationToken)).Composed)
        {
            IDocument page = Parse(digest.Html);
            Assert.Empty(page.QuerySelectorAll("script,img,link,iframe,form,svg,object,video"));
            Assert.Equal(digest.Model.Language, page.DocumentElement.GetAttribute("lang"));
            Assert.NotNull(page.QuerySelector("meta[name='color-scheme']"));
            Assert.DoesNotContain("url(", digest.Html, StringComparison.Ordinal);
            Assert.True(System.Text.Encoding.UTF8.GetByteCount(digest.Html) <= 60_000, $"{digest.Html.Length} characters");
        }
    }

    [Fact]
    public async Task Bars_fill_the_width_exactly()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        IDocument page = Parse((await world.ComposedForAsync(AcmeCompany.Dana)).Html);
        IElement[] bars = [.. page.QuerySelectorAll("table[aria-hidden='true']")];
        Assert.Equal(6, bars.Length);
        Assert.All(bars, bar => Assert.Equal("presentation", bar.GetAttribute("role")));
        Assert.All(bars, bar => Assert.Equal(100, bar.QuerySelectorAll("td").Sum(cell => int.Parse(cell.GetAttribute("width")!.TrimEnd('%')))));
        Assert.All(bars, bar => Assert.Single(bar.QuerySelectorAll("td.b3")));
    }

    [Fact]
    public async Task All_twelve_proposals_have_their_reason_and_link()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        for (int at = 0; at < 10; at++)
        {
            string rep = $"00500000000{at + 1000:0000}AAA";
            await world.PersonAsync(rep, $"Rep {at}", AcmeCompany.Dana);
            await world.FlagAsync(rep, "steady", "deal_size", "win_rate");
            await world.PairingAsync(AcmeCompany.Amir, rep, "win_rate", "proposed", "", "2026-03-03");
            await world.ActivityAsync("approve", "manager", AcmeCompany.Dana, "2026-03-12", DigestWorld.Pairing(AcmeCompany.Amir, rep), task: $"00T00000000{at + 1000:0000}AAA");
        }

        ComposedDigest digest = await world.ComposedForAsync(AcmeCompany.Dana);
        IDocument page = Parse(digest.Html);
        Assert.Equal("Week 11: twelve mentoring proposals wait for your yes or no", digest.Message.Subject);
        Assert.Equal(12, page.QuerySelectorAll("a").Where(link => link.TextContent.StartsWith("See the proposal for ", StringComparison.Ordinal)).Select(link => link.GetAttribute("href")).Distinct().Count());
        Assert.Null(digest.Model.FurtherApprovals);
    }

    [Fact]
    public async Task No_sentence_ends_twice_and_no_figure_needs_a_statistician()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        await world.ExecuteAsync("UPDATE people SET locale = 'de_DE', language = 'de' WHERE id = @Dana", new { AcmeCompany.Dana });
        await world.ExecuteAsync("UPDATE pairings SET expires_on = '2026-04-20'");
        foreach (ComposedDigest digest in (await world.Composer().ComposeAsync(world.Run, TestContext.Current.CancellationToken)).Composed)
        {
            // Bars are made of stops.
            string text = string.Join('\n', digest.Text.Split('\n').Where(line => !line.Contains("[.", StringComparison.Ordinal) && !line.Contains(".]", StringComparison.Ordinal)));
            Assert.DoesNotContain("..", text, StringComparison.Ordinal);
            Assert.DoesNotContain(",,", text, StringComparison.Ordinal);
            Assert.DoesNotContain("n =", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_people_typed_is_text_and_never_markup()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        await world.ExecuteAsync("UPDATE people SET name = '<b onclick=x>Beth</b>' WHERE id = @Beth", new { AcmeCompany.Beth });
        ComposedDigest digest = await world.ComposedForAsync(AcmeCompany.Dana);
        IDocument page = Parse(digest.Html);
        Assert.Empty(page.QuerySelectorAll("b,[onclick]"));
        Assert.Contains("<b onclick=x>Beth</b>", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_part_keeps_72_columns_except_for_addresses()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        foreach (string manager in new[] { AcmeCompany.Dana, AcmeCompany.Jonas, AcmeCompany.Quinn })
        {
            string text = (await world.ComposedForAsync(manager)).Text;
            Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72 || line.TrimStart().StartsWith("https://", StringComparison.Ordinal), line));
        }
    }

    [Fact]
    public async Task A_busy_mail_can_be_read_in_two_minutes()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        string text = (await world.ComposedForAsync(AcmeCompany.Dana)).Text;
        int reference = text.IndexOf("YOUR TEAM AT A GLANCE", StringComparison.Ordinal);
        Assert.InRange(DigestText.Words(text[..reference]), 100, 300);
        Assert.InRange(DigestText.Words(text), 100, 450);
    }

    [Fact]
    public async Task The_fullest_mail_stays_under_60_kilobytes_and_says_what_it_leaves_out()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        for (int at = 0; at < 66; at++)
        {
            string rep = $"00500000000{at + 1000:0000}AAA";
            await world.PersonAsync(rep, $"Wilhelmina Featherstonehaugh-Übermensch {at}", AcmeCompany.Dana);
            await world.FlagAsync(rep, at % 2 == 0 ? "struggling" : "rising", "created_per_month", "win_rate", 0.9);
            await world.FlagAsync(rep, "steady", "created_per_month", "win_rate", asOf: "2026-03-02");
            await world.ScoreAsync(rep, "overall", 11_900, 8_700, 16_300, 23_600, 22);
            await world.ScoreAsync(rep, "win_rate", 0.214, 0.158, 0.281, 0.352, 64);
            await world.PairingAsync(AcmeCompany.Amir, rep, "win_rate", "proposed", "ahead of Heike Groß (0.71)", "2026-03-03");
            string pair = DigestWorld.Pairing(AcmeCompany.Amir, rep);
            await world.ActivityAsync("approve", "manager", AcmeCompany.Dana, "2026-03-12", pair);
            await world.ActivityAsync("followup", "mentee", rep, "2026-03-05", pair);
            await world.ActivityAsync("lunch", "mentee", rep, "2026-03-12", pair);
            await world.ActivityAsync(
                "lunch", "mentee", rep, "2026-03-05", pair, "done", doneAt: world.Run.Now.AddDays(-2), obstacle: new string('<', 400), unreadable: new string('&', 400), occurrence: 2);
        }

        ComposedDigest digest = await world.ComposedForAsync(AcmeCompany.Dana);
        int size = System.Text.Encoding.UTF8.GetByteCount(digest.Html);
        Assert.True(size <= 60_000, $"{size} bytes");
        Assert.Empty(MailChecker.Problems(digest.Message, most: 75_000));
        int full = digest.Model.Approvals.Shown.Count;
        Assert.Equal(12, full);
        Assert.Contains($"And {68 - full} more: Amir Haddad → Wilhelmina", digest.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>Compares with the agreed file; with the environment variable set, writes it anew to be looked at and committed.</summary>
    private static void Golden(string name, string actual)
    {
        string path = Path.Combine(SourceFolder(), "Golden", name);
        if (Environment.GetEnvironmentVariable(Regenerate) is not null)
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }

    private static string SourceFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmMentorSync.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "CrmMentorSync.Worker.Tests", "SendWeeklyDigest");
    }
}
