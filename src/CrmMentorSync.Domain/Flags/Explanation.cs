using System.Globalization;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Flags;

/// <summary>The whole reasoning behind a flag on one terminal page, for managers and operators only.</summary>
public static class Explanation
{
    private const int Width = 80;
    private const int BarWidth = 41;

    /// <param name="scores">The scores of the rep and of all others on that day; bars are drawn against the rep's group.</param>
    public static IReadOnlyList<string> Explain(Person person, RepFlag flag, Standing standing, IReadOnlyList<SkillScore> scores)
    {
        List<string> lines =
        [
            Text($"{person.Name} ({person.Username}) as of {standing.On:yyyy-MM-dd}"),
            Text($"Flag: {flag.Flag.Key()}{(flag.Probability is { } p ? ", probability " + SkillWords.Chance(p) : "")}{Also(flag)}"),
            flag.Reason,
        ];
        if (flag.Question is { } question)
        {
            lines.Add("Question: " + question);
        }

        lines.Add("");
        lines.Add(Text($"Counted: {standing.Closed} closed deals in the window ({standing.Stale} old open ones as lost), {standing.ActiveMonths:0.0} active months, {Tenure(standing)}."));
        if (!standing.Judged)
        {
            lines.Add("What would change it: more closed deals of their own, or more reps to compare with.");
            return [.. lines.SelectMany(Wrapped)];
        }

        SkillScore[] own = [.. scores.Where(score => score.Rep == person.Id).OrderBy(score => score.Skill)];
        ILookup<Skill, SkillScore> peers = scores.Where(score => score.PeerGroup == standing.PeerGroup).ToLookup(score => score.Skill);
        lines.Add(Text($"Compared with {standing.PeerGroup}: {peers[Skill.Overall].Count()} reps."));
        lines.Add("");
        lines.Add("skill                             n   observed   estimate     80 % interval");
        lines.Add("  place among peers                            peers' median    lowest   highest");
        foreach (SkillScore score in own)
        {
            lines.Add(Text($"{SkillWords.Name(score.Skill),-30}{score.N,5} {(score.Observed is { } seen ? Fig(score, seen) : "-"),10} {Fig(score, score.Estimate),10} {Fig(score, score.Low) + " to " + Fig(score, score.High),22}"));
            lines.Add(Text($"  {Bar(score, [.. peers[score.Skill]])} {Fig(score, score.PeerMedian),14} {SkillWords.Chance(score.PLowestFifth),9} {SkillWords.Chance(score.PHighestFifth),9}"));
        }

        lines.Add("");
        lines.Add("  . peers' range  - 80 % interval  o estimate  | peers' median  (better: right)");
        lines.Add("");
        AddConditions(lines, standing);
        lines.Add("What would change it: " + Change(flag, standing, own, [.. peers[Skill.Overall]]));
        lines.Add(Text($"Build on: {Word(flag.Strength)}. Work on: {Word(flag.Gap)}."));
        return [.. lines.SelectMany(Wrapped)];
    }

    private static void AddConditions(List<string> lines, Standing one)
    {
        lines.Add("Conditions:");
        lines.Add(Text($"  struggling: lowest fifth {SkillWords.Chance(one.PLowest)}, at least 15 % below the peers' median {SkillWords.Chance(one.PMateriallyLow)} (both high)"));
        lines.Add(Text($"  top: highest fifth {SkillWords.Chance(one.PHighest)}, at least 15 % above the peers' median {SkillWords.Chance(one.PMateriallyHigh)} (both high)"));
        lines.Add(one.PBelowQuota is { } below ? Text($"  below quota {SkillWords.Chance(below)}") : "  no quota in the window");
        lines.Add(one is { PRising: { } rising, PFlat: { } flat }
            ? Text($"  growing over 10 % a quarter {SkillWords.Chance(rising)}, moving under 5 % {SkillWords.Chance(flat)}, over {one.Quarters} quarters")
            : "  no trend can be told");
    }

    private static string Change(RepFlag flag, Standing one, IReadOnlyList<SkillScore> own, IReadOnlyList<SkillScore> peers)
    {
        if (one.Ramping)
        {
            return "the end of the ramp; until then nobody is struggling.";
        }

        if (one.SilentDays is not null)
        {
            return "the answer whether they are on leave; until then there is no negative flag.";
        }

        SkillScore? overall = own.FirstOrDefault(score => score.Skill == Skill.Overall);
        double[] ordered = [.. peers.Select(peer => peer.Estimate).Order()];
        int fifth = ordered.Length / 5;
        if (overall is null || fifth == 0)
        {
            return "more evidence, for good or for bad.";
        }

        string now = SkillWords.Figure(Skill.Overall, overall.Estimate);
        string low = SkillWords.Figure(Skill.Overall, ordered[fifth]);
        string high = SkillWords.Figure(Skill.Overall, ordered[^(fifth + 1)]);
        return flag.Flag switch
        {
            FlagKind.Struggling => $"an estimate above {low} a month, where the lowest fifth of the peers ends ({now} now{Wins(ordered[fifth])}).",
            FlagKind.Top => $"an estimate below {high} a month, where the highest fifth of the peers begins ({now} now{Wins(ordered[^(fifth + 1)])}).",
            FlagKind.Rising or FlagKind.Plateau or FlagKind.Steady =>
                $"an estimate ({now} a month now) that stays below {low} for struggling, or above {high} for top, over enough deals to be sure.",
            FlagKind.InsufficientData or FlagKind.Ramping => "more closed deals of their own.",
        };

        // Deals won in the trailing year at today's size; fewer than one tells nothing.
        string Wins(double bound) =>
            own.FirstOrDefault(score => score.Skill == Skill.WonPerMonth) is { } won && overall.Estimate > 0
            && Math.Abs((bound / overall.Estimate) - 1) * won.Estimate * 12 is >= 1 and var wins
                ? Text($"; about {wins:0} {(bound > overall.Estimate ? "more" : "fewer")} deals won a year at today's size")
                : "";
    }

    // Prose wraps at the terminal's width, under its own indent; tables are made to fit.
    private static IEnumerable<string> Wrapped(string line)
    {
        string indent = line.StartsWith(' ') ? "    " : "  ";
        while (line.Length > Width && line.LastIndexOf(' ', Width) is var at && at > indent.Length)
        {
            yield return line[..at].TrimEnd();
            line = indent + line[(at + 1)..];
        }

        yield return line;
    }

    private static string Fig(SkillScore score, double value) => SkillWords.Figure(score.Skill, value);

    private static string Bar(SkillScore score, IReadOnlyList<SkillScore> peers)
    {
        double low = Math.Min(score.Low, peers.Min(peer => peer.Estimate));
        double high = Math.Max(score.High, peers.Max(peer => peer.Estimate));
        bool lowIsGood = score.Skill == Skill.CycleDays;
        int At(double value)
        {
            double share = high > low ? (value - low) / (high - low) : 0.5;
            return (int)Math.Round((lowIsGood ? 1 - share : share) * (BarWidth - 1));
        }

        char[] bar = new string(' ', BarWidth).ToCharArray();
        Fill(peers.Min(peer => peer.Estimate), peers.Max(peer => peer.Estimate), '.');
        Fill(score.Low, score.High, '-');
        bar[At(score.PeerMedian)] = '|';
        bar[At(score.Estimate)] = 'o';
        return "[" + new string(bar) + "]";

        void Fill(double from, double to, char mark)
        {
            for (int i = Math.Min(At(from), At(to)); i <= Math.Max(At(from), At(to)); i++)
            {
                bar[i] = mark;
            }
        }
    }

    private static string Also(RepFlag flag) => flag.Also.Count > 0 ? "; also " + string.Join(", ", flag.Also.Select(kind => kind.Key())) : "";

    private static string Tenure(Standing one) => one.TenureDays is { } days ? Text($"{days} days of tenure") : "hiring date unknown";

    private static string Word(Skill? skill) => skill is { } known ? SkillWords.Name(known) : "nothing measured";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
