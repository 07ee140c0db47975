using System.Net;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class An_org_follows_the_rules_of_tasks
{
    private const string Fields =
        "Id, Subject, Description, Status, Priority, OwnerId, IsClosed, IsDeleted, CompletedDateTime, TaskSubtype, CreatedById, "
        + "LastModifiedById, CreatedDate, LastModifiedDate, SystemModstamp, AccountId, IsReminderSet, ReminderDateTime, ActivityDate";

    [Fact]
    public async Task A_task_of_nothing_but_a_subject_gets_the_defaults()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonNode task = await ReadAsync(org, await org.CreateTaskAsync(new { Subject = "Hello" }));

        Assert.Equal("Not Started", (string?)task["Status"]);
        Assert.Equal("Normal", (string?)task["Priority"]);
        Assert.Equal("Task", (string?)task["TaskSubtype"]);
        Assert.Equal(org.Server.IntegrationUserId, (string?)task["OwnerId"]);
        Assert.Equal(org.Server.IntegrationUserId, (string?)task["CreatedById"]);
        Assert.False((bool)task["IsClosed"]!);
        Assert.Null(task["CompletedDateTime"]);
        Assert.Equal((string?)task["CreatedDate"], (string?)task["SystemModstamp"]);
    }

    [Fact]
    public async Task Completing_a_task_closes_it_and_reopening_clears_that()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = await org.CreateTaskAsync(new { Subject = "Lunch", OwnerId = SmallOrg.Ann });

        await UpdateAsync(org, id, new { Status = "Completed" });
        JsonNode closed = await ReadAsync(org, id);
        await UpdateAsync(org, id, new { Status = "In Progress" });
        JsonNode open = await ReadAsync(org, id);

        Assert.True((bool)closed["IsClosed"]!);
        Assert.Equal((string?)closed["SystemModstamp"], (string?)closed["CompletedDateTime"]);
        Assert.False((bool)open["IsClosed"]!);
        Assert.Null(open["CompletedDateTime"]);
    }

    [Fact]
    public async Task Deferring_a_task_leaves_it_open()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonNode task = await ReadAsync(org, await org.CreateTaskAsync(new { Subject = "x", Status = "Deferred" }));

        Assert.False((bool)task["IsClosed"]!);
    }

    [Fact]
    public async Task A_person_may_act_through_the_same_api()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = await org.CreateTaskAsync(new { Subject = "x", OwnerId = SmallOrg.Ann });

        (HttpStatusCode status, _) = await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{id}", new { Status = "Completed" }, SmallOrg.Ann);

        JsonNode task = await ReadAsync(org, id);
        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(SmallOrg.Ann, (string?)task["LastModifiedById"]);
        Assert.Equal(org.Server.IntegrationUserId, (string?)task["CreatedById"]);
    }

    [Fact]
    public async Task Nobody_acts_as_one_who_left()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (HttpStatusCode status, _) = await org.SendAsync(HttpMethod.Post, "sobjects/Task", new { Subject = "x" }, SmallOrg.Gone);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Text_of_the_longest_length_is_kept_whole()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string subject = new('s', 255);
        string description = new('d', 32_000);

        JsonNode task = await ReadAsync(org, await org.CreateTaskAsync(new { Subject = subject, Description = description }));

        Assert.Equal((subject, description), ((string?)task["Subject"], (string?)task["Description"]));
    }

    [Fact]
    public async Task Text_comes_back_as_it_was_sent_and_empty_text_as_null()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        const string Text = "Grüße 🎯 <b>\"quoted\"</b>\nsecond line\\";

        JsonNode task = await ReadAsync(org, await org.CreateTaskAsync(new { Subject = "", Description = Text }));

        Assert.Null(task["Subject"]);
        Assert.Equal(Text, (string?)task["Description"]);
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { $$"""{"Subject":"{{new string('s', 256)}}"}""", "STRING_TOO_LONG" },
        { $$"""{"Description":"{{new string('d', 32_001)}}"}""", "STRING_TOO_LONG" },
        { """{"Status":"Nearly"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" },
        { """{"Status":null}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" },
        { """{"Priority":"Urgent"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" },
        { $$"""{"OwnerId":"{{SmallOrg.Gone}}"}""", "INACTIVE_OWNER_OR_USER" },
        { """{"OwnerId":"005000000000099AAA"}""", "INVALID_CROSS_REFERENCE_KEY" },
        { """{"OwnerId":"ann"}""", "MALFORMED_ID" },
        { """{"OwnerId":null}""", "REQUIRED_FIELD_MISSING" },
        { """{"Nope__c":"x"}""", "INVALID_FIELD" },
        { """{"IsClosed":true}""", "INVALID_FIELD_FOR_INSERT_UPDATE" },
        { """{"CreatedDate":"2020-01-01T00:00:00Z"}""", "INVALID_FIELD_FOR_INSERT_UPDATE" },
        { """{"Id":"00T000000000001AAA"}""", "INVALID_FIELD_FOR_INSERT_UPDATE" },
        { """{"ActivityDate":"soon"}""", "JSON_PARSER_ERROR" },
        { """{"IsReminderSet":"yes"}""", "JSON_PARSER_ERROR" },
        { $$"""{"WhatId":"{{SmallOrg.Ann}}"}""", "FIELD_INTEGRITY_EXCEPTION" },
        { $$"""{"WhatId":"{{SmallOrg.Acme}}","WhoId":"00Q000000000001AAA"}""", "FIELD_INTEGRITY_EXCEPTION" },
        { """{"WhatId":"006000000000999AAA"}""", "INVALID_CROSS_REFERENCE_KEY" },
        { """{"TaskSubtype":"Carrier pigeon"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_task_that_breaks_a_rule_is_refused_and_its_neighbour_is_not(string json, string code)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonArray results = await org.CreateTasksAsync(JsonNode.Parse(json)!, new { Subject = "neighbour" });

        Assert.Equal(code, OrgHarness.CodeOf(results[0]));
        Assert.Null(results[0]!["id"]);
        Assert.True((bool)results[1]!["success"]!);
        Assert.Single(await org.RecordsAsync("SELECT Id FROM Task"));
    }

    public static TheoryData<string> Acceptances => new()
    {
        """{"Status":"completed"}""",
        """{"Priority":"High"}""",
        $$"""{"OwnerId":"{{SmallOrg.Ann[..15]}}"}""",
        """{"TaskSubtype":"Call","IsRecurrence":false}""",
        """{"ActivityDate":"2026-02-01","ReminderDateTime":"2026-02-01T09:00:00.000+0100","IsReminderSet":true}""",
        $$"""{"WhatId":"{{SmallOrg.Acme}}","WhoId":"003000000000001AAA"}""",
        """{"WhoId":"00Q000000000001AAA"}""",
    };

    [Theory]
    [MemberData(nameof(Acceptances))]
    public async Task A_task_within_the_rules_is_taken(string json)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonArray results = await org.CreateTasksAsync(JsonNode.Parse(json)!);

        Assert.True((bool)results[0]!["success"]!, results.ToJsonString());
    }

    [Theory]
    [InlineData("TaskSubtype")]
    [InlineData("IsRecurrence")]
    public async Task What_is_given_at_creation_only_cannot_be_changed(string field)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = await org.CreateTaskAsync(new { Subject = "x" });

        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(
            HttpMethod.Patch, $"sobjects/Task/{id}", new JsonObject { [field] = field == "TaskSubtype" ? "Call" : false });

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_FIELD_FOR_INSERT_UPDATE"), (status, OrgHarness.CodeOf(body)));
    }

    [Fact]
    public async Task A_task_of_one_who_left_can_be_changed_but_not_given_to_them()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = await org.CreateTaskAsync(new { Subject = "x", OwnerId = SmallOrg.Ann });
        await org.SendAsync(HttpMethod.Patch, $"sobjects/User/{SmallOrg.Ann}", new { IsActive = false });

        Assert.Equal(HttpStatusCode.NoContent, (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{id}", new { Subject = "y" })).Status);
        Assert.Equal("INACTIVE_OWNER_OR_USER", OrgHarness.CodeOf(
            (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{id}", new { OwnerId = SmallOrg.Gone })).Body));
    }

    [Fact]
    public async Task A_deleted_task_is_hidden_from_query_and_shown_by_queryAll()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string id = await org.CreateTaskAsync(new { Subject = "x" });

        Assert.Equal(HttpStatusCode.NoContent, (await org.SendAsync(HttpMethod.Delete, $"sobjects/Task/{id}")).Status);

        Assert.Empty(await org.RecordsAsync("SELECT Id FROM Task"));
        Assert.Equal([id], await org.IdsAsync("SELECT Id FROM Task WHERE IsDeleted = true", all: true));
        Assert.Equal("ENTITY_IS_DELETED", OrgHarness.CodeOf((await org.SendAsync(HttpMethod.Get, $"sobjects/Task/{id}")).Body));
        Assert.Equal("ENTITY_IS_DELETED", OrgHarness.CodeOf(
            (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{id}", new { Subject = "y" })).Body));
    }

    [Fact]
    public async Task A_closed_task_is_archived_a_year_after_its_day_and_an_open_one_never()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string closed = await org.CreateTaskAsync(new { Subject = "c", ActivityDate = "2026-01-10", Status = "Completed" });
        string open = await org.CreateTaskAsync(new { Subject = "o", ActivityDate = "2026-01-10" });

        org.Server.AdvanceClockTo(new DateTimeOffset(2027, 1, 9, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal([closed, open], await org.IdsAsync("SELECT Id FROM Task ORDER BY Id"));
        org.Server.AdvanceClockTo(new DateTimeOffset(2027, 1, 10, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal([open], await org.IdsAsync("SELECT Id FROM Task"));
        Assert.Equal([closed], await org.IdsAsync("SELECT Id FROM Task WHERE IsArchived = true", all: true));
    }

    private static async Task<JsonNode> ReadAsync(OrgHarness org, string id) =>
        (await org.RecordsAsync($"SELECT {Fields} FROM Task WHERE Id = '{id}'"))[0]!;

    private static async Task UpdateAsync(OrgHarness org, string id, object change) =>
        Assert.Equal(HttpStatusCode.NoContent, (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{id}", change)).Status);
}
