using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Mail;

/// <summary>
/// Sends over SMTP with the framework's client. STARTTLS is demanded from every host but this machine; without it nothing is sent.
/// </summary>
/// <remarks>The client does not say how far it came when a connection breaks, so whatever is not a clear refusal counts as unknown.</remarks>
internal sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport
{
    public async Task<MailOutcome> SendAsync(MailMessageData message, CancellationToken ct)
    {
        MailOptions settings = options.Value;
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = RequiresTls(settings.Host),
            Timeout = settings.TimeoutSeconds * 1000,
            DeliveryMethod = SmtpDeliveryMethod.Network,
            UseDefaultCredentials = false,
            Credentials = settings.User.Length == 0 ? null : new NetworkCredential(settings.User, settings.Password),
        };
        using MailMessage mail = Make(message);
        // The client's own timeout covers single reads; this one covers the whole mail.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        try
        {
            await client.SendMailAsync(mail, deadline.Token);
            return new MailOutcome.Sent("accepted by the server");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new MailOutcome.Unknown($"the server gave no answer within {settings.TimeoutSeconds} s");
        }
        catch (SmtpException failure)
        {
            return OutcomeOf(failure, settings);
        }
    }

    public Task<string> CheckAsync(CancellationToken ct) => SmtpProbe.CheckAsync(options.Value, ct);

    /// <summary>Only a server on this machine may be spoken to in the clear.</summary>
    internal static bool RequiresTls(string host) =>
        !(host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address)));

    /// <summary>What a failure of the client means. Its messages hold no password.</summary>
    internal static MailOutcome OutcomeOf(SmtpException failure, MailOptions settings)
    {
        int code = (int)failure.StatusCode;
        return failure switch
        {
            // The client goes on unauthenticated when a password is wrong; the refusal then comes as 530 or 535.
            _ when code is 504 or 530 or 534 or 535 or 538 =>
                new MailOutcome.NotSent($"the server refused the login ({code}): check Mail:User and Mail__Password"),
            { InnerException: AuthenticationException } =>
                new MailOutcome.NotSent("the server's certificate is not trusted: install its issuer or correct Mail:Host"),
            { InnerException: SocketException socket } when IsBeforeConnection(socket.SocketErrorCode) =>
                new MailOutcome.NotSent($"no connection to {settings.Host}:{settings.Port} ({socket.SocketErrorCode}): check Mail:Host and Mail:Port"),
            { InnerException: null } when failure.Message.Contains("secure connection", StringComparison.OrdinalIgnoreCase) =>
                new MailOutcome.NotSent($"{settings.Host} offers no STARTTLS, and mail with labels never goes in the clear: choose a host that does"),
            _ when code is >= 550 and <= 554 => new MailOutcome.Refused($"the server refused the mail ({code}): check the address, and whether Mail:From may send"),
            _ when code is >= 400 and < 600 => new MailOutcome.NotSent($"the server cannot take the mail now ({code}): the next run tries again"),
            _ => new MailOutcome.Unknown("the connection broke before the server confirmed the mail"),
        };
    }

    // Only these are certain to come before the first word of the mail; a reset may come after the last.
    private static bool IsBeforeConnection(SocketError error) => error
        is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
        or SocketError.HostUnreachable or SocketError.NetworkUnreachable;

    private static MailMessage Make(MailMessageData message)
    {
        var mail = new MailMessage
        {
            From = Address(message.From),
            Subject = MimeEncoding.OneLine(message.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        mail.To.Add(Address(message.To));
        foreach ((string name, string value) in EmlWriter.Headers(message).Where(header => header.Name is "Date" or "Message-ID").Concat(EmlWriter.ListHeaders(message)))
        {
            mail.Headers.Add(name, value);
        }

        mail.AlternateViews.Add(View(message.Text, MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(View(message.Html, MediaTypeNames.Text.Html));
        return mail;
    }

    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content.ReplaceLineEndings("\r\n"), Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    private static MailAddress Address(MailParty party) => new(party.Address, MimeEncoding.OneLine(party.Name), Encoding.UTF8);
}
