using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

/// <summary>Stands before an org, and cuts every connection after a number of requests: as a network or a process does.</summary>
internal sealed class DyingProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private int _seen;

    private DyingProxy(WebApplication app, Uri target)
    {
        _app = app;
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = target };
        app.Run(ForwardAsync);
    }

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Requests that still get through, of those that <see cref="DiesAt"/> names.</summary>
    public int DiesAfter
    {
        get;
        set => (field, _seen) = (value, 0);
    } = int.MaxValue;

    /// <summary>A part of the address of the requests that are counted.</summary>
    public string DiesAt { get; set; } = "/query";

    /// <summary>A part of the address of the requests whose answers break off in the middle.</summary>
    public string? CutsAt { get; set; }

    /// <summary>A part of the address of the requests that are answered 403 here, as a firewall does.</summary>
    public string? ForbidsAt { get; set; }

    /// <summary>The date that answers get instead of their own.</summary>
    public string? Date { get; set; }

    /// <summary>How many answers still break off.</summary>
    public int CutsLeft { get; set; }

    /// <summary>Method and address of every request; of several in one call, theirs too, a line each.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public static async Task<DyingProxy> StartAsync(Uri target)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = new DyingProxy(builder.Build(), target);
        await proxy._app.StartAsync();
        proxy.Address = new Uri(proxy._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return proxy;
    }

    /// <summary>Arms a fault of an embedded org.</summary>
    public static Task ArmAsync(Uri org, string fault, int value) => ArmAsync(org, new Dictionary<string, object> { [fault] = value });

    public static async Task ArmAsync(Uri org, IReadOnlyDictionary<string, object> faults)
    {
        using var http = new HttpClient { BaseAddress = org };
        using HttpResponseMessage answer = await http.PostAsJsonAsync("/__faults", faults);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        string address = context.Request.Path + context.Request.QueryString;
        byte[] body = await BodyAsync(context.Request);
        Asked.Enqueue($"{context.Request.Method} {address}{Together(address, body)}");
        if (address.Contains(DiesAt, StringComparison.Ordinal) && Interlocked.Increment(ref _seen) > DiesAfter)
        {
            context.Abort();
            return;
        }

        if (ForbidsAt is { } forbidden && address.Contains(forbidden, StringComparison.Ordinal))
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("<html>blocked by policy 17</html>", context.RequestAborted);
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), address);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
        }

        // The org names itself by the host it is asked under, so that all later requests come here too.
        request.Headers.Host = context.Request.Host.Value;
        foreach (string name in (string[])["Authorization", "Accept", "Accept-Encoding", "Sforce-Query-Options"])
        {
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].AsEnumerable());
        }

        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        context.Response.Headers.Date = Date ?? context.Response.Headers.Date;
        if (CutsAt is { } part && address.Contains(part, StringComparison.Ordinal) && CutsLeft-- > 0)
        {
            await CutAsync(context, await answer.Content.ReadAsByteArrayAsync(context.RequestAborted));
            return;
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }

    /// <summary>What is asked within a call, an address a line.</summary>
    private static string Together(string address, byte[] body) => !address.EndsWith("/composite", StringComparison.Ordinal) ? "" : string.Concat(
        JsonNode.Parse(body)!["compositeRequest"]!.AsArray().Select(sub => $"\n{(string)sub!["url"]!}"));

    private static async Task CutAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        // Gives the client time to see what was sent before the reset overtakes it.
        await Task.Delay(100, context.RequestAborted);
        context.Abort();
    }
}
