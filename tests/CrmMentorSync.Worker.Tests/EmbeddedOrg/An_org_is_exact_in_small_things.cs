using System.Net;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class An_org_is_exact_in_small_things
{
    [Fact]
    public async Task It_says_whom_a_token_speaks_for_and_nothing_to_a_stranger()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(HttpMethod.Get, "/services/oauth2/userinfo");

        Assert.Equal(HttpStatusCode.OK, status);
        JsonObject user = Assert.Single(await org.RecordsAsync($"SELECT Id, Username FROM User WHERE Id = '{body!["user_id"]}'"))!.AsObject();
        Assert.Equal((string?)user["Username"], (string?)body["preferred_username"]);
        Assert.EndsWith($"/id/{body["organization_id"]}/{body["user_id"]}", (string?)body["sub"], StringComparison.Ordinal);
        org.Http.DefaultRequestHeaders.Authorization = null;
        using HttpResponseMessage stranger = await org.Http.GetAsync("/services/oauth2/userinfo", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
    }

    [Fact]
    public async Task A_query_may_name_its_object()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        JsonArray named = await org.RecordsAsync("SELECT u.Id, Name, u.Manager.Name FROM User u WHERE u.IsActive = true ORDER BY u.Name, Id LIMIT 3");
        JsonArray plain = await org.RecordsAsync("SELECT Id, Name, Manager.Name FROM User WHERE IsActive = true ORDER BY Name, Id LIMIT 3");
        Assert.NotEmpty(plain);
        Assert.Equal(plain.ToJsonString(), named.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, (await org.AskAsync("SELECT x.Name FROM User u")).Status);
    }

    [Theory]
    [InlineData("composite/sobjects", "\"yes\"")]
    [InlineData("composite/sobjects", "1")]
    [InlineData("composite", "\"true\"")]
    public async Task All_or_none_is_true_or_false(string path, string value)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string what = path == "composite"
            ? """ "compositeRequest":[{"method":"GET","url":"/services/data/v67.0/limits","referenceId":"a"}]"""
            : """ "records":[{"attributes":{"type":"Task"},"Subject":"x"}]""";
        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(HttpMethod.Post, path, $$"""
            {"allOrNone":{{value}},{{what}}}
            """);
        Assert.Equal((HttpStatusCode.BadRequest, "JSON_PARSER_ERROR"), (status, OrgHarness.CodeOf(body)));
    }

    [Fact]
    public async Task An_upsert_takes_records_of_its_own_object_alone()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(
            HttpMethod.Patch, "composite/sobjects/Task/Mentoring_Key__c", OrgHarness.Records("Account", new { Mentoring_Key__c = "k1", Subject = "x" }));
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_INPUT"), (status, OrgHarness.CodeOf(body)));
        (status, body) = await org.SendAsync(
            HttpMethod.Patch, "composite/sobjects/Task/Mentoring_Key__c", OrgHarness.Records("task", new { Mentoring_Key__c = "k1", Subject = "x" }));
        Assert.True(status == HttpStatusCode.OK && (bool)body![0]!["success"]!, body?.ToJsonString());
    }
}
