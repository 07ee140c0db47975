using System.Diagnostics;
using System.Text.RegularExpressions;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>The agreed digest in a real browser. Skipped, visibly, where there is no Chromium.</summary>
public sealed class Digests_in_a_browser : IDisposable
{
    private static readonly string Digest = Path.Combine(
        Repository.Root, "tests", "CrmMentorSync.Worker.Tests", "SendWeeklyDigest", "Golden", "busy.en.html.txt");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(600)]
    [InlineData(375)]
    public async Task Nothing_has_to_be_scrolled_sideways(int width)
    {
        int needed = await WidthNeededAsync(await File.ReadAllTextAsync(Digest, TestContext.Current.CancellationToken), width);
        Assert.True(needed <= width, $"{needed} px needed of {width}");
    }

    [Fact]
    public async Task Neither_has_it_where_names_have_no_blanks()
    {
        string html = await File.ReadAllTextAsync(Digest, TestContext.Current.CancellationToken);
        Assert.Contains("Grace", html, StringComparison.Ordinal);
        int needed = await WidthNeededAsync(html.Replace("Grace", new string('M', 60), StringComparison.Ordinal), 375);
        Assert.True(needed <= 375, $"{needed} px needed of 375");
    }

    [Fact]
    public async Task The_dark_scheme_takes_hold()
    {
        string html = await File.ReadAllTextAsync(Digest, TestContext.Current.CancellationToken);
        Assert.Equal("rgb(238, 241, 245)", await GroundAsync(html));
        Assert.Equal("rgb(18, 22, 28)", await GroundAsync(html, "--blink-settings=preferredColorScheme=0"));
    }

    [Fact]
    public async Task A_page_that_is_too_wide_would_be_seen()
    {
        int needed = await WidthNeededAsync("<!DOCTYPE html><body><div style=\"width:800px\">wide</div></body>", 375);
        Assert.True(needed >= 800, $"{needed} px measured");
    }

    /// <summary>Shows the page in a frame of that width and asks the browser how wide its content is.</summary>
    private async Task<int> WidthNeededAsync(string html, int width)
    {
        string browser = Browser();
        await File.WriteAllTextAsync(_folder.File("digest.html"), html, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("frame.html"), $$"""
            <!DOCTYPE html><body><iframe id="mail" src="digest.html" style="border:0;width:{{width}}px;height:900px"></iframe>
            <p id="answer"></p><script>
            window.onload = () => document.getElementById('answer').textContent =
              'needs ' + document.getElementById('mail').contentDocument.documentElement.scrollWidth;
            </script></body>
            """, TestContext.Current.CancellationToken);
        string page = await DumpAsync(browser, _folder.File("frame.html"), []);
        Match answer = Regex.Match(page, @"needs (\d+)");
        Assert.True(answer.Success, page);
        return int.Parse(answer.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<string> GroundAsync(string html, params string[] options)
    {
        string browser = Browser();
        await File.WriteAllTextAsync(
            _folder.File("scheme.html"),
            html.Replace("</body>", "<p id=\"answer\"></p><script>document.getElementById('answer').textContent = 'ground ' + getComputedStyle(document.body).backgroundColor</script></body>", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        return Regex.Match(await DumpAsync(browser, _folder.File("scheme.html"), options), @"ground (rgb\([^)]*\))").Groups[1].Value;
    }

    private async Task<string> DumpAsync(string browser, string page, string[] options)
    {
        var start = new ProcessStartInfo(browser) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
            ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--allow-file-access-from-files", $"--user-data-dir={_folder.File("profile")}", "--dump-dom", .. options, page])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    private static string Browser()
    {
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => (string[])[Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"), Path.Combine(folder, "google-chrome")])
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, "there is no Chromium on this machine");
        return found!;
    }
}
