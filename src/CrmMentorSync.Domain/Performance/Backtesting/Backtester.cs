using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Performance.Backtesting;

/// <summary>Raises the flags as they would have been raised on a past day, and looks up what the reps sold afterwards.</summary>
public static class Backtester
{
    private const double Fifth = 0.2;

    /// <summary>The cases of one day, ordered by rep. Who has since left is not on file as a rep and is missing.</summary>
    public static IReadOnlyList<BacktestCase> At(SalesFacts facts, DateOnly on, ScoringRules scoring, FlagRules flags, BacktestRules rules)
    {
        DateOnly until = rules.Until(on);
        ScoringRules brief = scoring with { OverallOnly = true };
        IReadOnlyList<IReadOnlyList<Standing>> past =
            [.. FlagMemory.WeekEndsBefore(on, rules.MemoryWeeks).Select(day => PerformanceScorer.Score(facts, day, brief).Standings)];
        PerformanceReport report = PerformanceScorer.Score(facts, on, brief with { OutlookUntil = until });
        Dictionary<UserId, FlagKind> raised = FlagPolicy.Raise([.. past, report.Standings], report.Scores, flags)
            .ToDictionary(flag => flag.Rep, flag => flag.Flag);
        Dictionary<UserId, SkillScore> overall = report.Scores.Where(score => score.Skill == Skill.Overall).ToDictionary(score => score.Rep);
        Dictionary<UserId, Outlook> outlooks = report.Outlooks.ToDictionary(outlook => outlook.Rep);

        IEnumerable<BacktestCase> cases = report.Standings
            .Where(one => one is { Judged: true, Ramping: false } && outlooks.ContainsKey(one.Rep))
            .Select(one => new BacktestCase
            {
                Rep = one.Rep,
                On = on,
                PeerGroup = one.PeerGroup,
                Flag = raised[one.Rep],
                PLowest = one.PLowest,
                PHighest = one.PHighest,
                ExpectedLowest = outlooks[one.Rep].PLowest,
                ExpectedHighest = outlooks[one.Rep].PHighest,
                Estimate = overall[one.Rep].Estimate,
                Raw = overall[one.Rep].Observed ?? 0,
                Outcome = Won(facts.Deals.Of(one.Rep), on.DayNumber, until.DayNumber, report.HasAmounts) / outlooks[one.Rep].Months,
            });
        return [.. cases.GroupBy(one => one.PeerGroup, StringComparer.Ordinal).Where(group => group.Count() >= rules.FewestPeers)
            .SelectMany(group => Ranked([.. group])).OrderBy(one => one.Rep)];
    }

    private static double Won(ReadOnlySpan<DealEntry> deals, int after, int until, bool amounts)
    {
        double sum = 0;
        foreach (DealEntry deal in deals)
        {
            if (deal.Won && deal.Closed > after && deal.Closed <= until)
            {
                sum += !amounts ? 1 : deal.Amount > 0 ? deal.Amount : 0;
            }
        }

        return sum;
    }

    private static IEnumerable<BacktestCase> Ranked(BacktestCase[] group)
    {
        double[] raw = [.. group.Select(one => one.Raw)];
        double[] outcomes = [.. group.Select(one => one.Outcome)];
        double[] estimatePlaces = Places.Of([.. group.Select(one => one.Estimate)]);
        double[] rawPlaces = Places.Of(raw);
        double[] outcomePlaces = Places.Of(outcomes);
        double[] rawLowest = Places.PartInLowest(raw, Fifth);
        double[] rawHighest = Places.PartInLowest([.. raw.Select(value => -value)], Fifth);
        double[] lowest = Places.PartInLowest(outcomes, Fifth);
        double[] highest = Places.PartInLowest([.. outcomes.Select(value => -value)], Fifth);
        double mean = raw.Average();
        return group.Select((one, i) => one with
        {
            EstimatePlace = estimatePlaces[i],
            RawPlace = rawPlaces[i],
            OutcomePlace = outcomePlaces[i],
            RawLowest = rawLowest[i] >= 0.5,
            RawHighest = rawHighest[i] >= 0.5,
            RawToMean = mean > 0 ? raw[i] / mean : 1,
            CameLowest = lowest[i],
            CameHighest = highest[i],
        });
    }
}
