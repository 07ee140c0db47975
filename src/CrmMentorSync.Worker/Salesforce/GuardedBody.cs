using System.Diagnostics;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// The body of an answer. A part that does not come in time, or a connection that breaks, is a <see cref="SalesforceFailure"/>,
/// not an end: half a page must never pass for a whole one. Neither may it trickle in for ever. The time that the reader of the rows
/// takes does not count. The answer goes with it.
/// </summary>
internal sealed class GuardedBody(HttpResponseMessage response, TimeSpan timeout, CancellationToken ct) : Stream
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
    private readonly Uri _address = response.RequestMessage!.RequestUri!;
    private Stream? _inner;
    private TimeSpan _waited;

    /// <summary>The most that a whole answer is waited for: a page of 2000 rows comes in seconds, the largest part of a bulk job in minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

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
            TimeSpan left = Patience - _waited;
            _patience.CancelAfter(left <= TimeSpan.Zero ? TimeSpan.Zero : left < timeout ? left : timeout);
            long began = Stopwatch.GetTimestamp();
            int read = await _inner!.ReadAsync(buffer, _patience.Token);
            _waited += Stopwatch.GetElapsedTime(began);
            _patience.CancelAfter(Timeout.InfiniteTimeSpan);
            return left > TimeSpan.Zero || read == 0 ? read : throw Late($"did not bring an answer to its end within {Patience.TotalMinutes:0} minutes", null);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw Late(
                Patience - _waited < timeout ? $"did not bring an answer to its end within {Patience.TotalMinutes:0} minutes"
                    : $"stopped in the middle of an answer for {timeout.TotalSeconds:0} s",
                late);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or InvalidDataException)
        {
            throw SalesforceTransport.Dropped(_address, "reading an answer", broken);
        }
    }

    private SalesforceFailure Late(string what, Exception? cause) => new(SalesforceFailureCategory.Unavailable, $"{_address.Host}:{_address.Port} {what}", cause)
    {
        IsTransient = true,
        MayHaveArrived = true,
    };

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
