using System.Globalization;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Flags;

/// <summary>The one sentence behind a flag: how many deals, observed, estimate, peers' median, how sure, and what drives it.</summary>
internal static class FlagReason
{
    public static string Of(FlagKind flag, Standing one, IReadOnlyList<SkillScore> scores)
    {
        SkillScore? overall = scores.FirstOrDefault(score => score.Skill == Skill.Overall);
        return flag switch
        {
            FlagKind.InsufficientData => $"Not judged: {one.NotJudged ?? "too little data"}.",
            FlagKind.Ramping => Text($"Ramping: {one.TenureDays ?? 0} days of tenure; {one.Closed} closed deals so far{Level(overall)}."),
            FlagKind.Struggling => Text($"{SkillWords.Chance(one.PLowest)} sure of the lowest fifth{Level(overall)}; {Driver(scores, low: true)}{Stale(one)}."),
            FlagKind.Top => Text($"{SkillWords.Chance(one.PHighest)} sure of the highest fifth{Level(overall)}; {Driver(scores, low: false)}{Stale(one)}."),
            FlagKind.Rising => Text($"{SkillWords.Chance(one.PRising ?? 0)} sure of growing more than 10 % a quarter against peers over {one.Quarters} quarters{Level(overall)}."),
            FlagKind.Plateau => Text($"High and flat: {SkillWords.Chance(one.PFlat ?? 0)} sure of moving less than 5 % a quarter over {one.Quarters} quarters{Level(overall)}."),
            FlagKind.Steady => Text($"Not sure enough for a flag ({SkillWords.Chance(one.PLowest)} lowest, {SkillWords.Chance(one.PHighest)} highest fifth){Level(overall)}{Suppressed(one)}{Stale(one)}."),
        };
    }

    private static string Level(SkillScore? overall) => overall is null ? "" : Text(
        $": won a month observed {(overall.Observed is { } observed ? SkillWords.Figure(Skill.Overall, observed) : "nothing")}, estimate {SkillWords.Figure(Skill.Overall, overall.Estimate)}, peers' median {SkillWords.Figure(Skill.Overall, overall.PeerMedian)}, from {overall.N} closed deals");

    private static string Stale(Standing one) => one.Stale == 0 ? ""
        : one.Stale == 1 ? "; 1 old open deal counts as lost"
        : Text($"; {one.Stale} old open deals count as lost");

    private static string Suppressed(Standing one) => one.SilentDays is { } days && one.PLowest >= 0.5
        ? Text($"; no negative flag while silent for {days} days")
        : "";

    // Overall = closed deals a month × win rate × deal size; the part that moves it most in the flag's direction.
    private static string Driver(IReadOnlyList<SkillScore> scores, bool low)
    {
        SkillScore? won = scores.FirstOrDefault(score => score.Skill == Skill.WonPerMonth);
        SkillScore? rate = scores.FirstOrDefault(score => score.Skill == Skill.WinRate);
        SkillScore? size = scores.FirstOrDefault(score => score.Skill == Skill.DealSize);
        double sign = low ? -1 : 1;
        double byRate = sign * Distance(rate);
        (string Word, double Weight, SkillScore? Score)[] parts =
        [
            ("volume", (sign * Distance(won)) - byRate, won),
            ("win rate", byRate, rate),
            ("deal size", sign * Distance(size), size),
        ];
        (string word, double _, SkillScore? driver) = parts.OrderByDescending(part => part.Weight).First();
        string other = word == "win rate" || rate is null ? "" : $", win rate {Against(rate)}";
        return driver is null ? "no part stands out" : $"driven by {word}: {SkillWords.Name(driver.Skill)} {Against(driver)}{other}";
    }

    private static double Distance(SkillScore? score) =>
        score is { Estimate: > 0, PeerMedian: > 0 } ? Math.Log(score.Estimate / score.PeerMedian) : 0;

    private static string Against(SkillScore score) =>
        $"{SkillWords.Figure(score.Skill, score.Estimate)} against {SkillWords.Figure(score.Skill, score.PeerMedian)}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
