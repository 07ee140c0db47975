using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker;
using CrmMentorSync.Worker.PullFromSalesforce;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmMentorSync.Benchmarks.Pull;

/// <summary>The ways to pull that are compared. Each measures itself from its first request.</summary>
internal static class PullWays
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly string Soql = $"SELECT {string.Join(", ", CannedDeals.Fields)} FROM Opportunity";

    public static async Task MeasureAsync(string way, string address, int expected)
    {
        long began = Stopwatch.GetTimestamp();
        (int rows, int calls) = way switch
        {
            "gunzip" => await GunzipAsync(address),
            "bare" => ((await BareLoop.PullAsync(address, expected)).Count, 0),
            "client" => await ClientAsync(address, expected),
            "ranges" => await RangesAsync(address, expected),
            "sqlite" => await SqliteAsync(address),
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

    private static async Task<(int, int)> ClientAsync(string address, int expected)
    {
        SalesforceClient client = Client(address);
        var ledger = new FactLedger(expected);
        await foreach (QueryRow row in client.QueryRowsAsync(Soql, all: false, Ct))
        {
            ledger.Add(row);
        }

        return (ledger.Count, client.ApiCalls);
    }

    private static async Task<(int, int)> RangesAsync(string address, int expected)
    {
        IServiceProvider services = Services(address, "unused");
        var ledger = new FactLedger(expected);
        var plan = new RangePlan(CannedDeals.First.AddYears(30), [new StampRange(null, null, null)], 4000);
        await services.GetRequiredService<RangeReader>().ReadAsync(
            new RangedQuery("Opportunity", CannedDeals.Fields, null, false), plan, new PullOptions().ParallelReads, null,
            (_, rows, count, _) =>
            {
                lock (ledger)
                {
                    for (int i = 0; i < count; i++)
                    {
                        rows.Show(i);
                        ledger.Add(rows);
                    }
                }

                return Task.CompletedTask;
            },
            Ct);
        return (ledger.Count, services.GetRequiredService<SalesforceClient>().ApiCalls);
    }

    private static async Task<(int, int)> SqliteAsync(string address)
    {
        string folder = Directory.CreateTempSubdirectory("crm-mentor-sync-bench-").FullName;
        try
        {
            IServiceProvider services = Services(address, Path.Combine(folder, "state.db"));
            await using DbConnection connection = await services.GetRequiredService<StateDatabase>().OpenAsync(Ct);
            HashSet<string> owners = [.. Enumerable.Range(0, 10_000).Select(CannedDeals.Owner)];
            var run = new RunContext { RunId = "benchmark", AsOf = new DateOnly(2026, 1, 1), Now = CannedDeals.First.AddYears(30), InstanceUrl = new Uri(address) };
            StepResult result = await services.GetRequiredService<FactPull>().PullAsync(FactTables.Deals(owners), connection, run, new FirstPages(), Ct);
            return (result.Written, services.GetRequiredService<SalesforceClient>().ApiCalls);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SalesforceClient Client(string address) => Services(address, "unused").GetRequiredService<SalesforceClient>();

    private static ServiceProvider Services(string address, string state)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Salesforce:LoginUrl"] = address, ["Salesforce:ClientId"] = "client", ["Salesforce:ClientSecret"] = "secret", ["State:Connection"] = state,
        });
        builder.AddState();
        builder.AddSalesforce();
        builder.AddPullFromSalesforce();
        return builder.Services.BuildServiceProvider();
    }
}

/// <summary>The facts that scoring needs of each row.</summary>
internal sealed class FactLedger(int expected)
{
    private readonly DealLedger _deals = new(expected);
    private readonly Dictionary<string, UserId>.AlternateLookup<ReadOnlySpan<char>> _owners =
        new Dictionary<string, UserId>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _deals.Count;

    public void Add(QueryRow row)
    {
        row.TryGetBool(5, out bool closed);
        row.TryGetBool(6, out bool won);
        row.TryGetDay(8, out DateOnly close);
        row.TryGetInstant(10, out DateTimeOffset created);
        Span<char> id = stackalloc char[18];
        id = id[..Encoding.UTF8.GetChars(row.GetUtf8(3), id)];
        if (!_owners.TryGetValue(id, out UserId owner))
        {
            owner = new UserId(id.ToString());
            _owners[id] = owner;
        }

        _deals.Add(new Deal(
            "", owner, closed, won, row.TryGetDouble(7, out double amount) ? amount : null,
            DateOnly.FromDateTime(created.UtcDateTime), close));
    }
}
