using System.Net;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class An_org_takes_collections
{
    private const string Upsert = "composite/sobjects/Task/Mentoring_Key__c";

    [Fact]
    public async Task An_upsert_creates_once_and_then_changes()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonNode first = (await UpsertAsync(org, new { Mentoring_Key__c = "k1", Subject = "a" }))[0]!;
        JsonNode second = (await UpsertAsync(org, new { Mentoring_Key__c = "k1", Subject = "b" }))[0]!;

        Assert.True((bool)first["created"]!);
        Assert.False((bool)second["created"]!);
        Assert.Equal((string?)first["id"], (string?)second["id"]);
        Assert.Equal("b", (string?)(await org.RecordsAsync("SELECT Subject FROM Task"))[0]!["Subject"]);
    }

    [Fact]
    public async Task Keys_that_differ_in_case_are_two_keys()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        await UpsertAsync(org, new { Mentoring_Key__c = "k1" }, new { Mentoring_Key__c = "K1" });

        Assert.Equal(2, (await org.RecordsAsync("SELECT Id FROM Task")).Count);
        Assert.Single(await org.RecordsAsync("SELECT Id FROM Task WHERE Mentoring_Key__c = 'K1'"));
    }

    [Fact]
    public async Task A_key_given_twice_refuses_every_record_that_has_it_and_no_other()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonArray results = await UpsertAsync(
            org, new { Mentoring_Key__c = "k1" }, new { Mentoring_Key__c = "k2" }, new { Mentoring_Key__c = "k1" });

        Assert.Equal(["DUPLICATE_VALUE", "", "DUPLICATE_VALUE"], results.Select(result => (string?)result!["errors"]!.AsArray().FirstOrDefault()?["statusCode"] ?? ""));
        Assert.Equal("Duplicate external id specified: k1", (string?)results[0]!["errors"]![0]!["message"]);
        Assert.Single(await org.RecordsAsync("SELECT Id FROM Task"));
    }

    [Fact]
    public async Task A_deleted_record_does_not_match_its_key()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string old = (string)(await UpsertAsync(org, new { Mentoring_Key__c = "k1" }))[0]!["id"]!;
        await org.SendAsync(HttpMethod.Delete, $"sobjects/Task/{old}");

        JsonNode result = (await UpsertAsync(org, new { Mentoring_Key__c = "k1" }))[0]!;

        Assert.True((bool)result["created"]!);
        Assert.NotEqual(old, (string?)result["id"]);
    }

    [Fact]
    public async Task A_record_without_its_key_is_refused()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        Assert.Equal("MISSING_ARGUMENT", OrgHarness.CodeOf((await UpsertAsync(org, new { Subject = "x" }))[0]));
    }

    [Fact]
    public async Task A_key_of_another_record_cannot_be_taken()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        JsonArray made = await UpsertAsync(org, new { Mentoring_Key__c = "k1" }, new { Mentoring_Key__c = "k2" });

        (_, JsonNode? body) = await org.SendAsync(
            HttpMethod.Patch, $"sobjects/Task/{(string)made[1]!["id"]!}", new { Mentoring_Key__c = "k1" });
        JsonArray created = await org.CreateTasksAsync(new { Mentoring_Key__c = "k3" }, new { Mentoring_Key__c = "k3" });

        Assert.Equal("DUPLICATE_VALUE", OrgHarness.CodeOf(body));
        Assert.Equal([true, false], created.Select(result => (bool)result!["success"]!));
    }

    [Fact]
    public async Task A_field_that_is_no_external_id_cannot_be_upserted_by()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(
            HttpMethod.Patch, "composite/sobjects/Task/Subject", OrgHarness.Records("Task", new { Subject = "x" }));

        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND"), (status, OrgHarness.CodeOf(body)));
    }

    [Fact]
    public async Task An_org_can_be_without_the_key_field()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(change: options => options with { MentoringKeyField = false });

        (_, JsonNode? describe) = await org.SendAsync(HttpMethod.Get, "sobjects/Task/describe");

        Assert.DoesNotContain("Mentoring_Key__c", describe!.ToJsonString());
        Assert.Equal("NOT_FOUND", OrgHarness.CodeOf((await org.SendAsync(
            HttpMethod.Patch, Upsert, OrgHarness.Records("Task", new { Mentoring_Key__c = "x" }))).Body));
    }

    [Fact]
    public async Task Two_hundred_records_pass_in_order_and_one_more_does_not()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        object[] tasks = [.. Enumerable.Range(0, 200).Select(number => (object)new { Mentoring_Key__c = $"k{number}", Subject = $"{number}" })];

        JsonArray results = await UpsertAsync(org, tasks);
        (HttpStatusCode status, _) = await org.SendAsync(HttpMethod.Patch, Upsert, OrgHarness.Records("Task", [.. tasks, new { Mentoring_Key__c = "more" }]));

        string[] ids = [.. results.Select(result => (string)result!["id"]!)];
        Assert.Equal(200, ids.Distinct().Count());
        Assert.Equal(ids, await org.IdsAsync("SELECT Id FROM Task ORDER BY Id"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task All_or_none_does_nothing_when_one_is_refused()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        JsonObject body = OrgHarness.Records("Task", new { Subject = "good" }, new { Status = "bad" });
        body["allOrNone"] = true;

        (_, JsonNode? results) = await org.SendAsync(HttpMethod.Post, "composite/sobjects", body);

        Assert.Equal("ALL_OR_NONE_OPERATION_ROLLED_BACK", OrgHarness.CodeOf(results![0]));
        Assert.Equal("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", OrgHarness.CodeOf(results[1]));
        Assert.Empty(await org.RecordsAsync("SELECT Id FROM Task"));
    }

    [Fact]
    public async Task Updates_and_deletes_answer_for_each_record()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string one = await org.CreateTaskAsync(new { Subject = "1" });
        string two = await org.CreateTaskAsync(new { Subject = "2" });

        (_, JsonNode? updated) = await org.SendAsync(HttpMethod.Patch, "composite/sobjects", OrgHarness.Records(
            "Task", new { id = one, Subject = "changed" }, new { id = "00T000000000099AAA", Subject = "x" }, new { Subject = "no id" }));
        (_, JsonNode? deleted) = await org.SendAsync(HttpMethod.Delete, $"composite/sobjects?ids={two},00T000000000099AAA&allOrNone=false");
        (_, JsonNode? again) = await org.SendAsync(HttpMethod.Delete, $"composite/sobjects?ids={two}");

        Assert.True((bool)updated![0]!["success"]!);
        Assert.Equal("INVALID_CROSS_REFERENCE_KEY", OrgHarness.CodeOf(updated[1]));
        Assert.Equal("MISSING_ARGUMENT", OrgHarness.CodeOf(updated[2]));
        Assert.True((bool)deleted![0]!["success"]!);
        Assert.Equal("INVALID_CROSS_REFERENCE_KEY", OrgHarness.CodeOf(deleted[1]));
        Assert.Equal("ENTITY_IS_DELETED", OrgHarness.CodeOf(again![0]));
    }

    [Fact]
    public async Task A_single_upsert_says_whether_it_created()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        var created = await org.SendAsync(HttpMethod.Patch, "sobjects/Task/Mentoring_Key__c/k1", new { Subject = "a" });
        var updated = await org.SendAsync(HttpMethod.Patch, "sobjects/Task/Mentoring_Key__c/k1", new { Subject = "b" });
        var withKey = await org.SendAsync(HttpMethod.Patch, "sobjects/Task/Mentoring_Key__c/k1", new { Mentoring_Key__c = "k1" });
        var read = await org.SendAsync(HttpMethod.Get, "sobjects/Task/Mentoring_Key__c/k1");

        Assert.Equal((HttpStatusCode.Created, true), (created.Status, (bool)created.Body!["created"]!));
        Assert.Equal((HttpStatusCode.OK, false), (updated.Status, (bool)updated.Body!["created"]!));
        Assert.Equal("INVALID_FIELD", OrgHarness.CodeOf(withKey.Body));
        Assert.Equal("b", (string?)read.Body!["Subject"]);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"records":[]}""")]
    [InlineData("""{"records":[5]}""")]
    [InlineData("""{"records":[{"Subject":"no type"}]}""")]
    public async Task A_malformed_request_is_refused_whole(string body)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await org.SendAsync(HttpMethod.Post, "composite/sobjects", body)).Status);
    }

    [Fact]
    public async Task One_call_has_one_stamp_and_the_next_a_later_one()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await org.CreateTasksAsync(new { Subject = "1" }, new { Subject = "2" });
        for (int call = 0; call < 5; call++)
        {
            await org.CreateTaskAsync(new { Subject = "3" });
        }

        string[] stamps = [.. (await org.RecordsAsync("SELECT SystemModstamp FROM Task ORDER BY Id")).Select(task => (string)task!["SystemModstamp"]!)];

        Assert.Equal(stamps[0], stamps[1]);
        Assert.Equal(stamps[1..].Distinct().Order(StringComparer.Ordinal), stamps[1..]);
    }

    private static async Task<JsonArray> UpsertAsync(OrgHarness org, params object[] tasks)
    {
        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(HttpMethod.Patch, Upsert, OrgHarness.Records("Task", tasks));
        Assert.True(status == HttpStatusCode.OK, body?.ToJsonString());
        return body!.AsArray();
    }
}
