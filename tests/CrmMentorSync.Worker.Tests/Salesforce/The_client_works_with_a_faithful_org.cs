using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.Tests.EmbeddedOrg;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class The_client_works_with_a_faithful_org
{
    private const string Key = "Mentoring_Key__c";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tasks_are_created_once_read_back_changed_and_deleted()
    {
        await using EmbeddedOrgServer org = await StartAsync();
        SalesforceClient client = Client(org);
        Assert.Equal(org.OrganizationId, (await client.ConnectAsync(Ct)).OrganizationId);
        Assert.True((await client.DescribeAsync("Task", Ct))!.Fields[Key] is { ExternalId: true, Unique: true });
        var created = (WriteOutcome.Created)Assert.Single(await client.UpsertAsync("Task", Key, [Task("k1", "Zoë's first")], Ct));
        Assert.Equal(new WriteOutcome.Updated(created.Id), Assert.Single(await client.UpsertAsync("Task", Key, [Task("k1", "Zoë's second")], Ct)));
        SalesforceRecord row = await client.QueryAsync(
            $"SELECT Id, Subject, Owner.Name, ActivityDate, ReminderDateTime, IsClosed FROM Task WHERE {Key} = {Soql.Quote("k1")}", all: false, Ct).SingleAsync(Ct);
        Assert.Equal(("Zoë's second", "Ann O'Hara", "2026-01-05", "false"), (row["Subject"], row["Owner.Name"], row["ActivityDate"], row["IsClosed"]));
        Assert.True(SalesforceTime.TryParseInstant(row["ReminderDateTime"]!, out DateTimeOffset reminder) && reminder == new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(new WriteOutcome.Updated(created.Id), Assert.Single(await client.UpdateAsync("Task", [new Dictionary<string, object?> { ["Id"] = created.Id, ["Status"] = "Completed" }], Ct)));
        Assert.Equal(1, await client.CountAsync("SELECT COUNT() FROM Task WHERE IsClosed = true", all: false, Ct));
        Assert.NotNull(client.Usage);
        Assert.True(await client.GetLimitsAsync(Ct) is { Max: > 0 });
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_unknown_and_found_by_its_key()
    {
        await using EmbeddedOrgServer org = await StartAsync(("dropAfterCommit", 1));
        SalesforceClient client = Client(org);
        Assert.IsType<WriteOutcome.Unknown>(Assert.Single(await client.UpsertAsync("Task", Key, [Task("k1", "s")], Ct)));
        Assert.Equal(1, await client.QueryAsync($"SELECT Id FROM Task WHERE {Key} LIKE {Soql.StartsWith("k")}", all: true, Ct).CountAsync(Ct));
    }

    [Fact]
    public async Task Locks_busy_minutes_and_ended_sessions_pass_unnoticed()
    {
        await using EmbeddedOrgServer org = await StartAsync(("lockRows", 3), ("failNext", 2), ("expireTokens", 1));
        SalesforceClient client = Client(org);
        Assert.Equal(0, await client.QueryAsync("SELECT Id FROM Task", all: false, Ct).CountAsync(Ct));
        IReadOnlyList<WriteOutcome> outcomes = await client.UpsertAsync("Task", Key, [Task("a", "s"), Task("b", "s"), Task("c", "s")], Ct);
        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
    }

    [Fact]
    public async Task Five_thousand_rows_come_complete_over_pages_of_any_size()
    {
        await using EmbeddedOrgServer org = await EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = SmallOrg.Export(deals: 5000), Seed = 7 }, Ct);
        HashSet<string> ids = [];
        await foreach (QueryRow row in Client(org).QueryRowsAsync("SELECT Id, Amount, Account.Name FROM Opportunity ORDER BY SystemModstamp, Id", all: true, Ct))
        {
            Assert.True(ids.Add(row.GetString(0)!));
        }

        Assert.Equal(5000, ids.Count);
    }

    [Fact]
    public async Task A_row_that_breaks_a_rule_is_refused_and_its_neighbours_are_not()
    {
        await using EmbeddedOrgServer org = await StartAsync();
        IReadOnlyList<WriteOutcome> outcomes = await Client(org).UpsertAsync("Task", Key, [Task("a", "s"), Task("b", new string('x', 256)), Task("c", "s")], Ct);
        Assert.IsType<WriteOutcome.Created>(outcomes[0]);
        Assert.True(outcomes[1] is WriteOutcome.Refused { Code: "STRING_TOO_LONG" }, outcomes[1].ToString());
        Assert.IsType<WriteOutcome.Created>(outcomes[2]);
    }

    private static Task<EmbeddedOrgServer> StartAsync(params (string Name, int Times)[] faults) => EmbeddedOrgServer.StartAsync(
        new EmbeddedOrgOptions { Export = SmallOrg.Export(), Faults = faults.ToDictionary(fault => fault.Name, fault => fault.Times) }, Ct);

    private static SalesforceClient Client(EmbeddedOrgServer org)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Salesforce:LoginUrl"] = org.Url.ToString(),
            ["Salesforce:ClientId"] = org.ClientId,
            ["Salesforce:ClientSecret"] = org.ClientSecret,
            ["Salesforce:RetryDelayMilliseconds"] = "1",
        });
        return builder.AddSalesforce().Services.BuildServiceProvider().GetRequiredService<SalesforceClient>();
    }

    private static Dictionary<string, object?> Task(string key, string subject) => new()
    {
        [Key] = key, ["Subject"] = subject, ["OwnerId"] = SmallOrg.Ann, ["ActivityDate"] = new DateOnly(2026, 1, 5),
        ["ReminderDateTime"] = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), ["IsReminderSet"] = true,
    };
}
