using System.Text;
using CrmMentorSync.Worker.Salesforce;
using Microsoft.AspNetCore.Http;

namespace CrmMentorSync.Worker.Tests.Salesforce;

public sealed class Queries_read_pages
{
    private const string Query = "GET /services/data/v67.0/query";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_all_pages_come_in_order_with_parents_nulls_and_escapes()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, """
            {"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/01g-2","records":[
             {"attributes":{"type":"Opportunity","url":"/x"},"Id":"006A","Amount":1.5e3,"IsWon":true,"Owner":{"attributes":{"type":"User"},"Name":"Zo\u00eb \"Q\" \\ 😀","Profile":{"Name":"P"}},"Account":null},
             {"attributes":{"type":"Opportunity"},"Id":"006B","Amount":null,"IsWon":false,"Owner":{"Name":"Bob","Profile":null},"Account":{"Name":"Acme"}}]}
            """);
        org.On(Query + "/01g-2", """{"records":[{"Id":"006C"}],"done":true,"totalSize":3,"unknown":{"deep":[1,{"a":[]}]}}""");
        List<SalesforceRecord> rows = await org.Client()
            .QueryAsync("SELECT Id, Amount, IsWon, Owner.Name, Owner.Profile.Name, Account.Name FROM Opportunity", all: false, Ct).ToListAsync(Ct);
        Assert.Equal(["006A", "006B", "006C"], rows.Select(row => row["Id"]));
        Assert.Equal(["1.5e3", null, null], rows.Select(row => row["amount"]));
        Assert.Equal(["Zoë \"Q\" \\ 😀", "Bob", null], rows.Select(row => row["Owner.Name"]));
        Assert.Equal(["P", null, null], rows.Select(row => row["Owner.Profile.Name"]));
        Assert.Equal([null, "Acme", null], rows.Select(row => row["Account.Name"]));
        Assert.Equal(["true", "false", null], rows.Select(row => row["IsWon"]));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(64)]
    public async Task Any_split_of_the_stream_gives_the_same_rows(int bytes)
    {
        string name = "Žižkov \\u010d \\\" 😀 " + new string('x', 300);
        byte[] page = Encoding.UTF8.GetBytes(
            $$"""{"totalSize":2,"done":true,"records":[{"attributes":{"type":"A","url":"u"},"Id":"1","Name":"{{name}}"},{"Id":"2","Name":"é"}]}""");
        var row = new QueryRow(QueryColumns.Of("SELECT Id, Name FROM Account"));
        using var reader = new QueryPageReader(row);
        await using var stream = new DrippingStream(page, bytes);
        Assert.True(await reader.ReadRowAsync(stream, Ct));
        Assert.Equal("Žižkov č \" 😀 " + new string('x', 300), row.GetString(1));
        Assert.True(await reader.ReadRowAsync(stream, Ct));
        Assert.Equal("é", row.GetString(1));
        Assert.False(await reader.ReadRowAsync(stream, Ct));
    }

    [Fact]
    public async Task A_value_longer_than_the_buffer_is_read_whole()
    {
        string text = new('ä', 200_000);
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"totalSize":1,"done":true,"records":[{"Name":"{{text}}"}]}"""));
        var row = new QueryRow(QueryColumns.Of("SELECT Name FROM Account"));
        using var reader = new QueryPageReader(row);
        Assert.True(await reader.ReadRowAsync(stream, Ct));
        Assert.Equal(text, row.GetString(0));
    }

    [Theory]
    [InlineData("""{"totalSize":2,"done":false,"records":[{"Id":"1"}]}""", "more rows follow")]
    [InlineData("""{"totalSize":2,"done":true,"nextRecordsUrl":"/x","records":[]}""", "last")]
    [InlineData("""{"totalSize":2,"records":[]}""", "whether it is the last")]
    [InlineData("""{"done":true}""", "no records")]
    [InlineData("""[]""", "no page")]
    [InlineData("""{"totalSize":2,"done":true,"records":[{"Id":"1"}""", "in the middle")]
    [InlineData("""<html>maintenance</html>""", "JSON")]
    [InlineData("", "in the middle")]
    [InlineData("""{"done":false,"nextRecordsUrl":"https://evil.example/steal","records":[{"Id":"1"}]}""", "another host")]
    [InlineData("""{"done":false,"nextRecordsUrl":"/services/data/v67.0/query/loop","records":[{"Id":"1"}]}""", "names itself")]
    public async Task A_page_that_contradicts_itself_is_an_error_and_not_an_end(string page, string says)
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, page);
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            async () => await org.Client().QueryAsync("SELECT Id FROM Account", all: false, Ct).CountAsync(Ct));
        Assert.Equal(SalesforceFailureCategory.Protocol, failure.Category);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_a_page_is_unavailable_and_its_rows_are_not_taken_for_all()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, async context =>
        {
            context.Response.ContentLength = 100_000;
            await context.Response.WriteAsync("""{"totalSize":2,"done":true,"records":[{"Id":"1"},""", Ct);
            await context.Response.Body.FlushAsync(Ct);
            context.Abort();
        });
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            async () => await org.Client().QueryAsync("SELECT Id FROM Account", all: false, Ct).CountAsync(Ct));
        Assert.Equal(SalesforceFailureCategory.Unavailable, failure.Category);
        Assert.Contains($"127.0.0.1:{org.Address.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_page_that_never_comes_is_unavailable()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On(Query, async context =>
        {
            await context.Response.WriteAsync("""{"totalSize":2,""", Ct);
            await context.Response.Body.FlushAsync(Ct);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        SalesforceFailure failure = await Assert.ThrowsAsync<SalesforceFailure>(
            async () => await org.Client(true, ("Salesforce:TimeoutSeconds", "1")).QueryAsync("SELECT Id FROM Account", all: false, Ct).CountAsync(Ct));
        Assert.Equal(SalesforceFailureCategory.Unavailable, failure.Category);
    }

    [Fact]
    public async Task Deleted_rows_are_asked_for_by_queryAll_and_counts_come_without_rows()
    {
        await using CannedSalesforce org = await CannedSalesforce.StartAsync();
        org.On("GET /services/data/v67.0/queryAll", """{"totalSize":4711,"done":true,"records":[]}""");
        Assert.Equal(4711, await org.Client().CountAsync("SELECT COUNT() FROM Task", all: true, Ct));
        Assert.Contains("GET /services/data/v67.0/queryAll?q=SELECT COUNT() FROM Task", org.Requests);
    }

    [Theory]
    [InlineData("SELECT Id, Owner.Name FROM Task", "Id|Owner.Name")]
    [InlineData(" select Id,Fromage__c\nfrom Task WHERE Subject = 'a FROM b'", "Id|Fromage__c")]
    [InlineData("SELECT OwnerId, COUNT(Id) total, MAX(Amount) FROM Opportunity GROUP BY OwnerId", "OwnerId|total|expr0")]
    public void The_columns_are_those_of_the_select_list(string soql, string columns) =>
        Assert.Equal(columns, string.Join('|', QueryColumns.Of(soql).Paths));

    [Theory]
    [InlineData("DELETE Id FROM Task"), InlineData("SELECT Id"), InlineData("SELECT Id, (SELECT Id FROM Tasks) FROM Account"), InlineData("")]
    public void A_statement_whose_rows_could_not_be_held_is_refused(string soql) =>
        Assert.Throws<ArgumentException>(() => QueryColumns.Of(soql));

    /// <summary>Gives a few bytes at a time, so that tokens and characters are split everywhere.</summary>
    private sealed class DrippingStream(byte[] bytes, int drop) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(drop, buffer.Length)], cancellationToken);
    }
}
