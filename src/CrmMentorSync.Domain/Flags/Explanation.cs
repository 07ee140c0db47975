using System.Globalization;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Flags;

/// <summary>The whole reasoning behind a flag on one terminal page, for managers and operators only.</summary>
public static class Explanation
{
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
            return lines;
        }

        SkillScore[] own = [.. scores.Where(score => score.Rep == person.Id).OrderBy(score => score.Skill)];
        lines.Add(Text($"Compared with {standing.PeerGroup}: {scores.Count(score => score.Skill == Skill.Overall && score.PeerGroup == standing.PeerGroup)} reps."));
        lines.Add("");
        lines.Add("                              n   observed   estimate   80 % interval          peers' median   lowest  highest fifth");
        foreach (SkillScore score in own)
        {
            lines.Add(Figures(score));
            lines.Add("  " + Bar(score, [.. scores.Where(other => other.Skill == score.Skill && other.PeerGroup == score.PeerGroup)]));
        }

        lines.Add("");
        lines.Add("  bar: . peers' range   - 80 % interval   o estimate   | peers' median   (better to the right)");
        lines.Add("");
        AddConditions(lines, standing);
        lines.Add(Text($"Build on: {Word(flag.Strength)}. Work on: {Word(flag.Gap)}."));
        return lines;
    }

    private static void AddConditions(List<string> lines, Standing one)
    {
        lines.Add("Conditions:");
        lines.Add(Text($"  lowest fifth {SkillWords.Chance(one.PLowest)}, at least 15 % below the peers' median {SkillWords.Chance(one.PMateriallyLow)} (struggling needs both high)"));
        lines.Add(Text($"  highest fifth {SkillWords.Chance(one.PHighest)}, at least 15 % above {SkillWords.Chance(one.PMateriallyHigh)} (top needs both high)"));
        lines.Add(one.PBelowQuota is { } below ? Text($"  below quota {SkillWords.Chance(below)}") : "  no quota in the window");
        lines.Add(one is { PRising: { } rising, PFlat: { } flat }
            ? Text($"  growing over 10 % a quarter {SkillWords.Chance(rising)}, moving under 5 % {SkillWords.Chance(flat)}, over {one.Quarters} quarters")
            : "  no trend can be told");
        lines.Add("What would change it: " + Change(one));
    }

    private static string Change(Standing one) =>
        one.Ramping ? "the end of the ramp; until then nobody is struggling."
        : one.SilentDays is not null ? "the answer whether they are on leave; until then there is no negative flag."
        : one.PLowest >= one.PHighest ? "results nearer the peers' median, or more evidence that they are low for good and not by chance."
        : "results nearer the peers' median, or more evidence that they are high for good and not by chance.";

    private static string Figures(SkillScore score) => Text(
        $"{SkillWords.Name(score.Skill),-28}{score.N,4} {(score.Observed is { } seen ? Fig(score, seen) : "-"),10} {Fig(score, score.Estimate),10}   {Fig(score, score.Low) + " to " + Fig(score, score.High),-22} {Fig(score, score.PeerMedian),13} {SkillWords.Chance(score.PLowestFifth),9} {SkillWords.Chance(score.PHighestFifth),9}");

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

    private static string Tenure(Standing one) => one.TenureDays is { } days ? Text($"{days} days since hiring") : "hiring date unknown";

    private static string Word(Skill? skill) => skill is { } known ? SkillWords.Name(known) : "nothing measured";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
