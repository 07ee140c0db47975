using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>Microsoft Graph's sendMail and Entra's tokens in one small server on this machine, over http and https.</summary>
internal sealed class TinyGraph : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<string> _posts = [];
    private int _tokens;

    private TinyGraph(X509Certificate2 certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Url => _app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal));

    public string SecureUrl => _app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal));

    /// <summary>The answer to the n-th post, from 1: status and Retry-After; 0 hangs up after taking it.</summary>
    public Func<int, (int Status, string? RetryAfter, string? Code)> Script { get; set; } = _ => (202, null, null);

    /// <summary>The bodies that were posted.</summary>
    public IReadOnlyList<string> Posts
    {
        get
        {
            lock (_lock)
            {
                return [.. _posts];
            }
        }
    }

    public string? LastToken { get; private set; }

    public string? LastPath { get; private set; }

    public int TokensGiven => _tokens;

    public static async Task<TinyGraph> StartAsync(X509Certificate2 certificate)
    {
        var graph = new TinyGraph(certificate);
        await graph._app.StartAsync(TestContext.Current.CancellationToken);
        return graph;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            context.Response.ContentType = "application/json";
            if (form["client_secret"] != "right")
            {
                context.Response.StatusCode = 401;
                await context.Response.WriteAsync("""{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""");
                return;
            }

            int number = Interlocked.Increment(ref _tokens);
            await context.Response.WriteAsync($$"""{"token_type":"Bearer","expires_in":3599,"access_token":"token-{{number}}"}""");
            return;
        }

        if (context.Request.Path.Value.EndsWith("/.well-known/openid-configuration", StringComparison.Ordinal))
        {
            string login = SecureUrl + "/tenant-1";
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                $$"""{"token_endpoint":"{{login}}/oauth2/v2.0/token","authorization_endpoint":"{{login}}/oauth2/v2.0/authorize","issuer":"{{login}}/v2.0"}""");
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        int post;
        lock (_lock)
        {
            _posts.Add(body);
            post = _posts.Count;
        }

        LastToken = context.Request.Headers.Authorization;
        LastPath = context.Request.Path;
        (int status, string? after, string? code) = Script(post);
        if (status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = context.Request.ContentType == "text/plain" ? status : 415;
        if (after is not null)
        {
            context.Response.Headers.RetryAfter = after;
        }

        if (code is not null)
        {
            await context.Response.WriteAsync("{\"error\":{\"code\":\"" + code + "\",\"message\":\"about mentoring@acme.example\"}}");
        }
    }
}
