using System.Net;
using CrmMentorSync.EmbeddedOrg.Http;
using CrmMentorSync.EmbeddedOrg.Storage;
using CrmMentorSync.EmbeddedOrg.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace CrmMentorSync.EmbeddedOrg;

/// <summary>A Salesforce org in a box: a real HTTP server on loopback over an export, for the demo, rehearsals and tests.</summary>
public sealed class EmbeddedOrgServer : IAsyncDisposable
{
    private static readonly DateOnly DayOfAnEmptyOrg = new(2026, 1, 2);
    private static readonly TimeOnly EndOfDay = new(23, 59);

    // A request line of Salesforce's own limit for addresses, with the method and the protocol around it.
    private const int MaxRequestLine = 16_384 + 64;
    private const int MaxBody = 64 * 1024 * 1024;

    private readonly WebApplication _web;
    private readonly OrgState _org;

    private EmbeddedOrgServer(WebApplication web, OrgState org, DateOnly asOf)
    {
        _web = web;
        _org = org;
        AsOf = asOf;
        Url = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The faults that can be armed, by the names that options and <c>/__faults</c> take.</summary>
    public static IReadOnlyList<string> FaultNames => FaultSwitches.Names;

    /// <summary>Those that take a text instead of a number.</summary>
    public static IReadOnlyList<string> FaultTextNames => FaultSwitches.TextNames;

    /// <summary>Where it listens: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Url { get; }

    public string ClientId => _org.Options.ClientId;

    public string ClientSecret => _org.Options.ClientSecret;

    /// <summary>The day at whose end the clock started.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The org's own time.</summary>
    public DateTimeOffset Now => _org.Clock.Now;

    /// <summary>Calls of logged-in clients so far.</summary>
    public int ApiCalls => _org.ApiCalls;

    /// <summary>The user that the client credentials act as.</summary>
    public string IntegrationUserId => _org.Database.IntegrationUserId;

    /// <summary>The name under which a JWT speaks for that user.</summary>
    public string IntegrationUsername
    {
        get
        {
            lock (_org.Database.Gate)
            {
                return (string)_org.Database.Users["Username"][_org.Database.Users.Locate(IntegrationUserId)]!;
            }
        }
    }

    public string OrganizationId => _org.Database.OrganizationId;

    /// <summary>Loads the export, replays the journal and listens.</summary>
    /// <exception cref="OrgFolderException">The journal does not fit the export, or is in use.</exception>
    /// <exception cref="ArgumentException">A fault is armed that there is not.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmbeddedOrgServer> StartAsync(EmbeddedOrgOptions options, CancellationToken ct)
    {
        DateOnly asOf = options.AsOf ?? options.Export.NewestDate ?? DayOfAnEmptyOrg;
        var clock = new OrgClock(options.Time, new DateTimeOffset(asOf.ToDateTime(EndOfDay), TimeSpan.Zero));
        OrgDatabase database = new OrgDatabaseBuilder(options.Export, clock, options.MentoringKeyField).Build();
        WriteJournal? journal = options.JournalPath is { } path ? WriteJournal.Open(path, database, clock) : null;
        try
        {
            // The rows live in the database now; the export's texts need not.
            var org = new OrgState(options with { Export = OrgExport.Empty }, database, clock, journal);
            return new EmbeddedOrgServer(await StartWebAsync(options.Port, org, ct), org, asOf);
        }
        catch
        {
            journal?.Dispose();
            throw;
        }
    }

    public void AdvanceClock(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        _org.AdvanceClock(Now + by);
    }

    /// <summary>Puts the clock forward; an instant that has passed changes nothing.</summary>
    public void AdvanceClockTo(DateTimeOffset instant) => _org.AdvanceClock(instant);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _web.StopAsync(patience.Token);
        await _web.DisposeAsync();
        _org.Journal?.Dispose();
    }

    private static async Task<WebApplication> StartWebAsync(int port, OrgState org, CancellationToken ct)
    {
        WebApplication web = BuildWeb(port, org);
        try
        {
            await web.StartAsync(ct);
            return web;
        }
        catch
        {
            await web.DisposeAsync();
            throw;
        }
    }

    private static WebApplication BuildWeb(int port, OrgState org)
    {
        // Empty, so that no setting or environment variable of the worker's host can move or open this server.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLine;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        builder.Services.AddResponseCompression(compression =>
        {
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv"];
        });
        WebApplication web = builder.Build();
        web.UseResponseCompression();
        web.Run(context => OrgResponse.AnswerAsync(context, org));
        return web;
    }
}
