using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class A_person_opens_a_task_in_a_browser
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_said_nothing_is_asked_who_they_are_and_shown_nothing()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string task = await org.CreateTaskAsync(new { Subject = "Secret lunch", OwnerId = SmallOrg.Ann });
        using HttpClient browser = Browser(org);

        string page = await browser.GetStringAsync($"/lightning/r/Task/{task}/view", Ct);

        Assert.Contains("Who are you?", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ann@example.com\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret lunch", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_reads_edits_completes_and_defers_it()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string task = await org.CreateTaskAsync(new { Subject = "Lunch", OwnerId = SmallOrg.Ann, Description = "Grasp (1-5):\nLearned:", ActivityDate = "2026-01-05" });
        using HttpClient browser = Browser(org);
        string url = $"/lightning/r/Task/{task}/view";
        await BecomeAsync(browser, url, "ann@example.com");

        string page = await browser.GetStringAsync(url, Ct);
        string saved = await PostAsync(browser, url, page, new() { ["action"] = "save", ["Status"] = "In Progress", ["ActivityDate"] = "2026-01-08", ["Description"] = "Grasp (1-5): 4\r\nLearned: ask" });
        JsonNode edited = await ReadAsync(org, task);
        string completed = await PostAsync(browser, url, saved, new() { ["action"] = "complete", ["Status"] = "In Progress", ["ActivityDate"] = "2026-01-08", ["Description"] = "Grasp (1-5): 4\r\nLearned: ask" });
        JsonNode done = await ReadAsync(org, task);
        await PostAsync(browser, url, completed, new() { ["action"] = "defer", ["Status"] = "Completed", ["ActivityDate"] = "", ["Description"] = "" });
        JsonNode deferred = await ReadAsync(org, task);

        Assert.Contains("<h1>Lunch</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Saved.", saved, StringComparison.Ordinal);
        Assert.Equal(("In Progress", "2026-01-08", "Grasp (1-5): 4\nLearned: ask"), Fields(edited));
        Assert.Equal(SmallOrg.Ann, (string?)edited["LastModifiedById"]);
        Assert.Equal(("Completed", "2026-01-08", "Grasp (1-5): 4\nLearned: ask"), Fields(done));
        Assert.True((bool)done["IsClosed"]!);
        Assert.Equal(("Deferred", null, null), Fields(deferred));
        Assert.False((bool)deferred["IsClosed"]!);
    }

    [Fact]
    public async Task What_was_not_touched_is_not_written()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string task = await org.CreateTaskAsync(new { Subject = "Lunch", OwnerId = SmallOrg.Ann, Description = "one\ntwo" });
        using HttpClient browser = Browser(org);
        string url = $"/lightning/r/Task/{task}/view";
        await BecomeAsync(browser, url, SmallOrg.Ann);
        string stamp = (string)(await ReadAsync(org, task))["SystemModstamp"]!;

        await PostAsync(browser, url, await browser.GetStringAsync(url, Ct), new() { ["action"] = "save", ["Status"] = "Not Started", ["ActivityDate"] = "", ["Description"] = "one\r\ntwo" });

        Assert.Equal(stamp, (string?)(await ReadAsync(org, task))["SystemModstamp"]);
    }

    [Fact]
    public async Task A_change_that_came_between_is_not_overwritten()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string task = await org.CreateTaskAsync(new { Subject = "Lunch", OwnerId = SmallOrg.Ann });
        using HttpClient browser = Browser(org);
        string url = $"/lightning/r/Task/{task}/view";
        await BecomeAsync(browser, url, SmallOrg.Ann);
        string page = await browser.GetStringAsync(url, Ct);
        await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{task}", new { Description = "from elsewhere" });

        string answer = await PostAsync(browser, url, page, new() { ["action"] = "complete", ["Description"] = "mine" }, HttpStatusCode.Conflict);

        Assert.Contains("Somebody changed this task meanwhile", answer, StringComparison.Ordinal);
        Assert.Contains("from elsewhere", answer, StringComparison.Ordinal);
        Assert.False((bool)(await ReadAsync(org, task))["IsClosed"]!);
    }

    [Fact]
    public async Task Nobody_else_sees_it_and_a_reader_of_its_deal_cannot_change_it()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string hidden = await org.CreateTaskAsync(new { Subject = "Private", OwnerId = SmallOrg.Ann });
        string open = await org.CreateTaskAsync(new { Subject = "On a deal", OwnerId = SmallOrg.Ann, WhatId = SmallOrg.DealId(0) });
        using HttpClient browser = Browser(org);
        await BecomeAsync(browser, $"/lightning/r/Task/{hidden}/view", SmallOrg.Bob);

        using HttpResponseMessage missed = await browser.GetAsync($"/lightning/r/Task/{hidden}/view", Ct);
        string page = await browser.GetStringAsync($"/lightning/r/Task/{open}/view", Ct);
        string refused = await PostAsync(browser, $"/lightning/r/Task/{open}/view", page, new() { ["action"] = "complete", ["stamp"] = Stamp(await ReadAsync(org, open)) }, HttpStatusCode.Conflict);

        Assert.Equal(HttpStatusCode.NotFound, missed.StatusCode);
        Assert.DoesNotContain("Private", await missed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("On a deal", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"complete\"", page, StringComparison.Ordinal);
        Assert.Contains("insufficient access rights", refused, StringComparison.Ordinal);
        Assert.False((bool)(await ReadAsync(org, open))["IsClosed"]!);
    }

    [Fact]
    public async Task What_people_typed_is_never_markup()
    {
        const string Evil = "</textarea></title><script>alert('x')</script>\"><img src=x>";
        await using OrgHarness org = await OrgHarness.StartAsync();
        string task = await org.CreateTaskAsync(new { Subject = Evil, Description = Evil, OwnerId = SmallOrg.Ann });
        await org.SendAsync(HttpMethod.Patch, $"sobjects/User/{SmallOrg.Ann}", new { LastName = Evil });
        using HttpClient browser = Browser(org);
        await BecomeAsync(browser, $"/lightning/r/Task/{task}/view", SmallOrg.Ann);

        using HttpResponseMessage answer = await browser.GetAsync($"/lightning/r/Task/{task}/view", Ct);
        string user = await browser.GetStringAsync($"/lightning/r/User/{SmallOrg.Ann}/view", Ct);
        string pages = await answer.Content.ReadAsStringAsync(Ct) + user;

        Assert.DoesNotContain("<script", pages, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", pages, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, Regex.Count(pages, "</title>"));
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no token")]
    [InlineData("another's token")]
    [InlineData("another origin")]
    public async Task A_form_from_elsewhere_changes_nothing(string trick)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string task = await org.CreateTaskAsync(new { Subject = "Lunch", OwnerId = SmallOrg.Ann });
        string url = $"/lightning/r/Task/{task}/view";
        using HttpClient browser = Browser(org);
        string before = TokenOf(await browser.GetStringAsync(url, Ct));
        await BecomeAsync(browser, url, SmallOrg.Ann);
        string token = trick == "another origin" ? TokenOf(await browser.GetStringAsync(url, Ct)) : trick == "no token" ? "" : before;
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["token"] = token, ["action"] = "complete", ["stamp"] = Stamp(await ReadAsync(org, task)),
            }),
        };
        if (trick == "another origin")
        {
            request.Headers.Add("Origin", "http://evil.example");
        }

        using HttpResponseMessage answer = await browser.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False((bool)(await ReadAsync(org, task))["IsClosed"]!);
    }

    [Fact]
    public async Task A_name_that_is_not_this_machines_gets_no_page()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/lightning/r/User/{SmallOrg.Ann}/view");
        request.Headers.Host = "rebound.example";

        using HttpResponseMessage answer = await org.Http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("gone@example.com")]
    [InlineData(SmallOrg.Gone)]
    public async Task One_cannot_act_as_somebody_who_is_not_there(string who)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        using HttpClient browser = Browser(org);
        string url = $"/lightning/r/User/{SmallOrg.Ann}/view";

        string answer = await ChooseAsync(browser, url, who, HttpStatusCode.BadRequest);

        Assert.Contains("No active user", answer, StringComparison.Ordinal);
        Assert.Contains("Who are you?", await browser.GetStringAsync(url, Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task One_is_never_sent_to_another_host(string back)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = org.Server.Url };
        string page = await browser.GetStringAsync($"/lightning/r/User/{SmallOrg.Ann}/view", Ct);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = TokenOf(page), ["user"] = SmallOrg.Ann, ["back"] = back });

        using HttpResponseMessage answer = await browser.PostAsync("/lightning/actas", form, Ct);

        Assert.Equal($"/lightning/r/User/{SmallOrg.Ann}/view", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_person_and_a_deal_have_pages_that_lead_on()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        string task = await org.CreateTaskAsync(new { Subject = "Lunch & learn", OwnerId = SmallOrg.Ann, ActivityDate = "2026-01-05" });
        await org.CreateTaskAsync(new { Subject = "Bobs", OwnerId = SmallOrg.Bob });
        using HttpClient browser = Browser(org);
        await BecomeAsync(browser, $"/lightning/r/User/{SmallOrg.Ann}/view", SmallOrg.Ann);

        string person = await browser.GetStringAsync($"/lightning/r/User/{SmallOrg.Ann}/view", Ct);
        string other = await browser.GetStringAsync($"/lightning/r/User/{SmallOrg.Bob}/view", Ct);
        string deal = await browser.GetStringAsync($"/lightning/r/Opportunity/{SmallOrg.DealId(0)}/view", Ct);

        Assert.Contains($"2026-01-05 <a href=\"/lightning/r/Task/{task}/view\">Lunch &amp; learn</a>", person, StringComparison.Ordinal);
        Assert.Contains($"/lightning/r/User/{SmallOrg.Manager}/view", person, StringComparison.Ordinal);
        Assert.DoesNotContain("Bobs", other, StringComparison.Ordinal);
        Assert.Contains("Closed Won", deal, StringComparison.Ordinal);
        Assert.Contains("<dt>Amount</dt>", deal, StringComparison.Ordinal);
    }

    private static HttpClient Browser(OrgHarness org) => new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = org.Server.Url };

    private static string TokenOf(string page) => Regex.Match(page, "name=\"token\" value=\"([0-9A-F]+)\"").Groups[1].Value;

    private static string Stamp(JsonNode task) => (string)task["SystemModstamp"]!;

    private static (string?, string?, string?) Fields(JsonNode task) =>
        ((string?)task["Status"], (string?)task["ActivityDate"], (string?)task["Description"]);

    private static async Task<JsonNode> ReadAsync(OrgHarness org, string task) => (await org.SendAsync(HttpMethod.Get, $"sobjects/Task/{task}")).Body!;

    private static async Task BecomeAsync(HttpClient browser, string url, string who) => await ChooseAsync(browser, url, who, HttpStatusCode.OK, HttpStatusCode.NotFound);

    private static async Task<string> ChooseAsync(HttpClient browser, string url, string who, params HttpStatusCode[] expected)
    {
        string token = TokenOf(await browser.GetStringAsync(url, Ct));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = token, ["user"] = who, ["back"] = url });
        using HttpResponseMessage answer = await browser.PostAsync("/lightning/actas", form, Ct);
        Assert.Contains(answer.StatusCode, expected);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static async Task<string> PostAsync(
        HttpClient browser, string url, string page, Dictionary<string, string> fields, HttpStatusCode expected = HttpStatusCode.OK)
    {
        fields["token"] = TokenOf(page);
        fields.TryAdd("stamp", Regex.Match(page, "name=\"stamp\" value=\"([^\"]+)\"").Groups[1].Value.Replace("&#x2B;", "+", StringComparison.Ordinal));
        using var form = new FormUrlEncodedContent(fields);
        using HttpResponseMessage answer = await browser.PostAsync(url, form, Ct);
        string text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == expected, text);
        return text;
    }
}
