using System.Data.Common;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.PullFromSalesforce;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

/// <summary>A state of its own that outlives the orgs a test pulls from, one after the other.</summary>
internal sealed class PullHarness : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cms-pull-");
    private int _runs;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The API calls of the last pull.</summary>
    public int ApiCalls { get; private set; }

    public string Folder => _folder.FullName;

    /// <summary>Serves an export as of a day and pulls from it once.</summary>
    public async Task<StepResult> PullAsync(OrgExport export, DateOnly? asOf = null, params (string Key, string Value)[] settings)
    {
        await using EmbeddedOrgServer server = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = export, AsOf = asOf }, Ct);
        return await PullAsync(server.Url, server.ClientId, server.ClientSecret, server.AsOf, settings);
    }

    public async Task<StepResult> PullAsync(Uri address, string clientId, string secret, DateOnly asOf, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Salesforce:LoginUrl"] = address.ToString(),
            ["Salesforce:ClientId"] = clientId,
            ["Salesforce:ClientSecret"] = secret,
            ["Salesforce:RetryDelayMilliseconds"] = "1",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, string? (pair) => pair.Value));
        builder.AddSalesforce();
        builder.AddPullFromSalesforce();
        builder.Services.AddSingleton(State());
        await using ServiceProvider services = builder.Services.BuildServiceProvider();
        SalesforceClient client = services.GetRequiredService<SalesforceClient>();
        SalesforceOrg org = await client.ConnectAsync(Ct);
        var run = new RunContext { RunId = $"run-{++_runs:00}", AsOf = asOf, Now = org.Now, InstanceUrl = org.InstanceUrl };
        try
        {
            return await services.GetRequiredService<PullFromSalesforceStep>().RunAsync(run, Ct);
        }
        finally
        {
            ApiCalls = client.ApiCalls;
        }
    }

    /// <summary>Rows as texts, columns joined by <c>|</c>; empty for null.</summary>
    public async Task<string[]> RowsAsync(string sql)
    {
        using StateDatabase state = State();
        await using DbConnection connection = await state.OpenAsync(Ct);
        return [.. (await connection.QueryAsync(sql)).Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values.Select(value =>
            Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture))))];
    }

    public async Task<string> OneAsync(string sql) => (await RowsAsync(sql)).Single();

    /// <summary>Everything that the pull stores but the cursors' times.</summary>
    public async Task<string> FactsAsync()
    {
        List<string> all = [];
        foreach (string table in new[] { "people", "roles", "accounts", "deals", "quotas", "events", "refused_records" })
        {
            all.AddRange(await RowsAsync($"SELECT * FROM {table} ORDER BY 1, 2, 3"));
        }

        return string.Join('\n', all);
    }

    /// <summary>The deals, but for the time at which this state first saw them closed.</summary>
    public async Task<string> DealsAsync() => string.Join('\n', await RowsAsync(
        "SELECT id, name, owner_id, stage, is_closed, is_won, amount, close_date, created_at, system_modstamp, is_deleted, credited_owner_id FROM deals ORDER BY id"));

    public string WriteFile(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private StateDatabase State() => new(Options.Create(new StateOptions { Connection = Path.Combine(Folder, "state.db") }));
}
