using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Web;

namespace CrmMentorSync.Domain.CrmTasks;

/// <summary>A line of a Task as its reader sees it: without tags, signs that nobody sees, bullets, numbers and quotation marks before it.</summary>
/// <param name="Written">With them.</param>
/// <param name="IsQuoted">It stands behind a <c>&gt;</c>: somebody else's words, most likely.</param>
internal readonly partial record struct AnswerLine(string Text, string Written, bool IsQuoted)
{
    private static readonly char[] Before = ['-', '–', '—', '*', '•', '·', '>', '"', '“', '”', '„', '«', '»', '‚', '‘', '’', '\'', ' '];

    public static IEnumerable<AnswerLine> Of(string? description) =>
        Visible(description ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Select(line => new AnswerLine(Bare(line), line, line.StartsWith('>')));

    private static string Bare(string line)
    {
        string bare = line.TrimStart(Before);
        return Number().Match(bare) is { Success: true } number ? bare[number.Length..].TrimStart(Before) : bare;
    }

    /// <summary>Pasted HTML becomes lines; a text without tags stays as it is, its ampersands too.</summary>
    private static string Visible(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (char sign in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.Format)
            {
                seen.Append(sign is '\u00A0' or '\t' ? ' ' : sign);
            }
        }

        string plain = seen.ToString();
        return Tag().IsMatch(plain) ? HttpUtility.HtmlDecode(Tag().Replace(LineTag().Replace(plain, "\n"), "")).Replace('\u00A0', ' ') : plain;
    }

    [GeneratedRegex(@"^\d{1,2}[.)]\s+")]
    private static partial Regex Number();

    [GeneratedRegex(@"<br\s*/?>|</(?:p|div|li|tr|h\d)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LineTag();

    [GeneratedRegex(@"</?(?:p|div|br|b|i|u|s|em|strong|span|font|a|ul|ol|li|table|tbody|tr|td|h\d|blockquote)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}

/// <summary>The text as we wrote it: whole lines of it, and pieces where a mail client broke them anew.</summary>
internal sealed class OwnLines
{
    /// <summary>Fewer words in a row may be anybody's.</summary>
    private const int FewestWords = 4;

    private readonly HashSet<string> _lines;
    private readonly string _words;

    public OwnLines(string? ours)
    {
        AreKnown = ours is not null;
        _lines = new(AnswerLine.Of(ours).Select(line => line.Text).Where(line => line.Length > 0), StringComparer.Ordinal);
        _words = $" {string.Join(' ', PlainWords.Of(ours ?? ""))} ";
    }

    public bool AreKnown { get; }

    public bool Has(string line)
    {
        if (!AreKnown || _lines.Contains(line))
        {
            return AreKnown;
        }

        string[] words = PlainWords.Of(line);
        return words.Length >= FewestWords && _words.Contains($" {string.Join(' ', words)} ", StringComparison.Ordinal);
    }
}
