using System.Text.Json;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.EmbeddedOrg.Sample;

namespace CrmMentorSync.Worker.Tests.TheSampleOrg;

public sealed class An_export_is_written_as_a_folder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("export").FullName;

    [Fact]
    public void Every_value_is_quoted_and_lines_end_in_a_line_feed()
    {
        ExportTable table = new("Thing", ["Id", "Text"], [["1", "say \"yes\""], ["2", "two\nlines, one comma"], ["3", ""]]);

        OrgExportWriter.WriteFolder(new OrgExport(new Dictionary<string, ExportTable> { ["Thing"] = table }, []), _folder);

        Assert.Equal(
            "\"Id\",\"Text\"\n\"1\",\"say \"\"yes\"\"\"\n\"2\",\"two\nlines, one comma\"\n\"3\",\"\"\n"u8.ToArray(),
            File.ReadAllBytes(Path.Combine(_folder, "Thing.csv")));
    }

    [Fact]
    public void The_sample_org_loads_as_it_was() => AssertLoads(SampleOrg.Create());

    [Fact]
    public void A_generated_org_loads_as_it_was() =>
        AssertLoads(OrgGenerator.Generate(new GeneratorOptions { Reps = 30, Segments = 3 }).Export);

    [Fact]
    public async Task The_sample_org_is_served_as_it_was()
    {
        OrgExport export = SampleOrg.Create();
        CancellationToken token = TestContext.Current.CancellationToken;
        await using EmbeddedOrgServer org = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = export }, token);
        using var http = new HttpClient { BaseAddress = org.Url };
        using var login = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = org.ClientId, ["client_secret"] = org.ClientSecret,
        });
        using HttpResponseMessage granted = await http.PostAsync("services/oauth2/token", login, token);
        using JsonDocument grant = JsonDocument.Parse(await granted.Content.ReadAsStringAsync(token));
        http.DefaultRequestHeaders.Authorization = new("Bearer", grant.RootElement.GetProperty("access_token").GetString());

        Assert.Equal(SampleOrg.AsOf, org.AsOf);
        foreach (ExportTable table in export.Tables.Values.Where(table => table.ObjectName is not ("People" or "User")))
        {
            string answer = await http.GetStringAsync($"services/data/v67.0/query?q=SELECT+COUNT()+FROM+{table.ObjectName}", token);
            using JsonDocument counted = JsonDocument.Parse(answer);
            Assert.Equal(table.Rows.Count, counted.RootElement.GetProperty("totalSize").GetInt32());
        }
    }

    private void AssertLoads(OrgExport export)
    {
        OrgExportWriter.WriteFolder(export, Path.Combine(_folder, "new", "org"));

        OrgExport loaded = OrgFolder.Load(Path.Combine(_folder, "new", "org"), TestContext.Current.CancellationToken);

        Assert.Empty(loaded.Refused);
        Assert.Equal(export.NewestDate, loaded.NewestDate);
        foreach (ExportTable table in export.Tables.Values)
        {
            Assert.Equal(table.Columns, loaded.Tables[table.ObjectName].Columns);
            Assert.Equal(table.Rows, loaded.Tables[table.ObjectName].Rows);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
