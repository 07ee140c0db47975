namespace CrmMentorSync.Worker.Salesforce;

/// <summary>The rows of one query, read into a row and followed from page to page.</summary>
/// <param name="firstPage">Where the first page comes from.</param>
internal sealed class QueryStream(SalesforceHttp http, QueryRow row, Func<CancellationToken, Task<Stream>> firstPage) : IAsyncDisposable
{
    private QueryPageReader? _page;
    private Stream? _body;
    private string? _next;
    private bool _ended;

    /// <summary>All rows of the query; null until the org has said so.</summary>
    public long? TotalSize { get; private set; }

    /// <summary>False after the last row of the last page.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken ct) =>
        // Mostly the row is in the buffer, and nothing needs to be awaited.
        _page is { } page && page.TryReadRow() ? ValueTask.FromResult(true) : ReadMoreAsync(ct);

    public ValueTask DisposeAsync()
    {
        _page?.Dispose();
        _page = null;
        return _body?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private async ValueTask<bool> ReadMoreAsync(CancellationToken ct)
    {
        while (!_ended)
        {
            if (_page is null)
            {
                _body = _next is { } path ? await http.GetBodyAsync(path, "running a query", ct) : await firstPage(ct);
                _page = new QueryPageReader(row);
            }

            bool read = await _page.ReadRowAsync(_body!, ct);
            TotalSize ??= _page.TotalSize;
            if (read)
            {
                return true;
            }

            await TurnAsync();
        }

        return false;
    }

    private async ValueTask TurnAsync()
    {
        string? next = _page!.NextRecordsUrl is { Length: > 0 } url ? url : null;
        if (next is not null && next == _next)
        {
            throw SalesforceFailure.Protocol("a page of a query names itself as the next one");
        }

        await DisposeAsync();
        (_next, _ended) = (next, next is null);
    }
}
