using System.Data.Common;
using CrmMentorSync.Domain;
using CrmMentorSync.Domain.Digest;
using CrmMentorSync.Domain.People;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.State;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.Schedules;

/// <summary>
/// Looks, without asking the org anything, whether some manager's digest hour may have come. The step decides in earnest; this
/// only saves a run every five minutes.
/// </summary>
internal sealed class DigestGate(StateDatabase state, IOptions<SendWeeklyDigestOptions> options, TimeProvider clock)
{
    public async Task<bool> IsAnyDueAsync(CancellationToken ct)
    {
        if (options.Value.ProgrammePaused)
        {
            return false;
        }

        await using DbConnection connection = await state.OpenAsync(ct);
        DateTimeOffset now = clock.GetUtcNow();
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            WITH RECURSIVE line (id) AS (
              SELECT manager_id FROM flags WHERE as_of = (SELECT max(as_of) FROM flags)
              UNION
              SELECT p.manager_id FROM people p JOIN line ON p.id = line.id WHERE @rollUp AND p.manager_id IS NOT NULL)
            SELECT p.id AS Id, p.time_zone AS TimeZone,
              (SELECT max(m.week) FROM mails m WHERE m.manager_id = p.id
                AND (m.state IN ('sent', 'unknown')
                  OR (m.state = 'deferred' AND m.next_try_at > @now)
                  OR (m.state IN ('refused', 'skipped') AND m.looked_at >= @synced))) AS Week
            FROM people p WHERE p.id IN (SELECT id FROM line)
            ORDER BY p.id
            """,
            new { rollUp = options.Value.RollUp, now = Sql.Ticks(now), synced = Sql.Ticks(await connection.LastSyncAsync(ct)) ?? 0 },
            cancellationToken: ct));
        return DigestDue.Managers(
            now,
            [.. rows.Select(row => new DigestCalendar(new UserId(row.Id), row.TimeZone, row.Week is { } week ? IsoWeek.TryParse(week) : null))],
            options.Value.Day,
            options.Value.Time).Count > 0;
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public string? Week { get; init; }
    }
}
