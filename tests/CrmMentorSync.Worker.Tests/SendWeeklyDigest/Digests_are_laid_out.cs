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
    public async Task Acts_come_first_and_each_has_one_link_to_its_record()
    {
        await using DigestWorld world = await AcmeCompany.BusyWeekAsync();
        IDocument page = Parse((await world.ComposedForAsync(AcmeCompany.Dana)).Html);
        string[] headings = [.. page.QuerySelectorAll("h2").Select(heading => heading.TextContent)];
        Assert.Equal("Three things to do this week", headings[0]);
        Assert.Equal("Waiting for your yes or no", headings[1]);
        Assert.Contains("Your team at a glance", headings);
        Assert.Single(page.QuerySelectorAll("h1"));
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
            Assert.All(page.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
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
        Assert.All(bars, bar => Assert.Equal(100, bar.QuerySelectorAll("td").Sum(cell => int.Parse(cell.GetAttribute("width")!.TrimEnd('%')))));
        Assert.All(bars, bar => Assert.Single(bar.QuerySelectorAll("td.b3")));
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
        int words = text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit) && !word.StartsWith("https", StringComparison.Ordinal));
        Assert.InRange(words, 100, 520);
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
