using System.Net;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class An_org_answers_queries
{
    [Theory]
    [InlineData("Amount > 201", "3,5")]
    [InlineData("Amount >= 201 AND Amount <= 301.5", "2,3")]
    [InlineData("Amount = null", "4")]
    [InlineData("Amount != null", "0,1,2,3,5")]
    [InlineData("Amount != 201", "0,1,3,4,5")]
    [InlineData("Amount < 100", "0")]
    [InlineData("NOT Amount < 100", "1,2,3,4,5")]
    [InlineData("StageName = 'closed won'", "0,3")]
    [InlineData("StageName IN ('Closed Won', 'Prospecting')", "0,2,3,5")]
    [InlineData("StageName NOT IN ('Closed Won', 'Prospecting')", "1,4")]
    [InlineData("AccountId NOT IN ('001000000000001')", "0,3")]
    [InlineData("AccountId = '001000000000001'", "1,2,4,5")]
    [InlineData("Name LIKE 'deal %'", "0,1,2,3,4,5")]
    [InlineData("Name LIKE '%_5'", "5")]
    [InlineData("Name LIKE 'Deal\\%'", "")]
    [InlineData("IsWon = TRUE", "0,3")]
    [InlineData("IsClosed = false", "2,5")]
    [InlineData("(IsWon = true OR Amount > 500) AND OwnerId != null", "0,3,5")]
    [InlineData("NOT (IsWon = true OR IsClosed = false)", "1,4")]
    [InlineData("CloseDate < 2025-01-03", "0,1")]
    [InlineData("CloseDate IN (2025-01-03, 2025-01-05)", "2,4")]
    [InlineData("CreatedDate >= 2025-01-01T08:00:00Z AND CreatedDate < 2025-01-01T09:00:01+01:00", "0,1,2,3,4,5")]
    [InlineData("Owner.Name = 'Ann O\\'Hara'", "0,2,4")]
    [InlineData("Account.Name = null", "0,3")]
    [InlineData("Account.Name != 'Other'", "0,1,2,3,4,5")]
    [InlineData("Owner.Manager.Name LIKE 'mia%'", "0,1,2,3,4,5")]
    [InlineData("Rank__c > 'R1'", "2,3")]
    public async Task A_condition_selects_the_rows_that_hold_it(string condition, string expected)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        string[] ids = await org.IdsAsync($"SELECT Id FROM Opportunity WHERE {condition} ORDER BY Id");

        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => SmallOrg.DealId(int.Parse(number))), ids);
    }

    [Theory]
    [InlineData("SELECT Id FROM Opportunity WHERE Nope = 1", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("SELECT Nope FROM Opportunity", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("SELECT Nope.Name FROM Opportunity", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Nope", HttpStatusCode.BadRequest, "INVALID_TYPE")]
    [InlineData("SELECT Id FROM ForecastingQuota", HttpStatusCode.BadRequest, "INVALID_TYPE")]
    [InlineData("SELECT Id FROM Task WHERE Description = 'x'", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Task ORDER BY Description", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Opportunity WHERE Amount = '5'", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Opportunity WHERE CloseDate = '2025-01-01'", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Opportunity WHERE CreatedDate > 2025-01-01", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Opportunity WHERE Name = 5", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Opportunity WHERE Name = 'a\\q'", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Opportunity WHERE Name = 'a\\_'", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Opportunity WHERE Name = 'a", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Opportunity WHERE IsWon = true AND IsClosed = true OR Amount = 1", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT Id, Id FROM Opportunity", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT Id", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT FROM Opportunity", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Opportunity WHERE CloseDate = 2025-02-30", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Opportunity WHERE", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Opportunity LIMIT x", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("", HttpStatusCode.BadRequest, "MALFORMED_QUERY")]
    [InlineData("SELECT OwnerId FROM Opportunity GROUP BY OwnerId", HttpStatusCode.NotImplemented, "NOT_IMPLEMENTED_IN_EMBEDDED_ORG")]
    [InlineData("SELECT SUM(Amount) FROM Opportunity", HttpStatusCode.NotImplemented, "NOT_IMPLEMENTED_IN_EMBEDDED_ORG")]
    [InlineData("SELECT Id, (SELECT Id FROM Opportunities) FROM Account", HttpStatusCode.NotImplemented, "NOT_IMPLEMENTED_IN_EMBEDDED_ORG")]
    [InlineData("SELECT Id FROM Opportunity WHERE CloseDate = TODAY", HttpStatusCode.NotImplemented, "NOT_IMPLEMENTED_IN_EMBEDDED_ORG")]
    [InlineData("SELECT Id FROM Opportunity WHERE CreatedDate > LAST_N_DAYS:3", HttpStatusCode.NotImplemented, "NOT_IMPLEMENTED_IN_EMBEDDED_ORG")]
    [InlineData("SELECT Id FROM Opportunity LIMIT 1 OFFSET 2", HttpStatusCode.NotImplemented, "NOT_IMPLEMENTED_IN_EMBEDDED_ORG")]
    [InlineData("SELECT What.Name FROM Task", HttpStatusCode.NotImplemented, "NOT_IMPLEMENTED_IN_EMBEDDED_ORG")]
    public async Task What_cannot_be_asked_is_refused_with_its_code(string soql, HttpStatusCode status, string code)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (HttpStatusCode Status, JsonNode? Body) answer = await org.AskAsync(soql);

        Assert.Equal((status, code), (answer.Status, OrgHarness.CodeOf(answer.Body)));
        Assert.DoesNotContain("   at ", answer.Body!.ToJsonString());
    }

    [Fact]
    public async Task Parents_are_nested_and_missing_ones_are_null()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonArray records = await org.RecordsAsync(
            "SELECT Id, Amount, IsWon, CloseDate, CreatedDate, Account.Name, Owner.Name, Owner.Manager.Name FROM Opportunity ORDER BY Id LIMIT 2");

        Assert.Null(records[0]!["Account"]);
        Assert.Equal("Acme", (string?)records[1]!["Account"]!["Name"]);
        Assert.Equal("Mia Stone", (string?)records[0]!["Owner"]!["Manager"]!["Name"]);
        Assert.Equal("Opportunity", (string?)records[0]!["attributes"]!["type"]);
        Assert.Equal("User", (string?)records[0]!["Owner"]!["attributes"]!["type"]);
        Assert.Equal("2025-01-01T08:00:00.000+0000", (string?)records[0]!["CreatedDate"]);
        Assert.Equal("2025-01-01", (string?)records[0]!["CloseDate"]);
        Assert.Equal(100.5, (double)records[1]!["Amount"]!);
        Assert.True((bool)records[0]!["IsWon"]!);
    }

    [Theory]
    [InlineData("Amount", "4,0,1,2,3,5")]
    [InlineData("Amount NULLS LAST", "0,1,2,3,5,4")]
    [InlineData("Amount DESC NULLS LAST", "5,3,2,1,0,4")]
    [InlineData("Amount DESC", "4,5,3,2,1,0")]
    [InlineData("Rank__c, Name DESC", "4,0,5,1,2,3")]
    [InlineData("CloseDate DESC", "5,4,3,2,1,0")]
    [InlineData("Owner.Name DESC, Id", "1,3,5,0,2,4")]
    [InlineData("SystemModstamp, Id DESC", "5,4,3,2,1,0")]
    public async Task Rows_come_in_the_order_asked_nulls_first_unless_said(string order, string expected)
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        string[] ids = await org.IdsAsync($"SELECT Id FROM Opportunity ORDER BY {order}");

        Assert.Equal(expected.Split(',').Select(number => SmallOrg.DealId(int.Parse(number))), ids);
    }

    [Fact]
    public async Task Count_gives_a_size_and_no_rows()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (_, JsonNode? body) = await org.AskAsync("SELECT COUNT() FROM Opportunity WHERE IsWon = true");

        Assert.Equal(2, (int)body!["totalSize"]!);
        Assert.Empty(body["records"]!.AsArray());
    }

    [Fact]
    public async Task A_query_without_a_match_is_done_and_empty()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        (_, JsonNode? body) = await org.AskAsync("SELECT Id FROM Opportunity WHERE Name = 'nobody'");

        Assert.Equal(0, (int)body!["totalSize"]!);
        Assert.True((bool)body["done"]!);
        Assert.Null(body["nextRecordsUrl"]);
    }
}
