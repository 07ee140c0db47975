using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.Fixtures;

/// <summary>One of our Tasks as the org holds it.</summary>
internal sealed record OrgTask
{
    public required string Id { get; init; }
    public required string Key { get; init; }
    public required string OwnerId { get; init; }
    public required string Subject { get; init; }
    public required string Description { get; init; }
    public required string? ActivityDate { get; init; }
    public required string Status { get; init; }
    public required string Priority { get; init; }
    public required string? ReminderAt { get; init; }
    public required bool IsClosed { get; init; }
    public required bool IsDeleted { get; init; }

    /// <summary>All that people see, in one line; its Id is the org's own affair.</summary>
    public string Line => string.Join(
        '|', Key, OwnerId, Subject, Description.ReplaceLineEndings("\\n"), ActivityDate, Status, Priority, ReminderAt, IsDeleted ? "deleted" : "");
}

/// <summary>An embedded org from outside, whoever runs it: its clock, its faults, its Tasks, and people acting on them.</summary>
internal sealed class OrgClient(IReadOnlyDictionary<string, string> settings, CancellationToken ct) : IDisposable
{
    private const string Data = "services/data/v67.0/";
    private readonly HttpClient _http = new() { BaseAddress = new Uri(settings["Salesforce__LoginUrl"]) };

    /// <summary>Logs in; again after faults that end sessions.</summary>
    public async Task SignInAsync()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings["Salesforce__ClientId"],
            ["client_secret"] = settings["Salesforce__ClientSecret"],
        });
        using HttpResponseMessage answer = await _http.PostAsync(new Uri("services/oauth2/token", UriKind.Relative), form, ct);
        JsonNode token = (await ReadAsync(answer))!;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);
    }

    public Task AdvanceAsync(TimeSpan by) => SendAsync(HttpMethod.Post, "/__clock", new { advanceSeconds = by.TotalSeconds });

    public Task AdvanceToAsync(DateTimeOffset instant) =>
        SendAsync(HttpMethod.Post, "/__clock", new { to = instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) });

    /// <summary>Arms faults by name and number of times.</summary>
    public Task ArmAsync(object faults) => SendAsync(HttpMethod.Post, "/__faults", faults);

    /// <summary>Gives the integration user View All and Modify All Data, or takes both away.</summary>
    public Task AllowAsync(bool all) => SendAsync(HttpMethod.Post, "/__access", new { userId = "integration", viewAllData = all, modifyAllData = all });

    public async Task<JsonObject[]> QueryAllAsync(string soql)
    {
        List<JsonObject> rows = [];
        for (string? next = $"{Data}queryAll?q={Uri.EscapeDataString(soql)}"; next is not null;)
        {
            JsonNode page = (await SendAsync(HttpMethod.Get, next, null))!;
            rows.AddRange(page["records"]!.AsArray().Select(row => row!.AsObject()));
            next = (string?)page["nextRecordsUrl"];
        }

        return [.. rows];
    }

    public async Task<long> CountAsync(string condition) =>
        (long)(await SendAsync(HttpMethod.Get, $"{Data}queryAll?q={Uri.EscapeDataString($"SELECT COUNT() FROM {condition}")}", null))!["totalSize"]!;

    /// <summary>Our Tasks, deleted ones too, in the order of their keys.</summary>
    public async Task<IReadOnlyList<OrgTask>> TasksAsync()
    {
        JsonObject[] rows = await QueryAllAsync(
            "SELECT Id, Mentoring_Key__c, OwnerId, Subject, Description, ActivityDate, Status, Priority, ReminderDateTime, IsClosed, IsDeleted FROM Task "
            + "WHERE Mentoring_Key__c LIKE 'cms1.%' ORDER BY Mentoring_Key__c, Id");
        return [.. rows.Select(row => new OrgTask
        {
            Id = (string)row["Id"]!,
            Key = (string)row["Mentoring_Key__c"]!,
            OwnerId = (string)row["OwnerId"]!,
            Subject = (string?)row["Subject"] ?? "",
            Description = (string?)row["Description"] ?? "",
            ActivityDate = (string?)row["ActivityDate"],
            Status = (string)row["Status"]!,
            Priority = (string)row["Priority"]!,
            ReminderAt = (string?)row["ReminderDateTime"],
            IsClosed = (bool)row["IsClosed"]!,
            IsDeleted = (bool)row["IsDeleted"]!,
        })];
    }

    /// <summary>Someone changes a record as themselves.</summary>
    public Task EditAsync(string type, string id, object change, string? asUser) => SendAsync(HttpMethod.Patch, $"{Data}sobjects/{type}/{id}", change, asUser);

    public Task DeleteTaskAsync(string id, string asUser) => SendAsync(HttpMethod.Delete, $"{Data}sobjects/Task/{id}", null, asUser);

    /// <summary>Somebody makes a record as themselves.</summary>
    public Task CreateAsync(string type, object record, string asUser) => SendAsync(HttpMethod.Post, $"{Data}sobjects/{type}", record, asUser);

    /// <summary>Makes or changes many records at once (those with an Id are changed); their Ids, in the order given.</summary>
    public async Task<IReadOnlyList<string>> WriteManyAsync(HttpMethod method, string type, IEnumerable<JsonObject> records)
    {
        List<string> ids = [];
        foreach (JsonObject[] chunk in records.Chunk(200))
        {
            foreach (JsonObject record in chunk)
            {
                record["attributes"] = new JsonObject { ["type"] = type };
            }

            JsonNode results = (await SendAsync(method, $"{Data}composite/sobjects", new { allOrNone = true, records = chunk }))!;
            foreach (JsonNode? result in results.AsArray())
            {
                ids.Add((bool)result!["success"]! ? (string)result["id"]! : throw new HttpRequestException($"{type}: {result.ToJsonString()}"));
            }
        }

        return ids;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, object? body, string? asUser = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        if (asUser is not null)
        {
            request.Headers.Add("X-Embedded-User", asUser);
        }

        using HttpResponseMessage answer = await _http.SendAsync(request, ct);
        return await ReadAsync(answer);
    }

    private async Task<JsonNode?> ReadAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync(ct);
        return !answer.IsSuccessStatusCode ? throw new HttpRequestException($"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}")
            : text.Length == 0 ? null
            : JsonNode.Parse(text);
    }
}
