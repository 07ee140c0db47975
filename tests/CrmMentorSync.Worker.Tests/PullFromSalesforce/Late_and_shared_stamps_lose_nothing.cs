using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.Tests.Fixtures;
using SmallOrg = CrmMentorSync.Worker.Tests.EmbeddedOrg.SmallOrg;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

/// <summary>People change deals between two reads, in orgs whose stamps are not what one would think. The overlap is what finds them.</summary>
public sealed class Late_and_shared_stamps_lose_nothing
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10", "Found")]
    [InlineData("0", "Deal 3")]
    public async Task A_change_that_comes_to_light_after_the_next_read_is_found_by_the_overlap_and_by_nothing_else(string overlap, string expected)
    {
        await using EmbeddedOrgServer org = await StartAsync();
        using OrgClient people = await PeopleAsync(org);
        using var pull = new PullHarness();
        await PullAsync(pull, org, overlap);
        await people.ArmAsync(new { lateRows = 120 });
        await people.EditAsync("Opportunity", SmallOrg.DealId(3), new { Name = "Found" }, SmallOrg.Bob);
        await people.AdvanceAsync(TimeSpan.FromSeconds(60));
        await PullAsync(pull, org, overlap);
        Assert.Equal("Deal 3", await NameAsync(pull));
        await people.AdvanceAsync(TimeSpan.FromSeconds(120));
        await PullAsync(pull, org, overlap);
        Assert.Equal(expected, await NameAsync(pull));
    }

    [Theory]
    [InlineData("10", "Found")]
    [InlineData("0", "Deal 3")]
    public async Task A_change_under_a_stamp_that_was_read_already_is_found_by_the_overlap_and_by_nothing_else(string overlap, string expected)
    {
        await using EmbeddedOrgServer org = await StartAsync();
        using OrgClient people = await PeopleAsync(org);
        using var pull = new PullHarness();
        await people.AdvanceAsync(TimeSpan.FromSeconds(100));
        await people.ArmAsync(new { sharedStamp = 300 });
        await people.EditAsync("Opportunity", SmallOrg.DealId(2), new { Name = "Before" }, SmallOrg.Ann);
        await PullAsync(pull, org, overlap);
        await people.EditAsync("Opportunity", SmallOrg.DealId(3), new { Name = "Found" }, SmallOrg.Bob);
        await PullAsync(pull, org, overlap);
        Assert.Equal(expected, await NameAsync(pull));
    }

    private static Task<EmbeddedOrgServer> StartAsync() => EmbeddedOrgServer.StartAsync(new EmbeddedOrgOptions { Export = SmallOrg.Export() }, Ct);

    private static async Task<OrgClient> PeopleAsync(EmbeddedOrgServer org)
    {
        var people = new OrgClient(new Dictionary<string, string>
        {
            ["Salesforce__LoginUrl"] = org.Url.ToString(), ["Salesforce__ClientId"] = org.ClientId, ["Salesforce__ClientSecret"] = org.ClientSecret,
        }, Ct);
        await people.SignInAsync();
        return people;
    }

    private static Task<StepResult> PullAsync(PullHarness pull, EmbeddedOrgServer org, string overlap) =>
        pull.PullAsync(org.Url, org.ClientId, org.ClientSecret, org.AsOf, ("Pull:OverlapMinutes", overlap));

    private static Task<string> NameAsync(PullHarness pull) => pull.OneAsync($"SELECT name FROM deals WHERE id = '{SmallOrg.DealId(3)}'");
}
