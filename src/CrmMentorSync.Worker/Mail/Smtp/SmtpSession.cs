using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CrmMentorSync.Worker.Mail.Smtp;

/// <summary>
/// One conversation with a submission server (RFC 5321, 6409): greeting, TLS, login, then any number of mails. With PIPELINING
/// (RFC 2920) a mail takes two round trips, else four. Mails are plain ASCII, so that nothing else needs to be agreed.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    /// <summary>The answer to a mail may take long, and giving up on it leaves an outcome that nobody knows (RFC 5321, 4.5.3.2.6).</summary>
    private const int LastAnswerFactor = 5;

    private readonly SmtpChannel _channel;
    private readonly TimeSpan _patience;
    private HashSet<string> _features = [];
    private bool _midway;

    private SmtpSession(SmtpChannel channel, MailOptions settings)
    {
        _channel = channel;
        _patience = TimeSpan.FromSeconds(settings.TimeoutSeconds);
    }

    /// <summary>True after the first mail: the server may have hung up meanwhile.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>False: the conversation cannot go on.</summary>
    public bool IsOpen { get; private set; } = true;

    public bool IsStale => _channel.IsStale;

    /// <summary>Connects, agrees on TLS where it is demanded, logs in.</summary>
    /// <exception cref="SmtpUnavailable">It could not be; the message holds the remedy.</exception>
    public static async Task<SmtpSession> OpenAsync(MailOptions settings, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        SmtpChannel? channel = null;
        try
        {
            channel = await SmtpChannel.ConnectAsync(settings.Host, settings.Port, deadline.Token);
            var session = new SmtpSession(channel, settings);
            await session.BeginAsync(settings, deadline.Token);
            channel = null;
            return session;
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new SmtpUnavailable($"{settings.Host}:{settings.Port} gave no answer in time: check Mail:Port and the firewall", isLasting: false, late);
        }
        catch (AuthenticationException untrusted)
        {
            throw new SmtpUnavailable(
                $"the certificate of {settings.Host} is not trusted or not for this name: correct Mail:Host, or name its issuer in Mail:IssuerFile", isLasting: true, untrusted);
        }
        catch (SocketException failure)
        {
            throw new SmtpUnavailable(
                $"no connection to {settings.Host}:{settings.Port} ({failure.SocketErrorCode}): check Mail:Host and Mail:Port", isLasting: false, failure);
        }
        catch (IOException failure)
        {
            throw new SmtpUnavailable($"{settings.Host}:{settings.Port} broke off the greeting ({failure.Message})", isLasting: false, failure) { IsCrowded = true };
        }
        finally
        {
            if (channel is not null)
            {
                await channel.DisposeAsync();
            }
        }
    }

    /// <summary>Hands one mail over. Cancellation counts until the mail's last line leaves; from then on the answer is waited for.</summary>
    /// <exception cref="IOException">The connection broke before that: certainly not sent.</exception>
    public async Task<MailOutcome> SendAsync(string from, string to, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        IsUsed = true;
        string size = _features.Contains("SIZE") ? string.Create(CultureInfo.InvariantCulture, $" SIZE={content.Length}") : "";
        string[] commands = [.. _midway ? (string[])["RSET"] : [], $"MAIL FROM:<{from}>{size}", $"RCPT TO:<{to}>", "DATA"];
        try
        {
            _midway = true;
            if (await AskAsync(commands, ct) is { } refusal)
            {
                return refusal;
            }

            await InTimeAsync(async token =>
            {
                await _channel.WriteAsync(SmtpText.Stuffed(content), token);
                return true;
            }, _patience, ct);
        }
        catch
        {
            IsOpen = false;
            throw;
        }

        return await EndAsync();
    }

    /// <summary>Says goodbye; a server that does not listen any more is left without it.</summary>
    public async Task QuitAsync(CancellationToken ct)
    {
        try
        {
            await InTimeAsync(async token =>
            {
                await _channel.SayAsync("QUIT", token);
                return await _channel.ReadReplyAsync(token);
            }, TimeSpan.FromSeconds(2), ct);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Every mail has had its answer: nothing depends on this one.
        }

        await DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        IsOpen = false;
        return _channel.DisposeAsync();
    }

    private async Task BeginAsync(MailOptions settings, CancellationToken ct)
    {
        X509Certificate2Collection? issuers = settings.Issuers();
        bool implicitTls = settings.Encryption() == MailTls.Implicit;
        if (implicitTls)
        {
            await _channel.EncryptAsync(settings.Host, issuers, ct);
        }

        await ExpectAsync(null, 220, ct);
        await GreetAsync(ct);
        if (settings.Encryption() == MailTls.StartTls)
        {
            if (!_features.Contains("STARTTLS"))
            {
                throw new SmtpUnavailable(
                    $"{settings.Host} offers no STARTTLS, and mail with labels never goes in the clear: choose a host that does", isLasting: true);
            }

            await ExpectAsync("STARTTLS", 220, ct);
            await _channel.EncryptAsync(settings.Host, issuers, ct);
            await GreetAsync(ct);
        }

        if (settings.User.Length > 0)
        {
            await LogInAsync(settings, ct);
        }
    }

    private async Task GreetAsync(CancellationToken ct)
    {
        SmtpReply reply = await ExpectAsync("EHLO crm-mentor-sync.invalid", 250, ct);
        _features = [.. reply.Lines.Skip(1).Select(line => line.Split(' ')[0].ToUpperInvariant())];
        foreach (string mechanism in reply.Lines.Where(line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)).SelectMany(line => line[4..].Split(' ', '=')))
        {
            _features.Add("AUTH " + mechanism.ToUpperInvariant());
        }
    }

    private async Task LogInAsync(MailOptions settings, CancellationToken ct)
    {
        byte[] user = Encoding.UTF8.GetBytes(settings.User);
        byte[] password = Encoding.UTF8.GetBytes(settings.Password);
        SmtpReply reply;
        if (_features.Contains("AUTH PLAIN"))
        {
            reply = await AnswerAsync("AUTH PLAIN " + Convert.ToBase64String([0, .. user, 0, .. password]), ct);
        }
        else if (_features.Contains("AUTH LOGIN"))
        {
            reply = await AnswerAsync("AUTH LOGIN", ct);
            reply = reply.Code == 334 ? await AnswerAsync(Convert.ToBase64String(user), ct) : reply;
            reply = reply.Code == 334 ? await AnswerAsync(Convert.ToBase64String(password), ct) : reply;
        }
        else
        {
            throw new SmtpUnavailable($"{settings.Host} takes no login by PLAIN or LOGIN: leave Mail:User empty, or choose a port for submission", isLasting: true);
        }

        CryptographicOperations.ZeroMemory(password);
        if (!reply.IsDone)
        {
            throw new SmtpUnavailable(
                reply.IsTemporary
                    ? $"the server cannot check the login now ({reply.Said})"
                    : $"the server refused the login ({reply.Said}): check Mail:User and Mail__Password",
                isLasting: !reply.IsTemporary) { IsCrowded = reply.IsTemporary };
        }
    }

    /// <summary>Says the commands, all at once where the server allows it; null where the server waits for the mail.</summary>
    private async Task<MailOutcome?> AskAsync(string[] commands, CancellationToken ct)
    {
        bool pipelining = _features.Contains("PIPELINING");
        if (pipelining)
        {
            await _channel.SayAsync(string.Join("\r\n", commands), ct);
        }

        MailOutcome? refusal = null;
        foreach (string command in commands)
        {
            SmtpReply reply = await InTimeAsync(
                token => pipelining ? _channel.ReadReplyAsync(token) : AnswerAsync(command, token), _patience, ct);
            if (command == "DATA" && refusal is not null)
            {
                // The mail is refused, yet the server waits for its text: leaving is the one answer that cannot be misread.
                IsOpen &= reply.Code != 354;
                break;
            }

            refusal ??= command == "DATA" && reply.Code == 354 ? null : SmtpAnswers.Refusal(command[..4], reply);
            if (reply.IsGoodbye)
            {
                IsOpen = false;
                break;
            }

            if (refusal is not null && !pipelining)
            {
                break;
            }
        }

        return refusal;
    }

    private async Task<MailOutcome> EndAsync()
    {
        try
        {
            SmtpReply reply = await InTimeAsync(async token =>
            {
                await _channel.SayAsync(".", token);
                return await _channel.ReadReplyAsync(token);
            }, _patience * LastAnswerFactor, CancellationToken.None);
            _midway = false;
            IsOpen = !reply.IsGoodbye;
            return SmtpAnswers.Last(reply);
        }
        catch (IOException)
        {
            IsOpen = false;
            return new MailOutcome.Unknown("the connection broke before the server confirmed the mail");
        }
    }

    private async Task<SmtpReply> AnswerAsync(string command, CancellationToken ct)
    {
        await _channel.SayAsync(command, ct);
        return await _channel.ReadReplyAsync(ct);
    }

    private async Task<SmtpReply> ExpectAsync(string? command, int expected, CancellationToken ct)
    {
        SmtpReply reply = command is null ? await _channel.ReadReplyAsync(ct) : await AnswerAsync(command, ct);
        return reply.Code == expected
            ? reply
            : throw new SmtpUnavailable(
                reply.IsTemporary
                    ? $"the server takes no mail now ({reply.Said})"
                    : $"the server answered {reply.Said} where {expected} was expected: check that Mail:Port is for the submission of mail",
                isLasting: !reply.IsTemporary) { IsCrowded = reply.IsTemporary };
    }

    private static async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> talk, TimeSpan patience, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(patience);
        try
        {
            return await talk(deadline.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"the server gave no answer within {patience.TotalSeconds:0} s"), late);
        }
    }
}
