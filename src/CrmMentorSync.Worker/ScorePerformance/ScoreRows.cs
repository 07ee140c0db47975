using System.Data.Common;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.Performance;
using CrmMentorSync.Worker.State;

namespace CrmMentorSync.Worker.ScorePerformance;

internal static class ScoreRows
{
    public static async Task WriteAsync(
        DbConnection connection, DbTransaction transaction, DateOnly asOf, IReadOnlyList<SkillScore> scores, CancellationToken ct)
    {
        await using var insert = new BulkInsert(connection, transaction, "scores",
            "as_of", "rep_id", "skill", "peer_group", "n", "observed", "estimate", "low", "high", "p_lowest_fifth", "p_highest_fifth", "peer_median");
        string day = Sql.Day(asOf);
        foreach (SkillScore score in scores)
        {
            await insert.AddAsync(
                [
                    day, score.Rep.Value, score.Skill.Key(), score.PeerGroup, score.N, score.Observed, score.Estimate, score.Low, score.High,
                    score.PLowestFifth, score.PHighestFifth, score.PeerMedian,
                ],
                ct);
        }
    }
}

internal static class StandingRows
{
    public static async Task WriteAsync(
        DbConnection connection, DbTransaction transaction, DateOnly asOf, IReadOnlyList<Standing> standings, CancellationToken ct)
    {
        await using var insert = new BulkInsert(connection, transaction, "standings",
            "as_of", "on_day", "rep_id", "peer_group", "judged", "not_judged", "ramping", "tenure_days", "closed", "stale", "active_months",
            "silent_days", "p_lowest", "p_highest", "p_materially_low", "p_materially_high", "p_below_quota", "p_rising", "p_flat", "quarters");
        string day = Sql.Day(asOf);
        foreach (Standing one in standings)
        {
            await insert.AddAsync(
                [
                    day, Sql.Day(one.On), one.Rep.Value, one.PeerGroup, one.Judged ? 1 : 0, one.NotJudged, one.Ramping ? 1 : 0, one.TenureDays,
                    one.Closed, one.Stale, one.ActiveMonths, one.SilentDays, one.PLowest, one.PHighest, one.PMateriallyLow,
                    one.PMateriallyHigh, one.PBelowQuota, one.PRising, one.PFlat, one.Quarters,
                ],
                ct);
        }
    }
}
