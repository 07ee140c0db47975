using CrmMentorSync.Domain.Deals;
using CrmMentorSync.Domain.Performance.Model;

namespace CrmMentorSync.Domain.Performance;

/// <summary>Scores one peer group: fits the components, joins them to skills, ranks.</summary>
internal sealed class GroupScorer
{
    /// <summary>Scale of the half-normal prior on the spread between reps, on log and logit scales (decision 0010).</summary>
    private const double Scale = 0.5;
    private const double Chance = 0.2;

    private static readonly double MaterialLow = Math.Log(0.85);
    private static readonly double MaterialHigh = Math.Log(1.15);

    private readonly RepTally[] _tallies;
    private readonly bool[] _reference;
    private readonly QuotaSpan?[] _quotas;
    private readonly bool _comparable;

    public GroupScorer(RepTally[] tallies, RepTally[] before, DealLedger deals, QuotaBook quotas, ScoringRules rules)
    {
        _tallies = tallies;
        _reference = [.. tallies.Select(tally => !tally.Tenure.Ramping)];
        _comparable = tallies.Length >= rules.MinimumPeers;
        _quotas = [.. tallies.Select(tally => quotas.Of(tally, deals))];
        var evidence = new GroupEvidence(tallies, before, deals, _reference);
        Outlook = ScoreParts(evidence, rules.OverallOnly);
        Trends = rules.OverallOnly ? Trend.None(tallies.Length) : Trend.Of(tallies, deals, _reference);
    }

    public List<SkillRow> Rows { get; } = [];
    public double[] PMateriallyLow { get; private set; } = [];
    public double[] PMateriallyHigh { get; private set; } = [];
    public double?[] PBelowQuota { get; private set; } = [];
    public Trend.Slopes Trends { get; }

    /// <summary>What the coming period may bring.</summary>
    public SalesOutlook Outlook { get; }

    /// <summary>Whether overall is money; without any amount it is won deals.</summary>
    public bool HasAmounts { get; private set; }

    /// <summary>The overall row of a member; overall is scored first, for every member in order.</summary>
    public SkillRow Overall(int member) => Rows[member];

    private int Reps => _tallies.Length;

    private SalesOutlook ScoreParts(GroupEvidence evidence, bool overallOnly)
    {
        ComponentPosterior closedRate = Fit(evidence.ClosedRate).Posterior(log => log).Moving(evidence.ClosedRateUnsettled);
        ComponentPosterior winLog = Fit(evidence.ClosedWinRate).Posterior(logit => -LogLikelihoods.SoftPlus(-logit)).Moving(evidence.WinRateUnsettled * LogPerLogit() * LogPerLogit());
        ComponentPosterior? size = evidence.HasAmounts ? Fit(evidence.Size).Posterior(log => log) : null;
        var parts = size is null ? new RelatedParts(_reference, closedRate, winLog) : new RelatedParts(_reference, closedRate, winLog, size);
        JointPosterior wonRate = parts.Sum(2);
        JointPosterior overall = size is null ? wonRate : parts.Sum(3);

        Add(Skill.Overall, overall, Math.Exp, tally => tally.RateClosed,
            i => PerMonth(size is null ? _tallies[i].RateWon : _tallies[i].WonAmount, i));
        double[] medians = _comparable ? PeerRanks.Medians(overall, _reference) : [];
        PMateriallyLow = _comparable ? PeerRanks.BelowMedian(overall, medians, MaterialLow) : new double[Reps];
        PMateriallyHigh = _comparable ? [.. PeerRanks.BelowMedian(overall, medians, MaterialHigh).Select(below => 1 - below)] : new double[Reps];
        HasAmounts = size is not null;
        AddAttainment(size is null ? null : overall);
        if (!overallOnly)
        {
            ScoreSkills(evidence, wonRate, size);
        }

        return new SalesOutlook(_tallies, _reference, overall, wonRate, size is null ? 0 : evidence.Sizes.WithinOfMean);
    }

    private void ScoreSkills(GroupEvidence evidence, JointPosterior wonRate, ComponentPosterior? size)
    {
        Add(Skill.WinRate, JointPosterior.Of(Fit(evidence.WinRate).Posterior(logit => logit).Moving(evidence.WinRateUnsettled)), logit => 1 / (1 + Math.Exp(-logit)), tally => tally.Closed,
            i => _tallies[i].Closed > 0 ? (double)_tallies[i].Won / _tallies[i].Closed : null);
        if (size is not null)
        {
            Add(Skill.DealSize, JointPosterior.Of(size), Math.Exp, i => evidence.Sizes.Counts[i], evidence.Sizes.RawMean);
        }

        if (evidence.Cycles.Counts.Any(count => count > 0))
        {
            Add(Skill.CycleDays, JointPosterior.Of(Fit(evidence.Cycle).Posterior(log => log)), log => Math.Exp(log + evidence.Cycles.LogSmear),
                i => evidence.Cycles.Counts[i], evidence.Cycles.RawMean, lowIsGood: true);
        }

        Add(Skill.CreatedPerMonth, JointPosterior.Of(Fit(evidence.CreatedRate).Posterior(log => log).Moving(evidence.CreatedRateUnsettled)), Math.Exp, tally => tally.Created,
            i => PerMonth(_tallies[i].Created, i));
        Add(Skill.WonPerMonth, wonRate, Math.Exp, tally => tally.RateWon, i => PerMonth(_tallies[i].RateWon, i));

        // Where half the group logs no events, their number tells who logs, not who works.
        if (_tallies.Count(tally => tally.Events > 0) * 2 > Reps)
        {
            Add(Skill.Activity, JointPosterior.Of(Fit(evidence.Activity).Posterior(log => log)), Math.Exp, tally => tally.Events,
                i => PerMonth(_tallies[i].Events, i));
        }
    }

    private void AddAttainment(JointPosterior? overall)
    {
        PBelowQuota = new double?[Reps];
        int[] holders = [.. Enumerable.Range(0, Reps).Where(i => _quotas[i] is not null)];
        if (overall is null || holders.Length == 0)
        {
            return;
        }

        double[] shifts = [.. _quotas.Select(quota => quota is { } span ? Math.Log(span.ActiveMonths / span.Amount) : 0)];
        JointPosterior attainment = overall.Shifted(shifts);
        foreach (int i in holders)
        {
            PBelowQuota[i] = attainment.Below(i, 0);
        }

        Add(Skill.Attainment, attainment, Math.Exp, i => _quotas[i]!.Value.Periods, i => _quotas[i]!.Value.Won / _quotas[i]!.Value.Amount,
            among: [.. _quotas.Select(quota => quota is not null)]);
    }

    private HierarchicalModel Fit(Evidence[] evidence) => new(evidence, _reference, Scale);

    private void Add(
        Skill skill, JointPosterior joint, Func<double, double> unit, Func<RepTally, int> n, Func<int, double?> observed) =>
        Add(skill, joint, unit, i => n(_tallies[i]), observed);

    private void Add(
        Skill skill, JointPosterior joint, Func<double, double> unit, Func<int, int> n, Func<int, double?> observed,
        bool lowIsGood = false, bool[]? among = null)
    {
        bool[] peers = among is null ? _reference : [.. _reference.Zip(among, (one, other) => one && other)];
        bool comparable = _comparable && peers.Count(peer => peer) > 1;
        double[] small = comparable ? PeerRanks.InFifth(joint, peers, largest: false) : Same(Chance);
        double[] large = comparable ? PeerRanks.InFifth(joint, peers, largest: true) : Same(Chance);
        double[] estimates = [.. Enumerable.Range(0, Reps).Select(i => unit(joint.Quantile(i, 0.5)))];
        double[] ordered = [.. estimates.Where((_, i) => peers[i] || !peers.Contains(true)).Order()];
        double median = 0.5 * (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]);
        for (int i = 0; i < Reps; i++)
        {
            if (among is null || among[i])
            {
                Rows.Add(new SkillRow(i, skill, n(i), observed(i), estimates[i], unit(joint.Quantile(i, 0.1)), unit(joint.Quantile(i, 0.9)),
                    lowIsGood ? large[i] : small[i], lowIsGood ? small[i] : large[i], median));
            }
        }
    }

    private double[] Same(double value) => [.. Enumerable.Repeat(value, Reps)];

    private double? PerMonth(double amount, int i) => _tallies[i].ActiveMonths > 0 ? amount / _tallies[i].ActiveMonths : null;

    // d ln(p) / d logit(p) = 1 − p, at the group's own win rate.
    private double LogPerLogit() =>
        1 - (_tallies.Sum(tally => (double)tally.Won) / Math.Max(1, _tallies.Sum(tally => tally.Won + tally.Lost)));

    internal readonly record struct SkillRow(
        int Rep, Skill Skill, int N, double? Observed, double Estimate, double Low, double High, double PLowest, double PHighest, double PeerMedian);
}
