using System.Data.Common;
using CrmMentorSync.Domain.Mentoring;
using CrmMentorSync.Domain.Mentoring.Practices;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>Reads what mentors did: the view that the ledger is made of.</summary>
internal static class LedgerTable
{
    private const int Days = 365;

    /// <summary>All that was done in the twelve months before, by key.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> ReadLedgerAsync(this DbConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        IEnumerable<(string Key, long DoneAt, long? Grasp, long? Rating, string? Learned)> rows = await connection.QueryAsync<(string, long, long?, long?, string?)>(new CommandDefinition(
            """
            SELECT key, done_at, grasp, rating, learned FROM activities
            WHERE state = 'done' AND done_at >= @since AND done_at <= @now
              AND activity IN ('lunch', 'extra', 'debrief', 'followup', 'lead', 'share', 'observe', 'listen', 'micro', 'check4', 'check12')
            ORDER BY key
            """,
            new { since = Sql.Ticks(now.AddDays(-Days)), now = Sql.Ticks(now) },
            cancellationToken: ct));
        return
        [
            .. from row in rows
               let key = MentoringKey.TryParse(row.Key)
               where key is not null && row.DoneAt > 0
               select new LedgerEntry
               {
                   Key = key.Value, DoneAt = Sql.Instant(row.DoneAt), Grasp = (int?)row.Grasp, Rating = (int?)row.Rating, Learned = row.Learned,
               },
        ];
    }

    /// <summary>When something was done last; the beginning of time where nothing was.</summary>
    public static async Task<DateTimeOffset> ReadNewestDoneAsync(this DbConnection connection, CancellationToken ct) =>
        await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT MAX(done_at) FROM activities WHERE state = 'done'", cancellationToken: ct)) is { } ticks
            ? Sql.Instant(ticks)
            : DateTimeOffset.UnixEpoch;
}
