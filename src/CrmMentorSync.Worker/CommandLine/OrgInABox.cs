using System.Globalization;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>
/// A run against the embedded org: the real client, over real HTTP, to a server in this process. Whatever Salesforce settings the
/// machine has are overridden, and mail goes to files.
/// </summary>
internal sealed class OrgInABox : IAsyncDisposable
{
    private OrgInABox(EmbeddedOrgServer server, OrgExport export, string outFolder, string statePath, string? peopleFile)
    {
        Server = server;
        Out = outFolder;
        State = statePath;
        // The pull reads the people's file itself, and reports its lines itself.
        RefusedRows = [.. export.Refused.Where(row => peopleFile is null || row.File != Path.GetFileName(peopleFile)).Select(row => new Refusal(
            row.File, string.Create(CultureInfo.InvariantCulture, $"line {row.Line}"), row.Reason))];
        Settings = new Dictionary<string, string?>
        {
            ["Salesforce:LoginUrl"] = server.Url.ToString(),
            ["Salesforce:ClientId"] = server.ClientId,
            ["Salesforce:ClientSecret"] = server.ClientSecret,
            ["Salesforce:PrivateKeyFile"] = null,
            ["Salesforce:Username"] = null,
            ["Salesforce:Audience"] = null,
            ["Salesforce:ApiVersion"] = "67.0",
            ["State:Connection"] = statePath,
            ["Mail:Transport"] = "Pickup",
            // An export may come from a sandbox; its mails lie in a folder.
            ["Mail:AllowSandbox"] = "true",
            ["Salesforce:ExpectSandbox"] = null,
            ["Mail:PickupFolder"] = Path.Combine(outFolder, "mail"),
            ["Pull:PeopleFile"] = peopleFile,
        };
    }

    public EmbeddedOrgServer Server { get; }

    public DateOnly AsOf => Server.AsOf;

    public string Out { get; }

    public string State { get; }

    public IReadOnlyList<Refusal> RefusedRows { get; }

    /// <summary>The settings that lead the worker here; they win over file and environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Serves a folder of exports. The org's own writes are kept beside the state, so that the next run meets the same org.</summary>
    public static async Task<OrgInABox> ServeFolderAsync(string folder, RunSettings settings, CancellationToken ct)
    {
        OrgExport export = OrgFolder.Load(folder, ct);
        string people = Path.Combine(folder, "People.csv");
        DateOnly asOf = settings.AsOf ?? export.NewestDate
            ?? throw new UsageException($"{folder} holds no deal from which the day could be taken; say it with --as-of YYYY-MM-DD");
        string outFolder = Path.GetFullPath(settings.Out ?? Path.Combine("out", DayText(asOf)));
        return await ServeAsync(export, asOf, outFolder, settings.State, PeopleFile(File.Exists(people) ? people : null), ct);
    }

    // A folder without a file of its own takes the configured one; its own wins, and that is said.
    private static string? PeopleFile(string? ofFolder)
    {
        string? configured = WorkerHost.Settings()["Pull:PeopleFile"];
        if (string.IsNullOrWhiteSpace(configured))
        {
            return ofFolder;
        }

        if (ofFolder is not null && Path.GetFullPath(configured) != Path.GetFullPath(ofFolder))
        {
            Console.Error.WriteLine($"crm-mentor-sync: Pull__PeopleFile is not used: the folder of --org has its own, {ofFolder}");
        }

        return ofFolder ?? Path.GetFullPath(configured);
    }

    /// <summary>Serves data that has no folder, such as the bundled sample; its People table is written into the out folder.</summary>
    public static async Task<OrgInABox> ServeAsync(
        OrgExport export, DateOnly asOf, string outFolder, string? state, string? peopleFile, CancellationToken ct)
    {
        Directory.CreateDirectory(outFolder);
        if (peopleFile is null && export.Tables.TryGetValue("People", out ExportTable? people))
        {
            peopleFile = Path.Combine(outFolder, "People.csv");
            await using var writer = new StreamWriter(OwnerOnlyFiles.Open(peopleFile, FileMode.Create));
            OrgExportWriter.WriteTable(people, writer);
        }

        string statePath = Path.GetFullPath(state ?? Path.Combine(outFolder, "crm-mentor-sync.db"));
        Directory.CreateDirectory(Path.GetDirectoryName(statePath)!);
        EmbeddedOrgServer server = await EmbeddedOrgServer.StartAsync(
            new EmbeddedOrgOptions { Export = export, AsOf = asOf, JournalPath = JournalOf(statePath) }, ct);
        return new OrgInABox(server, export, outFolder, statePath, peopleFile);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Where an org's own writes stand: beside the state that knows of them.</summary>
    internal static string JournalOf(string statePath) => statePath + ".org.jsonl";

    internal static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
