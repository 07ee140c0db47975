using System.Globalization;

namespace CrmMentorSync.EmbeddedOrg.Generator;

/// <summary>The names, ranges and meanings of <see cref="GeneratorOptions"/>, in one table for parsing, checking and help.</summary>
internal static class GeneratorSettings
{
    /// <summary>About 250 bytes a deal: more than this belongs in several orgs.</summary>
    private const double MostDeals = 10_000_000;

    private static readonly Setting[] All =
    [
        Whole("reps", "sellers", 1, 50_000, o => o.Reps, (o, v) => o with { Reps = v }),
        Real(
            "deals", "decided deals per seller and year", 0.1, 5_000,
            o => o.DealsPerRepYear, (o, v) => o with { DealsPerRepYear = v }),
        Whole("seed", "equal seeds give equal orgs", 0, int.MaxValue, o => o.Seed, (o, v) => o with { Seed = v }),
        Real("years", "years of deals", 0.1, 20, o => o.Years, (o, v) => o with { Years = v }),
        Whole("segments", "segments of different level", 1, 6, o => o.Segments, (o, v) => o with { Segments = v }),
        Real("ratio", "deal size from one segment to the next", 1, 100, o => o.SegmentRatio, (o, v) => o with { SegmentRatio = v }),
        Real("activity-sd", "spread of ln(deals per month)", 0, 2, o => o.ActivitySd, (o, v) => o with { ActivitySd = v }),
        Real("win-rate", "mean win rate", 0.01, 0.99, o => o.WinRate, (o, v) => o with { WinRate = v }),
        Real("win-sd", "spread of logit(win rate)", 0, 3, o => o.WinRateSd, (o, v) => o with { WinRateSd = v }),
        Real("size-sd", "spread of mean ln(amount)", 0, 3, o => o.SizeSd, (o, v) => o with { SizeSd = v }),
        Real("deal-sd", "spread of ln(amount) within a seller", 0, 3, o => o.DealSizeSd, (o, v) => o with { DealSizeSd = v }),
        Real("tail-sd", "extra spread of one deal in twenty", 0, 4, o => o.TailSd, (o, v) => o with { TailSd = v }),
        Real("cycle-sd", "spread of ln(median cycle)", 0, 1, o => o.CycleSd, (o, v) => o with { CycleSd = v }),
        Real(
            "persistence", "correlation of a seller's pace with the year before", 0, 1,
            o => o.Persistence, (o, v) => o with { Persistence = v }),
        Real("hired", "share hired 180 to 365 days ago", 0, 1, o => o.HiredShare, (o, v) => o with { HiredShare = v }),
        Real("ramping", "share hired in the last 180 days", 0, 1, o => o.RampingShare, (o, v) => o with { RampingShare = v }),
        Real("leave", "share with leave in the last year", 0, 1, o => o.LeaveShare, (o, v) => o with { LeaveShare = v }),
        new("as-of", "the last day", ReadAsOf, o => o.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CheckAsOf),
        new("equal", "true: sellers of a segment are alike", ReadEqual, o => ExportText.Flag(o.AllEqual), _ => null),
    ];

    public static GeneratorOptions Parse(string text)
    {
        var options = new GeneratorOptions();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length != 2)
            {
                throw new FormatException($"'{part}' is not of the form name=value (known names: {Names()})");
            }

            Setting setting = All.FirstOrDefault(candidate => candidate.Key == pair[0])
                ?? throw new FormatException($"'{pair[0]}' is not a setting of the generator (known names: {Names()})");
            if (!seen.Add(setting.Key))
            {
                throw new FormatException($"'{setting.Key}' is given twice; name it once");
            }

            options = setting.Read(options, pair[1]);
        }

        return Problem(options) is { } problem ? throw new FormatException(problem) : options;
    }

    /// <summary>What is wrong with the options, or null.</summary>
    public static string? Problem(GeneratorOptions options)
    {
        string? problem = All.Select(setting => setting.Check(options)).FirstOrDefault(found => found is not null);
        if (problem is not null)
        {
            return problem;
        }

        double deals = options.Reps * options.DealsPerRepYear * options.Years;
        if (deals > MostDeals)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"reps × deals × years is {deals:F0}, above {MostDeals:F0}; ask for fewer reps, deals or years");
        }

        return options.HiredShare + options.RampingShare > 1
            ? "hired and ramping are shares of the same sellers and may not exceed 1 together"
            : null;
    }

    public static IReadOnlyList<string> Describe()
    {
        var defaults = new GeneratorOptions();
        return [.. All.Select(setting => $"{setting.Key}: {setting.Meaning} (default {setting.Show(defaults)})")];
    }

    private static string Names() => string.Join(", ", All.Select(setting => setting.Key));

    private static Setting Whole(
        string key, string meaning, int low, int high,
        Func<GeneratorOptions, int> get, Func<GeneratorOptions, int, GeneratorOptions> set) => new(
            key, meaning,
            (options, text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
                ? set(options, value)
                : throw new FormatException($"{key}={text}: expected a whole number from {low} to {high}"),
            options => get(options).ToString(CultureInfo.InvariantCulture),
            options => get(options) >= low && get(options) <= high
                ? null
                : $"{key}={get(options)}: expected a whole number from {low} to {high}");

    private static Setting Real(
        string key, string meaning, double low, double high,
        Func<GeneratorOptions, double> get, Func<GeneratorOptions, double, GeneratorOptions> set)
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"expected a number from {low} to {high}");
        return new Setting(
            key, meaning,
            (options, text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? set(options, value)
                : throw new FormatException($"{key}={text}: {range}, with a point for decimals"),
            options => get(options).ToString(CultureInfo.InvariantCulture),
            options => get(options) >= low && get(options) <= high
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{key}={get(options)}: {range}"));
    }

    private static GeneratorOptions ReadAsOf(GeneratorOptions options, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? options with { AsOf = day }
            : throw new FormatException($"as-of={text}: expected a day as yyyy-MM-dd");

    private static GeneratorOptions ReadEqual(GeneratorOptions options, string text) => text switch
    {
        "true" => options with { AllEqual = true },
        "false" => options with { AllEqual = false },
        _ => throw new FormatException($"equal={text}: expected true or false"),
    };

    private static string? CheckAsOf(GeneratorOptions options) => options.AsOf.Year is >= 1950 and <= 2200
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"as-of={options.AsOf:yyyy-MM-dd}: expected a day from 1950 to 2200");

    private sealed record Setting(
        string Key,
        string Meaning,
        Func<GeneratorOptions, string, GeneratorOptions> Read,
        Func<GeneratorOptions, string> Show,
        Func<GeneratorOptions, string?> Check);
}
