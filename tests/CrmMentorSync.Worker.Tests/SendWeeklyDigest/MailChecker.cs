using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CrmMentorSync.Worker.Mail;

namespace CrmMentorSync.Worker.Tests.SendWeeklyDigest;

/// <summary>
/// Says what is wrong with an HTML mail: what mail programs drop (by caniemail.com: Outlook's Word engine, Gmail, Apple Mail),
/// what a screen reader stumbles over, and text that is hard to read in the light, the dark or a forcibly darkened scheme.
/// </summary>
internal static partial class MailChecker
{
    private const int MostBytes = 60_000;
    private const double LeastContrast = 4.5;

    /// <summary>Of two parts of a drawing that have to be told apart (WCAG 1.4.11).</summary>
    private const double LeastOfShapes = 3;

    /// <summary>With the text part and all that carries the two.</summary>
    private const int MostBytesOfAll = 75_000;

    /// <summary>RFC 5321.</summary>
    private const int LongestLine = 998;

    // Everywhere, or harmless where it is dropped: rounded corners, opacity, max-width and where a long name breaks only refine.
    private static readonly HashSet<string> Properties =
    [
        "background", "border", "border-collapse", "border-radius", "border-top", "color", "display", "font-family", "font-size", "font-weight",
        "height", "line-height", "margin", "margin-top", "max-height", "max-width", "opacity", "overflow", "overflow-wrap", "padding", "table-layout",
        "text-align", "text-decoration", "vertical-align", "width", "word-break",
    ];

    // Who drops what else, by caniemail.com; what is not listed has not been looked up and is not used.
    private static readonly Dictionary<string, string> Dropped = new()
    {
        ["position"] = "Outlook and Gmail",
        ["float"] = "Outlook on Windows",
        ["flex"] = "Outlook on Windows",
        ["grid"] = "Outlook and Gmail",
        ["gap"] = "Outlook and Gmail",
        ["box-shadow"] = "Outlook on Windows",
        ["background-image"] = "Outlook on Windows",
        ["transform"] = "Outlook and Gmail",
        ["animation"] = "Outlook and Gmail",
        ["letter-spacing"] = "Outlook on Windows",
    };

    private static readonly HashSet<string> Elements =
        ["html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td", "th", "p", "span", "a", "strong", "h1", "h2", "h3"];

    /// <summary>Of a whole mail, as it goes over the line.</summary>
    /// <param name="most">Bytes of an ordinary mail, or what the fullest may have.</param>
    public static IReadOnlyList<string> Problems(MailMessageData message, int most = MostBytes)
    {
        byte[] eml = EmlWriter.Write(message);
        return
        [
            .. Problems(message.Html),
            .. eml.Length > Math.Min(most, MostBytesOfAll) ? new[] { $"{eml.Length} bytes with all parts" } : [],
            .. Encoding.ASCII.GetString(eml).Split("\r\n").Where(line => line.Length > LongestLine).Select(line => $"a line of {line.Length} characters"),
        ];
    }

    public static IReadOnlyList<string> Problems(string html)
    {
        IDocument page = new HtmlParser().ParseDocument(html);
        return
        [
            .. Encoding.UTF8.GetByteCount(html) > MostBytes ? new[] { $"{Encoding.UTF8.GetByteCount(html)} bytes" } : [],
            .. page.All.Where(element => !Elements.Contains(element.LocalName)).Select(element => $"<{element.LocalName}> is not for mail"),
            .. page.All.SelectMany(Styles),
            .. page.QuerySelectorAll("table").SelectMany(Tables),
            .. Headings(page),
            .. Frame(page),
            .. page.QuerySelectorAll("img").Where(image => image.GetAttribute("alt") is null).Select(_ => "an image without words for those who do not see it"),
            .. page.QuerySelector("table[style*='max-width']") is not null && !html.Contains("<!--[if mso]>", StringComparison.Ordinal)
                ? new[] { "Outlook on Windows knows no max-width: the column needs a table of its own there" } : [],
            .. page.QuerySelectorAll("a").SelectMany(Links),
            .. page.QuerySelectorAll("a").GroupBy(InContext, StringComparer.Ordinal).Where(alike => alike.Select(link => link.GetAttribute("href")).Distinct().Count() > 1)
                .Select(alike => $"'{alike.Key}' leads to several places"),
            .. Shapes(page, "light", element => null),
            .. Shapes(page, "dark", DarkRules(page)),
            .. Contrast(page, "light", element => null),
            .. Contrast(page, "dark", DarkRules(page)),
            .. Contrast(page, "forced dark", element => null, darken: true),
        ];
    }

    private static IEnumerable<string> Styles(IElement element)
    {
        foreach ((string name, string value) in Declarations(element.GetAttribute("style") ?? ""))
        {
            if (!Properties.Contains(name))
            {
                yield return $"{element.LocalName}: {Dropped.GetValueOrDefault(name, "some mail programs")} drop {name}";
            }

            if (Forbidden().IsMatch(value) || (name == "display" && value is not ("none" or "inline-block" or "block")))
            {
                yield return $"{element.LocalName}: {Dropped.GetValueOrDefault(value, "some mail programs")} drop {name}:{value}";
            }
        }
    }

    private static IEnumerable<string> Tables(IElement table)
    {
        bool presentation = table.GetAttribute("role") == "presentation";
        IElement[] heads = [.. table.QuerySelectorAll("th").Where(head => head.Closest("table") == table)];
        if (presentation ? heads.Length > 0 : heads.Length == 0)
        {
            yield return "a table is either for layout (role=presentation) or has headers";
        }

        if (heads.Any(head => head.GetAttribute("scope") is not ("col" or "row")))
        {
            yield return "a header of a table without a scope";
        }
    }

    private static IEnumerable<string> Headings(IDocument page)
    {
        int[] levels = [.. page.QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(heading => heading.LocalName[1] - '0')];
        if (levels.Count(level => level == 1) != 1 || levels.FirstOrDefault() != 1 || levels.Zip(levels.Skip(1)).Any(pair => pair.Second > pair.First + 1))
        {
            yield return $"headings {string.Join(' ', levels)} are out of order";
        }
    }

    private static IEnumerable<string> Frame(IDocument page)
    {
        foreach (string needed in (string[])["html[lang]", "title", "meta[charset]", "meta[name=viewport]", "meta[name=color-scheme][content='light dark']"])
        {
            if (page.QuerySelector(needed) is null)
            {
                yield return $"{needed} is missing";
            }
        }
    }

    private static IEnumerable<string> Links(IElement link)
    {
        if (link.GetAttribute("href") is not { } address || !(address.StartsWith("http", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal)))
        {
            yield return "a link leads nowhere";
        }

        if (NameOf(link).Length < 3)
        {
            yield return "a link without words";
        }
    }

    /// <summary>What a screen reader calls it.</summary>
    private static string NameOf(IElement link) => (link.GetAttribute("aria-label") ?? link.TextContent).Trim();

    /// <summary>In a list, also by the label of its line.</summary>
    private static string InContext(IElement link) => link.Closest("tr")?.QuerySelector("td.lab") is { } label ? $"{label.TextContent.Trim()} {NameOf(link)}" : NameOf(link);

    /// <summary>The parts of a bar that stand side by side: those who see badly have to see where one ends.</summary>
    private static IEnumerable<string> Shapes(IDocument page, string scheme, Func<IElement, IReadOnlyList<(string Name, string Value)>?> rules) =>
        from bar in page.QuerySelectorAll("table[aria-hidden='true']")
        let cells = bar.QuerySelectorAll("td").Select(cell => Colour.Of((rules(cell) ?? []).Concat(Declarations(cell.GetAttribute("style") ?? "")).First(rule => rule.Name == "background").Value)).ToArray()
        // An estimate at the peers' median covers it: they are the same place.
        let covered = bar.QuerySelectorAll("td.b2 + td.b3, td.b3 + td.b2").Length > 0
        from pair in cells.Zip(cells.Skip(1))
        where !covered
        where pair.First != pair.Second && pair.First.Against(pair.Second) < LeastOfShapes
        select string.Create(CultureInfo.InvariantCulture, $"{scheme}: {pair.First} beside {pair.Second} in a bar has a contrast of {pair.First.Against(pair.Second):0.0}");

    private static IEnumerable<string> Contrast(IDocument page, string scheme, Func<IElement, IReadOnlyList<(string Name, string Value)>?> rules, bool darken = false)
    {
        foreach (IElement element in page.Body!.QuerySelectorAll("*").Where(element => element.ChildNodes.OfType<IText>().Any(text => text.Data.Trim(' ', '\n', '\u00A0').Length > 0)))
        {
            if (Lineage(element).Any(above => Own(above, "display") == "none"))
            {
                continue;
            }

            Colour text = Lineage(element).Select(above => Own(above, "color")).OfType<string>().Select(Colour.Of).FirstOrDefault();
            Colour ground = Lineage(element).Select(above => Own(above, "background")).OfType<string>().Select(Colour.Of).FirstOrDefault(Colour.White);
            double contrast = darken ? text.LightIfDark().Against(ground.DarkIfLight()) : text.Against(ground);
            if (contrast < LeastContrast)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{scheme}: '{element.TextContent.Trim()}' has a contrast of {contrast:0.0} ({text} on {ground})");
            }
        }

        string? Own(IElement element, string name)
        {
            (string Name, string Value)[] own = [.. (rules(element) ?? []).Concat(Declarations(element.GetAttribute("style") ?? "")).Where(rule => rule.Name == name)];
            return own.Length == 0 ? null : own[0].Value;
        }

        static IEnumerable<IElement> Lineage(IElement element)
        {
            for (IElement? at = element; at is not null; at = at.ParentElement)
            {
                yield return at;
            }
        }
    }

    /// <summary>What the sheet says of each class for the dark scheme; its rules are single classes with !important.</summary>
    private static Func<IElement, IReadOnlyList<(string Name, string Value)>?> DarkRules(IDocument page)
    {
        string sheet = page.QuerySelector("style")?.TextContent ?? "";
        int from = sheet.IndexOf("prefers-color-scheme:dark", StringComparison.Ordinal);
        ILookup<string, (string Name, string Value)> rules = DarkRule().Matches(from < 0 ? "" : sheet[from..])
            .SelectMany(rule => Declarations(rule.Groups[2].Value.Replace("!important", "", StringComparison.Ordinal)).Select(declaration => (Class: rule.Groups[1].Value, declaration)))
            .ToLookup(rule => rule.Class, rule => rule.declaration);
        return element => [.. element.ClassList.SelectMany(name => rules[name])];
    }

    private static IEnumerable<(string Name, string Value)> Declarations(string style) => style.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(declaration => declaration.Split(':', 2))
        .Where(parts => parts.Length == 2)
        .Select(parts => (parts[0].Trim(), parts[1].Trim()));

    [GeneratedRegex(@"url\(|calc\(|var\(|rgba?\(|flex|grid|position|(^|\s)-\d|\d(rem|vw|vh)")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"\.([a-z0-9-]+)\{([^}]*)\}")]
    private static partial Regex DarkRule();

    private readonly record struct Colour(double Red, double Green, double Blue)
    {
        public static Colour White => new(1, 1, 1);

        private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

        public static Colour Of(string hex)
        {
            int rgb = int.Parse(hex.AsSpan(1, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return new Colour((rgb >> 16) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0);
        }

        /// <summary>The contrast ratio of WCAG 2.2.</summary>
        public double Against(Colour other) =>
            (Math.Max(Luminance, other.Luminance) + 0.05) / (Math.Min(Luminance, other.Luminance) + 0.05);

        /// <summary>What programs without a dark scheme of the mail's own do: light grounds become dark, and dark text light, with the hue kept.</summary>
        public Colour DarkIfLight() => Luminance > 0.4 ? Inverted() : this;

        public Colour LightIfDark() => Luminance < 0.4 ? Inverted() : this;

        // HSL lightness L becomes 1 − L: what the brightest and the darkest channel add up to is turned round.
        private Colour Inverted()
        {
            double shift = 1 - Math.Max(Red, Math.Max(Green, Blue)) - Math.Min(Red, Math.Min(Green, Blue));
            return new Colour(Red + shift, Green + shift, Blue + shift);
        }

        private static double Linear(double channel) => channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{(int)(Red * 255):x2}{(int)(Green * 255):x2}{(int)(Blue * 255):x2}");
    }
}
