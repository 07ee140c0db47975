using System.Globalization;
using System.Text;

namespace CrmMentorSync.EmbeddedOrg.Soql;

/// <summary>The escapes of string literals (SOQL reference: n r t b f " ' \ uXXXX, and in LIKE also _ and %).</summary>
internal static class SoqlText
{
    /// <param name="position">Where the literal's quote stands.</param>
    public static string Unescape(string query, string raw, int position)
    {
        if (!raw.Contains('\\'))
        {
            return raw;
        }

        var text = new StringBuilder(raw.Length);
        for (int at = 0; at < raw.Length; at++)
        {
            text.Append(raw[at] == '\\' ? Escape(query, raw, position, ref at) : raw[at]);
        }

        return text.ToString();
    }

    /// <summary>Reads the escape whose backslash stands at a place, and leaves the place on its last character.</summary>
    public static char Escape(string query, string raw, int position, ref int at)
    {
        char letter = raw[++at];
        switch (letter)
        {
            case 'n' or 'N':
                return '\n';
            case 'r' or 'R':
                return '\r';
            case 't' or 'T':
                return '\t';
            case 'b' or 'B':
                return '\b';
            case 'f' or 'F':
                return '\f';
            case '"' or '\'' or '\\':
                return letter;
            case 'u' when raw.Length > at + 4
                && ushort.TryParse(raw.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                at += 4;
                return (char)code;
            default:
                throw SoqlError.Malformed(query, position + at, $"Illegal string literal: invalid escape sequence '\\{letter}'");
        }
    }
}
