using System.Globalization;
using System.Text;

namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>Mail addresses of the sample's people, in a domain that can never exist (RFC 2606).</summary>
internal static class SampleMail
{
    public static string Address(string first, string last) =>
        $"{Plain(first)}.{Plain(last)}@harborlight.example".ToLowerInvariant();

    /// <summary>Letters as they are written in addresses: ü becomes ue, other marks are dropped, spaces and hyphens too.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length + 2);
        foreach (char letter in name)
        {
            _ = letter switch
            {
                'ä' => plain.Append("ae"),
                'ö' => plain.Append("oe"),
                'ü' => plain.Append("ue"),
                'ß' => plain.Append("ss"),
                'ł' => plain.Append('l'),
                'ı' => plain.Append('i'),
                'ć' => plain.Append('c'),
                'é' or 'É' => plain.Append('e'),
                _ when char.IsAsciiLetter(letter) => plain.Append(letter),
                ' ' or '-' or '\'' => plain,
                _ => throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"no plain spelling for '{letter}' in '{name}'"), nameof(name)),
            };
        }

        return plain.ToString();
    }
}
