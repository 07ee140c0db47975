using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>An SMTP server of a page: it takes a mail as the script says and remembers what it was told.</summary>
internal sealed class TinySmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public TinySmtpServer(IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _loop = LoopAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answer to RCPT TO.</summary>
    public string Recipient { get; init; } = "250 ok";

    /// <summary>The answer to MAIL FROM.</summary>
    public string Sender { get; init; } = "250 ok";

    /// <summary>The answer to the mail's last line; null closes the connection instead.</summary>
    public string? End { get; init; } = "250 taken";

    /// <summary>True: connects and never says a word.</summary>
    public bool Silent { get; init; }

    public List<string> Commands { get; } = [];

    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or InvalidOperationException)
        {
            // The test is over, or the client hung up: both are what the tests are about.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await using NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (Silent)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        await SayAsync(stream, "220 tiny");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Commands.Add(line);
            string verb = line.Split(' ')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO" or "HELO":
                    await SayAsync(stream, "250-tiny\r\n250 AUTH PLAIN LOGIN");
                    break;
                case "AUTH":
                    await SayAsync(stream, "535 no");
                    break;
                case "MAIL":
                    await SayAsync(stream, Sender);
                    break;
                case "RCPT":
                    await SayAsync(stream, Recipient);
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    if (!await TakeMailAsync(reader, stream))
                    {
                        return;
                    }

                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task<bool> TakeMailAsync(StreamReader reader, NetworkStream stream)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        Mails.Add(mail.ToString());
        if (End is null)
        {
            return false;
        }

        await SayAsync(stream, End);
        return true;
    }

    private static async Task SayAsync(NetworkStream stream, string answer) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"));
}
