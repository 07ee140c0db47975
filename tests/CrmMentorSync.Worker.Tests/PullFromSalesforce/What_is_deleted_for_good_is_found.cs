using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.Worker.Tests.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

public sealed class What_is_deleted_for_good_is_found
{
    private static readonly DateOnly Later = new(2026, 1, 20);

    [Fact]
    public async Task After_a_week_rows_that_the_org_no_longer_has_are_deleted_here_and_no_others()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export(deals: 5000);
        await pull.PullAsync(export);
        OrgExport purged = export.Replace("Opportunity", table => [.. table.Rows.Where((_, i) => i is not (17 or 4321))]);
        await pull.PullAsync(purged);
        Assert.Equal("0", await pull.OneAsync("SELECT COUNT(*) FROM deals WHERE is_deleted = 1"));
        await pull.PullAsync(purged, Later);
        Assert.Equal([SmallOrg.DealId(17), SmallOrg.DealId(4321)], await pull.RowsAsync("SELECT id FROM deals WHERE is_deleted = 1 ORDER BY id"));
        await pull.PullAsync(purged, Later.AddDays(30));
        Assert.Equal("2", await pull.OneAsync("SELECT COUNT(*) FROM deals WHERE is_deleted = 1"));
    }

    [Fact]
    public async Task Where_nothing_differs_few_calls_tell()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export(deals: 5000);
        await pull.PullAsync(export);
        await pull.PullAsync(export, new DateOnly(2026, 1, 2));
        int usual = pull.ApiCalls;
        await pull.PullAsync(export, Later);
        Assert.InRange(pull.ApiCalls, usual, usual + 4);
        Assert.Equal("0", await pull.OneAsync("SELECT COUNT(*) FROM deals WHERE is_deleted = 1"));
    }

    [Fact]
    public async Task Too_much_missing_is_not_believed_and_is_said()
    {
        using var pull = new PullHarness();
        OrgExport export = SmallOrg.Export(deals: 5000);
        await pull.PullAsync(export);
        OrgExport hidden = export.Replace("Opportunity", table => [.. table.Rows.Take(3000)]);
        Assert.Equal(1, (await pull.PullAsync(hidden, Later)).Failed);
        Assert.Equal("0", await pull.OneAsync("SELECT COUNT(*) FROM deals WHERE is_deleted = 1"));
        Assert.Contains("2,000 rows are no longer to be seen", await pull.OneAsync("SELECT reason FROM refused_records"), StringComparison.Ordinal);
    }
}
