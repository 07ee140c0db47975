using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.PullFromSalesforce;
using SmallOrg = CrmMentorSync.Worker.Tests.EmbeddedOrg.SmallOrg;

namespace CrmMentorSync.Worker.Tests.Scenarios;

/// <summary>From the command line: a trial pointed at the company, an org whose calls are used up, an org that hides things.</summary>
public sealed class The_org_is_not_the_one_that_was_meant : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private EmbeddedOrgServer _org = null!;

    public async ValueTask InitializeAsync() => _org = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = SmallOrg.Export() }, Ct);

    public async ValueTask DisposeAsync()
    {
        await _org.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_production_org_where_a_sandbox_was_expected_is_neither_read_nor_written()
    {
        CliResult run = await RunAsync("true", "cycle");
        Assert.True(run.ExitCode == 2, run.ToString());
        Assert.Contains("Salesforce:ExpectSandbox=True speaks of a sandbox", run.Error, StringComparison.Ordinal);
        Assert.Contains("the org says that it is a production org (Organization.IsSandbox=False)", run.Error, StringComparison.Ordinal);

        CliResult meant = await RunAsync("false", "cycle");
        Assert.True(meant.ExitCode is 0 or 3, meant.ToString());
        Assert.DoesNotContain("IsSandbox", meant.Output + meant.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_says_so_too()
    {
        CliResult wrong = await RunAsync("true", "doctor");
        Assert.True(wrong.ExitCode == 1, wrong.ToString());
        Assert.Contains("FAIL  sandbox      Salesforce:ExpectSandbox=True speaks of a sandbox", wrong.Output, StringComparison.Ordinal);

        CliResult right = await RunAsync("false", "doctor");
        Assert.Contains("ok    sandbox      the org is none", right.Output, StringComparison.Ordinal);
        Assert.Contains("of 100,000 used in the last 24 hours", right.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_tells_when_others_have_used_up_the_days_calls()
    {
        await DyingProxy.ArmAsync(_org.Url, "othersCalls", 99_000);
        CliResult run = await RunAsync("false", "doctor");
        Assert.True(run.ExitCode == 1, run.ToString());
        string line = Assert.Single(run.Output.Split('\n'), one => one.Contains("API calls", StringComparison.Ordinal));
        Assert.StartsWith("FAIL  API calls", line, StringComparison.Ordinal);
        Assert.Contains("no Task is written until that falls", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_has_one_line_for_each_thing_that_is_hidden()
    {
        await DyingProxy.ArmAsync(_org.Url, new Dictionary<string, object> { ["hide"] = "Account,UserRole,Event,Period,User.Department,Task.Mentoring_Key__c" });
        CliResult run = await RunAsync("false", "doctor");
        string[] lines = run.Output.Split('\n');
        foreach (string hidden in (string[])["Account", "UserRole", "Event", "Period"])
        {
            Assert.Single(lines, line => line.StartsWith($"note  {hidden} ", StringComparison.Ordinal) && line.Contains("not there or hidden", StringComparison.Ordinal));
        }

        Assert.Single(lines, line => line.Contains("done without", StringComparison.Ordinal) && line.Contains("Department", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("note  Mentoring_Key__c", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_doctor_holds_the_statuses_of_tasks_against_those_of_the_org()
    {
        CliResult right = await RunAsync("false", "doctor");
        Assert.Contains("ok    TaskStatus   Tasks are opened as 'Not Started', closed as 'Completed', declined as 'Deferred'", right.Output, StringComparison.Ordinal);
        CliResult wrong = await RunAsync("false", "doctor", ("Programme__CompletedStatus", "Deferred"), ("Programme__DeclineStatus", "Refused"));
        Assert.True(wrong.ExitCode == 1, wrong.ToString());
        Assert.Contains("FAIL  TaskStatus   Programme__CompletedStatus='Deferred' is no status that closes a Task in this org: set it to one of Completed;", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("Programme__DeclineStatus='Refused' is no status in this org", wrong.Output, StringComparison.Ordinal);
        await DyingProxy.ArmAsync(_org.Url, new Dictionary<string, object> { ["hide"] = "TaskStatus" });
        Assert.Contains("note  TaskStatus   not there or hidden", (await RunAsync("false", "doctor")).Output, StringComparison.Ordinal);
    }

    private Task<CliResult> RunAsync(string expectSandbox, string command, params (string Name, string Value)[] settings) => Cli.RunAsync(
        _folder.Path,
        new Dictionary<string, string>(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
        {
            ["Salesforce__LoginUrl"] = _org.Url.ToString(),
            ["Salesforce__ClientId"] = _org.ClientId,
            ["Salesforce__ClientSecret"] = _org.ClientSecret,
            ["Salesforce__ExpectSandbox"] = expectSandbox,
        },
        command);
}
