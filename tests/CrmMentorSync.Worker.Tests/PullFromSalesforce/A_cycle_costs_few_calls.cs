using System.Globalization;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

/// <summary>The whole job from the command line, against an org that counts calls as Salesforce charges them.</summary>
public sealed class A_cycle_costs_few_calls
{
    /// <summary>What issue and decision 0008 allow a cycle in which nothing has changed.</summary>
    private const int MostWithoutChange = 16;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(35, 3)]
    [InlineData(1000, 30)]
    public async Task A_cycle_in_which_nothing_changed_costs_the_same_few_calls_at_any_size(int reps, int mostOfFirst)
    {
        GeneratedOrg org = OrgGenerator.Generate(new GeneratorOptions { Reps = reps, DealsPerRepYear = 12, AsOf = new DateOnly(2026, 9, 30), Segments = 2 });
        await using EmbeddedOrgServer server = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = org.Export, AsOf = new DateOnly(2026, 9, 30) }, Ct);
        await using var proxy = await DyingProxy.StartAsync(server.Url);
        using var folder = new TemporaryFolder();
        Dictionary<string, string> environment = new()
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
        TestContext.Current.SendDiagnosticMessage($"{reps} reps: first cycle {first} calls, second {second}, without change {third}\n{string.Join('\n', charged)}");
        int writes = asked.Count(one => one.Contains("/composite/sobjects", StringComparison.Ordinal));
        Assert.True(first - writes <= 16 + mostOfFirst, $"{first} calls, {writes} of them writes:\n{string.Join('\n', asked)}");
    }

    private static async Task<int> CallsAsync(string folder, IReadOnlyDictionary<string, string> environment)
    {
        string pack = Path.Combine(folder, "out");
        CliResult result = await Cli.RunAsync(folder, environment, "cycle", "--as-of", "2026-09-30", "--out", pack);
        Assert.True(result.ExitCode is 0 or 3, result.ToString());
        JsonNode run = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(pack, "run.json"), Ct))!;
        return int.Parse(run["api_calls"]!.ToString(), CultureInfo.InvariantCulture);
    }
}
