using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Domain.Performance;

namespace CrmMentorSync.Domain.Digest;

/// <summary>The team at a glance: who stands where against comparable reps, and what changed.</summary>
internal static class DigestTeam
{
    // Who needs the manager comes first, who needs nothing last: where the list is cut, it is cut there.
    private static readonly FlagKind[] Order =
    [
        FlagKind.Struggling, FlagKind.Top, FlagKind.Rising, FlagKind.Plateau, FlagKind.Ramping, FlagKind.Steady, FlagKind.InsufficientData,
    ];

    private const double SmallestMove = 0.05;

    /// <summary>The part of its own 80 % range that an estimate must leave behind to have moved.</summary>
    private const double OfItsRange = 0.5;

    public static Capped<DigestTeamRow> Rows(DigestScene scene, int scale)
    {
        UserId[] ordered =
        [
            .. scene.Team
                .OrderBy(rep => Array.IndexOf(Order, scene.Flag(rep).Flag))
                .ThenByDescending(rep => Rank(scene, rep))
                .ThenBy(rep => rep),
        ];
        bool isOneGroup = Groups(scene).Length <= 1;
        double? median = Median(scene)?.PeerMedian;
        return Capped.Of<DigestTeamRow>(
            DigestDepth.Cut([.. ordered.Select(rep => Row(scene, rep, scale, isOneGroup, median))], scene.Settings), scene.Settings.MaxTeamRows);
    }

    /// <summary>How the bars are to be read, and against whom; with several peer groups each row names its own.</summary>
    public static string Legend(DigestScene scene, string legend) =>
        Groups(scene) is [string group] ? $"{legend} {DigestWords.Stop(char.ToUpperInvariant(scene.Words.PeersAre(group)[0]) + scene.Words.PeersAre(group)[1..])}" : legend;

    public static int Scale(DigestScene scene) =>
        scene.Book.Scales.Of(scene.Team.Where(rep => scene.Flag(rep).Flag != FlagKind.InsufficientData).Select(rep => MainScore(scene, rep, null)).OfType<SkillScore>());

    /// <summary>The score that speaks for a rep: the one asked for, else overall, else wins; never one that rests on nothing.</summary>
    public static SkillScore? MainScore(DigestScene scene, UserId rep, Skill? wanted) =>
        scene.Evidence(rep, wanted) ?? scene.Evidence(rep, Skill.Overall) ?? scene.Evidence(rep, Skill.WonPerMonth) ?? scene.Evidence(rep, Skill.WinRate);

    /// <summary>How many reps carry which flag, in the order of the list.</summary>
    public static IReadOnlyList<(FlagKind Flag, int Count)> Counts(DigestScene scene, IEnumerable<UserId> reps) =>
        [.. reps.GroupBy(rep => scene.Flag(rep).Flag).OrderBy(group => Array.IndexOf(Order, group.Key)).Select(group => (group.Key, group.Count()))];

    /// <summary>One of the counts; of people who are named against the odds that is said.</summary>
    public static string CountText(DigestScene scene, IEnumerable<UserId> reps, (FlagKind Flag, int Count) count)
    {
        int unsure = reps.Count(rep => scene.Flag(rep) is var flag && flag.Flag == count.Flag && DigestReasons.IsUnlikely(flag));
        return scene.Words.TeamCounts([count]) + (unsure == 0 ? "" : $" ({scene.Reasons.Unsure(unsure)})");
    }

    /// <summary>How many carry which flag, in one line.</summary>
    public static string CountsText(DigestScene scene, IReadOnlyList<UserId> reps) =>
        string.Join(", ", Counts(scene, reps).Select(count => CountText(scene, reps, count)));

    public static bool Changed(DigestScene scene) => Gone(scene) is not null || scene.Team.Any(rep => Change(scene, rep) is not null);

    private static string[] Groups(DigestScene scene) =>
        [.. scene.Team.Select(rep => MainScore(scene, rep, null)).OfType<SkillScore>().Select(GroupName).Distinct(StringComparer.Ordinal)];

    // "Title+Department: Sales Agent / East" says by which fields the group was made; a reader wants its name.
    private static string GroupName(SkillScore score) =>
        score.PeerGroup.IndexOf(": ", StringComparison.Ordinal) is >= 0 and int at ? DigestVoice.OneLine(score.PeerGroup[(at + 2)..]) : "";

    // Among those who struggle the one furthest behind comes first, among all others the one furthest ahead.
    private static double Rank(DigestScene scene, UserId rep) =>
        MainScore(scene, rep, null) is not { PeerMedian: > 0 } score ? double.MinValue
        : scene.Flag(rep).Flag == FlagKind.Struggling ? -score.Estimate / score.PeerMedian
        : score.Estimate / score.PeerMedian;

    private static DigestTeamRow Row(DigestScene scene, UserId rep, int scale, bool isOneGroup, double? median)
    {
        RepFlag flag = scene.Flag(rep);
        string? change = Change(scene, rep);
        SkillScore? score = flag.Flag == FlagKind.InsufficientData ? null : MainScore(scene, rep, null);
        string focus = score is null ? "" : Focus(scene, rep, isTopicSaid: true);
        return new DigestTeamRow
        {
            Name = scene.Name(rep),
            Url = scene.Voice.Links.User(rep),
            Flag = flag.Flag,
            FlagWord = WordOf(scene, flag, score),
            Change = change,
            Depth = DigestDepth.Of(scene, rep, change),
            Reason = DigestReasons.Of(scene, flag),
            Bar = score is null ? null : IntervalBar.Of(score, scale),
            Value = score is null ? null : score.Skill == Skill.Overall && median == score.PeerMedian ? scene.Voice.Result(score) : scene.Voice.Estimate(score),
            Figures = score is null ? scene.Words.NothingMeasured : isOneGroup ? Figures(scene, score, median) : $"{Figures(scene, score, null)} · {scene.Words.PeersAre(GroupName(score))}",
            Focus = focus.Length == 0 ? null : focus,
            Mentoring = DigestMentoring.Of(scene, rep),
        };
    }

    // The axis speaks of results and their median; any other score says what it is.
    private static string Figures(DigestScene scene, SkillScore score, double? median) =>
        score.Skill != Skill.Overall ? scene.Voice.Named(score, scene.Voice.Figures(score))
        : score.PeerMedian == median ? scene.Voice.Range(score) : scene.Voice.Figures(score);

    /// <summary>The results' median of all peers of this team; null where there are several.</summary>
    private static SkillScore? Median(DigestScene scene)
    {
        SkillScore[] results = [.. scene.Team.Select(rep => scene.Evidence(rep, Skill.Overall)).OfType<SkillScore>()];
        return results.DistinctBy(score => score.PeerMedian).Count() == 1 ? results[0] : null;
    }

    /// <summary>What stands at the middle of the bars.</summary>
    public static string Axis(DigestScene scene) => Median(scene) is { } median ? $"{scene.Words.Peers} {scene.Voice.Median(median)}" : scene.Words.Peers;

    /// <summary>What the list has no room for, by label; null where it holds them all.</summary>
    public static string? Beyond(DigestScene scene, Capped<DigestTeamRow> shown)
    {
        HashSet<string> listed = [.. shown.Shown.Select(row => row.Url)];
        return shown.More == 0 ? null
            : scene.Words.BeyondTeam(shown.More, scene.Words.TeamCounts(Counts(scene, scene.Team.Where(rep => !listed.Contains(scene.Voice.Links.User(rep))))));
    }

    /// <summary>What to build on and to work on; who is mentored works on what the two agreed on, whatever is the largest gap today.</summary>
    /// <param name="isTopicSaid">The line about the mentoring says what they work on.</param>
    public static string Focus(DigestScene scene, UserId rep, bool isTopicSaid)
    {
        RepFlag flag = scene.Flag(rep);
        Skill? topic = scene.Book.PairingsOf(rep).Where(pairing => pairing.Mentee == rep && pairing.State == PairState.Active)
            .OrderBy(pairing => pairing.ActiveFrom).ThenBy(pairing => pairing.Key, StringComparer.Ordinal).Select(pairing => (Skill?)pairing.Skill).FirstOrDefault();
        return scene.Words.Focus(
            topic is not null && flag.Strength == topic ? null : SkillName(scene, flag.Strength),
            topic is null ? SkillName(scene, flag.Gap) : isTopicSaid ? null : SkillName(scene, topic));
    }

    // A name that stays only because one week is no reason to drop it says so; and whoever is clearly beside the peers, without being
    // among the fifth that a flag speaks of, is not called steady.
    private static string WordOf(DigestScene scene, RepFlag flag, SkillScore? score)
    {
        string word = scene.Words.FlagWord(flag.Flag);
        return DigestReasons.IsUnlikely(flag) ? scene.Facts.EarlierFlags.GetValueOrDefault(flag.Rep) == flag.Flag ? scene.Reasons.Still(word) : scene.Words.Care.Perhaps(word)
            : flag.Flag != FlagKind.Steady || score is not { Skill: Skill.Overall, PeerMedian: > 0 } results ? word
            : results.High < results.PeerMedian ? scene.Reasons.BelowSoFar
            : results.Low > results.PeerMedian ? scene.Reasons.AboveSoFar
            : word;
    }

    /// <summary>Who was in the team last week and is not now, by name; null where nobody left.</summary>
    public static string? Gone(DigestScene scene)
    {
        string[] gone =
        [
            .. scene.Book.EarlierTeam(scene.Manager.Id).Where(rep => rep != scene.Reader.Id && !scene.IsInTeam(rep)).Order().Select(scene.Name),
        ];
        return gone.Length == 0 ? null : scene.Words.Care.NoLongerHere(gone);
    }

    private static string? Change(DigestScene scene, UserId rep)
    {
        if (scene.Facts.EarlierFlags.Count == 0)
        {
            return null;
        }

        // What was said of someone in another team stays there.
        if (!scene.Facts.EarlierFlags.TryGetValue(rep, out FlagKind earlier)
            || (scene.Facts.EarlierManagers.TryGetValue(rep, out UserId manager) && manager != scene.Manager.Id))
        {
            return scene.Words.IsNewHere;
        }

        string flag = earlier == scene.Flag(rep).Flag ? "" : scene.Words.Was(scene.Words.FlagWord(earlier));
        string change = string.Join(", ", new[] { flag, Moved(scene, rep) }.Where(part => part.Length > 0));
        return change.Length == 0 ? null : change;
    }

    // A year's figures move little in a week. Said is what leaves half of the wider of the two ranges behind, in log ratios; of the few
    // deals of somebody new one more or less moves everything, which is no news.
    private static string Moved(DigestScene scene, UserId rep)
    {
        if (scene.Flag(rep).Flag is FlagKind.InsufficientData or FlagKind.Ramping
            || scene.Facts.EarlierFlags.GetValueOrDefault(rep) is FlagKind.InsufficientData or FlagKind.Ramping
            || MainScore(scene, rep, null) is not { Estimate: > 0 } now
            || scene.Facts.EarlierScores[rep].FirstOrDefault(score => score.Skill == now.Skill) is not { N: > 0, Estimate: > 0 } before)
        {
            return "";
        }

        double ratio = (now.Estimate / before.Estimate) - 1;
        double range = Math.Max(Range(now), Range(before));
        return Math.Abs(ratio) < SmallestMove || Math.Abs(Math.Log(1 + ratio)) < OfItsRange * range
            ? ""
            : scene.Words.Care.Moved(scene.Voice.Format.Percent(Math.Abs(ratio)), ratio > 0);

        static double Range(SkillScore score) => score.Low > 0 && score.High >= score.Low ? Math.Log(score.High / score.Low) : double.PositiveInfinity;
    }

    private static string? SkillName(DigestScene scene, Skill? skill) => skill is { } known ? scene.Words.SkillName(known) : null;
}
