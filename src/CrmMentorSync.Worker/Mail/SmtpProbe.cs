using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace CrmMentorSync.Worker.Mail;

/// <summary>Greets the server, demands TLS, logs in and leaves: everything that a mail needs before its first line.</summary>
internal static class SmtpProbe
{
    public static async Task<string> CheckAsync(MailOptions settings, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(Math.Min(settings.TimeoutSeconds, 20)));
        try
        {
            return await TalkAsync(settings, deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new MailCheckFailure($"{settings.Host}:{settings.Port} gave no answer in time: check Mail:Port and the firewall");
        }
        catch (AuthenticationException)
        {
            throw new MailCheckFailure("the server's certificate is not trusted: install its issuer or correct Mail:Host");
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new MailCheckFailure($"no connection to {settings.Host}:{settings.Port} ({failure.Message}): check Mail:Host and Mail:Port");
        }
    }

    private static async Task<string> TalkAsync(MailOptions settings, CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(settings.Host, settings.Port, ct);
        Stream stream = client.GetStream();
        await ExpectAsync(stream, null, 220, ct);
        string features = await ExpectAsync(stream, "EHLO crm-mentor-sync", 250, ct);
        bool tls = SmtpTransport.RequiresTls(settings.Host);
        if (tls)
        {
            if (!features.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase))
            {
                throw new MailCheckFailure($"{settings.Host} offers no STARTTLS, and mail with labels never goes in the clear: choose a host that does");
            }

            await ExpectAsync(stream, "STARTTLS", 220, ct);
            var secure = new SslStream(stream);
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host }, ct);
            stream = secure;
            await ExpectAsync(stream, "EHLO crm-mentor-sync", 250, ct);
        }

        await using Stream conversation = stream;
        if (settings.User.Length > 0)
        {
            string login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{settings.User}\0{settings.Password}"));
            await ExpectAsync(conversation, $"AUTH PLAIN {login}", 235, ct);
        }

        await ExpectAsync(conversation, "QUIT", 221, ct);
        return $"Smtp: {settings.Host}:{settings.Port} answers{(tls ? " over TLS" : "")}{(settings.User.Length > 0 ? " and accepts the login" : "")}";
    }

    private static async Task<string> ExpectAsync(Stream stream, string? command, int expected, CancellationToken ct)
    {
        if (command is not null)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), ct);
        }

        string answer = await ReadAsync(stream, ct);
        if (answer.StartsWith($"{expected}", StringComparison.Ordinal))
        {
            return answer;
        }

        string code = answer.Length >= 3 ? answer[..3] : "nothing";
        throw new MailCheckFailure(command?.StartsWith("AUTH", StringComparison.Ordinal) is true
            ? $"the server refused the login ({code}): check Mail:User and Mail__Password"
            : $"the server answered {code} where {expected} was expected: check that Mail:Port is for SMTP with STARTTLS");
    }

    // An answer may have several lines; the last has a blank behind its code.
    private static async Task<string> ReadAsync(Stream stream, CancellationToken ct)
    {
        var answer = new StringBuilder();
        byte[] buffer = new byte[1024];
        while (true)
        {
            int read = await stream.ReadAsync(buffer, ct);
            if (read == 0)
            {
                throw new IOException("the server closed the connection");
            }

            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
            string text = answer.ToString();
            string last = text.TrimEnd('\r', '\n');
            last = last[(last.LastIndexOf('\n') + 1)..];
            if (text.EndsWith('\n') && (last.Length == 3 || (last.Length > 3 && last[3] == ' ')))
            {
                return text;
            }
        }
    }
}
