using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Access;
using CrmMentorSync.Worker.PlanActivities;
using CrmMentorSync.Worker.ProposePairings;
using CrmMentorSync.Worker.ReadBackTasks;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using CrmMentorSync.Worker.Tests.EmbeddedOrg;
using Microsoft.Extensions.Configuration;
using CrmMentorSync.Worker.WriteBackTasks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmMentorSync.Worker.Tests.PlanActivities;

/// <summary>
/// An embedded org with a few people in it and the three steps that deal in Tasks, over HTTP. The steps before them are
/// stood in for by rows.
/// </summary>
internal sealed class TaskWorld : IAsyncDisposable
{
    public const string Vp = "005000000000001AAA";
    public const string Boss = "005000000000002AAA";
    public const string OtherBoss = "005000000000003AAA";
    public const string Mentor = "005000000000004AAA";
    public const string Mentee = "005000000000005AAA";
    public const string Colleague = "005000000000006AAA";

    /// <summary>Pairs do what the four-week protocol says, and nothing else.</summary>
    public static readonly (string Key, string Value)[] ProtocolOnly =
    [
        .. new[] { "kickoff", "lunch", "debrief", "followup", "worksheet", "check4" }.Select((name, at) => ($"Programme:Kinds:peer:Activities:{at}", name)),
        ("Programme:Company:0", "none"),
    ];

    /// <summary>A Sunday; the org's clock starts at its end.</summary>
    public static readonly DateOnly FirstDay = new(2026, 3, 1);

    private static readonly (string Id, string Name, string? Manager, string Language)[] Staff =
    [
        (Vp, "Vera Vice", null, "en_US"), (Boss, "Bruno Boss", Vp, "de"), (OtherBoss, "Olga Other", Vp, "en_US"),
        (Mentor, "Anna Berg", OtherBoss, "en_US"), (Mentee, "Ben Ode", Boss, "en_US"), (Colleague, "Cleo Kane", Boss, "en_US"),
    ];

    private readonly OrgHarness _org;
    private readonly string _folder = Directory.CreateTempSubdirectory("tasks").FullName;
    private readonly Dictionary<string, string?> _settings;
    private IHost _host;
    private int _runs;
    private int _states;

    private TaskWorld(OrgHarness org, Dictionary<string, string?> settings)
    {
        _org = org;
        _settings = settings;
        _host = Build();
    }

    public OrgHarness Org => _org;
    public string StatePath => _host.Services.GetRequiredService<StateDatabase>().Path;
    public DateOnly Today { get; private set; } = FirstDay;
    public SalesforceClient Client => _host.Services.GetRequiredService<SalesforceClient>();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TaskWorld> StartAsync(
        Func<EmbeddedOrgOptions, EmbeddedOrgOptions>? change = null, params (string Key, string Value)[] settings)
    {
        var export = new OrgExport(
            new Dictionary<string, ExportTable>
            {
                ["User"] = new("User", ["Id", "Username", "Name", "Email", "IsActive", "ManagerId", "CreatedDate"],
                    [.. Staff.Select(IReadOnlyList<string> (person) =>
                        [person.Id, person.Id + "@example.com", person.Name, "", "true", person.Manager ?? "", "2020-01-01T00:00:00.000Z"])]),
                ["Opportunity"] = new("Opportunity",
                    ["Id", "Name", "OwnerId", "StageName", "Amount", "CloseDate", "CreatedDate"],
                    [["006000000000001AAA", "Deal", Mentor, "Closed Won", "100", "2026-02-27", "2026-01-05T00:00:00.000Z"]]),
            },
            []);
        // Vera stands above everybody, so everybody's tasks are open to her.
        UserAccess above = new() { UserId = Vp, ModifyAllData = true };
        OrgHarness org = await OrgHarness.StartAsync(
            export, options => (change ?? (same => same))(options with { AsOf = FirstDay, Access = [above] }));
        var world = new TaskWorld(org, settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value));
        await world.SeedPeopleAsync();
        return world;
    }

    /// <summary>One pairing is proposed and its Tasks are in the org.</summary>
    public static async Task<TaskWorld> ProposedAsync()
    {
        TaskWorld world = await StartAsync();
        await world.ProposeAsync();
        await world.RunAsync();
        return world;
    }

    public Task<DbConnection> OpenAsync() => _host.Services.GetRequiredService<StateDatabase>().OpenAsync(Ct);

    public static Pairing Proposal(DateOnly on, string mentor = Mentor, string mentee = Mentee) => new()
    {
        Kind = PairKind.Peer,
        Mentor = new UserId(mentor),
        Mentee = new UserId(mentee),
        Round = IsoWeek.Of(on),
        Skill = Skill.DealSize,
        Quality = 0.8,
        Reason = "0.8 against 0.2",
        State = PairState.Proposed,
        ProposedOn = on,
        ExpiresOn = on.AddDays(21),
    };

    public async Task ProposeAsync(params Pairing[] pairings)
    {
        await using DbConnection connection = await OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync(Ct);
        await connection.WritePairingsAsync(pairings.Length > 0 ? pairings : [Proposal(Today)], transaction, Ct);
        await transaction.CommitAsync(Ct);
    }

    /// <summary>Read back, plan, write back: as a run does it. Returns what write-back said.</summary>
    public async Task<StepResult> RunAsync(bool rehearsal = false)
    {
        RunContext run = Context(rehearsal);
        await Step<ReadBackTasksStep>().RunAsync(run, Ct);
        await Step<PlanActivitiesStep>().RunAsync(run, Ct);
        return await Step<WriteBackTasksStep>().RunAsync(run, Ct);
    }

    public RunContext Context(bool rehearsal = false) => new()
    {
        RunId = string.Create(CultureInfo.InvariantCulture, $"run{++_runs:000}"),
        AsOf = Today,
        Now = _org.Server.Now,
        Rehearsal = rehearsal,
        InstanceUrl = _org.Server.Url,
    };

    public T Step<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public void Wait(int days)
    {
        _org.Server.AdvanceClock(TimeSpan.FromDays(days));
        Today = Today.AddDays(days);
    }

    /// <summary>The worker starts again with a setting changed.</summary>
    public void Restart(string key, string? value)
    {
        _host.Dispose();
        _settings[key] = value;
        _host = Build();
    }

    /// <summary>The database is gone; what the pull would bring back is back.</summary>
    public async Task LoseStateAsync()
    {
        _host.Dispose();
        _states++;
        _host = Build();
        await SeedPeopleAsync();
    }

    public async Task<JsonObject[]> TasksAsync(string activity = "")
    {
        JsonArray records = await _org.RecordsAsync(
            "SELECT Id, Mentoring_Key__c, Subject, Description, ActivityDate, Status, IsClosed, OwnerId, ReminderDateTime, IsReminderSet, IsDeleted FROM Task "
            + "WHERE Mentoring_Key__c != null ORDER BY Mentoring_Key__c",
            all: true);
        return [.. records.Select(record => record!.AsObject()).Where(task => Key(task).Contains($".{activity}", StringComparison.Ordinal))];
    }

    public async Task<JsonObject> TaskAsync(string activity) => Assert.Single(await TasksAsync(activity));

    public static string Key(JsonObject task) => (string)task["Mentoring_Key__c"]!;

    /// <summary>Someone changes their Task in Salesforce.</summary>
    public async Task EditAsync(string activity, object change, string? asUser = null)
    {
        JsonObject task = await TaskAsync(activity);
        (HttpStatusCode status, JsonNode? body) = await _org.SendAsync(
            HttpMethod.Patch, $"sobjects/Task/{task["Id"]}", change, asUser ?? (string)task["OwnerId"]!);
        Assert.True(status == HttpStatusCode.NoContent, body?.ToJsonString());
    }

    public Task CloseAsync(string activity) => EditAsync(activity, new { Status = "Completed" });

    public async Task DeleteAsync(string activity)
    {
        JsonObject task = await TaskAsync(activity);
        (HttpStatusCode status, _) = await _org.SendAsync(HttpMethod.Delete, $"sobjects/Task/{task["Id"]}", null, (string)task["OwnerId"]!);
        Assert.Equal(HttpStatusCode.NoContent, status);
    }

    /// <summary>Types something behind a prefilled label.</summary>
    public async Task AnswerAsync(string activity, string label, string words, bool close = true)
    {
        JsonObject task = await TaskAsync(activity);
        string text = ((string)task["Description"]!).Replace(label, $"{label} {words}", StringComparison.Ordinal);
        await (close ? EditAsync(activity, new { Description = text, Status = "Completed" }) : EditAsync(activity, new { Description = text }));
    }

    public async Task<Pairing> PairingAsync()
    {
        await using DbConnection connection = await OpenAsync();
        return Assert.Single(await connection.ReadPairingsAsync(Ct));
    }

    public async Task<ActivityRow> ActivityAsync(string activity)
    {
        await using DbConnection connection = await OpenAsync();
        return (await connection.ReadActivitiesAsync(Ct)).Single(row => row.Key.ToString().Contains($".{activity}", StringComparison.Ordinal));
    }

    /// <summary>The debrief of one mentee's talk, which has no Task of its own.</summary>
    public async Task<ActivityRow> DebriefAsync(string mentee = Mentee, int occurrence = 1)
    {
        await using DbConnection connection = await OpenAsync();
        return (await connection.ReadActivitiesAsync(Ct)).Single(row => row.CarriedBy is not null && row.Key.Mentee == new UserId(mentee) && row.Key.Occurrence == occurrence);
    }

    public async Task<IReadOnlyList<TaskRow>> RowsAsync()
    {
        await using DbConnection connection = await OpenAsync();
        return await connection.ReadTasksAsync(Ct);
    }

    /// <summary>Outcome by activity, as in tasks.csv.</summary>
    public async Task<Dictionary<string, string?>> OutcomesAsync() =>
        (await RowsAsync()).ToDictionary(row => string.Join('.', row.Key.Split('.')[4..]), row => row.LastOutcome);

    public async Task SqlAsync(string sql, object? values = null)
    {
        await using DbConnection connection = await OpenAsync();
        await connection.ExecuteAsync(sql, values);
    }

    public async Task<string> OneAsync(string sql)
    {
        await using DbConnection connection = await OpenAsync();
        return await connection.QuerySingleAsync<string>(sql);
    }

    /// <summary>Both say yes; the next run starts the pair.</summary>
    public async Task BeginAsync()
    {
        await ProposeAsync();
        await RunAsync();
        await CloseAsync("invite");
        await CloseAsync("approve");
        Wait(1);
        await RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _org.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private IHost Build()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(_settings)
        {
            ["Salesforce:LoginUrl"] = _org.Server.Url.ToString(),
            ["Salesforce:ClientId"] = _org.Server.ClientId,
            ["Salesforce:ClientSecret"] = _org.Server.ClientSecret,
            ["Salesforce:RetryDelayMilliseconds"] = "1",
        });
        builder.Services.Configure<StateOptions>(options =>
            options.Connection = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"state{_states}.db")));
        builder.Services.AddSingleton<StateDatabase>();
        builder.AddSalesforce().AddReadBackTasks().AddProposePairings().AddPlanActivities().AddWriteBackTasks();
        return builder.Build();
    }

    private async Task SeedPeopleAsync()
    {
        await using DbConnection connection = await OpenAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO people (id, username, name, first_name, is_active, user_type, manager_id, time_zone, locale, language, created_at, system_modstamp)
            VALUES (@Id, @Id, @Name, @Name, 1, 'Standard', @Manager, 'Europe/Berlin', 'en_US', @Language, @at, 0)
            """,
            Staff.Select(person => new { person.Id, person.Name, person.Manager, person.Language, at = DateTimeOffset.UnixEpoch.UtcTicks }));
    }
}
