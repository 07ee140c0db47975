using System.Data.Common;
using System.Globalization;

namespace CrmMentorSync.Worker.State;

/// <summary>
/// When the org was seen to know more than the state did: the state had been lost or put back from a backup, so runs had happened that
/// it does not remember, and with them mails of that week may have gone.
/// </summary>
internal static class RestoreMark
{
    private const string Name = "restored_at";

    extension(DbConnection connection)
    {
        public async Task<DateTimeOffset?> ReadRestoredAtAsync(CancellationToken ct) =>
            await connection.ReadMarkAsync(Name, ct) is { } ticks ? Sql.Instant(long.Parse(ticks, CultureInfo.InvariantCulture)) : null;

        public Task NoteRestoredAsync(RunContext run, DbTransaction transaction, CancellationToken ct) =>
            connection.SetMarkAsync(Name, Sql.Ticks(run.Now).ToString(CultureInfo.InvariantCulture), transaction, ct);
    }
}
