using System.Globalization;
using CrmMentorSync.Domain.People;
using CrmMentorSync.EmbeddedOrg.Generator;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>A trial on an org of the product's own generator.</summary>
internal static class GeneratedTrial
{
    public static Trial Of(GeneratorOptions options)
    {
        GeneratedOrg org = OrgGenerator.Generate(options);
        Dictionary<string, double> levels = org.Truth.Select(truth => truth.Segment).Distinct()
            .ToDictionary(name => name, name => Math.Log(8_000) + (Segment(name) * Math.Log(options.SegmentRatio)));
        double narrow = options.DealSizeSd;
        double wide = Math.Sqrt((narrow * narrow) + (options.TailSd * options.TailSd));
        return new Trial
        {
            Facts = GeneratedFacts.Of(org),
            AsOf = options.AsOf,
            From = options.AsOf.AddDays(1 - (int)Math.Round(365 * options.Years)),
            Sellers = [.. org.Truth.Select(truth => new Seller(new UserId(truth.RepId), truth.Segment, Ability(truth)))],
            Another = (segment, random) => Another(options, levels[segment], random),
            SizeDensity = off => Math.Log((0.95 * Density(off, narrow)) + (0.05 * Density(off, wide))),
        };
    }

    private static Ability Ability(RepTruth truth) => new()
    {
        LogPace = Math.Log(truth.DealsPerMonth),
        Logit = Math.Log(truth.WinRate / (1 - truth.WinRate)),
        LogSize = truth.LogSizeMean,
        CycleDays = truth.CycleMedianDays * Math.Exp(0.5 * truth.LogCycleSd * truth.LogCycleSd),
        Past = truth.PastPace,
    };

    private static Ability Another(GeneratorOptions options, double level, SeededRandom random)
    {
        double spread = options.AllEqual ? 0 : 1;
        double activity = spread * options.ActivitySd;
        double pace = activity * random.NextNormal();
        return new Ability
        {
            LogPace = Math.Log(options.DealsPerRepYear / 12) + pace - (activity * activity / 2),
            Logit = Math.Log(options.WinRate / (1 - options.WinRate)) + (spread * options.WinRateSd * random.NextNormal()),
            LogSize = level + (spread * options.SizeSd * random.NextNormal()),
            Past = PaceCourse.Draw(options, pace, random),
        };
    }

    private static int Segment(string name) => name switch
    {
        "General" or "Mid-Market" => 0,
        "Enterprise" => 1,
        _ => int.Parse(name["Segment ".Length..], CultureInfo.InvariantCulture) - 1,
    };

    private static double Density(double off, double deviation) => Math.Exp(-0.5 * off * off / (deviation * deviation)) / deviation;
}
