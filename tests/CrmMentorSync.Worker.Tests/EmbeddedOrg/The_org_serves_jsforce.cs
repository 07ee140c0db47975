using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

/// <summary>
/// Somebody else's client, unmodified, against this org: jsforce from npm. Runs where node is and <c>JSFORCE_HOME</c> names a folder
/// whose <c>node_modules</c> has jsforce; shows as skipped elsewhere.
/// </summary>
public sealed class The_org_serves_jsforce
{
    private const string Script = """
        const { Connection } = require('jsforce');
        (async () => {
          const [url, clientId, clientSecret] = process.env.ORG.split(' ');
          const conn = new Connection({ instanceUrl: url, oauth2: { loginUrl: url, clientId, clientSecret } });
          const said = {};
          const user = await conn.authorize({ grant_type: 'client_credentials' });
          said.login = [user.id, user.organizationId];

          const soql = 'SELECT Id, Name, Amount, Owner.Name FROM Opportunity ORDER BY Id';
          const all = await conn.query(soql, { autoFetch: true, maxFetch: 100000 });
          said.query = [all.totalSize, all.records.length, new Set(all.records.map(r => r.Id)).size, all.records[1].Owner.Name];

          const bulk = await (await conn.bulk2.query(soql, { pollInterval: 10, pollTimeout: 20000 })).toArray();
          said.bulk = [bulk.length, new Set(bulk.map(r => r.Id)).size, bulk[1].Name, bulk[1]['Owner.Name']];

          const tasks = conn.sobject('Task');
          const one = await tasks.upsert({ Subject: 'one', Mentoring_Key__c: 'js.1' }, 'Mentoring_Key__c');
          const again = await tasks.upsert({ Subject: 'one again', Mentoring_Key__c: 'js.1' }, 'Mentoring_Key__c');
          const many = await tasks.upsert([{ Subject: 'two', Mentoring_Key__c: 'js.2' }, { Subject: 'x', Mentoring_Key__c: 'js.1' }], 'Mentoring_Key__c');
          said.upsert = [one.success, again.id === one.id, many.map(r => r.success)];

          await tasks.update({ Id: one.id, Status: 'Completed' });
          said.read = [(await tasks.retrieve(one.id)).Status, (await tasks.find({ IsClosed: false }, 'Id, Subject')).map(r => r.Subject)];
          said.destroy = (await tasks.destroy(one.id)).success;

          const meta = await tasks.describe();
          said.describe = [meta.name, meta.keyPrefix, meta.fields.find(f => f.name === 'Mentoring_Key__c').externalId];
          said.refused = await conn.query('SELECT Nothing FROM Task').then(() => 'no', error => error.errorCode);
          console.log(JSON.stringify(said));
        })().catch(error => { console.error(error); process.exit(1); });
        """;

    [Fact]
    public async Task Unmodified_with_login_query_bulk_upsert_and_describe()
    {
        string home = Environment.GetEnvironmentVariable("JSFORCE_HOME") ?? "";
        string modules = Path.Combine(home, "node_modules");
        Assert.SkipUnless(home.Length > 0 && Directory.Exists(Path.Combine(modules, "jsforce")), "JSFORCE_HOME names no folder with node_modules/jsforce.");
        Assert.SkipUnless(OnPath("node"), "There is no node on the PATH.");
        // One page of bulk results: jsforce mixes the streams of several (it pipes the next before the last is read out).
        await using OrgHarness org = await OrgHarness.StartAsync(SmallOrg.Export(5_000));

        JsonNode said = await RunAsync(org, modules);

        Assert.Equal(
            $$"""
            {"login":["{{org.Server.IntegrationUserId}}","{{org.Server.OrganizationId}}"],
            "query":[5000,5000,5000,"Bob Reed"],
            "bulk":[5000,5000,"Deal 1","Bob Reed"],
            "upsert":[true,true,[true,true]],
            "read":["Completed",["two"]],
            "destroy":true,
            "describe":["Task","00T",true],
            "refused":"INVALID_FIELD"}
            """.ReplaceLineEndings(""),
            said.ToJsonString());
    }

    private static async Task<JsonNode> RunAsync(OrgHarness org, string modules)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("node", ["-e", Script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_PATH"] = modules;
        start.Environment["ORG"] = $"{org.Server.Url.ToString().TrimEnd('/')} {org.Server.ClientId} {org.Server.ClientSecret}";
        using Process node = Process.Start(start)!;
        try
        {
            Task<string> errors = node.StandardError.ReadToEndAsync(ct);
            string output = await node.StandardOutput.ReadToEndAsync(ct);
            await node.WaitForExitAsync(ct);
            Assert.True(node.ExitCode == 0, await errors);
            return JsonNode.Parse(output)!;
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
