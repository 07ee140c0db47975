using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

/// <summary>An embedded org that a test owns, and a plain HTTP client logged in to it.</summary>
internal sealed class OrgHarness : IAsyncDisposable
{
    public const string Api = "/services/data/v67.0";

    private OrgHarness(EmbeddedOrgServer server, HttpClient http)
    {
        Server = server;
        Http = http;
    }

    public EmbeddedOrgServer Server { get; }

    public HttpClient Http { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<OrgHarness> StartAsync(OrgExport? export = null, Func<EmbeddedOrgOptions, EmbeddedOrgOptions>? change = null)
    {
        var options = new EmbeddedOrgOptions { Export = export ?? SmallOrg.Export() };
        EmbeddedOrgServer server = await EmbeddedOrgServer.StartAsync(change?.Invoke(options) ?? options, Ct);
        var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = server.Url };
        var org = new OrgHarness(server, http);
        await org.LogInAsync();
        return org;
    }

    public async Task LogInAsync()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = Server.ClientId, ["client_secret"] = Server.ClientSecret,
        });
        using HttpResponseMessage answer = await Http.PostAsync("/services/oauth2/token", form, Ct);
        JsonNode? token = await answer.Content.ReadFromJsonAsync<JsonNode>(Ct);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token!["access_token"]!);
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, object? body = null, string? asUser = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"{Api}/{path}");
        if (body is not null)
        {
            request.Content = body is string text ? new StringContent(text, null, "application/json") : JsonContent.Create(body);
        }

        if (asUser is not null)
        {
            request.Headers.Add("X-Embedded-User", asUser);
        }

        using HttpResponseMessage answer = await Http.SendAsync(request, Ct);
        string content = await answer.Content.ReadAsStringAsync(Ct);
        return (answer.StatusCode, content.Length == 0 ? null : JsonNode.Parse(content));
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(string soql, bool all = false) =>
        SendAsync(HttpMethod.Get, $"{(all ? "queryAll" : "query")}?q={Uri.EscapeDataString(soql)}");

    /// <summary>The records of a query that has one page.</summary>
    public async Task<JsonArray> RecordsAsync(string soql, bool all = false)
    {
        (HttpStatusCode status, JsonNode? body) = await AskAsync(soql, all);
        Assert.True(status == HttpStatusCode.OK, body?.ToJsonString());
        Assert.True((bool)body!["done"]!);
        return body["records"]!.AsArray();
    }

    public async Task<string[]> IdsAsync(string soql, bool all = false) =>
        [.. (await RecordsAsync(soql, all)).Select(record => (string)record!["Id"]!)];

    /// <summary>Creates tasks by a collections call and gives the results.</summary>
    public async Task<JsonArray> CreateTasksAsync(params object[] tasks)
    {
        (HttpStatusCode status, JsonNode? body) = await SendAsync(HttpMethod.Post, "composite/sobjects", Records("Task", tasks));
        Assert.True(status == HttpStatusCode.OK, body?.ToJsonString());
        return body!.AsArray();
    }

    public async Task<string> CreateTaskAsync(object task)
    {
        JsonNode result = (await CreateTasksAsync(task))[0]!;
        Assert.True((bool)result["success"]!, result.ToJsonString());
        return (string)result["id"]!;
    }

    public static JsonObject Records(string type, params object[] records)
    {
        var list = new JsonArray();
        foreach (object record in records)
        {
            JsonObject row = System.Text.Json.JsonSerializer.SerializeToNode(record)!.AsObject();
            row["attributes"] = new JsonObject { ["type"] = type };
            list.Add(row);
        }

        return new JsonObject { ["allOrNone"] = false, ["records"] = list };
    }

    /// <summary>The code of an error answer, in either dialect.</summary>
    public static string CodeOf(JsonNode? body) => (string?)(body switch
    {
        JsonArray array => array[0]!["errorCode"],
        JsonObject result when result["errors"] is JsonArray errors => errors[0]!["statusCode"],
        _ => null,
    }) ?? "";

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
