using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CrmMentorSync.Benchmarks.Speed;

/// <summary>A line to a port of this machine on which every byte takes a while, in both directions, in order.</summary>
internal sealed class DelayedLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly TimeSpan _delay;
    private readonly Task _loop;

    public DelayedLine(int target, TimeSpan delay)
    {
        (_target, _delay) = (target, delay);
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> lines = [];
        try
        {
            while (true)
            {
                lines.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The run is over.
        }

        await Task.WhenAll(lines);
    }

    private async Task RelayAsync(TcpClient client)
    {
        using TcpClient near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            await Task.WhenAll(CarryAsync(near, far), CarryAsync(far, near));
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side hung up.
        }
    }

    private async Task CarryAsync(TcpClient from, TcpClient to)
    {
        var onTheWay = Channel.CreateUnbounded<(long At, byte[] Bytes)>();
        Task writing = WriteAsync(onTheWay.Reader, to);
        byte[] buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
            {
                onTheWay.Writer.TryWrite((Stopwatch.GetTimestamp(), buffer[..read]));
            }
        }
        finally
        {
            onTheWay.Writer.Complete();
        }

        await writing;
        // The other direction may have found the far side gone and closed both.
        if (to.Connected)
        {
            to.Client.Shutdown(SocketShutdown.Send);
        }
    }

    private async Task WriteAsync(ChannelReader<(long At, byte[] Bytes)> reader, TcpClient to)
    {
        await foreach ((long at, byte[] bytes) in reader.ReadAllAsync(_stop.Token))
        {
            TimeSpan left = _delay - Stopwatch.GetElapsedTime(at);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, _stop.Token);
            }

            await to.GetStream().WriteAsync(bytes, _stop.Token);
        }
    }
}
