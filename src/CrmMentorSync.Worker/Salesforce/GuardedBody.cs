namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// The body of an answer. A part that does not come in time, or a connection that breaks, is a <see cref="SalesforceFailure"/>,
/// not an end: half a page must never pass for a whole one. The time that the reader of the rows takes does not count. The answer
/// goes with it.
/// </summary>
internal sealed class GuardedBody(HttpResponseMessage response, TimeSpan timeout, CancellationToken ct) : Stream
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
    private readonly Uri _address = response.RequestMessage!.RequestUri!;
    private Stream? _inner;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public async ValueTask<Stream> OpenAsync()
    {
        _inner ??= await response.Content.ReadAsStreamAsync(ct);
        return this;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            _patience.CancelAfter(timeout);
            int read = await _inner!.ReadAsync(buffer, _patience.Token);
            _patience.CancelAfter(Timeout.InfiniteTimeSpan);
            return read;
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new SalesforceFailure(
                SalesforceFailureCategory.Unavailable,
                $"{_address.Host}:{_address.Port} stopped in the middle of an answer for {timeout.TotalSeconds:0} s", late)
            {
                IsTransient = true,
                MayHaveArrived = true,
            };
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or InvalidDataException)
        {
            throw SalesforceTransport.Dropped(_address, "reading an answer", broken);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _patience.Dispose();
            _inner?.Dispose();
            response.Dispose();
        }

        base.Dispose(disposing);
    }
}
