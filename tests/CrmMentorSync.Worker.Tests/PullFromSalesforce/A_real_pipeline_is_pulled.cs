using CrmMentorSync.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.PullFromSalesforce;

public sealed class A_real_pipeline_is_pulled
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_deal_and_person_comes_in_and_a_second_pull_reads_the_overlap_only()
    {
        OrgExport export = OrgFolder.Load(Folder(), Ct);
        using var pull = new PullHarness();
        StepResult first = await pull.PullAsync(export, new DateOnly(2017, 12, 31));
        Assert.Equal(0, first.Failed);
        Assert.Equal("8800|42|85", await pull.OneAsync("SELECT (SELECT COUNT(*) FROM deals), (SELECT COUNT(*) FROM people WHERE user_type = 'Standard'), (SELECT COUNT(*) FROM accounts)"));
        Assert.Equal("4238|10005534|2473", await pull.OneAsync("SELECT SUM(is_won), CAST(SUM(amount * is_won) AS INTEGER), SUM(is_closed - is_won) FROM deals"));
        Assert.Equal("6711", await pull.OneAsync("SELECT COUNT(*) FROM deals WHERE credited_owner_id = owner_id AND credited_manager_id IS NOT NULL"));

        StepResult second = await pull.PullAsync(export, new DateOnly(2017, 12, 31));
        Assert.Equal(0, second.Written);
        Assert.True(second.Read < 100, second.ToString());

        // Everything changes hands after the close; no credit moves.
        string[] owners = [.. export.Tables["User"].Rows.Select(row => row[0])];
        int owner = export.Tables["Opportunity"].Columns.ToList().IndexOf("OwnerId");
        int stamp = export.Tables["Opportunity"].Columns.ToList().IndexOf("SystemModstamp");
        OrgExport reassigned = export.Replace("Opportunity", deals => [.. deals.Rows.Select(row =>
            (string[])[.. row.Select((value, i) => i == owner ? owners[(Array.IndexOf(owners, value) + 1) % owners.Length] : i == stamp ? "2018-01-15T12:00:00.000Z" : value)])]);
        StepResult third = await pull.PullAsync(reassigned, new DateOnly(2018, 1, 31));
        // The integration user is made anew with each served org.
        Assert.Equal(8800 + 1, third.Written);
        Assert.Equal("0", await pull.OneAsync("SELECT COUNT(*) FROM deals WHERE credited_owner_id = owner_id"));
        Assert.Equal("6711", await pull.OneAsync("SELECT COUNT(*) FROM deals WHERE credited_owner_id IS NOT NULL"));
    }

    /// <summary>The data lies beside the repository; a clone without it skips.</summary>
    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmMentorSync.sln")))
        {
            folder = folder.Parent;
        }

        string? data = folder is null ? null : Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", "maven-crm"));
        Assert.SkipUnless(Directory.Exists(data), "../shared/data/maven-crm is not here");
        return data!;
    }
}
