using System.Text;

namespace CrmMentorSync.Worker.Mail.Smtp;

/// <summary>A mail's text as it goes over the line.</summary>
internal static class SmtpText
{
    /// <summary>A line that starts with a dot gets a second one; the text ends with a line end (RFC 5321, 4.5.2).</summary>
    public static ReadOnlyMemory<byte> Stuffed(ReadOnlyMemory<byte> content)
    {
        bool ends = content.Span.EndsWith("\r\n"u8);
        if (ends && !content.Span.StartsWith("."u8) && content.Span.IndexOf("\r\n."u8) < 0)
        {
            return content;
        }

        string text = Encoding.Latin1.GetString(content.Span).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes((text.StartsWith('.') ? "." : "") + text + (ends ? "" : "\r\n"));
    }
}
