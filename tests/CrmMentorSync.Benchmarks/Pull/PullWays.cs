using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.Salesforce;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmMentorSync.Benchmarks.Pull;

/// <summary>The ways to pull that are compared. Each measures itself from its first request.</summary>
internal static class PullWays
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly string Soql = $"SELECT {string.Join(", ", CannedDeals.Fields)} FROM Opportunity";

    public static async Task MeasureAsync(string way, string address)
    {
        long began = Stopwatch.GetTimestamp();
        (int rows, int calls) = way switch
        {
            "gunzip" => await GunzipAsync(address),
            "bare" => ((await BareLoop.PullAsync(address)).Count, 0),
            "client" => await ClientAsync(address),
            _ => throw new ArgumentException($"no such way: {way}", nameof(way)),
        };
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        using var self = Process.GetCurrentProcess();
        Console.Write(JsonSerializer.Serialize(new Measured(seconds, self.TotalProcessorTime.TotalSeconds, self.PeakWorkingSet64 / 1048576, rows, calls)));
    }

    private static async Task<(int, int)> GunzipAsync(string address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });
        byte[] buffer = new byte[1024 * 1024];
        string? url = "/services/data/v67.0/query?q=" + Uri.EscapeDataString(Soql);
        int calls = 0;
        for (; url is not null; calls++)
        {
            await using Stream body = await http.GetStreamAsync(new Uri(address + url), Ct);
            int length = await body.ReadAsync(buffer, Ct);
            using JsonDocument envelope = JsonDocument.Parse(string.Concat(Encoding.UTF8.GetString(buffer, 0, length).Split("\"records\"")[0].TrimEnd(','), "}"));
            url = envelope.RootElement.TryGetProperty("nextRecordsUrl", out JsonElement next) ? next.GetString() : null;
            while (await body.ReadAsync(buffer, Ct) > 0)
            {
                // The text is all there, and nobody looks at it.
            }
        }

        return (0, calls);
    }

    private static async Task<(int, int)> ClientAsync(string address)
    {
        SalesforceClient client = Client(address);
        var ledger = new FactLedger();
        await foreach (QueryRow row in client.QueryRowsAsync(Soql, all: false, Ct))
        {
            ledger.Add(row);
        }

        return (ledger.Count, client.ApiCalls);
    }

    private static SalesforceClient Client(string address)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Salesforce:LoginUrl"] = address, ["Salesforce:ClientId"] = "client", ["Salesforce:ClientSecret"] = "secret",
        });
        builder.AddSalesforce();
        return builder.Services.BuildServiceProvider().GetRequiredService<SalesforceClient>();
    }
}

/// <summary>The facts that scoring needs of each row.</summary>
internal sealed class FactLedger
{
    private readonly DealLedger _deals = new();
    private readonly Dictionary<string, UserId> _owners = new(StringComparer.Ordinal);

    public int Count => _deals.Count;

    public void Add(QueryRow row)
    {
        row.TryGetBool(5, out bool closed);
        row.TryGetBool(6, out bool won);
        row.TryGetDay(8, out DateOnly close);
        row.TryGetInstant(10, out DateTimeOffset created);
        _deals.Add(new Deal(
            "", new UserId(row.GetString(3)!), closed, won, row.TryGetDouble(7, out double amount) ? amount : null,
            DateOnly.FromDateTime(created.UtcDateTime), close));
    }
}
