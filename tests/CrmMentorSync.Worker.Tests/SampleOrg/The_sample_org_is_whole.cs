using CrmMentorSync.EmbeddedOrg;
using CrmMentorSync.EmbeddedOrg.Generator;
using CrmMentorSync.EmbeddedOrg.Sample;

namespace CrmMentorSync.Worker.Tests.TheSampleOrg;

public sealed class The_sample_org_is_whole
{
    private static readonly OrgExport Org = SampleOrg.Create();

    private static readonly HashSet<string> UserIds = [.. Org.Rows("User").Select(row => row["Id"])];

    [Fact]
    public void It_is_the_same_at_every_call_and_on_every_machine()
    {
        // Changed on purpose? Then other tests that name reps of the sample may have to follow. Rounded amounts keep the last
        // bits of a processor's logarithm out of the text.
        string checksum = SampleOrg.Create().Checksum();

        Assert.Equal(Org.Checksum(), checksum);
        Assert.Equal("783d34ca30223dd39fc9775aa321a235c63049e21ba08cab48124f0fb672e428", checksum);
    }

    [Fact]
    public void Every_id_is_unique_and_carries_its_suffix()
    {
        string[] ids =
            [.. Org.Tables.Values.Where(table => table.ObjectName != "People").SelectMany(table => table.Rows.Select(row => row[0]))];

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(ids, id => Assert.True(RecordIds.HasValidSuffix(id), id));
    }

    [Fact]
    public void A_suffix_that_does_not_fit_is_told_apart()
    {
        // The suffix of Salesforce's own documentation example.
        Assert.True(RecordIds.HasValidSuffix("001D000000IqhSLIAZ"));
        Assert.False(RecordIds.HasValidSuffix("001d000000IqhSLIAZ"));
        Assert.False(RecordIds.HasValidSuffix("001D000000IqhSL"));
    }

    [Theory]
    [InlineData("User", "ManagerId", "User")]
    [InlineData("User", "UserRoleId", "UserRole")]
    [InlineData("UserRole", "ParentRoleId", "UserRole")]
    [InlineData("Account", "OwnerId", "User")]
    [InlineData("People", "Id", "User")]
    [InlineData("Opportunity", "OwnerId", "User")]
    [InlineData("Opportunity", "AccountId", "Account")]
    [InlineData("Event", "OwnerId", "User")]
    [InlineData("ForecastingQuota", "QuotaOwnerId", "User")]
    [InlineData("ForecastingQuota", "PeriodId", "Period")]
    public void Every_reference_is_answered(string table, string column, string target)
    {
        HashSet<string> known = [.. Org.Rows(target).Select(row => row["Id"])];

        Assert.All(Org.Rows(table).Where(row => row[column].Length > 0), row => Assert.Contains(row[column], known));
    }

    [Fact]
    public void Meetings_are_about_open_deals_or_accounts_that_exist()
    {
        HashSet<string> accounts = [.. Org.Rows("Account").Select(row => row["Id"])];
        HashSet<string> open = [.. Org.Rows("Opportunity").Where(row => !row.Is("IsClosed")).Select(row => row["Id"])];

        Assert.All(
            Org.Rows("Event").Where(row => row["WhatId"].Length > 0),
            row => Assert.True(accounts.Contains(row["WhatId"]) || open.Contains(row["WhatId"])));
    }

    [Theory]
    [InlineData("User", "ManagerId")]
    [InlineData("UserRole", "ParentRoleId")]
    public void Every_chain_upwards_ends_at_the_top(string table, string parent)
    {
        Dictionary<string, string> above = Org.Rows(table).ToDictionary(row => row["Id"], row => row[parent]);

        foreach (string start in above.Keys)
        {
            string at = start;
            for (int steps = 0; at.Length > 0; steps++)
            {
                Assert.True(steps < 6, $"{table} {start} has no end above");
                at = above[at];
            }
        }
    }

    [Fact]
    public void Everyone_named_beside_the_org_is_a_user_of_it()
    {
        HashSet<string> usernames = [.. Org.Rows("User").Select(row => row["Username"])];

        Assert.Equal(usernames.Count, UserIds.Count);
        Assert.All(Org.Rows("People"), row => Assert.Contains(row["Username"], usernames));
        Assert.All(Org.Rows("User"), row => Assert.EndsWith(".example", row["Email"], StringComparison.Ordinal));
        Assert.All(Org.Rows("User"), row => Assert.All(row["Email"], letter => Assert.True(char.IsAscii(letter))));
    }

    [Fact]
    public void Nothing_happened_after_the_as_of_day()
    {
        DateTimeOffset last = new(SampleOrg.AsOf.ToDateTime(new TimeOnly(23, 59)), TimeSpan.Zero);

        foreach (ExportTable table in Org.Tables.Values)
        {
            string[] stamps = ["CreatedDate", "LastModifiedDate", "SystemModstamp", "LastLoginDate"];
            foreach (string column in stamps.Where(table.Columns.Contains))
            {
                Assert.All(Org.Rows(table.ObjectName), row => Assert.True(row.Instant(column) < last, $"{table.ObjectName}.{column}"));
            }
        }
    }

    [Fact]
    public void Deals_agree_with_themselves()
    {
        Dictionary<string, DateOnly> hired = HiredById();
        foreach (Row row in Org.Rows("Opportunity"))
        {
            Assert.True(row.Instant("CreatedDate") < row.Instant("SystemModstamp"));
            Assert.True(row.Day("CreatedDate") <= row.Day("CloseDate"));
            Assert.True(row.Day("CreatedDate").DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
            Assert.True(row.Day("CloseDate").DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
            Assert.Equal(row["StageName"].StartsWith("Closed", StringComparison.Ordinal), row.Is("IsClosed"));
            Assert.Equal(row["StageName"] == "Closed Won", row.Is("IsWon"));
            Assert.True(!row.Is("IsClosed") || row.Day("CloseDate") <= SampleOrg.AsOf);
            Assert.True(row["Amount"].Length == 0 || row.Number("Amount") > 0);
            Assert.True(hired[row["OwnerId"]] <= row.Day("CreatedDate"));
        }
    }

    [Fact]
    public void The_newest_date_is_the_as_of_day() => Assert.Equal(SampleOrg.AsOf, Org.NewestDate);

    private static Dictionary<string, DateOnly> HiredById()
    {
        Dictionary<string, DateOnly> hired = Org.Rows("People").ToDictionary(row => row["Username"], row => row.Day("hire_date"));
        return Org.Rows("User").ToDictionary(row => row["Id"], row => hired.GetValueOrDefault(row["Username"], row.Day("CreatedDate")));
    }
}
