using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Access;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class Who_may_see_and_change_what
{
    private const string Boss = "00E000000000001AAA";
    private const string Team = "00E000000000002AAA";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_that_hangs_on_nothing_is_its_owners_and_those_above()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(WithRoles());
        string task = await org.CreateTaskAsync(new { Subject = "Anns", OwnerId = SmallOrg.Ann });

        Assert.Equal([task], await SeenAsync(org, SmallOrg.Ann));
        Assert.Equal([task], await SeenAsync(org, SmallOrg.Manager));
        Assert.Empty(await SeenAsync(org, SmallOrg.Bob));
        Assert.Equal([task], await org.IdsAsync("SELECT Id FROM Task"));
        Assert.Equal(HttpStatusCode.NotFound, (await org.SendAsync(HttpMethod.Get, $"sobjects/Task/{task}", asUser: SmallOrg.Bob)).Status);
        Assert.NotEqual(HttpStatusCode.NoContent, (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{task}", new { Subject = "b" }, SmallOrg.Bob)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{task}", new { Subject = "m" }, SmallOrg.Manager)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{task}", new { Subject = "a" }, SmallOrg.Ann)).Status);
    }

    [Fact]
    public async Task A_manager_with_no_role_above_sees_nothing_of_the_reports()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await org.CreateTaskAsync(new { Subject = "Anns", OwnerId = SmallOrg.Ann });

        Assert.Empty(await SeenAsync(org, SmallOrg.Manager));
    }

    [Fact]
    public async Task A_task_that_hangs_on_a_deal_is_read_by_all_and_changed_by_the_few()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(WithRoles());
        string task = await org.CreateTaskAsync(new { Subject = "call", OwnerId = SmallOrg.Ann, WhatId = SmallOrg.DealId(0) });

        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{task}", new { Subject = "b" }, SmallOrg.Bob);

        Assert.Equal([task], await SeenAsync(org, SmallOrg.Bob));
        Assert.Equal((HttpStatusCode.Forbidden, "INSUFFICIENT_ACCESS_OR_READONLY"), (status, OrgHarness.CodeOf(body)));
        Assert.Equal(HttpStatusCode.Forbidden, (await org.SendAsync(HttpMethod.Delete, $"sobjects/Task/{task}", asUser: SmallOrg.Bob)).Status);
    }

    [Fact]
    public async Task An_integration_user_without_view_all_loses_sight_of_what_it_gave_away()
    {
        await using OrgHarness org = await OrgHarness.StartAsync(
            change: options => options with { Access = [new UserAccess { UserId = UserAccess.Integration }] });
        string task = await org.CreateTaskAsync(new { Subject = "Anns", OwnerId = SmallOrg.Ann });

        Assert.Empty(await org.IdsAsync("SELECT Id FROM Task"));
        Assert.Equal(HttpStatusCode.NotFound, (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{task}", new { Subject = "x" })).Status);
        await AllowAsync(org, new { userId = "integration", viewAllData = true });
        Assert.Equal([task], await org.IdsAsync("SELECT Id FROM Task"));
        Assert.Equal(HttpStatusCode.Forbidden, (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{task}", new { Subject = "x" })).Status);
        await AllowAsync(org, new { userId = "integration", modifyAllData = true });
        Assert.Equal(HttpStatusCode.NoContent, (await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{task}", new { Subject = "x" })).Status);
    }

    [Fact]
    public async Task A_reduced_user_lacks_fields_that_others_have()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        await AllowAsync(org, new { userId = SmallOrg.Ann, hidden = (string[])["Opportunity.Amount", "Account"], readOnly = (string[])["Opportunity.Name"] });

        string query = $"query?q={Uri.EscapeDataString("SELECT Amount FROM Opportunity")}";
        (HttpStatusCode status, JsonNode? body) = await org.SendAsync(HttpMethod.Get, query, asUser: SmallOrg.Ann);
        (_, JsonNode? described) = await org.SendAsync(HttpMethod.Get, "sobjects/Opportunity/describe", asUser: SmallOrg.Ann);
        (_, JsonNode? refused) = await org.SendAsync(HttpMethod.Patch, $"sobjects/Opportunity/{SmallOrg.DealId(0)}", new { Name = "x" }, SmallOrg.Ann);

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_FIELD"), (status, OrgHarness.CodeOf(body)));
        Assert.Equal(HttpStatusCode.OK, (await org.SendAsync(HttpMethod.Get, query, asUser: SmallOrg.Bob)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await org.SendAsync(HttpMethod.Get, "sobjects/Account/describe", asUser: SmallOrg.Ann)).Status);
        Assert.DoesNotContain("Amount", described!["fields"]!.AsArray().Select(field => (string)field!["name"]!));
        Assert.False((bool)described["fields"]!.AsArray().Single(field => (string)field!["name"]! == "Name")!["updateable"]!);
        Assert.Equal("INVALID_FIELD_FOR_INSERT_UPDATE", OrgHarness.CodeOf(refused));
    }

    [Theory]
    [InlineData("/__access", """{"userId":"integration"}""")]
    [InlineData("/__faults", """{"failNext":1}""")]
    [InlineData("/__clock", """{"advanceSeconds":60}""")]
    public async Task Pages_of_other_sites_cannot_turn_the_switches(string path, string body)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        async Task<HttpStatusCode> PostAsync(string type, string? origin, string? host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(org.Server.Url, path)) { Content = new StringContent(body, Encoding.UTF8, type) };
            request.Headers.Host = host;
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            using HttpResponseMessage answer = await org.Http.SendAsync(request, Ct);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PostAsync("text/plain", null, null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("application/json", "https://elsewhere.example", null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("application/json", null, "elsewhere.example"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("application/json", org.Server.Url.GetLeftPart(UriPartial.Authority), null));
    }

    [Fact]
    public async Task Permissions_of_nobody_are_refused()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await org.SendAsync(HttpMethod.Post, "/__access", new { userId = SmallOrg.Gone })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await org.SendAsync(HttpMethod.Post, "/__access", new { userId = SmallOrg.Ann, viewEverything = true })).Status);
    }

    [Fact]
    public async Task A_jwt_logs_its_subject_in_with_a_token_of_their_own()
    {
        using RSA key = RSA.Create(2048);
        await using OrgHarness org = await OrgHarness.StartAsync(change: options => options with { JwtKey = key.ExportSubjectPublicKeyInfoPem() });
        await org.CreateTaskAsync(new { Subject = "Anns", OwnerId = SmallOrg.Ann });
        await org.CreateTaskAsync(new { Subject = "Bobs", OwnerId = SmallOrg.Bob });

        JsonNode token = await LogInAsync(org, Assertion(key, "ann@example.com"));
        org.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);

        Assert.EndsWith($"/{SmallOrg.Ann}", (string?)token["id"], StringComparison.Ordinal);
        Assert.Equal(["Anns"], (await org.RecordsAsync("SELECT Subject FROM Task")).Select(row => (string)row!["Subject"]!));
        string mine = await org.CreateTaskAsync(new { Subject = "my own" });
        Assert.Equal(SmallOrg.Ann, (string?)(await org.SendAsync(HttpMethod.Get, $"sobjects/Task/{mine}")).Body!["OwnerId"]);
    }

    [Fact]
    public async Task A_jwt_is_refused_for_each_thing_that_can_be_wrong_with_it()
    {
        using RSA key = RSA.Create(2048);
        using RSA stranger = RSA.Create(2048);
        await using OrgHarness org = await OrgHarness.StartAsync(change: options => options with { JwtKey = key.ExportSubjectPublicKeyInfoPem() });
        await using OrgHarness without = await OrgHarness.StartAsync();

        async Task<string> SaidAsync(string assertion) => (string)(await LogInAsync(org, assertion))["error_description"]!;

        Assert.Equal("invalid assertion", await SaidAsync(Assertion(stranger, "ann@example.com")));
        Assert.Equal("invalid assertion", await SaidAsync("a.b.c"));
        Assert.Equal("client identifier invalid", await SaidAsync(Assertion(key, "ann@example.com", issuer: "another")));
        Assert.Equal("audience is invalid", await SaidAsync(Assertion(key, "ann@example.com", audience: "https://example.com")));
        Assert.Equal("expired authorization code", await SaidAsync(Assertion(key, "ann@example.com", minutes: -1)));
        Assert.Equal("user hasn't approved this consumer", await SaidAsync(Assertion(key, "nobody@example.com")));
        Assert.Equal("user is inactive", await SaidAsync(Assertion(key, "gone@example.com")));
        Assert.Equal("unsupported_grant_type", (string?)(await LogInAsync(without, Assertion(key, "ann@example.com")))["error"]);
    }

    private static async Task AllowAsync(OrgHarness org, object rule) =>
        Assert.Equal(HttpStatusCode.OK, (await org.SendAsync(HttpMethod.Post, "/__access", rule)).Status);

    private static async Task<string[]> SeenAsync(OrgHarness org, string user)
    {
        (_, JsonNode? body) = await org.SendAsync(HttpMethod.Get, "query?q=SELECT+Id+FROM+Task", asUser: user);
        return [.. body!["records"]!.AsArray().Select(record => (string)record!["Id"]!)];
    }

    private static async Task<JsonNode> LogInAsync(OrgHarness org, string assertion)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer", ["assertion"] = assertion,
        });
        using HttpResponseMessage answer = await org.Http.PostAsync("/services/oauth2/token", form, Ct);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
    }

    private static string Assertion(
        RSA key, string subject, string issuer = "embedded-client", string audience = "https://login.salesforce.com", int minutes = 3)
    {
        long end = TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();
        string unsigned = $"{Encode("""{"alg":"RS256"}""")}.{Encode($$"""{"iss":"{{issuer}}","sub":"{{subject}}","aud":"{{audience}}","exp":{{end}}}""")}";
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{unsigned}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static OrgExport WithRoles()
    {
        OrgExport export = SmallOrg.Export();
        ExportTable users = export.Tables["User"];
        return export with
        {
            Tables = new Dictionary<string, ExportTable>(export.Tables)
            {
                ["UserRole"] = new("UserRole", ["Id", "Name", "ParentRoleId"], [[Boss, "Boss", ""], [Team, "Team", Boss]]),
                ["User"] = new("User", [.. users.Columns, "UserRoleId"],
                    [.. users.Rows.Select(row => (IReadOnlyList<string>)[.. row, row[0] == SmallOrg.Manager ? Boss : Team])]),
            },
        };
    }
}
