using System.Net;
using System.Text.Json.Nodes;
using CrmMentorSync.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class An_org_remembers_what_was_written : IDisposable
{
    private const string Everything = "SELECT Id, Subject, Description, Status, OwnerId, IsClosed, IsDeleted, CompletedDateTime, ActivityDate, "
        + "CreatedDate, CreatedById, LastModifiedDate, SystemModstamp, Mentoring_Key__c FROM Task ORDER BY Id";

    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;

    private string Journal => Path.Combine(_folder, "sub", "org.jsonl");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_later_start_meets_the_same_org()
    {
        string before;
        DateTimeOffset last;
        await using (OrgHarness org = await StartAsync())
        {
            string one = await org.CreateTaskAsync(new { Subject = "Größe \"x\"\n", Description = "d", Mentoring_Key__c = "k1", ActivityDate = "2026-01-05" });
            string two = await org.CreateTaskAsync(new { Subject = "two", OwnerId = SmallOrg.Ann });
            await org.SendAsync(HttpMethod.Patch, $"sobjects/Task/{one}", new { Status = "Completed" }, SmallOrg.Ann);
            await org.SendAsync(HttpMethod.Delete, $"sobjects/Task/{two}");
            await org.SendAsync(HttpMethod.Patch, $"sobjects/Opportunity/{SmallOrg.DealId(2)}", new { StageName = "Closed Lost" });
            before = await ReadAllAsync(org);
            last = org.Server.Now;
        }

        await using OrgHarness again = await StartAsync();

        Assert.Equal(before, await ReadAllAsync(again));
        Assert.Single(await again.RecordsAsync($"SELECT Id FROM Opportunity WHERE Id = '{SmallOrg.DealId(2)}' AND IsClosed = true"));
        Assert.True(again.Server.Now >= last.AddSeconds(-30));
        string next = await again.CreateTaskAsync(new { Subject = "three" });
        Assert.DoesNotContain(next, before);
        Assert.Single(await again.RecordsAsync("SELECT Id FROM Task WHERE Mentoring_Key__c = 'k1'"));
    }

    [Fact]
    public async Task The_clock_does_not_go_back_over_a_restart()
    {
        await using (OrgHarness org = await StartAsync())
        {
            org.Server.AdvanceClockTo(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        }

        await using OrgHarness again = await StartAsync();

        Assert.True(again.Server.Now >= new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_line_that_a_crash_cut_short_is_forgotten_and_the_rest_is_not()
    {
        await using (OrgHarness org = await StartAsync())
        {
            await org.CreateTaskAsync(new { Subject = "whole" });
        }

        await File.AppendAllTextAsync(Journal, """{"at":"2026-01-01T00:00:00.000+0000","op":"create","ty""", Ct);

        await using (OrgHarness org = await StartAsync())
        {
            Assert.Single(await org.RecordsAsync("SELECT Id FROM Task"));
            await org.CreateTaskAsync(new { Subject = "after" });
        }

        await using OrgHarness last = await StartAsync();
        Assert.Equal(2, (await last.RecordsAsync("SELECT Id FROM Task")).Count);
    }

    [Theory]
    [InlineData("nonsense\n", "line 1")]
    [InlineData("{}\n", "line 1")]
    [InlineData("""{"at":"2026-01-01T00:00:00.000+0000","op":"update","type":"Task","id":"00T000000000001AAA","fields":{}}""" + "\n", "does not have")]
    public async Task A_journal_that_does_not_fit_stops_the_start_and_says_where(string content, string said)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Journal)!);
        await File.WriteAllTextAsync(Journal, content, Ct);

        var error = await Assert.ThrowsAsync<OrgFolderException>(StartAsync);

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains(Journal, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_orgs_cannot_share_a_journal()
    {
        await using OrgHarness org = await StartAsync();

        await Assert.ThrowsAsync<OrgFolderException>(StartAsync);
    }

    [Fact]
    public async Task An_org_without_a_journal_forgets()
    {
        await using (OrgHarness org = await OrgHarness.StartAsync())
        {
            await org.CreateTaskAsync(new { Subject = "x" });
        }

        await using OrgHarness again = await OrgHarness.StartAsync();
        Assert.Empty(await again.RecordsAsync("SELECT Id FROM Task"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<OrgHarness> StartAsync() => OrgHarness.StartAsync(change: options => options with { JournalPath = Journal });

    private static async Task<string> ReadAllAsync(OrgHarness org)
    {
        (HttpStatusCode status, JsonNode? body) = await org.AskAsync(Everything, all: true);
        Assert.Equal(HttpStatusCode.OK, status);
        return body!["records"]!.ToJsonString();
    }
}
