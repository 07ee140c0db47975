using System.Net;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class A_composite_request
{
    [Fact]
    public async Task Answers_each_subrequest_and_counts_as_one_call()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        int before = org.Server.ApiCalls;

        JsonArray answers = await ComposeAsync(org, false,
            Get("people", "query?q=SELECT+Id+FROM+User+WHERE+IsActive=true"), Get("acme", $"sobjects/Account/{SmallOrg.Acme}?fields=Name"),
            Get("nobody", "sobjects/Account/001000000000099AAA"));

        Assert.Equal(["people", "acme", "nobody"], answers.Select(answer => (string)answer!["referenceId"]!));
        Assert.Equal([200, 200, 404], answers.Select(answer => (int)answer!["httpStatusCode"]!));
        Assert.Equal(4, (int)answers[0]!["body"]!["totalSize"]!);
        Assert.Equal("Acme", (string?)answers[1]!["body"]!["Name"]);
        Assert.Equal("NOT_FOUND", OrgHarness.CodeOf(answers[2]!["body"]));
        Assert.Equal(1, org.Server.ApiCalls - before);
    }

    [Fact]
    public async Task Takes_a_query_too_long_for_an_address()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string ids = string.Join(",", Enumerable.Range(0, 2_000).Select(number => $"'{SmallOrg.DealId(number)}'"));
        string soql = Uri.EscapeDataString($"SELECT Id FROM Opportunity WHERE Id IN ({ids})");

        (HttpStatusCode direct, _) = await org.SendAsync(HttpMethod.Get, $"query?q={soql}");
        JsonArray answers = await ComposeAsync(org, false, Get("long", $"query?q={soql}"));

        Assert.Equal(HttpStatusCode.RequestUriTooLong, direct);
        Assert.Equal(6, (int)answers[0]!["body"]!["totalSize"]!);
    }

    [Fact]
    public async Task Puts_earlier_answers_into_later_subrequests()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonArray answers = await ComposeAsync(org, false,
            Get("found", "query?q=SELECT+Id,OwnerId+FROM+Account+LIMIT+1"),
            Send("POST", "task", "sobjects/Task", new { Subject = "For @{found.records[0].Id}!", WhatId = "@{found.records[0].Id}", OwnerId = "@{found.records[0].OwnerId}" }),
            Get("back", "sobjects/Task/@{task.id}"));

        Assert.Equal([200, 201, 200], answers.Select(answer => (int)answer!["httpStatusCode"]!));
        Assert.Equal($"For {SmallOrg.Acme}!", (string?)answers[2]!["body"]!["Subject"]);
        Assert.Equal((SmallOrg.Acme, SmallOrg.Ann), ((string?)answers[2]!["body"]!["AccountId"], (string?)answers[2]!["body"]!["OwnerId"]));
        Assert.EndsWith((string)answers[1]!["body"]!["id"]!, (string?)answers[1]!["httpHeaders"]!["Location"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{nobody.Id}")]
    [InlineData("@{acme.id}")]
    [InlineData("@{Acme.Id}")]
    [InlineData("@{acme.Owner.Id}")]
    [InlineData("@{missing.Id}")]
    public async Task Halts_a_subrequest_whose_reference_holds_nothing(string reference)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonArray answers = await ComposeAsync(org, false,
            Get("acme", $"sobjects/Account/{SmallOrg.Acme}"), Get("missing", "sobjects/Account/001000000000099AAA"),
            Send("POST", "task", "sobjects/Task", new { Subject = reference }), Send("POST", "other", "sobjects/Task", new { Subject = "fine" }));

        Assert.Equal([200, 404, 400, 201], answers.Select(answer => (int)answer!["httpStatusCode"]!));
        Assert.Equal("PROCESSING_HALTED", OrgHarness.CodeOf(answers[2]!["body"]));
    }

    [Fact]
    public async Task With_all_or_none_leaves_nothing_behind_when_one_fails()
    {
        string journal = Path.Combine(Directory.CreateTempSubdirectory("composite").FullName, "journal");
        await using OrgHarness org = await OrgHarness.StartAsync(change: options => options with { JournalPath = journal });
        string kept = await org.CreateTaskAsync(new { Subject = "kept", Mentoring_Key__c = "k1" });
        long length = new FileInfo(journal).Length;

        JsonArray answers = await ComposeAsync(org, true,
            Send("POST", "one", "sobjects/Task", new { Subject = "new", Mentoring_Key__c = "k2" }),
            Send("PATCH", "two", $"sobjects/Task/{kept}", new { Subject = "changed", Status = "Completed", Mentoring_Key__c = "k3" }),
            Send("DELETE", "three", $"sobjects/Task/{kept}", null),
            Send("POST", "four", "sobjects/Task", new { Status = "Nonsense" }),
            Send("POST", "five", "sobjects/Task", new { Subject = "never run" }));

        Assert.Equal(["PROCESSING_HALTED", "PROCESSING_HALTED", "PROCESSING_HALTED", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "PROCESSING_HALTED"],
            answers.Select(answer => OrgHarness.CodeOf(answer!["body"])));
        JsonNode task = (await org.RecordsAsync("SELECT Id, Subject, IsClosed, IsDeleted, Mentoring_Key__c FROM Task", all: true)).Single()!;
        Assert.Equal((kept, "kept", false, false, "k1"),
            ((string?)task["Id"], (string?)task["Subject"], (bool)task["IsClosed"]!, (bool)task["IsDeleted"]!, (string?)task["Mentoring_Key__c"]));
        Assert.Equal(length, new FileInfo(journal).Length);
        Assert.True((bool)(await org.CreateTasksAsync(new { Subject = "again", Mentoring_Key__c = "k2" }))[0]!["success"]!);
        Assert.Equal("DUPLICATE_VALUE", OrgHarness.CodeOf((await org.CreateTasksAsync(new { Subject = "twice", Mentoring_Key__c = "k1" }))[0]));
    }

    [Fact]
    public async Task With_all_or_none_keeps_and_remembers_all_when_none_fails()
    {
        string journal = Path.Combine(Directory.CreateTempSubdirectory("composite").FullName, "journal");
        await using (OrgHarness org = await OrgHarness.StartAsync(change: options => options with { JournalPath = journal }))
        {
            await ComposeAsync(org, true,
                Send("POST", "one", "sobjects/Task", new { Subject = "a" }), Send("PATCH", "two", "sobjects/Task/@{one.id}", new { Priority = "High" }));
        }

        await using OrgHarness later = await OrgHarness.StartAsync(change: options => options with { JournalPath = journal });
        JsonNode task = (await later.RecordsAsync("SELECT Subject, Priority FROM Task")).Single()!;
        Assert.Equal(("a", "High"), ((string?)task["Subject"], (string?)task["Priority"]));
    }

    [Fact]
    public async Task Without_all_or_none_keeps_what_went_well()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        await ComposeAsync(org, false,
            Send("POST", "one", "sobjects/Task", new { Subject = "kept" }), Send("POST", "two", "sobjects/Task", new { Status = "Nonsense" }));

        Assert.Equal("kept", (string?)(await org.RecordsAsync("SELECT Subject FROM Task")).Single()!["Subject"]);
    }

    [Fact]
    public async Task May_hold_collections()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonArray answers = await ComposeAsync(org, false,
            Send("PATCH", "upsert", "composite/sobjects/Task/Mentoring_Key__c", OrgHarness.Records("Task", new { Subject = "a", Mentoring_Key__c = "k" })));

        Assert.True((bool)answers[0]!["body"]![0]!["created"]!);
    }

    [Fact]
    public async Task Is_refused_whole_when_its_envelope_is_wrong()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        JsonNode fine = Get("a", "query?q=SELECT+Id+FROM+User");

        async Task<HttpStatusCode> SaidAsync(params IEnumerable<JsonNode> parts) =>
            (await org.SendAsync(HttpMethod.Post, "composite", Body(false, [.. parts.Select(part => part.DeepClone())]))).Status;

        Assert.Equal(HttpStatusCode.BadRequest, await SaidAsync());
        Assert.Equal(HttpStatusCode.BadRequest, await SaidAsync(fine, fine));
        Assert.Equal(HttpStatusCode.BadRequest, await SaidAsync(new JsonObject { ["method"] = "GET", ["url"] = "/services/data/v67.0/query" }));
        Assert.Equal(HttpStatusCode.BadRequest, await SaidAsync(Enumerable.Range(0, 26).Select(number => Get($"r{number}", "sobjects/User/describe"))));
        Assert.Equal(HttpStatusCode.BadRequest, await SaidAsync(Enumerable.Range(0, 6).Select(number => Get($"r{number}", "query?q=SELECT+Id+FROM+User"))));
        Assert.Equal(HttpStatusCode.NotImplemented, await SaidAsync(fine, Get("b", "limits")));
        Assert.Equal(HttpStatusCode.NotImplemented, await SaidAsync(fine, Send("POST", "b", "composite", new { })));
        Assert.Equal(HttpStatusCode.OK, await SaidAsync(Enumerable.Range(0, 25).Select(number => Get($"r{number}", "sobjects/User/describe"))));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Whose_connection_drops_was_done_as_far_as_it_came_and_whole_with_all_or_none(bool allOrNone, int done)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await org.SendAsync(HttpMethod.Post, "/__faults", new { dropAfterCommit = 1 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => ComposeAsync(
            org, allOrNone, Send("POST", "one", "sobjects/Task", new { Subject = "a" }), Send("POST", "two", "sobjects/Task", new { Subject = "b" })));

        Assert.Equal(done, (await org.RecordsAsync("SELECT Id FROM Task")).Count);
    }

    [Fact]
    public async Task In_a_batch_counts_each_subrequest_as_a_call()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        int before = org.Server.ApiCalls;

        JsonNode body = (await BatchAsync(org, false, new { method = "GET", url = "v67.0/limits" },
            new { method = "POST", url = "v67.0/sobjects/Task", richInput = new { Status = "Nonsense" } },
            new { method = "POST", url = "/services/data/v67.0/sobjects/Task", richInput = new { Subject = "b" } })).Body!;

        Assert.True((bool)body["hasErrors"]!);
        Assert.Equal([200, 400, 201], body["results"]!.AsArray().Select(result => (int)result!["statusCode"]!));
        Assert.Equal(3, org.Server.ApiCalls - before);
    }

    [Fact]
    public async Task In_a_batch_that_halts_on_errors_the_rest_is_not_run()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonNode body = (await BatchAsync(org, true, new { method = "POST", url = "v67.0/sobjects/Task", richInput = new { Subject = "a" } },
            new { method = "GET", url = "v67.0/sobjects/Task/00T000000000099AAA" },
            new { method = "POST", url = "v67.0/sobjects/Task", richInput = new { Subject = "b" } })).Body!;

        Assert.Equal([201, 404, 412], body["results"]!.AsArray().Select(result => (int)result!["statusCode"]!));
        Assert.Equal("BATCH_PROCESSING_HALTED", OrgHarness.CodeOf(body["results"]![2]!["result"]));
        Assert.Single(await org.RecordsAsync("SELECT Id FROM Task"));
    }

    [Fact]
    public async Task In_a_batch_of_26_is_refused()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (HttpStatusCode status, _) = await BatchAsync(
            org, false, [.. Enumerable.Range(0, 26).Select(_ => (object)new { method = "GET", url = "v67.0/limits" })]);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    private static Task<(HttpStatusCode Status, JsonNode? Body)> BatchAsync(OrgHarness org, bool halt, params object[] requests) =>
        org.SendAsync(HttpMethod.Post, "composite/batch", new { haltOnError = halt, batchRequests = requests });

    private static JsonObject Get(string reference, string path) => Send("GET", reference, path, null);

    private static JsonObject Send(string method, string reference, string path, object? body) => new()
    {
        ["method"] = method, ["referenceId"] = reference, ["url"] = $"{OrgHarness.Api}/{path}",
        ["body"] = body is null ? null : System.Text.Json.JsonSerializer.SerializeToNode(body),
    };

    private static JsonObject Body(bool allOrNone, params JsonNode[] parts) =>
        new() { ["allOrNone"] = allOrNone, ["collateSubrequests"] = true, ["compositeRequest"] = new JsonArray(parts) };

    private static async Task<JsonArray> ComposeAsync(OrgHarness org, bool allOrNone, params JsonNode[] parts)
    {
        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(HttpMethod.Post, "composite", Body(allOrNone, parts));
        Assert.True(status == HttpStatusCode.OK, body?.ToJsonString());
        return body!["compositeResponse"]!.AsArray();
    }
}
