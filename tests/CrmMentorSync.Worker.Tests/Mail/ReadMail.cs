using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmMentorSync.Worker.Tests.Mail;

/// <summary>Reads a mail back the way a mail program does: headers unfolded and decoded, parts decoded.</summary>
internal sealed partial record ReadMail(IReadOnlyDictionary<string, string> Headers, IReadOnlyList<(string Type, string Body)> Parts)
{
    public static ReadMail Parse(string raw)
    {
        (Dictionary<string, string> headers, string body) = Split(raw);
        string type = headers["Content-Type"];
        int at = type.IndexOf("boundary=", StringComparison.Ordinal) + "boundary=".Length;
        string boundary = type[at..].Trim('"', ' ');
        List<(string, string)> parts = [];
        string[] pieces = body.Split("--" + boundary);
        Assert.StartsWith("--", pieces[^1], StringComparison.Ordinal);
        foreach (string piece in pieces[1..^1])
        {
            (Dictionary<string, string> partHeaders, string content) = Split(piece["\r\n".Length..]);
            parts.Add((partHeaders["Content-Type"].Split(';')[0], partHeaders["Content-Transfer-Encoding"] switch
            {
                "quoted-printable" => QuotedPrintable(content),
                "7bit" => Numbered().Replace(content, letter => char.ConvertFromUtf32(int.Parse(letter.Groups[1].ValueSpan, CultureInfo.InvariantCulture))).ReplaceLineEndings("\n"),
                string other => throw new InvalidDataException(other),
            }));
        }

        return new ReadMail(headers, parts);
    }

    public string Part(string type) => Parts.Single(part => part.Type == type).Body;

    private static (Dictionary<string, string> Headers, string Body) Split(string raw)
    {
        int end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string unfolded = raw[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in unfolded.Split("\r\n"))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(line[..colon], Words(line[(colon + 1)..].Trim()));
        }

        return (headers, raw[(end + 4)..]);
    }

    private static string Words(string value)
    {
        if (!value.Contains("=?utf-8?B?", StringComparison.OrdinalIgnoreCase))
        {
            return value;
        }

        // Blanks between encoded words belong to the folding, not to the text.
        var text = new StringBuilder();
        foreach (string piece in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(piece.StartsWith("=?utf-8?B?", StringComparison.OrdinalIgnoreCase)
                ? Encoding.UTF8.GetString(Convert.FromBase64String(piece["=?utf-8?B?".Length..^2]))
                : " " + piece);
        }

        return text.ToString();
    }

    /// <summary>A letter by its number, as a browser reads it.</summary>
    [GeneratedRegex("&#([0-9]+);")]
    private static partial Regex Numbered();

    private static string QuotedPrintable(string encoded)
    {
        List<byte> bytes = [];
        string joined = encoded.Replace("=\r\n", "", StringComparison.Ordinal);
        for (int at = 0; at < joined.Length; at++)
        {
            if (joined[at] == '=')
            {
                bytes.Add(Convert.ToByte(joined.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                bytes.Add((byte)joined[at]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]).ReplaceLineEndings("\n");
    }
}
