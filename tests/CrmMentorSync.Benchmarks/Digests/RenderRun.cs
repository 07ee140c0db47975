using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Worker.SendWeeklyDigest;

namespace CrmMentorSync.Benchmarks.Digests;

/// <summary>
/// Digests laid out as HTML: ours, and the same pages put together by a bare string builder that knows every page's pieces
/// beforehand (the floor: it only appends and encodes).
/// </summary>
internal static class RenderRun
{
    private const int Digests = 2_000;
    private const int Rounds = 5;

    public static Task RunAsync(string[] args)
    {
        DigestModel[] models = [.. Enumerable.Range(0, Digests).Select(BusyTeams.Model)];
        string[] pages = Render(models);
        string[][] pieces = [.. pages.Select(Pieces)];
        Console.WriteLine(I($"{Digests} digests of {pages.Average(page => Encoding.UTF8.GetByteCount(page)) / 1000:0.0} kB, best of {Rounds} rounds"));

        double ours = 0;
        double oursOnAll = 0;
        double bare = 0;
        for (int round = 0; round < Rounds; round++)
        {
            ours = Math.Max(ours, Rate(() => Render(models)));
            oursOnAll = Math.Max(oursOnAll, Rate(() => RenderOnAllCores(models)));
            bare = Math.Max(bare, Rate(() => Bare(pieces)));
        }

        Console.WriteLine(I($"  ours, one thread           {ours,8:N0}/s"));
        Console.WriteLine(I($"  ours, {Environment.ProcessorCount} cores              {oursOnAll,8:N0}/s"));
        Console.WriteLine(I($"  bare string builder        {bare,8:N0}/s"));
        return Task.CompletedTask;
    }

    private static string[] Render(DigestModel[] models)
    {
        var html = new DigestHtml();
        return [.. models.Select(html.Render)];
    }

    private static string[] RenderOnAllCores(DigestModel[] models)
    {
        string[] pages = new string[models.Length];
        Parallel.For(0, models.Length, () => new DigestHtml(), (at, _, html) =>
        {
            pages[at] = html.Render(models[at]);
            return html;
        }, _ => { });
        return pages;
    }

    private static double Rate(Func<string[]> render)
    {
        GC.Collect();
        long began = Stopwatch.GetTimestamp();
        string[] pages = render();
        return pages.Length / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // Markup at even places, text to be encoded at odd ones.
    private static string[] Pieces(string page)
    {
        List<string> pieces = [];
        for (int at = 0; at < page.Length;)
        {
            int close = page.IndexOf('>', at);
            int open = close < 0 ? -1 : page.IndexOf('<', close);
            pieces.Add(page[at..(close < 0 ? page.Length : close + 1)]);
            pieces.Add(open < 0 ? "" : WebUtility.HtmlDecode(page[(close + 1)..open]));
            at = open < 0 ? page.Length : open;
        }

        return [.. pieces];
    }

    private static string[] Bare(string[][] pages)
    {
        string[] made = new string[pages.Length];
        for (int at = 0; at < pages.Length; at++)
        {
            var text = new StringBuilder(32_768);
            for (int piece = 0; piece < pages[at].Length; piece += 2)
            {
                text.Append(pages[at][piece]).Append(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(pages[at][piece + 1]));
            }

            made[at] = text.ToString();
        }

        return made;
    }

    private static string I(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
