using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>The embedded org in a process of its own; workers come and go, with and without their state.</summary>
public sealed class An_org_that_outlives_the_worker : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings = [];
    private Process? _org;

    public async ValueTask InitializeAsync()
    {
        _org = Cli.Start(_folder.Path, new Dictionary<string, string>(), "embedded-org", "--sample");
        while (await _org.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
        {
            _settings[line[..line.IndexOf('=', StringComparison.Ordinal)]] = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..];
        }
    }

    public ValueTask DisposeAsync()
    {
        _org?.Kill(entireProcessTree: true);
        _org?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_second_run_creates_nothing()
    {
        AssertDone(await CycleAsync());
        long tasks = await CountTasksAsync();
        Assert.True(tasks > 0);
        AssertDone(await CycleAsync());
        Assert.Equal(tasks, await CountTasksAsync());
    }

    [Fact]
    public async Task A_lost_state_creates_no_second_pairing_and_no_second_task()
    {
        AssertDone(await CycleAsync());
        long tasks = await CountTasksAsync();
        string[] pairs = Pairs();
        File.Delete(_folder.File("state.db"));
        AssertDone(await CycleAsync());
        Assert.Equal(tasks, await CountTasksAsync());
        Assert.Equal(pairs, Pairs());
    }

    [Fact]
    public async Task A_state_lost_for_nine_days_pairs_nobody_twice()
    {
        AssertDone(await CycleAsync());
        string[] mentees = [.. Pairs().Select(key => key.Split('.')[1])];
        File.Delete(_folder.File("state.db"));
        await AdvanceAsync(days: 9);
        AssertDone(await CycleAsync());
        Assert.Empty(Pairs().GroupBy(key => key.Split('.')[1]).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Subset(new HashSet<string>(Pairs().Select(key => key.Split('.')[1])), new HashSet<string>(mentees));
        Assert.Equal(await CountTasksAsync(), await CountTasksAsync("COUNT() FROM Task WHERE Mentoring_Key__c != null"));
    }

    [Fact]
    public async Task The_doctor_finds_nothing_wrong()
    {
        CliResult run = await Cli.RunAsync(_folder.Path, Environment(), "doctor");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.DoesNotContain("FAIL", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unattended_host_becomes_ready_and_stops_gracefully()
    {
        int port = FreePort();
        Dictionary<string, string> environment = Environment();
        environment["Health__Url"] = $"http://127.0.0.1:{port}";
        using Process host = Cli.Start(_folder.Path, environment);
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        using var http = new HttpClient();
        await UntilAsync(async () => (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        CliResult health = await Cli.RunAsync(_folder.Path, environment, "health");
        Assert.True(health.ExitCode == 0, health.ToString());
        using Process kill = Process.Start("kill", ["-TERM", host.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, host.ExitCode);
    }

    private static void AssertDone(CliResult run) => Assert.True(run.ExitCode == 0, run.ToString());

    private Dictionary<string, string> Environment() =>
        new(_settings) { ["State__Connection"] = _folder.File("state.db"), ["Mail__PickupFolder"] = _folder.File("mail") };

    private Task<CliResult> CycleAsync() => Cli.RunAsync(_folder.Path, Environment(), "cycle", "--out", _folder.File("out"));

    private string[] Pairs() => [.. Pack.Read(_folder.File("out/pairings.csv")).Select(row => row["pairing_key"])];

    private async Task<long> CountTasksAsync(string count = "COUNT() FROM Task")
    {
        using HttpClient http = await SignInAsync();
        JsonElement answer = JsonDocument.Parse(await http.GetStringAsync(
            new Uri($"services/data/v67.0/queryAll?q={Uri.EscapeDataString($"SELECT {count}")}", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        return answer.GetProperty("totalSize").GetInt64();
    }

    private async Task AdvanceAsync(int days)
    {
        using HttpClient http = await SignInAsync();
        using var body = new StringContent($"{{\"advanceSeconds\":{days * 86400}}}", new MediaTypeHeaderValue("application/json"));
        (await http.PostAsync(new Uri("__clock", UriKind.Relative), body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    private async Task<HttpClient> SignInAsync()
    {
        var http = new HttpClient { BaseAddress = new Uri(_settings["Salesforce__LoginUrl"]) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _settings["Salesforce__ClientId"],
            ["client_secret"] = _settings["Salesforce__ClientSecret"],
        });
        HttpResponseMessage answer = await http.PostAsync(new Uri("services/oauth2/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
        string token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("access_token").GetString()!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                if (await holds())
                {
                    return;
                }
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                // Not listening yet.
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}
