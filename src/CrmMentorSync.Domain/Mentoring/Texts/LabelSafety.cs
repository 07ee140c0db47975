using System.Collections.Frozen;
using System.Globalization;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>
/// Words that would tell a reader how someone was judged, or what kind of pairing this is. No Task may hold one: its owner,
/// everyone above in the role hierarchy and every administrator can read it (design section 3, label safety).
/// </summary>
public static class LabelSafety
{
    /// <summary>Beginnings of words, lower case.</summary>
    private static readonly string[] Stems =
    [
        "struggl", "underperform", "outperform", "perform", "flag", "scor", "rank", "weak", "plateau", "percentil", "ramp", "rising", "steady",
        "onboard", "horizontal", "quota", "attain", "underachiev", "overachiev", "laggard", "quintil", "benchmark",
        "leistung", "schwach", "schwäch", "rangliste", "rangfolge", "punktzahl", "schlecht", "minderleist", "spitzen", "durchschnitt",
        "unterdurchschnitt", "überdurchschnitt", "einarbeitung", "stagnier", "aufsteig", "absteig", "vergleichsgruppe",
    ];

    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.Ordinal,
        "low", "lower", "lowest", "high", "higher", "highest", "top", "bottom", "best", "worst", "poor", "star", "stars", "peer", "peers", "gap", "gaps",
        "average", "median", "tier", "tiers", "laggards", "rang", "beste", "bester", "bestes", "besten", "schlusslicht", "lücke", "lücken", "quote");

    /// <summary>The forbidden words of a text, in order; none for a safe one.</summary>
    public static IReadOnlyList<string> Find(string text) => [.. WordsOf(text).Where(IsForbidden)];

    private static bool IsForbidden(string word) =>
        Words.Contains(word) || Stems.Any(stem => word.StartsWith(stem, StringComparison.Ordinal));

    private static IEnumerable<string> WordsOf(string text)
    {
        int start = -1;
        for (int at = 0; at <= text.Length; at++)
        {
            bool letter = at < text.Length && char.IsLetter(text[at]);
            if (letter && start < 0)
            {
                start = at;
            }
            else if (!letter && start >= 0)
            {
                yield return text[start..at].ToLower(CultureInfo.InvariantCulture);
                start = -1;
            }
        }
    }
}
