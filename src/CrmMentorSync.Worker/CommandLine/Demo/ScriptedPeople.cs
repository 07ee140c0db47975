using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.EmbeddedOrg;

namespace CrmMentorSync.Worker.CommandLine.Demo;

/// <summary>What people did with their Tasks in one week.</summary>
internal sealed record PeopleDid(int Completed, int Declined, int Moved, int Deleted, int Ignored)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Completed} completed, {Declined} declined, {Moved} moved, {Deleted} deleted, {Ignored} left alone");
}

/// <summary>
/// The people of the demo. Each looks at the open Tasks they own and acts through the org's REST API as themselves. What they do
/// follows from the Task's key and the week, so that every demo tells the same story.
/// </summary>
internal sealed class ScriptedPeople : IDisposable
{
    private const string Api = "services/data/v67.0/";
    private readonly HttpClient _http;

    private ScriptedPeople(HttpClient http) => _http = http;

    public static async Task<ScriptedPeople> SignInAsync(EmbeddedOrgServer org, CancellationToken ct)
    {
        var http = new HttpClient { BaseAddress = org.Url };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = org.ClientId,
            ["client_secret"] = org.ClientSecret,
        });
        using HttpResponseMessage answer = await http.PostAsync(new Uri("services/oauth2/token", UriKind.Relative), form, ct);
        answer.EnsureSuccessStatusCode();
        JsonElement token = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return new ScriptedPeople(http);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One week of everybody's Tasks.</summary>
    public async Task<PeopleDid> LiveAsync(DateOnly today, CancellationToken ct)
    {
        var did = new PeopleDid(0, 0, 0, 0, 0);
        foreach (OpenTask task in await OpenTasksAsync(ct))
        {
            did = await ActAsync(task, today, did, ct);
        }

        return did;
    }

    private async Task<PeopleDid> ActAsync(OpenTask task, DateOnly today, PeopleDid did, CancellationToken ct)
    {
        int chance = Chance(task.Key.ToString(), today);
        bool asks = task.Key.Activity is "invite" or "approve";
        switch (chance)
        {
            case < 8 when asks:
                await ChangeAsync(task, new() { ["Status"] = "Deferred", ["Description"] = Answered(task.Description, "Reason", "no time this quarter") }, ct);
                return did with { Declined = did.Declined + 1 };
            case < 75:
                string text = Answered(Answered(task.Description, "Grasp (1-5)", "4"), "Learned", "ask about the budget before the demo");
                await ChangeAsync(task, new() { ["Status"] = "Completed", ["Description"] = text }, ct);
                return did with { Completed = did.Completed + 1 };
            case < 83 when !asks:
                DateOnly later = WorkingDayAfter((task.DueOn > today ? task.DueOn : today).AddDays(2));
                await ChangeAsync(task, new() { ["ActivityDate"] = later.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, ct);
                return did with { Moved = did.Moved + 1 };
            case < 86 when !asks:
                await DeleteAsync(task, ct);
                return did with { Deleted = did.Deleted + 1 };
            default:
                return did with { Ignored = did.Ignored + 1 };
        }
    }

    /// <summary>Fills in a prefilled line where the text has it, in either language.</summary>
    private static string Answered(string text, string label, string answer)
    {
        string german = label switch
        {
            "Reason" => "Grund",
            "Learned" => "Gelernt",
            _ => "Verstanden (1-5)",
        };
        return string.Join('\n', text.Split('\n').Select(line =>
            line.TrimEnd() is var bare && bare.EndsWith(':') && (bare == $"{label}:" || bare == $"{german}:" || IsOfOneTalk(bare)) ? $"{bare} {answer}" : line));

        bool IsOfOneTalk(string bare) => label.EndsWith(')') && (bare.StartsWith(label + " ", StringComparison.Ordinal) || bare.StartsWith(german + " ", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<OpenTask>> OpenTasksAsync(CancellationToken ct)
    {
        const string Soql = "SELECT Id, Mentoring_Key__c, OwnerId, Description, ActivityDate FROM Task "
            + "WHERE IsClosed = false AND Mentoring_Key__c LIKE 'cms1.%' ORDER BY Mentoring_Key__c";
        List<OpenTask> tasks = [];
        string? next = $"{Api}query?q={Uri.EscapeDataString(Soql)}";
        while (next is not null)
        {
            JsonElement page = await _http.GetFromJsonAsync<JsonElement>(new Uri(next.TrimStart('/'), UriKind.Relative), ct);
            foreach (JsonElement row in page.GetProperty("records").EnumerateArray())
            {
                if (MentoringKey.TryParse(row.GetProperty("Mentoring_Key__c").GetString()!) is { } key)
                {
                    tasks.Add(new OpenTask(
                        row.GetProperty("Id").GetString()!,
                        key,
                        row.GetProperty("OwnerId").GetString()!,
                        row.GetProperty("Description").GetString() ?? "",
                        DateOnly.ParseExact(row.GetProperty("ActivityDate").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
                }
            }

            next = page.TryGetProperty("nextRecordsUrl", out JsonElement url) ? url.GetString() : null;
        }

        return tasks;
    }

    private Task ChangeAsync(OpenTask task, Dictionary<string, string> fields, CancellationToken ct) =>
        SendAsync(HttpMethod.Patch, task, JsonContent.Create(fields), ct);

    private Task DeleteAsync(OpenTask task, CancellationToken ct) => SendAsync(HttpMethod.Delete, task, null, ct);

    private async Task SendAsync(HttpMethod method, OpenTask task, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{Api}sobjects/Task/{task.Id}", UriKind.Relative)) { Content = content };
        request.Headers.Add("X-Embedded-User", task.OwnerId);
        using HttpResponseMessage answer = await _http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The day itself, or the Monday after it: nobody lunches with a colleague on a Saturday.</summary>
    private static DateOnly WorkingDayAfter(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    /// <summary>0–99, the same for the same Task and week.</summary>
    private static int Chance(string key, DateOnly week)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}/{week.DayNumber}")));
        return hash[0] * 100 / 256;
    }

    private sealed record OpenTask(string Id, MentoringKey Key, string OwnerId, string Description, DateOnly DueOn);
}
