using System.Diagnostics;
using CrmMentorSync.EmbeddedOrg;

namespace CrmMentorSync.Worker.Tests.EmbeddedOrg;

public sealed class A_folder_of_exports : IDisposable
{
    private const string Users = """
        "Id","Username","Name","Email","CreatedDate","ManagerId","IsActive"
        "005000000000001AAA","mia@example.com","Mia Stone","mia@example.com","2020-01-01T00:00:00.000Z","",true
        "005000000000002AAA","ann@example.com","Ann O'Hara","","2020-01-01T00:00:00.000Z","005000000000001AAA",true

        """;

    private const string DealHeader = "Id,Name,OwnerId,StageName,Amount,CloseDate,CreatedDate\n";
    private const string GoodDeal = "006000000000001AAA,Good,005000000000002AAA,Closed Won,10,2025-02-01,2025-01-01T00:00:00Z\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("exports-").FullName;

    [Fact]
    public void Loads_with_its_newest_created_or_closed_date()
    {
        Write("User.csv", Users);
        Write("Opportunity.csv", DealHeader + GoodDeal
            + "006000000000002AAA,Open,005000000000002AAA,Prospecting,,2027-12-31,2025-01-15T00:00:00Z\n");

        OrgExport export = Load();

        Assert.Empty(export.Refused);
        Assert.Equal(2, export.Tables["Opportunity"].Rows.Count);
        Assert.Equal(new DateOnly(2025, 2, 1), export.NewestDate);
    }

    [Fact]
    public void Takes_a_byte_order_mark_windows_lines_and_quoted_line_breaks()
    {
        Write("User.csv", "\uFEFF" + Users.ReplaceLineEndings("\r\n"));
        Write("Opportunity.csv", DealHeader.ReplaceLineEndings("\r\n")
            + "006000000000001AAA,\"Good,\r\n \"\"quoted\"\"\",005000000000002AAA,Prospecting,10,2025-02-01,2025-01-01 00:00:00\r\n\r\n");

        OrgExport export = Load();

        Assert.Empty(export.Refused);
        Assert.Equal("Good,\n \"quoted\"", export.Tables["Opportunity"].Rows.Single()[1]);
    }

    [Fact]
    public void Gives_ids_of_fifteen_characters_their_suffix()
    {
        Write("User.csv", Users);
        Write("Opportunity.csv", DealHeader + GoodDeal.Replace("006000000000001AAA", "006A0000001bCdE", StringComparison.Ordinal)
            .Replace("005000000000002AAA", "005000000000002", StringComparison.Ordinal));

        IReadOnlyList<string> row = Load().Tables["Opportunity"].Rows.Single();

        Assert.Equal(("006A0000001bCdEIAU", "005000000000002AAA"), (row[0], row[2]));
    }

    [Theory]
    [InlineData("006000000000009AAA,x,005000000000002AAA,Open,5\n", "5 values where the header has 7")]
    [InlineData("006000000000009AAA,x,005000000000002AAA,Open,5,2025-01-01,2025-01-01T00:00:00Z,more\n", "8 values where the header has 7")]
    [InlineData("006000000000009AAA,\"x\"y,005000000000002AAA,Open,5,2025-01-01,2025-01-01T00:00:00Z\n", "goes on after its closing quote")]
    [InlineData("006000000000009AAA,5\" pipe,005000000000002AAA,Open,5,2025-01-01,2025-01-01T00:00:00Z\n", "is not quoted")]
    [InlineData("006000000000009AAA,\"never closed,005000000000002AAA,Open,5,2025-01-01,2025-01-01T00:00:00Z\n", "never closed")]
    [InlineData(",x,005000000000002AAA,Open,5,2025-01-01,2025-01-01T00:00:00Z\n", "Id is empty")]
    [InlineData("nonsense,x,005000000000002AAA,Open,5,2025-01-01,2025-01-01T00:00:00Z\n", "not a Salesforce id")]
    [InlineData("006000000000001AAA,twice,005000000000002AAA,Open,5,2025-01-01,2025-01-01T00:00:00Z\n", "taken by an earlier row")]
    [InlineData("006000000000009AAA,x,005000000000099AAA,Open,5,2025-01-01,2025-01-01T00:00:00Z\n", "nobody in User.csv")]
    [InlineData("006000000000009AAA,x,005000000000002AAA,,5,2025-01-01,2025-01-01T00:00:00Z\n", "StageName is empty")]
    [InlineData("006000000000009AAA,x,005000000000002AAA,Open,\"1,054.00\",2025-01-01,2025-01-01T00:00:00Z\n", "Amount '1,054.00' is not a number")]
    [InlineData("006000000000009AAA,x,005000000000002AAA,Open,NaN,2025-01-01,2025-01-01T00:00:00Z\n", "Amount 'NaN' is not a number")]
    [InlineData("006000000000009AAA,x,005000000000002AAA,Open,5,01.02.2025,2025-01-01T00:00:00Z\n", "CloseDate '01.02.2025' is not a date")]
    [InlineData("006000000000009AAA,x,005000000000002AAA,Open,5,2025-01-01,yesterday\n", "CreatedDate 'yesterday' is not a date and time")]
    public void Refuses_a_bad_row_with_file_line_and_reason_and_takes_the_rest(string bad, string reason)
    {
        Write("User.csv", Users);
        Write("Opportunity.csv", DealHeader + GoodDeal + bad + GoodDeal.Replace("001AAA", "002AAA", StringComparison.Ordinal)
            .Replace("005000000000002", "005000000000001", StringComparison.Ordinal).Replace("005000000000001AAA", "005000000000002AAA", StringComparison.Ordinal));

        OrgExport export = Load();

        RefusedRow refused = Assert.Single(export.Refused);
        Assert.Equal(("Opportunity.csv", 3L), (refused.File, refused.Line));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(2, export.Tables["Opportunity"].Rows.Count);
    }

    [Fact]
    public void Loses_one_row_only_to_a_quote_that_is_never_closed_among_quoted_rows()
    {
        string[] rows = [.. Enumerable.Range(1, 50).Select(number =>
            $"\"006{number:D12}AAA\",\"Deal {number}\",\"005000000000002AAA\",\"Prospecting\",\"5\",\"2025-01-01\",\"2025-01-01T00:00:00Z\"")];
        rows[9] = rows[9].Replace("Deal 10\"", "Deal 10", StringComparison.Ordinal);
        Write("User.csv", Users);
        Write("Opportunity.csv", DealHeader + string.Join('\n', rows) + "\n");

        OrgExport export = Load();

        Assert.Equal(11, Assert.Single(export.Refused).Line);
        Assert.Equal(49, export.Tables["Opportunity"].Rows.Count);
    }

    [Fact]
    public void Keeps_a_person_whose_manager_is_unknown_and_says_so()
    {
        Write("User.csv", Users.Replace("\"005000000000001AAA\",true", "\"005000000000077AAA\",true", StringComparison.Ordinal));
        Write("Opportunity.csv", DealHeader);

        OrgExport export = Load();

        Assert.Equal("", export.Tables["User"].Rows[1][5]);
        Assert.Contains("ManagerId 005000000000077AAA is unknown", Assert.Single(export.Refused).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Opportunity.csv", "Id,Name,OwnerId,StageName,CloseDate,CreatedDate\n", "Amount")]
    [InlineData("User.csv", "Id,Username,Name,CreatedDate\n", "Email")]
    [InlineData("Opportunity.csv", "", "is empty")]
    [InlineData("Opportunity.csv", "Id,Name,OwnerId,StageName,Amount,CloseDate,CreatedDate,amount\n", "more than once")]
    [InlineData("UserRole.csv", "Id,DeveloperName\n", "Name")]
    public void Stops_at_a_header_that_lacks_what_is_needed(string file, string content, string said)
    {
        Write("User.csv", Users);
        Write("Opportunity.csv", DealHeader);
        Write(file, content);

        var error = Assert.Throws<OrgFolderException>(() => Load());

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_where_there_is_no_folder_or_a_required_file_is_missing()
    {
        Assert.Contains("no folder", Assert.Throws<OrgFolderException>(
            () => OrgFolder.Load(Path.Combine(_folder, "nowhere"), CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.Contains("User.csv and no Opportunity.csv", Assert.Throws<OrgFolderException>(() => Load()).Message, StringComparison.Ordinal);
        Write("User.csv", Users);
        Assert.Contains("no Opportunity.csv", Assert.Throws<OrgFolderException>(() => Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_people_or_deals_is_an_org_all_the_same()
    {
        Write("User.csv", "Id,Username,Name,Email,CreatedDate\n");
        Write("Opportunity.csv", DealHeader);
        Write("Account.csv", "");

        OrgExport export = Load();
        await using OrgHarness org = await OrgHarness.StartAsync(export);

        Assert.Null(export.NewestDate);
        Assert.Equal("Account.csv", Assert.Single(export.Refused).File);
        Assert.Equal(new DateOnly(2026, 1, 2), org.Server.AsOf);
        Assert.Empty(await org.RecordsAsync("SELECT Id FROM Opportunity"));
    }

    [Fact]
    public void Knows_people_by_id_or_username_and_refuses_the_impossible()
    {
        Write("User.csv", Users);
        Write("Opportunity.csv", DealHeader);
        Write("People.csv", """
            Username,hire_date,fte,leave_from,leave_to,max_mentees
            ANN@example.com,2024-05-01,0.5,,,2
            nobody@example.com,2024-05-01,1,,,
            ann@example.com,2024-05-01,1,,,
            mia@example.com,2024-05-01,2,,,
            mia@example.com,2024-05-01,1,2025-02-01,2025-01-01,
            mia@example.com,2024-05-01,1,,,1.5
            mia@example.com,soon,1,,,
            mia@example.com,2020-01-01,1,,,

            """);

        OrgExport export = Load();

        Assert.Equal([3L, 4, 5, 6, 7, 8], export.Refused.Select(row => row.Line).Order());
        Assert.Equal("Id", export.Tables["People"].Columns[0]);
        Assert.Equal(["005000000000002AAA", "005000000000001AAA"], export.Tables["People"].Rows.Select(row => row[0]));
    }

    [Fact]
    public async Task The_maven_data_is_served_as_it_is_described()
    {
        string folder = MavenFolder();
        var watch = Stopwatch.StartNew();
        OrgExport export = OrgFolder.Load(folder, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"loaded in {watch.ElapsedMilliseconds} ms");
        await using OrgHarness org = await OrgHarness.StartAsync(export);

        Assert.Empty(export.Refused);
        Assert.Equal(new DateOnly(2017, 12, 31), org.Server.AsOf);
        Assert.Equal(8_800, await CountAsync(org, ""));
        Assert.Equal(4_238, await CountAsync(org, "WHERE IsWon = true"));
        Assert.Equal(2_473, await CountAsync(org, "WHERE IsClosed = true AND IsWon = false"));
        Assert.Equal(2_089, await CountAsync(org, "WHERE IsClosed = false"));
        Assert.Equal(1_425, await CountAsync(org, "WHERE IsClosed = false AND AccountId = null"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<int> CountAsync(OrgHarness org, string where) =>
        (int)(await org.AskAsync($"SELECT COUNT() FROM Opportunity {where}")).Body!["totalSize"]!;

    private static string MavenFolder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CrmMentorSync.sln")))
            {
                string data = Path.Combine(at.FullName, "..", "shared", "data", "maven-crm");
                Assert.SkipUnless(Directory.Exists(data), "../shared/data/maven-crm is not there");
                return data;
            }
        }

        Assert.Skip("the root of the repository was not found");
        throw new UnreachableException();
    }

    private OrgExport Load() => OrgFolder.Load(_folder, TestContext.Current.CancellationToken);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);
}
