using System.Globalization;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.Tests.Fixtures;
using CrmMentorSync.Worker.Tests.Scenarios;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

/// <summary>The whole job from the command line, against an org that counts calls as Salesforce charges them.</summary>
public sealed class A_cycle_costs_few_calls
{
    /// <summary>What issue and decision 0008 allow a cycle in which nothing has changed.</summary>
    private const int MostWithoutChange = 16;
    private const string Together = "describe objects, or ask for first pages";
    private static readonly DateOnly AsOf = new(2026, 9, 30);
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(35, 3)]
    [InlineData(300, 30)]
    public async Task A_cycle_in_which_nothing_changed_costs_the_same_few_calls_at_any_size(int reps, int mostOfFirst)
    {
        GeneratedOrg org = OrgGenerator.Generate(new GeneratorOptions { Reps = reps, DealsPerRepYear = 12, AsOf = AsOf, Segments = 2 });
        string[] charged = await CycleThriceAsync(org.Export, [], 16 + mostOfFirst);
        HoldsOnly(charged, mostTogether: 2);
    }

    /// <summary>Splits, currencies with dated rates, quotas on fiscal periods, record types.</summary>
    [Fact]
    public async Task An_org_with_every_feature_costs_at_most_two_calls_more()
    {
        string[] charged = await CycleThriceAsync(An_org_told_the_hard_way.ToldTheHardWay(An_org_told_the_hard_way.Plain), An_org_told_the_hard_way.Settings, 30);
        HoldsOnly(charged, mostTogether: 4);
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
        Assert.True(third <= MostWithoutChange, $"{third} calls:\n{string.Join('\n', charged)}");
        Assert.Equal(charged.Length, third);
        TestContext.Current.SendDiagnosticMessage($"first cycle {first} calls, second {second}, without change {third}\n{string.Join('\n', charged)}");
        int writes = asked.Count(one => one.Contains("/composite/sobjects", StringComparison.Ordinal));
        Assert.True(first - writes <= mostOfFirst, $"{first} calls, {writes} of them writes:\n{string.Join('\n', asked)}");
        return charged;
    }

    /// <summary>Every call has a purpose that decision 0008 lists, and few have the same.</summary>
    private static void HoldsOnly(string[] charged, int mostTogether)
    {
        Dictionary<string, int> most = new() { [Together] = mostTogether, ["describe Task"] = 1, ["read back our Tasks"] = 1, ["people's own Tasks on mentoring"] = 1, ["what the user may see"] = 1 };
        string all = string.Join('\n', charged);
        foreach (IGrouping<string, string> purpose in charged.GroupBy(Purpose))
        {
            Assert.True(purpose.Count() <= most.GetValueOrDefault(purpose.Key), $"{purpose.Count()} times {purpose.Key}:\n{all}");
        }

        Assert.Contains(charged, call => Purpose(call) == "read back our Tasks");
    }

    /// <summary>As decision 0008 lists them.</summary>
    private static string Purpose(string call) =>
        call.StartsWith("POST /services/data/v67.0/composite/sobjects", StringComparison.Ordinal) ? "write Tasks"
        : call.StartsWith("POST /services/data/v67.0/composite", StringComparison.Ordinal) ? Together
        : call.Contains("UserPermissionAccess", StringComparison.Ordinal) ? "what the user may see"
        : call.EndsWith("/Task/describe", StringComparison.Ordinal) ? "describe Task"
        : call.Contains("Mentoring%20with", StringComparison.Ordinal) ? "people's own Tasks on mentoring"
        : call.Contains("FROM%20Task", StringComparison.Ordinal) || call.Contains("FROM Task", StringComparison.Ordinal) ? "read back our Tasks"
        : call;

    private static async Task<int> CallsAsync(string folder, IReadOnlyDictionary<string, string> environment)
    {
        string pack = Path.Combine(folder, "out");
        CliResult result = await Cli.RunAsync(folder, environment, "cycle", "--as-of", "2026-09-30", "--out", pack);
        Assert.True(result.ExitCode is 0 or 3, result.ToString());
        JsonNode run = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(pack, "run.json"), Ct))!;
        return int.Parse(run["api_calls"]!.ToString(), CultureInfo.InvariantCulture);
    }
}
