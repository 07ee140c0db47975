using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class What_was_updated_or_deleted
{
    [Fact]
    public async Task Is_listed_by_id_within_the_time_asked_for()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        DateTimeOffset start = org.Server.Now;
        string changed = SmallOrg.DealId(2);
        await org.SendAsync(HttpMethod.Patch, $"sobjects/Opportunity/{changed}", new { Name = "new name" });
        await org.SendAsync(HttpMethod.Delete, $"sobjects/Opportunity/{SmallOrg.DealId(3)}");
        org.Server.AdvanceClock(TimeSpan.FromHours(1));

        JsonNode updated = (await AskAsync(org, "updated", start, start.AddMinutes(5))).Body!;
        JsonNode deleted = (await AskAsync(org, "deleted", start, start.AddMinutes(5))).Body!;
        JsonNode later = (await AskAsync(org, "updated", start.AddMinutes(10), start.AddMinutes(20))).Body!;

        Assert.Equal([changed], updated["ids"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(SmallOrg.DealId(3), (string?)deleted["deletedRecords"]!.AsArray().Single()!["id"]);
        Assert.StartsWith("2025-12-31T23:59", (string?)deleted["deletedRecords"]![0]!["deletedDate"], StringComparison.Ordinal);
        Assert.Equal("2025-12-17T00:59:00.000+0000", (string?)deleted["earliestDateAvailable"]);
        Assert.Equal("2026-01-01T00:04:00.000+0000", (string?)updated["latestDateCovered"]);
        Assert.Empty(later["ids"]!.AsArray());
    }

    [Fact]
    public async Task Is_covered_to_the_present_and_no_further()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();

        JsonNode updated = (await AskAsync(org, "updated", org.Server.Now.AddDays(-1), org.Server.Now.AddDays(1))).Body!;

        Assert.StartsWith("2025-12-31T23:59:00", (string?)updated["latestDateCovered"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_refused_for_a_start_more_than_30_days_back_or_not_before_the_end()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        DateTimeOffset now = org.Server.Now;

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_REPLICATION_DATE"), Said(await AskAsync(org, "updated", now.AddDays(-31), now)));
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_REPLICATION_DATE"), Said(await AskAsync(org, "deleted", now.AddDays(-31), now)));
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_REPLICATION_DATE"), Said(await AskAsync(org, "updated", now, now.AddSeconds(1))));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(org, "updated", now.AddDays(-29), now)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await org.SendAsync(HttpMethod.Get, "sobjects/Task/updated")).Status);
    }

    [Fact]
    public async Task Knows_a_deletion_for_15_days_only()
    {
        await using OrgHarness org = await OrgHarness.StartAsync();
        DateTimeOffset start = org.Server.Now;
        await org.SendAsync(HttpMethod.Delete, $"sobjects/Opportunity/{SmallOrg.DealId(3)}");

        org.Server.AdvanceClock(TimeSpan.FromDays(14));
        Assert.Single((await AskAsync(org, "deleted", start, org.Server.Now)).Body!["deletedRecords"]!.AsArray());
        org.Server.AdvanceClock(TimeSpan.FromDays(2));

        Assert.Empty((await AskAsync(org, "deleted", start, org.Server.Now)).Body!["deletedRecords"]!.AsArray());
    }

    private static (HttpStatusCode, string) Said((HttpStatusCode Status, JsonNode? Body) answer) => (answer.Status, OrgHarness.CodeOf(answer.Body));

    private static Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(OrgHarness org, string what, DateTimeOffset start, DateTimeOffset end) =>
        org.SendAsync(HttpMethod.Get, $"sobjects/Opportunity/{what}/?start={Spell(start)}&end={Spell(end)}");

    private static string Spell(DateTimeOffset instant) =>
        Uri.EscapeDataString(instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
}
