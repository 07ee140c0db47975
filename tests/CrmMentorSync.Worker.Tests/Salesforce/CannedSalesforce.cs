using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CrmMentorSync.Worker.Salesforce;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmMentorSync.Worker.Tests.Salesforce;

/// <summary>
/// A server that says exactly what a test wants it to say, however wrong: for faults of the protocol, which a faithful org
/// never commits. It logs in everybody; what a test did not prepare answers 501.
/// </summary>
internal sealed class CannedSalesforce : IAsyncDisposable
{
    public const string OrganizationId = "00D000000000001EAA";

    private readonly WebApplication _app;
    private readonly Dictionary<string, RequestDelegate> _answers = [];

    private CannedSalesforce(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = new("http://localhost");

    public int Logins { get; private set; }

    /// <summary>False: several questions in a call are answered 501, as everything is that no test prepared.</summary>
    public bool TakesComposite { get; set; }

    /// <summary>What was asked, in order: <c>GET /services/data/…</c> with the query decoded.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public ConcurrentQueue<string> Bodies { get; } = [];

    public static async Task<CannedSalesforce> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new CannedSalesforce(builder.Build());
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>Answers every request whose method and path start so.</summary>
    public CannedSalesforce On(string start, RequestDelegate answer)
    {
        _answers[start] = answer;
        return this;
    }

    public CannedSalesforce On(string start, string json, int status = 200, int after = 0)
    {
        int seen = 0;
        RequestDelegate? before = _answers.GetValueOrDefault(start);
        return On(start, context => ++seen <= after && before is not null ? before(context) : AnswerAsync(context, status, json));
    }

    public static Task AnswerAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, Encoding.UTF8);
    }

    /// <summary>The real client, wired as in production, with short waits.</summary>
    public SalesforceClient Client(bool writesAllowed = true, params (string Key, string Value)[] settings) => Services(writesAllowed, settings).GetRequiredService<SalesforceClient>();

    public IServiceProvider Services(bool writesAllowed = true, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Salesforce:LoginUrl"] = Address.ToString(),
            ["Salesforce:ClientId"] = "client",
            ["Salesforce:ClientSecret"] = "very-secret",
            ["Salesforce:RetryDelayMilliseconds"] = "1",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, string? (pair) => pair.Value));
        builder.AddSalesforce(writesAllowed);
        return builder.Services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string asked = string.Create(
            CultureInfo.InvariantCulture, $"{context.Request.Method} {context.Request.Path}{Uri.UnescapeDataString(context.Request.QueryString.ToString())}");
        Requests.Enqueue(asked);
        using (var reader = new StreamReader(context.Request.Body))
        {
            string body = await reader.ReadToEndAsync();
            context.Items["body"] = body;
            Bodies.Enqueue(body);
        }

        if (TakesComposite && asked.EndsWith("/composite", StringComparison.Ordinal))
        {
            await AnswerTogetherAsync(context);
            return;
        }

        RequestDelegate? answer = _answers.Where(pair => asked.StartsWith(pair.Key, StringComparison.Ordinal))
            .OrderByDescending(pair => pair.Key.Length).Select(pair => pair.Value).FirstOrDefault();
        if (asked.StartsWith("POST /services/oauth2/token", StringComparison.Ordinal))
        {
            Logins++;
            answer ??= login => AnswerAsync(login, 200, $$"""
                {"access_token":"token-{{Logins}}","instance_url":"{{Address.ToString().TrimEnd('/')}}",
                 "id":"https://login.salesforce.com/id/{{OrganizationId}}/005000000000001AAA","token_type":"Bearer","issued_at":"1"}
                """);
        }
        else if (asked == "GET /services/data/")
        {
            answer ??= versions => AnswerAsync(versions, 200, """[{"label":"Summer","url":"/services/data/v67.0","version":"67.0"}]""");
        }

        await (answer is null ? AnswerAsync(context, 501, "[]") : answer(context));
    }

    /// <summary>Each question as if it had come alone.</summary>
    private async Task AnswerTogetherAsync(HttpContext context)
    {
        var answers = new JsonArray();
        foreach (JsonNode? question in JsonNode.Parse((string)context.Items["body"]!)!["compositeRequest"]!.AsArray())
        {
            using var body = new MemoryStream();
            string[] url = ((string)question!["url"]!).Split('?', 2);
            var alone = new DefaultHttpContext
            {
                Request = { Method = "GET", Path = url[0], QueryString = url.Length > 1 ? new QueryString("?" + url[1]) : default },
                Response = { Body = body },
            };
            await AnswerAsync(alone);
            answers.Add(new JsonObject
            {
                ["referenceId"] = (string)question["referenceId"]!,
                ["httpStatusCode"] = alone.Response.StatusCode,
                ["body"] = JsonNode.Parse(Encoding.UTF8.GetString(body.ToArray())),
            });
        }

        await AnswerAsync(context, 200, new JsonObject { ["compositeResponse"] = answers }.ToJsonString());
    }
}
