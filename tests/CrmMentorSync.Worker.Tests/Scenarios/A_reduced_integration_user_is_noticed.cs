using System.Text.Json.Nodes;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>From the command line, against an org whose integration user lost View All and Modify All Data.</summary>
public sealed class A_reduced_integration_user_is_noticed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private OrgProcess? _org;

    private OrgProcess Org => _org ?? throw new InvalidOperationException("the org is not there yet");

    public async ValueTask InitializeAsync() => _org = await OrgProcess.StartAsync(_folder.Path, "--generate", "reps=24,deals=24,segments=1,seed=1");

    public async ValueTask DisposeAsync()
    {
        await Org.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task By_the_doctor_by_the_trial_which_leaves_nothing_behind_and_by_a_cycle_without_a_state()
    {
        await Org.Client.AllowAsync(all: false);

        CliResult doctor = await RunAsync("doctor", "--write");
        CliResult cycle = await RunAsync("cycle", "--out", _folder.File("out"));

        Assert.True(doctor.ExitCode == 1, doctor.ToString());
        Assert.Contains("FAIL  sight        nothing shows that the integration user sees Tasks that others own; give the integration user a role above", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL  write        not tried", doctor.Output, StringComparison.Ordinal);
        Assert.True(cycle.ExitCode == 2, cycle.ToString());
        Assert.Contains("the state knows no Task of ours", cycle.Error, StringComparison.Ordinal);
        await Org.Client.AllowAsync(all: true);
        Assert.Equal(0, await Org.Client.CountAsync("Task WHERE Subject = 'CrmMentorSync permission check'"));
        Assert.Equal(0, await Org.Client.CountAsync("Task WHERE Mentoring_Key__c != null"));
        CliResult allowed = await RunAsync("doctor", "--write");
        Assert.True(allowed.ExitCode == 0, allowed.ToString());
        Assert.Contains("ok    write", allowed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_a_cycle_that_no_longer_sees_what_it_wrote()
    {
        CliResult first = await RunAsync("cycle", "--out", _folder.File("out"));
        Assert.True(first.ExitCode == 0, first.ToString());
        JsonNode before = await PackAsync();

        // Something to write: a proposal to someone who has left is taken back.
        OrgTask approval = (await Org.Client.TasksAsync()).First(task => task.Key.Contains(".approve.", StringComparison.Ordinal));
        await Org.Client.AllowAsync(all: true);
        await Org.Client.EditAsync("User", approval.Key.Split('.')[2], new { IsActive = false }, asUser: null);
        string[] written = await LinesAsync();
        await Org.Client.AllowAsync(all: false);
        CliResult blind = await RunAsync("cycle", "--out", _folder.File("out"));
        CliResult doctor = await RunAsync("doctor");
        JsonNode held = await PackAsync();

        Assert.True(blind.ExitCode == 3, blind.ToString());
        Assert.Null(before["writes_wait"]);
        Assert.Contains("no Task is written until some are seen; give the integration user a role above", (string)held["writes_wait"]!, StringComparison.Ordinal);
        await Org.Client.AllowAsync(all: true);
        Assert.Equal(written, await LinesAsync());
        CliResult seen = await RunAsync("cycle", "--out", _folder.File("out"));
        Assert.True(seen.ExitCode == 0, seen.ToString());
        Assert.NotEqual(written, await LinesAsync());
        Assert.Null((await PackAsync())["writes_wait"]);
        Assert.Contains("Tasks written before are out of the integration user's sight", blind.Output, StringComparison.Ordinal);
        Assert.True(doctor.ExitCode == 1, doctor.ToString());
        Assert.Contains("FAIL  sight", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task And_needs_no_more_than_a_role_above_everybody()
    {
        await Org.Client.AllowAsync(all: false);
        string top = await OneAsync("SELECT Id FROM UserRole WHERE ParentRoleId = null");
        string below = await OneAsync($"SELECT Id FROM UserRole WHERE ParentRoleId = '{top}' ORDER BY Id LIMIT 1");
        string me = await OneAsync("SELECT Id FROM User WHERE UserType = 'CloudIntegrationUser'");
        await Org.Client.EditAsync("User", await OneAsync($"SELECT Id FROM User WHERE UserRoleId = '{top}'"), new { UserRoleId = below }, asUser: null);
        await Org.Client.EditAsync("User", me, new { UserRoleId = top }, asUser: null);

        CliResult doctor = await RunAsync("doctor", "--write");
        Assert.True(doctor.ExitCode == 0, doctor.ToString());
        Assert.Contains("ok    sight        the integration user's role stands above everybody's", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("ok    write        a Task of another user was created, read, edited and deleted", doctor.Output, StringComparison.Ordinal);
        CliResult first = await RunAsync("cycle", "--out", _folder.File("out"));
        Assert.True(first.ExitCode == 0, first.ToString());
        OrgTask approval = (await Org.Client.TasksAsync()).First(task => task.Key.Contains(".approve.", StringComparison.Ordinal));
        await Org.Client.EditAsync("Task", approval.Id, new { Status = "Deferred", Description = "Reason: no time" }, approval.OwnerId);
        CliResult second = await RunAsync("cycle", "--out", _folder.File("out"));
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Equal("declined", Pack.Read(_folder.File("out/pairings.csv")).Single(row => approval.Key.Contains($".{row["pairing_key"]}.", StringComparison.Ordinal))["status"]);
        JsonNode quiet = await QuietCycleAsync();
        Assert.Equal(3, (int)quiet["api_calls"]!);

        // One level down, and everybody beside and above is out of sight again.
        await Org.Client.EditAsync("User", me, new { UserRoleId = below }, asUser: null);
        CliResult lower = await RunAsync("cycle", "--out", _folder.File("out"));
        Assert.True(lower.ExitCode == 3, lower.ToString());
        Assert.Contains("Tasks written before are out of the integration user's sight", lower.Output, StringComparison.Ordinal);
        File.Delete(_folder.File("state.db"));
        CliResult empty = await RunAsync("cycle", "--out", _folder.File("out"));
        Assert.True(empty.ExitCode == 2, empty.ToString());
        Assert.Contains("the state knows no Task of ours", empty.Error, StringComparison.Ordinal);
    }

    private async Task<string[]> LinesAsync() => [.. (await Org.Client.TasksAsync()).Select(task => task.Line)];

    private async Task<JsonNode> PackAsync() =>
        JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("out/run.json"), TestContext.Current.CancellationToken))!;

    private async Task<JsonNode> QuietCycleAsync()
    {
        CliResult quiet = await RunAsync("cycle", "--out", _folder.File("out"));
        Assert.True(quiet.ExitCode == 0, quiet.ToString());
        return await PackAsync();
    }

    private async Task<string> OneAsync(string soql) => (string)(await Org.Client.QueryAllAsync(soql))[0]["Id"]!;

    private Task<CliResult> RunAsync(params string[] args) => Cli.RunAsync(
        _folder.Path,
        new Dictionary<string, string>(Org.Settings) { ["State__Connection"] = _folder.File("state.db"), ["Mail__PickupFolder"] = _folder.File("mail") },
        args);
}
