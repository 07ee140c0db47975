using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrmMentorSync.Worker.Mail;

/// <summary>Writes a mail as RFC 5322 with multipart/alternative. Equal data gives equal bytes: even the boundary is computed.</summary>
internal static class EmlWriter
{
    private const string QuotedPrintable = "quoted-printable";

    public static byte[] Write(MailMessageData message)
    {
        string text = MimeEncoding.QuotedPrintable(message.Text);
        string? plain = MimeEncoding.AsciiHtml(message.Html);
        string html = plain ?? MimeEncoding.QuotedPrintable(message.Html);
        string boundary = Boundary(message);
        var mail = new StringBuilder(text.Length + html.Length + 2048);
        foreach ((string name, string value) in Headers(message))
        {
            Header(mail, name, value);
        }

        Header(mail, "MIME-Version", "1.0");
        Header(mail, "Content-Type", $"multipart/alternative;\r\n boundary=\"{boundary}\"");
        mail.Append("\r\n");
        // The last alternative is the one that mail programs prefer.
        Part(mail, boundary, "text/plain", message.Language, QuotedPrintable, text);
        Part(mail, boundary, "text/html", message.Language, plain is null ? QuotedPrintable : "7bit", html);
        mail.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.ASCII.GetBytes(mail.ToString());
    }

    /// <summary>The headers that are ours, encoded; transports that write their own frame take these.</summary>
    public static IEnumerable<(string Name, string Value)> Headers(MailMessageData message)
    {
        yield return ("From", Party(message.From));
        yield return ("To", Party(message.To));
        yield return ("Subject", MimeEncoding.HeaderText(message.Subject));
        yield return ("Date", message.Date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        yield return ("Message-ID", $"<{Token(message.MessageId)}>");
        foreach ((string Name, string Value) header in ListHeaders(message))
        {
            yield return header;
        }
    }

    /// <summary>What tells people's rules and other machines that no person wrote this.</summary>
    public static IEnumerable<(string Name, string Value)> ListHeaders(MailMessageData message)
    {
        yield return ("List-Id", $"<{Token(message.ListId)}>");
        yield return ("Auto-Submitted", "auto-generated");
        yield return ("X-Auto-Response-Suppress", "OOF, AutoReply");
        yield return ("Content-Language", Token(message.Language));
    }

    private static string Party(MailParty party)
    {
        string address = $"<{Token(party.Address)}>";
        return party.Name.Length == 0 ? address : $"{MimeEncoding.Phrase(party.Name)} {address}";
    }

    // Addresses and ids hold no blanks and no brackets; what does is not let through as a header.
    private static string Token(string value) =>
        value.All(letter => letter is > ' ' and <= '~' and not ('<' or '>'))
            ? value
            : throw new ArgumentException("an address or id of a mail holds characters that a header must not", nameof(value));

    private static void Header(StringBuilder mail, string name, string value) => mail.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Part(StringBuilder mail, string boundary, string type, string language, string encoding, string body)
    {
        mail.Append("--").Append(boundary).Append("\r\n");
        Header(mail, "Content-Type", $"{type}; charset=utf-8");
        Header(mail, "Content-Language", language);
        Header(mail, "Content-Transfer-Encoding", encoding);
        mail.Append("\r\n").Append(body);
    }

    // "=_" cannot occur in quoted-printable, and a page does not hold the hash of its own text part.
    private static string Boundary(MailMessageData message)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageId + "\n" + message.Text));
        return "=_" + Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }
}
