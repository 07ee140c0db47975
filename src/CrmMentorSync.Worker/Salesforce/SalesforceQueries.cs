using System.Runtime.CompilerServices;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Asks queries and follows them from page to page.</summary>
internal sealed class SalesforceQueries(SalesforceHttp http, Composite composite)
{
    /// <summary>Salesforce answers 414 above 16,384 bytes of address and headers; a token takes some of them.</summary>
    private const int LongestPath = 15_000;

    /// <param name="firstPage">The first page where it was asked for already; null: it is asked for now.</param>
    public async IAsyncEnumerable<QueryRow> RowsAsync(string soql, bool all, byte[]? firstPage, [EnumeratorCancellation] CancellationToken ct)
    {
        var row = new QueryRow(QueryColumns.Of(soql));
        await using QueryStream stream = Open(soql, all, row, Opened(firstPage));
        while (await stream.ReadAsync(ct))
        {
            yield return row;
            row.Clear();
        }
    }

    /// <param name="row">Collects the rows until it is cleared.</param>
    /// <param name="firstPage">The first page where it was asked for already; null: it is asked for now.</param>
    public QueryStream Open(string soql, bool all, QueryRow row, Stream? firstPage) =>
        new(http, row, ct => firstPage is null ? FirstPageAsync(soql, all, ct) : Task.FromResult(firstPage));

    /// <summary>The number of rows of a query, such as <c>SELECT COUNT() FROM Task</c>, without reading them.</summary>
    public async Task<long> CountAsync(string soql, bool all, byte[]? firstPage, CancellationToken ct)
    {
        await using QueryStream stream = Open(soql, all, new QueryRow(QueryColumns.Of(soql)), Opened(firstPage));
        while (stream.TotalSize is null && await stream.ReadAsync(ct))
        {
            // The envelope is all that counts.
        }

        return stream.TotalSize ?? throw SalesforceFailure.Protocol("a page of a query does not say how many rows there are");
    }

    public string Path(string soql, bool all) => $"{http.Root}/{(all ? "queryAll" : "query")}?q={Uri.EscapeDataString(soql)}";

    private static MemoryStream? Opened(byte[]? page) => page is null ? null : new MemoryStream(page);

    private Task<Stream> FirstPageAsync(string soql, bool all, CancellationToken ct)
    {
        string path = Path(soql, all);
        return path.Length <= LongestPath ? http.GetBodyAsync(path, "running a query", ct) : composite.OneAsync(path, "running a long query", ct);
    }
}
