using System.Globalization;
using System.Text;

namespace CrmMentorSync.Worker.Mail;

/// <summary>The encodings of MIME that a mail of text needs: quoted-printable (RFC 2045) and encoded words (RFC 2047).</summary>
internal static class MimeEncoding
{
    private const int LongestLine = 76;

    /// <summary>Bytes in one encoded word: 60 characters of base64 with the frame stay below 75.</summary>
    private const int WordBytes = 45;

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

    private static string Word(List<byte> bytes) => "=?utf-8?B?" + Convert.ToBase64String([.. bytes]) + "?=";
}
