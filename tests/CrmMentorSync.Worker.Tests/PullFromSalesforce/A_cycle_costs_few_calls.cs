using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.Scenarios;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

/// <summary>The whole job from the command line, against an org that counts calls as Salesforce charges them.</summary>
public sealed partial class A_cycle_costs_few_calls
{
    private const string Describe = "describe all objects";
    private const string ReadBack = "read back: Task, Task, UserPermissionAccess, Task";
    private static readonly DateOnly AsOf = new(2026, 9, 30);
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(35, 4)]
    [InlineData(150, 20)]
    public async Task A_cycle_in_which_nothing_changed_costs_the_same_few_calls_at_any_size(int reps, int mostOfFirst)
    {
        GeneratedOrg org = OrgGenerator.Generate(new GeneratorOptions { Reps = reps, DealsPerRepYear = 12, AsOf = AsOf, Segments = 2 });
        string[] charged = await CycleThriceAsync(org.Export, [], mostOfFirst);
        Assert.Equal([Describe, "what changed: UserRole, User, Account, Opportunity, Event", ReadBack], charged.Select(Purpose));
    }

    /// <summary>Splits, currencies with dated rates, quotas on fiscal periods, record types.</summary>
    [Fact]
    public async Task An_org_with_every_feature_costs_two_calls_more()
    {
        string[] charged = await CycleThriceAsync(An_org_told_the_hard_way.ToldTheHardWay(An_org_told_the_hard_way.Plain), An_org_told_the_hard_way.Settings, 30);
        Assert.Equal(
            [
                Describe,
                "what changed: UserRole, User, Account, Opportunity, ForecastingQuota",
                "what changed: Event, OpportunitySplit, OpportunitySplitType, CurrencyType, DatedConversionRate",
                "what changed: Period, RecordType",
                ReadBack,
            ],
            charged.Select(Purpose));
    }

    /// <returns>The calls of the third cycle, in which nothing has changed.</returns>
    private static async Task<string[]> CycleThriceAsync(OrgExport export, Dictionary<string, string> settings, int mostOfFirst)
    {
        await using EmbeddedOrgServer server = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = export, AsOf = AsOf }, Ct);
        await using var proxy = await DyingProxy.StartAsync(server.Url);
        using var folder = new TemporaryFolder();
        Dictionary<string, string> environment = new(settings)
        {
            ["Salesforce__LoginUrl"] = proxy.Address.ToString(),
            ["Salesforce__ClientId"] = server.ClientId,
            ["Salesforce__ClientSecret"] = server.ClientSecret,
        };
        int first = await CallsAsync(folder.Path, environment);
        string[] asked = [.. proxy.Asked];
        int second = await CallsAsync(folder.Path, environment);
        proxy.Asked.Clear();
        int third = await CallsAsync(folder.Path, environment);
        string[] charged = [.. proxy.Asked.Where(one => one.Contains("/services/data/v", StringComparison.Ordinal))];
        Assert.Equal(charged.Length, third);
        TestContext.Current.SendDiagnosticMessage($"first cycle {first} calls, second {second}, without change {third}\n{string.Join('\n', charged)}");
        int writes = asked.Count(one => one.Contains("/composite/sobjects", StringComparison.Ordinal));
        Assert.True(first - writes <= mostOfFirst, $"{first} calls, {writes} of them writes:\n{string.Join('\n', asked)}");
        return charged;
    }

    /// <summary>As decision 0008 lists them: what is asked in a call, by object.</summary>
    private static string Purpose(string call)
    {
        string[] asked = [.. call.Split('\n').Skip(1).Select(Uri.UnescapeDataString)];
        string[] queried = [.. asked.Select(one => From().Match(one).Groups[1].Value)];
        return asked.Length == 0 ? call
            : asked.All(one => one.EndsWith("/describe", StringComparison.Ordinal)) ? Describe
            : $"{(queried.Contains("UserPermissionAccess") ? "read back" : "what changed")}: {string.Join(", ", queried)}";
    }

    [GeneratedRegex(@"\bFROM (\w+)")]
    private static partial Regex From();

    private static async Task<int> CallsAsync(string folder, IReadOnlyDictionary<string, string> environment)
    {
        string pack = Path.Combine(folder, "out");
        CliResult result = await Cli.RunAsync(folder, environment, "cycle", "--as-of", "2026-09-30", "--out", pack);
        Assert.True(result.ExitCode is 0 or 3, result.ToString());
        JsonNode run = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(pack, "run.json"), Ct))!;
        return int.Parse(run["api_calls"]!.ToString(), CultureInfo.InvariantCulture);
    }
}
