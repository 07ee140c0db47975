using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CrmMentorSync.Worker.Mail.Smtp;

/// <summary>
/// Lines to and from an SMTP server. Everything that belongs together leaves in one write, and the socket sends it at once: waiting
/// for acknowledgements between small writes is what makes slow mailers slow.
/// </summary>
internal sealed class SmtpChannel : IAsyncDisposable
{
    /// <summary>No honest answer is longer; a server that goes on and on is left.</summary>
    private const int LongestAnswer = 64 * 1024;

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpChannel(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<SmtpChannel> ConnectAsync(string host, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, ct);
            return new SmtpChannel(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>True where the server has hung up or said something unasked: this connection is of no use any more.</summary>
    public bool IsStale => _start < _end || _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>From here on everything is encrypted. What the server sent in the clear before is not listened to.</summary>
    public async Task EncryptAsync(string host, X509Certificate2Collection? issuers, CancellationToken ct)
    {
        if (_start < _end)
        {
            throw new IOException("the server spoke on in the clear after TLS was agreed");
        }

        var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = secure;
        var terms = new SslClientAuthenticationOptions { TargetHost = host };
        if (issuers is not null)
        {
            terms.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            terms.CertificateChainPolicy.CustomTrustStore.AddRange(issuers);
        }

        await secure.AuthenticateAsClientAsync(terms, ct);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await _stream.WriteAsync(bytes, ct);
        await _stream.FlushAsync(ct);
    }

    public Task SayAsync(string lines, CancellationToken ct) => WriteAsync(Encoding.ASCII.GetBytes(lines + "\r\n"), ct);

    /// <summary>The next answer, all its lines.</summary>
    public async Task<SmtpReply> ReadReplyAsync(CancellationToken ct)
    {
        List<string> lines = [];
        int length = 0;
        while (true)
        {
            string line = await ReadLineAsync(ct);
            length += line.Length;
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int code) || length > LongestAnswer)
            {
                throw new IOException("the server gave an answer that is not SMTP");
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
            {
                return new SmtpReply(code, lines);
            }
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, ct));
                if (_end == 0)
                {
                    throw new IOException("the server closed the connection");
                }
            }

            byte next = _buffer[_start++];
            if (next == (byte)'\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)next);
            if (line.Length > LongestAnswer)
            {
                throw new IOException("the server gave an answer that is not SMTP");
            }
        }
    }
}
