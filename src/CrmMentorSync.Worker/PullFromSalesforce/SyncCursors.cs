using System.Data.Common;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>How far an object has been read.</summary>
/// <param name="Stamp">The SystemModstamp up to which everything is here, by the org's clock.</param>
/// <param name="LastId">The last record read with that stamp; empty after a complete read.</param>
internal sealed record SyncCursor(DateTimeOffset Stamp, string LastId);

/// <summary>The cursors' rows. A cursor holds only for the fields that were read then: with other fields, all is read anew.</summary>
internal static class SyncCursors
{
    public static async Task<SyncCursor?> ReadCursorAsync(this DbConnection connection, string objectName, string fields, CancellationToken ct)
    {
        (long Modstamp, string LastId)? row = await connection.QuerySingleOrDefaultAsync<(long, string)?>(new CommandDefinition(
            """
            SELECT modstamp, last_id FROM sync_cursors
            WHERE object = @objectName AND EXISTS (SELECT 1 FROM meta WHERE key = @key AND value = @fields)
            """,
            new { objectName, key = Key(objectName), fields },
            cancellationToken: ct));
        return row is { } cursor ? new SyncCursor(Sql.Instant(cursor.Modstamp), cursor.LastId) : null;
    }

    public static Task WriteCursorAsync(
        this DbConnection connection, string objectName, string fields, SyncCursor cursor, DateTimeOffset now, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO sync_cursors (object, modstamp, last_id, synced_at) VALUES (@objectName, @modstamp, @lastId, @syncedAt)
            ON CONFLICT (object) DO UPDATE SET modstamp = excluded.modstamp, last_id = excluded.last_id, synced_at = excluded.synced_at;
            INSERT INTO meta (key, value) VALUES (@key, @fields) ON CONFLICT (key) DO UPDATE SET value = excluded.value
            """,
            new
            {
                objectName,
                modstamp = Sql.Ticks(cursor.Stamp),
                lastId = cursor.LastId,
                syncedAt = Sql.Ticks(now),
                key = Key(objectName),
                fields,
            },
            transaction,
            cancellationToken: ct));

    private static string Key(string objectName) => $"pulled_fields:{objectName}";
}
