namespace CrmMentorSync.Worker.Salesforce;

/// <summary>The rows of one query, read into a row and followed from page to page.</summary>
/// <param name="firstPage">Where the first page comes from.</param>
internal sealed class QueryStream(SalesforceHttp http, QueryRow row, Func<CancellationToken, Task<Stream>> firstPage) : IAsyncDisposable
{
    // Beyond what the org has counted: rows that came while it counted, and a page.
    private const int MoreThanCounted = 2000;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private QueryPageReader? _page;
    private Stream? _body;
    private string? _next;
    private bool _ended;
    private long _rows;
    private long _rowsBefore;

    /// <summary>All rows of the query; null until the org has said so.</summary>
    public long? TotalSize { get; private set; }

    /// <summary>False after the last row of the last page.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken ct) =>
        // Mostly the row is in the buffer, and nothing needs to be awaited.
        _page is { } page && page.TryReadRow() ? ValueTask.FromResult(Counted()) : ReadMoreAsync(ct);

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
                return Counted();
            }

            await TurnAsync();
        }

        return false;
    }

    private bool Counted()
    {
        _rows++;
        return TotalSize is not { } total || _rows <= total + (total / 10) + MoreThanCounted ? true
            : throw SalesforceFailure.Protocol($"a query brings more than the {total} rows that the org has counted");
    }

    /// <summary>Goes on to the next page, as long as the pages lead somewhere.</summary>
    private async ValueTask TurnAsync()
    {
        string? next = _page!.NextRecordsUrl is { Length: > 0 } url ? url : null;
        if (next is not null && next == _next)
        {
            throw SalesforceFailure.Protocol("a page of a query names itself as the next one");
        }

        if (next is not null && (_rows == _rowsBefore || !_seen.Add(next)))
        {
            throw SalesforceFailure.Protocol(
                _rows == _rowsBefore ? "a page of a query has no rows and says that more follow" : "a page of a query names one as the next that was read already");
        }

        _rowsBefore = _rows;
        await DisposeAsync();
        (_next, _ended) = (next, next is null);
    }
}
