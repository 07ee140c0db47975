using System.Text.Json;
using CrmMentorSync.Worker.Salesforce;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class Writes_report_each_row
{
    private const string Upsert = "PATCH /services/data/v67.0/composite/sobjects/Task/Key__c";
    private const string Update = "PATCH /services/data/v67.0/composite/sobjects";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outcomes_come_in_the_order_given_each_with_its_category()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Upsert, $$"""
            [{"id":"00T000000000001","success":true,"errors":[],"created":true},
             {"id":"00T000000000002AAA","success":true,"errors":[],"created":false},
             {"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"Required fields are missing: [X]","fields":["X"]}]},
             {{Failed("ENTITY_IS_DELETED", "entity is deleted")}},
             {{Failed("REQUEST_LIMIT_EXCEEDED", "later")}}]
            """);
        IReadOnlyList<WriteOutcome> outcomes = await org.Client().UpsertAsync("Task", "Key__c", Records("a", "b", "c", "d", "e"), Ct);
        Assert.Equal(new WriteOutcome.Created("00T000000000001EAA"), outcomes[0]);
        Assert.Equal(new WriteOutcome.Updated("00T000000000002AAA"), outcomes[1]);
        Assert.True(outcomes[2] is WriteOutcome.Refused { Code: "REQUIRED_FIELD_MISSING", Fields: ["X"] });
        Assert.IsType<WriteOutcome.Deleted>(outcomes[3]);
        Assert.IsType<WriteOutcome.Deferred>(outcomes[4]);
    }

    [Fact]
    public async Task Values_are_written_in_salesforces_own_forms()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Update, """[{"id":"00T000000000001AAA","success":true,"errors":[]}]""");
        await org.Client().UpdateAsync("Task",
            [new Dictionary<string, object?>
            {
                ["Id"] = "00T000000000001AAA", ["Subject"] = "Zoë's \"1:1\"", ["ActivityDate"] = new DateOnly(2026, 1, 5),
                ["ReminderDateTime"] = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(1)), ["IsReminderSet"] = true, ["Description"] = null, ["Hours__c"] = 1.5,
            }], Ct);
        using JsonDocument body = JsonDocument.Parse(org.Bodies.Last());
        Assert.False(body.RootElement.GetProperty("allOrNone").GetBoolean());
        JsonElement record = body.RootElement.GetProperty("records")[0];
        Assert.Equal("Task", record.GetProperty("attributes").GetProperty("type").GetString());
        Assert.Equal("00T000000000001AAA", record.GetProperty("id").GetString());
        Assert.Equal("Zoë's \"1:1\"", record.GetProperty("Subject").GetString());
        Assert.Equal("2026-01-05", record.GetProperty("ActivityDate").GetString());
        Assert.Equal("2026-01-05T08:00:00.000Z", record.GetProperty("ReminderDateTime").GetString());
        Assert.Equal(JsonValueKind.Null, record.GetProperty("Description").ValueKind);
        Assert.Equal(1.5, record.GetProperty("Hours__c").GetDouble());
    }

    [Fact]
    public async Task Five_hundred_records_go_in_three_calls()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Upsert, AnswerAllAsync);
        SalesforceClient client = org.Client();
        IReadOnlyList<WriteOutcome> outcomes = await client.UpsertAsync("Task", "Key__c", Records([.. Enumerable.Range(0, 500).Select(i => $"k{i}")]), Ct);
        Assert.Equal(500, outcomes.Count(outcome => outcome is WriteOutcome.Created));
        Assert.Equal(3, client.ApiCalls);
    }

    [Fact]
    public async Task Only_locked_rows_are_sent_again_and_deferred_when_they_stay_locked()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        string ok = """{"id":"00T000000000001AAA","success":true,"errors":[],"created":true}""";
        string locked = Failed("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "trigger: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access");
        org.On(Upsert, $"[{locked},{ok},{locked}]").On(Upsert, $"[{locked},{ok}]", after: 1).On(Upsert, $"[{locked}]", after: 2);
        SalesforceClient client = org.Client();
        IReadOnlyList<WriteOutcome> outcomes = await client.UpsertAsync("Task", "Key__c", Records("a", "b", "c"), Ct);
        Assert.IsType<WriteOutcome.Deferred>(outcomes[0]);
        Assert.IsType<WriteOutcome.Created>(outcomes[1]);
        Assert.IsType<WriteOutcome.Created>(outcomes[2]);
        Assert.Equal(4, client.ApiCalls);
    }

    [Fact]
    public async Task A_lost_race_for_a_key_is_tried_once_more_and_then_unknown()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Upsert, $"[{Failed("DUPLICATE_VALUE", "duplicate value found: Key__c duplicates value on record with id: 00T1")}]");
        SalesforceClient client = org.Client();
        Assert.IsType<WriteOutcome.Unknown>(Assert.Single(await client.UpsertAsync("Task", "Key__c", Records("a"), Ct)));
        Assert.Equal(2, client.ApiCalls);
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_is_not_repeated_and_the_rest_is_deferred()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        int calls = 0;
        org.On(Upsert, context =>
        {
            if (++calls == 1)
            {
                return AnswerAllAsync(context);
            }

            context.Abort();
            return Task.CompletedTask;
        });
        IReadOnlyList<WriteOutcome> outcomes = await org.Client().UpsertAsync("Task", "Key__c", Records([.. Enumerable.Range(0, 600).Select(i => $"k{i}")]), Ct);
        Assert.All(outcomes.Take(200), outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.All(outcomes.Skip(200).Take(200), outcome => Assert.IsType<WriteOutcome.Unknown>(outcome));
        Assert.All(outcomes.Skip(400), outcome => Assert.IsType<WriteOutcome.Deferred>(outcome));
        Assert.Equal(2, calls);
    }

    [Theory]
    [InlineData(200, "[]")]
    [InlineData(200, "<html>")]
    [InlineData(502, "bad gateway")]
    public async Task An_answer_that_says_nothing_of_the_row_leaves_it_unknown(int status, string body)
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Upsert, body, status);
        SalesforceClient client = org.Client();
        Assert.IsType<WriteOutcome.Unknown>(Assert.Single(await client.UpsertAsync("Task", "Key__c", Records("a"), Ct)));
        Assert.Equal(1, client.ApiCalls);
    }

    [Fact]
    public async Task A_call_that_is_refused_as_a_whole_refuses_no_row()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Upsert, """[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"TotalRequests Limit exceeded."}]""", status: 403);
        Assert.IsType<WriteOutcome.Deferred>(Assert.Single(await org.Client().UpsertAsync("Task", "Key__c", Records("a"), Ct)));
        org.On(Upsert, """[{"errorCode":"INVALID_FIELD","message":"No such column 'Key__c' on sobject of type Task"}]""", status: 400);
        Assert.True(Assert.Single(await org.Client().UpsertAsync("Task", "Key__c", Records("a"), Ct)) is WriteOutcome.Deferred { CallFailed: true });
        org.On(Upsert, "<html>blocked</html>", status: 403);
        Assert.True(Assert.Single(await org.Client().UpsertAsync("Task", "Key__c", Records("a"), Ct)) is WriteOutcome.Deferred { CallFailed: true });
    }

    [Fact]
    public async Task A_dead_address_defers_because_nothing_was_sent()
    {
        CannedSalesforce org = await CannedSalesforce.StartAsync();
        SalesforceClient client = org.Client(true, ("Salesforce:Retries", "0"));
        await client.ConnectAsync(Ct);
        await org.DisposeAsync();
        Assert.IsType<WriteOutcome.Deferred>(Assert.Single(await client.UpsertAsync("Task", "Key__c", Records("a"), Ct)));
    }

    [Fact]
    public async Task An_expired_session_is_renewed_and_the_write_replayed()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Upsert, """[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""", status: 401)
            .On(Upsert, """[{"id":"00T000000000001AAA","success":true,"errors":[],"created":true}]""", after: 1);
        Assert.IsType<WriteOutcome.Created>(Assert.Single(await org.Client().UpsertAsync("Task", "Key__c", Records("a"), Ct)));
        Assert.Equal(2, org.Logins);
    }

    [Fact]
    public async Task A_row_that_is_gone_is_deleted_on_update()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Update, $"[{Failed("NOT_FOUND", "The requested resource does not exist")}]");
        Assert.IsType<WriteOutcome.Deleted>(Assert.Single(await org.Client().UpdateAsync("Task", [new Dictionary<string, object?> { ["Id"] = "00T000000000001AAA" }], Ct)));
    }

    [Fact]
    public async Task A_rehearsal_writes_nothing_and_bugs_of_the_caller_are_thrown()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => org.Client(writesAllowed: false).UpsertAsync("Task", "Key__c", Records("a"), Ct));
        Assert.Contains("rehearsal", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => org.Client(writesAllowed: false).DeleteAsync(["00T000000000001AAA"], Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => org.Client().UpsertAsync("Task", "Key__c", Records("a", "a"), Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => org.Client().UpdateAsync("Task", Records("a"), Ct));
        Assert.Empty(org.Requests);
        Assert.Empty(await org.Client().UpsertAsync("Task", "Key__c", [], Ct));
    }

    private static string Failed(string code, string message) => $$"""{"success":false,"errors":[{"statusCode":"{{code}}","message":"{{message}}","fields":[]}]}""";

    private static IReadOnlyList<IReadOnlyDictionary<string, object?>> Records(params string[] keys) =>
        [.. keys.Select(key => new Dictionary<string, object?> { ["Key__c"] = key, ["Subject"] = "s" })];

    /// <summary>As many successes as the request has records.</summary>
    private static Task AnswerAllAsync(HttpContext context)
    {
        using JsonDocument body = JsonDocument.Parse((string)context.Items["body"]!);
        int records = body.RootElement.GetProperty("records").GetArrayLength();
        return CannedSalesforce.AnswerAsync(context, 200,
            "[" + string.Join(',', Enumerable.Repeat("""{"id":"00T000000000001AAA","success":true,"errors":[],"created":true}""", records)) + "]");
    }
}
