using System.Collections.Frozen;

namespace CrmMentorSync.Domain.Digest;

/// <summary>
/// Our own table of locales, because a bare machine may lack ICU. Values follow Unicode CLDR; what is not listed is
/// written by ISO 8601 and with narrow gaps, which nobody misreads.
/// </summary>
public static class LocaleFormats
{
    private const string Nbsp = "\u00A0";
    private const string Narrow = "\u202F";
    private const string MoneyFirst = "{1}{0}";
    private const string MoneyFirstGap = "{1}" + Nbsp + "{0}";
    private const string MoneyLast = "{0}" + Nbsp + "{1}";
    private const string MoneyLastNarrow = "{0}" + Narrow + "{1}";
    private const string Percent = "{0}%";
    private const string PercentGap = "{0}" + Nbsp + "%";
    private const string PercentNarrow = "{0}" + Narrow + "%";

    /// <summary>For locales that are not in the table.</summary>
    public static LocaleFormat Iso { get; } = new("iso", '.', Narrow, "yyyy-MM-dd", "yyyy-MM-dd", MoneyFirstGap, Percent);

    /// <summary>All locales of the table; the first of a language stands in for its unlisted countries.</summary>
    public static IReadOnlyList<LocaleFormat> All { get; } =
    [
        new("en_US", '.', ",", "MMM d", "MMM d, yyyy", MoneyFirst, Percent),
        new("en_GB", '.', ",", "d MMM", "d MMM yyyy", MoneyFirst, Percent),
        new("en_IE", '.', ",", "d MMM", "d MMM yyyy", MoneyFirst, Percent),
        new("en_AU", '.', ",", "d MMM", "d MMM yyyy", MoneyFirst, Percent),
        new("en_NZ", '.', ",", "d MMM", "d MMM yyyy", MoneyFirst, Percent),
        new("en_SG", '.', ",", "d MMM", "d MMM yyyy", MoneyFirst, Percent),
        new("en_CA", '.', ",", "MMM d", "MMM d, yyyy", MoneyFirst, Percent),
        new("en_IN", '.', ",", "d MMM", "d MMM yyyy", MoneyFirst, Percent) { LaterGroups = 2 },
        new("en_ZA", ',', Nbsp, "d MMM", "d MMM yyyy", MoneyFirst, Percent),
        new("de_DE", ',', ".", "d. MMM", "d. MMM yyyy", MoneyLast, PercentGap),
        new("de_AT", ',', Nbsp, "d. MMM", "d. MMM yyyy", MoneyFirstGap, PercentGap),
        new("de_CH", '.', "’", "d. MMM", "d. MMM yyyy", MoneyFirstGap, Percent),
        new("fr_FR", ',', Narrow, "dd/MM", "dd/MM/yyyy", MoneyLast, PercentNarrow),
        new("fr_BE", ',', Narrow, "dd/MM", "dd/MM/yyyy", MoneyLast, PercentNarrow),
        new("fr_CA", ',', Nbsp, "MM-dd", "yyyy-MM-dd", MoneyLast, PercentGap),
        new("fr_CH", ',', Narrow, "dd.MM", "dd.MM.yyyy", MoneyLastNarrow, Percent),
        new("es_ES", ',', ".", "d/M", "d/M/yyyy", MoneyLast, PercentGap) { GroupFrom = 5 },
        new("es_MX", '.', ",", "d/M", "d/M/yyyy", MoneyFirst, Percent),
        new("es_AR", ',', ".", "d/M", "d/M/yyyy", MoneyFirstGap, PercentGap),
        new("es_CO", ',', ".", "d/M", "d/M/yyyy", MoneyFirstGap, PercentGap),
        new("it_IT", ',', ".", "d/M", "d/M/yyyy", MoneyLast, Percent),
        new("pt_PT", ',', Nbsp, "dd/MM", "dd/MM/yyyy", MoneyLast, Percent) { GroupFrom = 5 },
        new("pt_BR", ',', ".", "dd/MM", "dd/MM/yyyy", MoneyFirstGap, Percent),
        new("nl_NL", ',', ".", "d-M", "d-M-yyyy", MoneyFirstGap, Percent),
        new("nl_BE", ',', ".", "d/M", "d/M/yyyy", MoneyFirstGap, Percent),
        new("sv_SE", ',', Nbsp, "d/M", "yyyy-MM-dd", MoneyLast, PercentGap),
        new("da_DK", ',', ".", "dd.MM", "dd.MM.yyyy", MoneyLast, PercentGap),
        new("nb_NO", ',', Nbsp, "dd.MM.", "dd.MM.yyyy", MoneyLast, PercentGap),
        new("no_NO", ',', Nbsp, "dd.MM.", "dd.MM.yyyy", MoneyLast, PercentGap),
        new("fi_FI", ',', Nbsp, "d.M.", "d.M.yyyy", MoneyLast, PercentGap),
        new("pl_PL", ',', Nbsp, "dd.MM", "dd.MM.yyyy", MoneyLast, Percent) { GroupFrom = 5 },
        new("cs_CZ", ',', Nbsp, "d. M.", "d. M. yyyy", MoneyLast, PercentGap),
        new("hu_HU", ',', Nbsp, "MM. dd.", "yyyy. MM. dd.", MoneyLast, Percent),
        new("ro_RO", ',', ".", "dd.MM", "dd.MM.yyyy", MoneyLast, PercentGap),
        new("uk_UA", ',', Nbsp, "dd.MM", "dd.MM.yyyy", MoneyLast, Percent),
        new("tr_TR", ',', ".", "dd.MM", "dd.MM.yyyy", MoneyFirst, "%{0}"),
        new("ja_JP", '.', ",", "M/d", "yyyy/MM/dd", MoneyFirst, Percent),
        new("ko_KR", '.', ",", "M. d.", "yyyy. M. d.", MoneyFirst, Percent),
        new("zh_CN", '.', ",", "M/d", "yyyy/M/d", MoneyFirst, Percent),
        new("zh_TW", '.', ",", "M/d", "yyyy/M/d", MoneyFirst, Percent),
    ];

    private static readonly FrozenDictionary<string, LocaleFormat> ByLocale =
        All.ToFrozenDictionary(format => format.Locale, StringComparer.OrdinalIgnoreCase);

    /// <summary>The format of a Salesforce locale: itself, else its language's first, else ISO.</summary>
    /// <param name="locale">For example <c>de_DE</c>, <c>de-AT</c>, <c>en_GB_EURO</c>, <c>fr</c>.</param>
    public static LocaleFormat Of(string locale)
    {
        string[] parts = locale.Split('_', '-');
        if (parts.Length > 1 && ByLocale.TryGetValue($"{parts[0]}_{parts[1]}", out LocaleFormat? exact))
        {
            return exact;
        }

        return All.FirstOrDefault(format => format.Locale.StartsWith(parts[0] + "_", StringComparison.OrdinalIgnoreCase)) ?? Iso;
    }
}
