using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>From the command line, against an org whose integration user lost View All and Modify All Data.</summary>
public sealed class A_reduced_integration_user_is_noticed : IAsyncLifetime
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
        await Org.Client.AllowAsync(all: false);

        CliResult blind = await RunAsync("cycle", "--out", _folder.File("out"));
        CliResult doctor = await RunAsync("doctor");

        Assert.True(blind.ExitCode == 3, blind.ToString());
        Assert.Contains("Tasks written before are out of the integration user's sight", blind.Output, StringComparison.Ordinal);
        Assert.True(doctor.ExitCode == 1, doctor.ToString());
        Assert.Contains("FAIL  sight", doctor.Output, StringComparison.Ordinal);
    }

    private Task<CliResult> RunAsync(params string[] args) => Cli.RunAsync(
        _folder.Path,
        new Dictionary<string, string>(Org.Settings) { ["State__Connection"] = _folder.File("state.db"), ["Mail__PickupFolder"] = _folder.File("mail") },
        args);
}
