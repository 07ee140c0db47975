using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>An SMTP server of a page: it takes mails as the script says and remembers what it was told.</summary>
internal sealed class TinySmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private readonly Lock _lock = new();
    private readonly List<string> _commands = [];
    private readonly List<string> _mails = [];
    private int _now;

    public TinySmtpServer(IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _loop = LoopAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answer to RCPT TO, by the whole command.</summary>
    public Func<string, string> Recipient { get; set; } = _ => "250 ok";

    /// <summary>The answer to MAIL FROM.</summary>
    public string Sender { get; init; } = "250 ok";

    /// <summary>The answer to DATA.</summary>
    public string Data { get; init; } = "354 go on";

    /// <summary>The answer to the mail's last line, by the mail; null closes the connection instead.</summary>
    public Func<string, string?> End { get; set; } = _ => "250 taken";

    /// <summary>Waited for before the mail's last line is answered.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Hangs up on hearing this, without a word.</summary>
    public string? DropsAt { get; set; }

    /// <summary>True: connects and never says a word.</summary>
    public bool Silent { get; init; }

    public bool Pipelining { get; init; } = true;

    /// <summary>PLAIN, LOGIN, or both.</summary>
    public string Logins { get; init; } = "PLAIN LOGIN";

    /// <summary>User and password that are let in.</summary>
    public (string User, string Password) Account { get; init; } = ("mentoring", "right");

    /// <summary>Connections beyond these are greeted with 421.</summary>
    public int MostConnections { get; init; } = 100;

    /// <summary>Offered by STARTTLS where there is one.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool ImplicitTls { get; init; }

    public int Connections { get; private set; }

    public int MostAtOnce { get; private set; }

    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_lock)
            {
                return [.. _commands];
            }
        }
    }

    /// <summary>Every text that came in whole, whether or not it was taken.</summary>
    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (_lock)
            {
                return [.. _mails];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        List<Task> clients = [];
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }

        await Task.WhenAll(clients);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient own = client;
        try
        {
            lock (_lock)
            {
                Connections++;
                _now++;
                MostAtOnce = Math.Max(MostAtOnce, _now);
            }

            if (Silent)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            Stream stream = client.GetStream();
            if (ImplicitTls)
            {
                stream = await SecureAsync(stream);
            }

            if (_now > MostConnections)
            {
                await SayAsync(stream, "421 4.7.0 too many connections");
                return;
            }

            await SayAsync(stream, "220 tiny");
            await TalkAsync(stream);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
        {
            // The test is over, or the client hung up: both are what the tests are about.
        }
        finally
        {
            lock (_lock)
            {
                _now--;
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var reader = new StreamReader(stream, Encoding.Latin1);
        bool secure = ImplicitTls;
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            lock (_lock)
            {
                _commands.Add(line);
            }

            string verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == DropsAt)
            {
                return;
            }

            switch (verb)
            {
                case "EHLO":
                    await SayAsync(stream, "250-tiny\r\n250-SIZE 1000000\r\n" + (Pipelining ? "250-PIPELINING\r\n" : "")
                        + (Certificate is null || secure ? "" : "250-STARTTLS\r\n") + "250 AUTH " + Logins);
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    stream = await SecureAsync(stream);
                    reader = new StreamReader(stream, Encoding.Latin1);
                    secure = true;
                    break;
                case "AUTH":
                    await SayAsync(stream, await LogInAsync(line, reader, stream) == $"{Account.User}:{Account.Password}" ? "235 welcome" : "535 5.7.8 no");
                    break;
                case "MAIL":
                    await SayAsync(stream, Sender);
                    break;
                case "RCPT":
                    await SayAsync(stream, Recipient(line));
                    break;
                case "DATA":
                    await SayAsync(stream, Data);
                    if (Data.StartsWith("354", StringComparison.Ordinal) && !await TakeMailAsync(reader, stream))
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

    private async Task<string> LogInAsync(string line, StreamReader reader, Stream stream)
    {
        if (line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(line[11..])).TrimStart('\0').Replace('\0', ':');
        }

        await SayAsync(stream, "334 VXNlcm5hbWU6");
        string user = await reader.ReadLineAsync(_stop.Token) ?? "";
        await SayAsync(stream, "334 UGFzc3dvcmQ6");
        string password = await reader.ReadLineAsync(_stop.Token) ?? "";
        return Encoding.UTF8.GetString(Convert.FromBase64String(user)) + ":" + Encoding.UTF8.GetString(Convert.FromBase64String(password));
    }

    private async Task<bool> TakeMailAsync(StreamReader reader, Stream stream)
    {
        var text = new StringBuilder();
        while (true)
        {
            string? line = await reader.ReadLineAsync(_stop.Token);
            if (line is null)
            {
                return false;
            }

            if (line == ".")
            {
                break;
            }

            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        string mail = text.ToString();
        lock (_lock)
        {
            _mails.Add(mail);
        }

        await Hold.WaitAsync(_stop.Token);
        if (End(mail) is not { } answer)
        {
            return false;
        }

        await SayAsync(stream, answer);
        return true;
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return secure;
    }

    private static async Task SayAsync(Stream stream, string answer) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"));
}
