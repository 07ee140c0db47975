using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CrmMentorSync.Benchmarks.Pull;

/// <summary>
/// A million Opportunities over HTTP, side by side: each way to pull them runs in a process of its own, against a page server in
/// a process of its own, so that processor time and peak memory are its own.
/// </summary>
internal static class PullRun
{
    private static readonly (string Way, string Says, bool Waits)[] Ways =
    [
        ("gunzip", "(a) gunzip alone", false),
        ("bare", "(b) a bare Utf8JsonReader loop into facts", false),
        ("client", "(c) our client into facts, page after page", false),
        ("sqlite", "(d) our pull into SQLite rows", false),
        ("client", "(e) our client, page after page, each answer late", true),
        ("ranges", "(e) our client, parallel ranges, each answer late", true),
        ("sqlite", "(e) our pull into SQLite rows, each answer late", true),
    ];

    public static async Task RunAsync(string[] args)
    {
        if (args is ["serve", .. var what])
        {
            await PageServer.RunAsync(what);
        }
        else if (args is ["measure", var way, var address, var expected])
        {
            await PullWays.MeasureAsync(way, address, int.Parse(expected, CultureInfo.InvariantCulture));
        }
        else
        {
            await CompareAsync(args.ElementAtOrDefault(0) ?? "1000000", args.ElementAtOrDefault(1) ?? "50", args.ElementAtOrDefault(2));
        }
    }

    private static async Task CompareAsync(string rows, string latency, string? only)
    {
        Console.WriteLine($"{rows} Opportunities, 12 fields, gzip, {CannedDeals.PageSize} a page; late answers: {latency} ms");
        Dictionary<string, Measured> results = [];
        foreach ((string way, string says, bool waits) in Ways.Where(way => only is null || way.Way == only))
        {
            using Process server = Start(true, "serve", rows, waits ? latency : "0");
            string address = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the page server did not start");
            using Process measure = Start(false, "measure", way, address, rows);
            string answer = await measure.StandardOutput.ReadToEndAsync();
            await measure.WaitForExitAsync();
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            Measured result = JsonSerializer.Deserialize<Measured>(answer) ?? throw new InvalidOperationException($"{way} did not measure");
            results[way + (waits ? "+" : "")] = result;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{says,-52} {result.Seconds,6:0.00} s  processor {result.Processor,6:0.00} s  peak {result.PeakMegabytes,4} MB  {result.Rows,8} rows  {result.Calls,4} calls"));
        }

        Compare(results, "client", "bare", result => result.Processor, "our client / the bare loop, processor time", "wanted <= 1.25");
        Compare(results, "client+", "ranges+", result => result.Seconds, "page after page / parallel ranges, each answer late", "wanted >= 8");
        Compare(results, "client+", "ranges+", result => result.Processor, "the same by processor time", "about 1: only waiting is saved");
        Compare(results, "sqlite", "client", result => result.Seconds, "our pull into SQLite / our client into facts", "wanted <= 3");
        Compare(results, "sqlite", "client", result => result.Processor, "the same by processor time", "what a busy machine cannot distort");
    }

    private static void Compare(Dictionary<string, Measured> results, string one, string other, Func<Measured, double> by, string says, string wanted)
    {
        if (results.TryGetValue(one, out Measured? above) && results.TryGetValue(other, out Measured? below))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{says}: {by(above) / by(below):0.00} ({wanted})"));
        }
    }

    private static Process Start(bool withInput, params string[] args) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(PullRun).Assembly.Location, "pull", .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = withInput,
        }) ?? throw new InvalidOperationException("the program did not start again");
}

/// <summary>What one way of pulling took.</summary>
internal sealed record Measured(double Seconds, double Processor, long PeakMegabytes, int Rows, int Calls);
