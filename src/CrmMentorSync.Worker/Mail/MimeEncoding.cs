using System.Globalization;
using System.Text;

namespace CrmMentorSync.Worker.Mail;

/// <summary>The encodings of MIME that a mail of text needs: quoted-printable (RFC 2045) and encoded words (RFC 2047).</summary>
internal static class MimeEncoding
{
    private const int LongestLine = 76;

    /// <summary>SMTP takes 998 characters a line; relays may add some.</summary>
    private const int LongestPlainLine = 900;

    /// <summary>Bytes in one encoded word: with its frame and the header's name it stays within a line of 76.</summary>
    private const int WordBytes = 36;

    /// <summary>Text as quoted-printable UTF-8 with CRLF; line ends of any kind become CRLF.</summary>
    public static string QuotedPrintable(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 8));
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            AppendLine(encoded, Encoding.UTF8.GetBytes(line));
            encoded.Append("\r\n");
        }

        return encoded.ToString();
    }

    /// <summary>
    /// A page as plain ASCII, which travels unencoded and is an eighth smaller than quoted-printable: every other letter as its number,
    /// long lines broken at a blank, where markup allows it. Null where that cannot be done. The page's style sheet must be ASCII.
    /// </summary>
    public static string? AsciiHtml(string html)
    {
        var page = new StringBuilder(html.Length + (html.Length / 8));
        foreach (ReadOnlySpan<char> line in html.AsSpan().EnumerateLines())
        {
            int start = page.Length;
            AppendNumbered(page, line.TrimEnd(' '));
            if (page.Length > start && (page[start] == '.' || line.StartsWith("From ", StringComparison.Ordinal)))
            {
                // Both mean something to what carries mails.
                page.Insert(start, ' ');
            }

            while (page.Length - start > LongestPlainLine)
            {
                int blank = start + LongestPlainLine;
                while (blank > start && page[blank] != ' ')
                {
                    blank--;
                }

                if (blank <= start)
                {
                    return null;
                }

                page.Remove(blank, 1).Insert(blank, "\r\n");
                start = blank + 2;
            }

            page.Append("\r\n");
        }

        return page.ToString();
    }

    /// <summary>A header's text: as it is where it is plain, else in encoded words folded over lines. Control characters cannot pass.</summary>
    public static string HeaderText(string text)
    {
        string clean = OneLine(text);
        if (clean.All(letter => letter is >= ' ' and <= '~') && !clean.Contains("=?", StringComparison.Ordinal))
        {
            return clean;
        }

        List<string> words = [];
        var part = new List<byte>(WordBytes);
        foreach (Rune rune in clean.EnumerateRunes())
        {
            byte[] bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (part.Count + bytes.Length > WordBytes)
            {
                words.Add(Word(part));
                part.Clear();
            }

            part.AddRange(bytes);
        }

        words.Add(Word(part));
        return string.Join("\r\n ", words);
    }

    /// <summary>A name before an address: quoted where plain, encoded where not.</summary>
    public static string Phrase(string name)
    {
        string clean = OneLine(name);
        return clean.All(letter => letter is >= ' ' and <= '~') && !clean.Contains("=?", StringComparison.Ordinal)
            ? "\"" + clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\""
            : HeaderText(clean);
    }

    /// <summary>Control characters (line ends among them) become spaces: no value can start a header of its own.</summary>
    public static string OneLine(string text) =>
        new([.. text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)]);

    private static void AppendLine(StringBuilder encoded, byte[] line)
    {
        int column = 0;
        for (int at = 0; at < line.Length; at++)
        {
            byte letter = line[at];
            bool last = at == line.Length - 1;
            // A blank at the end of a line would be lost on the way, a dot at its start is doubled by SMTP.
            bool plain = letter is >= (byte)'!' and <= (byte)'~' and not (byte)'=' || (letter is (byte)' ' or (byte)'\t' && !last);
            if (letter == (byte)'.' && column == 0)
            {
                plain = false;
            }

            int width = plain ? 1 : 3;
            if (column + width > LongestLine - (last ? 0 : 1))
            {
                encoded.Append("=\r\n");
                column = 0;
                if (letter == (byte)'.')
                {
                    (plain, width) = (false, 3);
                }
            }

            if (plain)
            {
                encoded.Append((char)letter);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"={letter:X2}");
            }

            column += width;
        }
    }

    private static void AppendNumbered(StringBuilder page, ReadOnlySpan<char> line)
    {
        while (line.Length > 0)
        {
            int plain = line.IndexOfAnyExceptInRange(' ', '~');
            page.Append(plain < 0 ? line : line[..plain]);
            if (plain < 0)
            {
                return;
            }

            line = line[plain..];
            Rune.DecodeFromUtf16(line, out Rune rune, out int consumed);
            page.Append(rune.Value < ' ' ? " " : string.Create(CultureInfo.InvariantCulture, $"&#{rune.Value};"));
            line = line[consumed..];
        }
    }

    private static string Word(List<byte> bytes) => "=?utf-8?B?" + Convert.ToBase64String([.. bytes]) + "?=";
}
