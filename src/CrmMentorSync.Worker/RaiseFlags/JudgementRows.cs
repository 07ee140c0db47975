using System.Data.Common;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.RaiseFlags;

/// <summary>Reads what the scoring left.</summary>
internal static class JudgementRows
{
    /// <summary>The standings by day, oldest day first, each ordered by rep.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Standing>>> ReadStandingsAsync(DbConnection connection, DateOnly asOf, CancellationToken ct)
    {
        IEnumerable<StandingRow> rows = await connection.QueryAsync<StandingRow>(new CommandDefinition(
            """
            SELECT on_day AS OnDay, rep_id AS RepId, peer_group AS PeerGroup, judged AS Judged, not_judged AS NotJudged, ramping AS Ramping,
              tenure_days AS TenureDays, closed AS Closed, stale AS Stale, active_months AS ActiveMonths, silent_days AS SilentDays,
              p_lowest AS PLowest, p_highest AS PHighest, p_materially_low AS PMateriallyLow, p_materially_high AS PMateriallyHigh,
              p_below_quota AS PBelowQuota, p_rising AS PRising, p_flat AS PFlat, quarters AS Quarters
            FROM standings WHERE as_of = @asOf ORDER BY on_day, rep_id
            """,
            new { asOf = Sql.Day(asOf) }, cancellationToken: ct));
        return [.. rows.Select(ToStanding).GroupBy(one => one.On).OrderBy(day => day.Key).Select(day => (IReadOnlyList<Standing>)[.. day])];
    }

    private static Standing ToStanding(StandingRow row) => new()
    {
        Rep = new UserId(row.RepId),
        On = Sql.ToDay(row.OnDay),
        PeerGroup = row.PeerGroup,
        Judged = row.Judged != 0,
        NotJudged = row.NotJudged,
        Ramping = row.Ramping != 0,
        TenureDays = (int?)row.TenureDays,
        Closed = (int)row.Closed,
        Stale = (int)row.Stale,
        ActiveMonths = row.ActiveMonths,
        SilentDays = (int?)row.SilentDays,
        PLowest = row.PLowest,
        PHighest = row.PHighest,
        PMateriallyLow = row.PMateriallyLow,
        PMateriallyHigh = row.PMateriallyHigh,
        PBelowQuota = row.PBelowQuota,
        PRising = row.PRising,
        PFlat = row.PFlat,
        Quarters = (int)row.Quarters,
    };

    private sealed class StandingRow
    {
        public string OnDay { get; init; } = "";
        public string RepId { get; init; } = "";
        public string PeerGroup { get; init; } = "";
        public long Judged { get; init; }
        public string? NotJudged { get; init; }
        public long Ramping { get; init; }
        public long? TenureDays { get; init; }
        public long Closed { get; init; }
        public long Stale { get; init; }
        public double ActiveMonths { get; init; }
        public long? SilentDays { get; init; }
        public double PLowest { get; init; }
        public double PHighest { get; init; }
        public double PMateriallyLow { get; init; }
        public double PMateriallyHigh { get; init; }
        public double? PBelowQuota { get; init; }
        public double? PRising { get; init; }
        public double? PFlat { get; init; }
        public long Quarters { get; init; }
    }
}
