using System.Runtime.CompilerServices;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>Follows a query from page to page.</summary>
internal sealed class SalesforceQueries(SalesforceHttp http)
{
    /// <summary>Salesforce answers 414 above 16,384 bytes of address and headers; a token takes some of them.</summary>
    private const int LongestPath = 15_000;

    public async IAsyncEnumerable<QueryRow> RowsAsync(string soql, bool all, [EnumeratorCancellation] CancellationToken ct)
    {
        var row = new QueryRow(QueryColumns.Of(soql));
        string? path = Path(soql, all);
        while (path is not null)
        {
            using HttpResponseMessage response = await http.GetAsync(path, "running a query", ct);
            using var page = new QueryPageReader(row);
            await using var body = new GuardedBody(response, http.Timeout, ct);
            while (await page.ReadRowAsync(await body.OpenAsync(), ct))
            {
                yield return row;
            }

            path = page.NextRecordsUrl is { Length: > 0 } next
                ? next != path ? next : throw SalesforceFailure.Protocol("a page of a query names itself as the next one")
                : null;
        }
    }

    /// <summary>The number of rows of a query, such as <c>SELECT COUNT() FROM Task</c>, without reading them.</summary>
    public async Task<long> CountAsync(string soql, bool all, CancellationToken ct)
    {
        using HttpResponseMessage response = await http.GetAsync(Path(soql, all), "counting rows", ct);
        using var page = new QueryPageReader(new QueryRow(QueryColumns.Of(soql)));
        await using var body = new GuardedBody(response, http.Timeout, ct);
        while (await page.ReadRowAsync(await body.OpenAsync(), ct))
        {
            // Only the envelope counts.
        }

        return page.TotalSize ?? throw SalesforceFailure.Protocol("a page of a query does not say how many rows there are");
    }

    private string Path(string soql, bool all)
    {
        string path = $"{http.Root}/{(all ? "queryAll" : "query")}?q={Uri.EscapeDataString(soql)}";
        return path.Length <= LongestPath
            ? path
            : throw new ArgumentException($"the statement is too long for an address ({path.Length} characters); ask in parts", nameof(soql));
    }
}
