using System.Runtime.InteropServices;
using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Performance;

/// <summary>
/// Scores all reps as of a day from the facts as they were known then (decision 0010). The same facts give the same
/// report, whatever their order; stored figures are rounded to six decimals.
/// </summary>
public static class PerformanceScorer
{
    private const double LongCycle = 0.95;
    private const int FewestCycles = 20;

    public static PerformanceReport Score(SalesFacts facts, DateOnly asOf, ScoringRules rules)
    {
        PopulationRules population = rules.Population;
        IReadOnlyList<Person> reps = RepPopulation.Find(facts.People, facts.Deals, asOf, population);
        IReadOnlyList<Tenure> tenures = Tenure.Of(reps, facts.Deals, asOf, population);
        int to = asOf.DayNumber;
        int from = to - population.WindowDays + 1;
        RepTally[] now = [.. tenures.Select(tenure => Tally(tenure, from, to, facts))];
        RepTally[] before = [.. tenures.Select(tenure => Tally(tenure, from - population.WindowDays, from - 1, facts))];
        bool[] scored = [.. now.Select(tally => tally.Counted >= rules.MinimumClosed)];
        CountStale(now, before, PeerGrouping.Divide(reps, scored, rules), facts.Deals, to);

        scored = [.. now.Select(tally => tally.Counted >= rules.MinimumClosed)];
        int peers = scored.Count(one => one);
        List<SkillScore> scores = [];
        List<Outlook> outlooks = [];
        bool amounts = false;
        var standings = new Standing[reps.Count];
        var quotas = new QuotaBook(facts.Quotas);
        foreach (PeerGroup group in PeerGrouping.Divide(reps, scored, rules))
        {
            var scorer = new GroupScorer(
                [.. group.Members.Select(i => now[i])], [.. group.Members.Select(i => before[i])], facts.Deals, quotas, rules);
            scores.AddRange(scorer.Rows.Where(row => group.Assigned.Contains(group.Members[row.Rep]))
                .Select(row => ToScore(row, reps[group.Members[row.Rep]].Id, group.Name)));
            amounts |= scorer.HasAmounts;
            if (rules.OutlookUntil is { } until)
            {
                outlooks.AddRange(scorer.Outlook.Until(until.DayNumber, [.. group.Members.Select(group.Assigned.Contains)]));
            }

            for (int m = 0; m < group.Members.Length; m++)
            {
                int rep = group.Members[m];
                if (group.Assigned.Contains(rep))
                {
                    standings[rep] = Judge(Base(now[rep], facts, asOf, rules, peers), group.Name, scorer, m);
                }
            }
        }

        for (int i = 0; i < standings.Length; i++)
        {
            standings[i] ??= Base(now[i], facts, asOf, rules, peers);
        }

        return new PerformanceReport([.. scores.OrderBy(score => score.Rep).ThenBy(score => score.Skill)], standings)
        {
            Outlooks = [.. outlooks.OrderBy(outlook => outlook.Rep)],
            HasAmounts = amounts,
        };
    }

    private static RepTally Tally(Tenure tenure, int from, int to, SalesFacts facts)
    {
        var tally = new RepTally(tenure, from, to);
        tally.Add(facts.Deals.Of(tenure.Person.Id));
        int first = Math.Max(from, tenure.RatesFrom);
        tally.Events = Events(facts, tenure.Person.Id).Count(day => day.DayNumber >= first && day.DayNumber <= to);
        return tally;
    }

    private static IReadOnlyList<DateOnly> Events(SalesFacts facts, UserId rep) =>
        facts.EventDays.TryGetValue(rep, out IReadOnlyList<DateOnly>? days) ? days : [];

    // Reps with too few closed deals take the patience of the whole.
    private static void CountStale(RepTally[] now, RepTally[] before, IReadOnlyList<PeerGroup> groups, DealLedger deals, int asOf)
    {
        var patience = new int?[now.Length];
        int? ofAll = Patience(now, deals);
        Array.Fill(patience, ofAll);
        foreach (PeerGroup group in groups)
        {
            int? days = Patience([.. group.Members.Select(i => now[i])], deals) ?? ofAll;
            foreach (int rep in group.Assigned)
            {
                patience[rep] = days;
            }
        }

        for (int i = 0; i < now.Length; i++)
        {
            if (patience[i] is { } days)
            {
                now[i].AddStale(deals.Of(now[i].Tenure.Person.Id), days, asOf);
                before[i].AddStale(deals.Of(now[i].Tenure.Person.Id), days, asOf);
            }
        }
    }

    private static int? Patience(RepTally[] tallies, DealLedger deals)
    {
        List<int> cycles = [];
        foreach (RepTally tally in tallies)
        {
            foreach (DealEntry deal in deals.Of(tally.Tenure.Person.Id))
            {
                if (deal.Closed >= tally.From && deal.Closed <= tally.To && deal.Created <= tally.To && tally.Credits(deal))
                {
                    cycles.Add(Math.Max(0, deal.Closed - deal.Created));
                }
            }
        }

        return cycles.Count < FewestCycles
            ? null
            : Selection.At(CollectionsMarshal.AsSpan(cycles), (int)Math.Ceiling(LongCycle * cycles.Count) - 1);
    }

    private static Standing Base(RepTally tally, SalesFacts facts, DateOnly asOf, ScoringRules rules, int peers)
    {
        Person person = tally.Tenure.Person;
        bool enough = tally.Counted >= rules.MinimumClosed;
        return new Standing
        {
            Rep = person.Id,
            On = asOf,
            Judged = enough && peers >= rules.MinimumPeers,
            NotJudged = !enough ? NotEnough(tally, rules)
                : peers < rules.MinimumPeers ? FormattableString.Invariant($"only {peers} reps have enough deals to be compared (at least {rules.MinimumPeers} are needed)")
                : null,
            Ramping = tally.Tenure.Ramping,
            TenureDays = tally.Tenure.Start == DateOnly.MinValue ? null : tally.Tenure.DaysOn(asOf),
            Closed = tally.Closed,
            Stale = tally.Stale,
            ActiveMonths = Round(tally.ActiveMonths),
            SilentDays = Silence.Of(tally, facts.Deals.Of(person.Id), Events(facts, person.Id), rules.Population.SilentDays),
        };
    }

    private static string NotEnough(RepTally tally, ScoringRules rules) =>
        tally.Closed == 0
            ? FormattableString.Invariant($"no deal closed in the last {rules.Population.WindowDays} days")
            : tally.Counted < tally.Closed
            ? FormattableString.Invariant($"{tally.Counted} closed deals since the ramp ended (at least {rules.MinimumClosed} are needed)")
            : FormattableString.Invariant($"only {tally.Closed} closed deals in the last {rules.Population.WindowDays} days (at least {rules.MinimumClosed} are needed)");

    private static Standing Judge(Standing standing, string group, GroupScorer scorer, int member)
    {
        GroupScorer.SkillRow overall = scorer.Overall(member);
        double rising = Math.Log(1.10);
        double flat = Math.Log(1.05);
        JointPosterior? slopes = scorer.Trends.Posterior;
        return standing with
        {
            PeerGroup = group,
            PLowest = Round(overall.PLowest),
            PHighest = Round(overall.PHighest),
            PMateriallyLow = Round(scorer.PMateriallyLow[member]),
            PMateriallyHigh = Round(scorer.PMateriallyHigh[member]),
            PBelowQuota = scorer.PBelowQuota[member] is { } below ? Round(below) : null,
            PRising = slopes is null ? null : Round(1 - slopes.Below(member, rising)),
            PFlat = slopes is null ? null : Round(slopes.Below(member, flat) - slopes.Below(member, -flat)),
            Quarters = scorer.Trends.QuartersSeen[member],
        };
    }

    private static SkillScore ToScore(GroupScorer.SkillRow row, UserId rep, string group) => new()
    {
        Rep = rep,
        Skill = row.Skill,
        PeerGroup = group,
        N = row.N,
        Observed = row.Observed is { } observed ? Round(observed) : null,
        Estimate = Round(row.Estimate),
        Low = Round(row.Low),
        High = Round(row.High),
        PLowestFifth = Round(row.PLowest),
        PHighestFifth = Round(row.PHighest),
        PeerMedian = Round(row.PeerMedian),
    };

    private static double Round(double value) => Math.Round(value, 6, MidpointRounding.AwayFromZero);
}
