using System.Text;
using CrmMentorSync.Worker.Salesforce;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class Bulk_results_are_read
{
    private const string Jobs = "/services/data/v67.0/jobs/query";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, InlineData(1), InlineData(3), InlineData(7), InlineData(100_000)]
    public async Task Rows_come_whole_with_quotes_commas_line_breaks_and_nulls_however_the_stream_is_cut(int bytes)
    {
        string csv = "\"Id\",\"Name\",\"Amount\",\"IsWon\"\n\"006A\",\"Žižkov, \"\"Q\"\"\nsecond line\",\"12.5\",\"true\"\n006B,plain,,false\n\n\"006C\",\"a\0b\",\"\",\"false\"";
        List<string> rows = [];
        var row = new QueryRow(QueryColumns.Of("SELECT Amount, Id, Name, IsWon FROM Opportunity"));
        using var reader = new BulkCsvReader(row);
        await using var stream = new Drip(Encoding.UTF8.GetBytes(csv), bytes);
        while (await reader.ReadRowAsync(stream, Ct))
        {
            row.TryGetBool(3, out bool won);
            rows.Add($"{row.GetString(1)}|{row.GetString(2)}|{row.GetString(0) ?? "null"}|{won}");
            row.Clear();
        }

        Assert.Equal(["006A|Žižkov, \"Q\"\nsecond line|12.5|True", "006B|plain|null|False", "006C|ab|null|False"], rows);
    }

    [Theory]
    [InlineData("Id\n006A\n", "lacks columns")]
    [InlineData("Id,Name\n006A\n", "as many values")]
    [InlineData("Id,Name\n006A,\"open", "ends in the middle")]
    public async Task A_file_that_is_not_what_was_asked_for_is_an_error(string csv, string says)
    {
        using var reader = new BulkCsvReader(new QueryRow(QueryColumns.Of("SELECT Id, Name FROM Opportunity")));
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(async () =>
        {
            while (await reader.ReadRowAsync(stream, Ct))
            {
                // To the end.
            }
        });
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nextRecordsUrl"), InlineData("nextRecordUrl")]
    public async Task All_pages_are_listed_by_either_spelling(string next)
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On($"GET {Jobs}/750A/resultPages", $$"""{"resultPages":[{"resultUrl":"/a"},{"resultUrl":"/b"}],"{{next}}":"{{Jobs}}/750A/resultPages?locator=2","done":false}""");
        org.On($"GET {Jobs}/750A/resultPages?locator=2", """{"resultPages":[{"resultUrl":"/c"}],"done":true}""");
        Assert.Equal(["/a", "/b", "/c"], await Bulk(org).PagesAsync("750A", Ct));
    }

    [Fact]
    public async Task A_page_with_fewer_rows_than_it_says_is_not_taken_for_whole()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("GET /page", context =>
        {
            context.Response.Headers["Sforce-NumberOfRecords"] = "2";
            return CannedSalesforce.AnswerAsync(context, 200, "Id\n006A\n");
        });
        int rows = 0;
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            () => Bulk(org).ReadPageAsync("/page", ["Id"], (_, count, _) => Task.FromResult(rows += count), Ct));
        Assert.Contains("has 1 rows and says it has 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, rows);
    }

    private static BulkQueries Bulk(CannedSalesforce org) => (BulkQueries)org.Services().GetService(typeof(BulkQueries))!;

    private sealed class Drip(byte[] bytes, int drop) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(drop, buffer.Length)], cancellationToken);
    }
}
