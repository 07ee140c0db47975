using System.Data.Common;
using CrmMentorSync.Worker.Salesforce;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.PullFromSalesforce;

/// <summary>How far each object is here, by the org's clock. A cursor holds only for the fields that were read then: with other fields, all is read anew.</summary>
internal static class SyncCursors
{
    /// <summary>What the next read of an object has to bring.</summary>
    public static async Task<PullLoad> NextLoadAsync(this ObjectPull pull, PullOptions options, CancellationToken ct)
    {
        long? stamp = await pull.Connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            """
            SELECT modstamp FROM sync_cursors
            WHERE object = @name AND EXISTS (SELECT 1 FROM meta WHERE key = @key AND value = @fields)
            """,
            new { name = pull.Name, key = Key(pull.Name), fields = pull.Fields },
            cancellationToken: ct));
        return new PullLoad(pull.Run.Now, null, [new StampRange(Sql.Instant(stamp)?.AddMinutes(-options.OverlapMinutes), null, null)]);
    }

    /// <param name="stamp">Everything that changed before is here.</param>
    public static Task WriteCursorAsync(
        this DbConnection connection, string objectName, string fields, DateTimeOffset stamp, DateTimeOffset now, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO sync_cursors (object, modstamp, last_id, synced_at) VALUES (@objectName, @modstamp, '', @syncedAt)
            ON CONFLICT (object) DO UPDATE SET modstamp = excluded.modstamp, last_id = '', synced_at = excluded.synced_at;
            INSERT INTO meta (key, value) VALUES (@key, @fields) ON CONFLICT (key) DO UPDATE SET value = excluded.value
            """,
            new { objectName, modstamp = Sql.Ticks(stamp), syncedAt = Sql.Ticks(now), key = Key(objectName), fields },
            transaction,
            cancellationToken: ct));

    private static string Key(string objectName) => $"pulled_fields:{objectName}";
}
