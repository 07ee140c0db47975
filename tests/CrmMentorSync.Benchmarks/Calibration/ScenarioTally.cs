using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Benchmarks.Calibration;

/// <summary>All orgs of one scenario (or of several) together: the flags, the oracle's, and the plain way's.</summary>
internal sealed class ScenarioTally
{
    private readonly Side _low = new(FlagKind.Struggling, "struggling");
    private readonly Side _top = new(FlagKind.Top, "top");
    private readonly Coverage _coverage = new();
    private int _flagged;
    private int _reps;
    private int _rampingStruggling;

    public void Add(
        Trial trial, PerformanceReport report, IReadOnlyList<RepFlag> flags, HashSet<UserId> peers,
        Dictionary<UserId, (double Low, double High)> oracle, Dictionary<UserId, (double Low, double High)> moments)
    {
        foreach (Side side in (Side[])[_low, _top])
        {
            bool low = side == _low;
            HashSet<UserId> truly = trial.TrueFifth(peers, low);
            side.Flags.Add(flags.Where(flag => flag.Flag == side.Kind).Select(flag => flag.Rep), truly);
            side.Oracle.AddChosen(oracle.Select(one => (one.Key, low ? one.Value.Low : one.Value.High)), truly);
            side.Moments.AddChosen(moments.Select(one => (one.Key, low ? one.Value.Low : one.Value.High)), truly);
            side.Plain.AddOrder(moments.Select(one => (one.Key, low ? one.Value.Low : one.Value.High)), truly);
        }

        _flagged += flags.Count(flag => flag.Flag is FlagKind.Struggling or FlagKind.Top or FlagKind.Rising or FlagKind.Plateau);
        _rampingStruggling += flags.Count(flag => flag.Flag == FlagKind.Struggling && !peers.Contains(flag.Rep));
        _reps += flags.Count;
        _coverage.Add(trial, report);
    }

    public void Print()
    {
        foreach (Side one in (Side[])[_low, _top])
        {
            Console.WriteLine(FormattableString.Invariant(
                $"  {one.Name,-10} named {one.Flags.Named,5}  false share {one.Flags.FalseShare:0.000}  recall {one.Flags.Recall:0.000} = {one.Flags.Recall / one.Oracle.Recall:0.000} of the oracle's {one.Oracle.Recall:0.000} (false {one.Oracle.FalseShare:0.000});  moments at equal false share {one.Plain.RecallAt(one.Flags.FalseShare):0.000}, by its own lights false {one.Moments.FalseShare:0.000} recall {one.Moments.Recall:0.000}"));
        }

        Console.WriteLine(FormattableString.Invariant($"  flagged {(double)_flagged / _reps:P1} of all; ramping and struggling: {_rampingStruggling}"));
        Console.WriteLine("  80 % intervals cover (truth below/above) " + _coverage);
    }

    private sealed record Side(FlagKind Kind, string Name)
    {
        public Tally Flags { get; } = new();
        public Tally Oracle { get; } = new();
        public Tally Moments { get; } = new();
        public Tally Plain { get; } = new();
    }
}
