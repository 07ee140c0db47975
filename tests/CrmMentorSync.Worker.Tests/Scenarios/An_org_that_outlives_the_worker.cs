using System.Diagnostics;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>The embedded org in a process of its own; workers come and go, with and without their state.</summary>
public sealed class An_org_that_outlives_the_worker : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private OrgProcess? _org;

    private OrgProcess Org => _org ?? throw new InvalidOperationException("the org is not there yet");

    public async ValueTask InitializeAsync() => _org = await OrgProcess.StartAsync(_folder.Path, "--sample");

    public async ValueTask DisposeAsync()
    {
        await Org.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_second_run_creates_nothing()
    {
        AssertDone(await CycleAsync());
        long tasks = await Org.Client.CountAsync("Task");
        Assert.True(tasks > 0);
        AssertDone(await CycleAsync());
        Assert.Equal(tasks, await Org.Client.CountAsync("Task"));
    }

    [Fact]
    public async Task A_lost_state_creates_no_second_pairing_and_no_second_task()
    {
        AssertDone(await CycleAsync());
        long tasks = await Org.Client.CountAsync("Task");
        string[] pairs = Pairs();
        File.Delete(_folder.File("state.db"));
        AssertMailsWait(await CycleAsync());
        AssertDone(await CycleAsync());
        Assert.Equal(tasks, await Org.Client.CountAsync("Task"));
        Assert.Equal(pairs, Pairs());
    }

    [Fact]
    public async Task A_state_lost_for_nine_days_pairs_nobody_twice()
    {
        AssertDone(await CycleAsync());
        string[] mentees = [.. Pairs().Select(key => key.Split('.')[1])];
        File.Delete(_folder.File("state.db"));
        await Org.Client.AdvanceAsync(TimeSpan.FromDays(9));
        AssertMailsWait(await CycleAsync());
        Assert.Empty(Pairs().GroupBy(key => key.Split('.')[1]).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Subset(new HashSet<string>(Pairs().Select(key => key.Split('.')[1])), new HashSet<string>(mentees));
        Assert.Equal(await Org.Client.CountAsync("Task"), await Org.Client.CountAsync("Task WHERE Mentoring_Key__c != null"));
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

    /// <summary>Whether this week's went before the state was lost nobody knows.</summary>
    private static void AssertMailsWait(CliResult run)
    {
        Assert.True(run.ExitCode == 3, run.ToString());
        Assert.Contains("the state was lost or put back from a backup this week, so the mail may have gone before", run.Output, StringComparison.Ordinal);
    }

    private static void AssertDone(CliResult run) => Assert.True(run.ExitCode == 0, run.ToString());

    private Dictionary<string, string> Environment() =>
        new(Org.Settings) { ["State__Connection"] = _folder.File("state.db"), ["Mail__PickupFolder"] = _folder.File("mail") };

    private Task<CliResult> CycleAsync() => Cli.RunAsync(_folder.Path, Environment(), "cycle", "--out", _folder.File("out"));

    private string[] Pairs() => [.. Pack.Read(_folder.File("out/pairings.csv")).Select(row => row["pairing_key"])];

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
