using System.Collections.Frozen;
using System.Text;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>
/// Words that would tell a reader how someone was judged, or what kind of pairing this is. No Task may hold one: its owner,
/// everyone above in the role hierarchy and every administrator can read it (design section 3, label safety).
/// </summary>
/// <remarks>
/// Judged as the eye reads it (<see cref="PlainLetters"/>): look-alikes, letters set apart, parts of compounds. In the lists letters
/// are plain and small.
/// </remarks>
public static class LabelSafety
{
    /// <summary>Beginnings of words, also behind a prefix such as "low" or "non".</summary>
    private static readonly string[] Stems =
    [
        "struggl", "underperform", "outperform", "perform", "flag", "scor", "rank", "weak", "plateau", "percentil", "perzentil", "ramp", "rising", "steady",
        "onboard", "horizontal", "quota", "attain", "underachiev", "overachiev", "laggard", "quintil", "quartil", "decil", "dezil", "benchmark",
        "leistung", "schwach", "schwaech", "rangliste", "rangfolge", "punktzahl", "schlecht", "minderleist", "durchschnitt",
        "unterdurchschnitt", "uberdurchschnitt", "einarbeitung", "stagnier", "aufsteig", "absteig", "vergleichsgruppe", "spitze",
        "ruckstand", "rueckstand", "aufwind", "funftel", "fuenftel", "hinterherhink", "aplayer", "bplayer", "cplayer", "forderbedarf", "foerderbedarf", "nachhilfe", "nachzugler", "nachzuegler", "zuruckgefallen", "zurueckgefallen",
    ];

    private static readonly string[] Prefixes = ["non", "low", "high", "top", "bottom", "best", "worst", "poor", "under", "over", "out", "sub", "un", "mid"];

    /// <summary>Parts that judge wherever in a compound they stand.</summary>
    private static readonly string[] Parts =
    [
        "perform", "leistung", "leister", "schwach", "schwaech", "durchschnitt", "topverkauf", "topseller", "topmitarbeit", "zielerreich", "planerreich",
        "sollerreich", "quotenerreich", "rangliste", "bestenliste", "achiever",
    ];

    /// <summary>Words with such a part that judge nobody.</summary>
    private static readonly string[] Harmless = ["dienstleist", "gewahrleist", "gewaehrleist", "gegenleist", "kleister"];

    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.Ordinal,
        "low", "lower", "lowest", "high", "higher", "highest", "top", "bottom", "best", "worst", "poor", "star", "stars", "peer", "peers", "gap", "gaps",
        "average", "median", "tier", "tiers", "laggards", "rang", "beste", "bester", "bestes", "besten", "schlusslicht", "lucke", "lucken", "luecke", "luecken",
        "quote", "kpi", "kpis", "loser", "losers", "slowest", "langsamste", "langsamsten", "langsamster", "lag", "lags", "lagged", "lagging", "trail", "trails", "trailed", "trailing", "stabil", "stabile", "stabiler", "unterste", "untersten", "unterster",
        "oberste", "obersten", "oberster");

    private static readonly string[] Phrases =
    [
        "below target", "under target", "behind target", "below plan", "behind plan", "below goal", "below expectations", "least successful", "less successful",
        "most successful", "behind the team", "behind your team", "behind others", "behind the others", "behind your colleagues", "fall behind", "falling behind", "fell behind",
        "fallen behind", "little data", "wenig daten", "not good enough", "nicht gut genug", "new hire", "hinter dem team", "hinter den anderen", "hinter den kollegen", "im hintertreffen", "unter plan", "unter soll", "unter ziel", "unter dem ziel", "unter dem soll", "hinter plan", "hinter dem plan",
        "wenig erfolgreich", "weniger erfolgreich", "am wenigsten erfolgreich", "am erfolgreichsten",
    ];

    /// <summary>The forbidden words of a text, in order, as they are read; none for a safe one.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        IReadOnlyList<Word> words = Read(text);
        string line = $" {string.Join(' ', words.Select(word => word.Text))} ";
        return
        [
            .. words.Where(word => word.IsMixed || IsForbidden(word.Text)).Select(word => word.Text),
            .. SetApart(words).Concat(Joined(words)).Where(IsForbidden),
            .. Phrases.Where(phrase => line.Contains($" {phrase} ", StringComparison.Ordinal)),
        ];
    }

    private static bool IsForbidden(string word) => Words.Contains(word) || StartsWithStem(word)
        || Prefixes.Any(prefix => word.StartsWith(prefix, StringComparison.Ordinal) && StartsWithStem(word[prefix.Length..]))
        || ((Parts.Any(part => word.Contains(part, StringComparison.Ordinal)) || word.EndsWith("quote", StringComparison.Ordinal) || word.EndsWith("quoten", StringComparison.Ordinal))
            && !Harmless.Any(harmless => word.Contains(harmless, StringComparison.Ordinal)));

    private static bool StartsWithStem(string word) => Stems.Any(stem => word.StartsWith(stem, StringComparison.Ordinal));

    /// <summary>Letters one by one: <c>s c o r e</c>. What stands before or behind them may be a letter by itself.</summary>
    private static IEnumerable<string> SetApart(IReadOnlyList<Word> words)
    {
        for (int from = 0; from < words.Count;)
        {
            int to = from;
            while (to < words.Count && words[to].Text.Length == 1)
            {
                to++;
            }

            if (to - from >= 3)
            {
                string letters = string.Concat(words.Skip(from).Take(to - from).Select(word => word.Text));
                for (int at = 0; at + 3 <= letters.Length; at++)
                {
                    yield return letters[at..];
                }
            }

            from = Math.Max(to, from + 1);
        }
    }

    /// <summary>Words with signs inside: <c>sco.re</c>, <c>we-ak</c>.</summary>
    private static IEnumerable<string> Joined(IReadOnlyList<Word> words)
    {
        for (int from = 0; from < words.Count;)
        {
            int to = from + 1;
            while (to < words.Count && words[to].IsJoined)
            {
                to++;
            }

            if (to - from > 1)
            {
                yield return string.Concat(words.Skip(from).Take(to - from).Select(word => word.Text));
            }

            from = to;
        }
    }

    private static List<Word> Read(string text)
    {
        List<Word> words = [];
        var word = new StringBuilder();
        bool latin = false, other = false, blank = true;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (PlainLetters.Of(rune) is not { } letters)
            {
                End();
                // A slash stands between two words, not within one.
                blank |= Rune.IsWhiteSpace(rune) || rune.Value == '/';
                continue;
            }

            word.Append(letters);
            latin |= PlainLetters.IsLatin(rune);
            other |= PlainLetters.LooksLatinButIsNot(rune);
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(new Word(word.ToString(), latin && other, !blank));
                word.Clear();
                (latin, other, blank) = (false, false, false);
            }
        }
    }

    /// <param name="IsMixed">Letters of two scripts that look alike.</param>
    /// <param name="IsJoined">No blank stands before it.</param>
    private readonly record struct Word(string Text, bool IsMixed, bool IsJoined);
}
