using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.PullFromSalesforce;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>From the command line, through a proxy that does what firewalls and broken clocks do.</summary>
public sealed class What_stands_before_the_org : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private OrgProcess? _org;
    private DyingProxy? _proxy;

    private OrgProcess Org => _org ?? throw new InvalidOperationException("the org is not there yet");

    private DyingProxy Proxy => _proxy ?? throw new InvalidOperationException("the proxy is not there yet");

    public async ValueTask InitializeAsync()
    {
        _org = await OrgProcess.StartAsync(_folder.Path, "--generate", "reps=24,deals=24,segments=1,seed=1");
        _proxy = await DyingProxy.StartAsync(new Uri(_org.Settings["Salesforce__LoginUrl"]));
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await Org.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_firewall_that_lets_no_write_through_is_told_each_time_and_loses_no_task()
    {
        Proxy.ForbidsAt = "/composite/sobjects";
        foreach (int _ in (int[])[1, 2])
        {
            CliResult blocked = await CycleAsync();
            Assert.True(blocked.ExitCode == 3, blocked.ToString());
            Assert.Contains("Salesforce answered 403", blocked.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("refused:", blocked.Output, StringComparison.Ordinal);
        }

        Proxy.ForbidsAt = null;
        CliResult open = await CycleAsync();

        Assert.True(open.ExitCode == 0, open.ToString());
        Assert.True(await Org.Client.CountAsync("Task WHERE Mentoring_Key__c != null") > 0, "what waited was not written");
    }

    [Fact]
    public async Task An_org_whose_clock_is_far_off_is_not_believed()
    {
        CliResult first = await CycleAsync();
        Assert.True(first.ExitCode == 0, first.ToString());
        IReadOnlyList<OrgTask> before = await Org.Client.TasksAsync();

        Proxy.Date = "Fri, 31 Dec 2100 23:59:59 GMT";
        CliResult wrong = await CycleAsync();
        Proxy.Date = null;
        await Org.Client.AdvanceAsync(TimeSpan.FromDays(31));
        CliResult later = await CycleAsync();

        Assert.NotEmpty(before);
        Assert.True(wrong.ExitCode == 2, wrong.ToString());
        Assert.Contains("dated 2100-12-31", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("--as-of", wrong.Error, StringComparison.Ordinal);
        Assert.True(later.ExitCode == 0, later.ToString());
    }

    private Task<CliResult> CycleAsync() => Cli.RunAsync(
        _folder.Path,
        new Dictionary<string, string>(Org.Settings)
        {
            ["Salesforce__LoginUrl"] = Proxy.Address.ToString(),
            ["State__Connection"] = _folder.File("state.db"),
            ["Mail__PickupFolder"] = _folder.File("mail"),
        },
        "cycle", "--out", _folder.File("out"));
}
