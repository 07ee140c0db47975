using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>Why the newest run left Tasks in the outbox that it could have sent; none where it sent all.</summary>
internal static class WriteHold
{
    private const string Name = "writes_wait";

    extension(DbConnection connection)
    {
        public Task<string?> ReadWriteHoldAsync(CancellationToken ct) => connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition("SELECT value FROM meta WHERE key = @Name", new { Name }, cancellationToken: ct));

        public Task NoteWriteHoldAsync(string? reason, CancellationToken ct) => connection.ExecuteAsync(new CommandDefinition(
            reason is null
                ? "DELETE FROM meta WHERE key = @Name"
                : "INSERT INTO meta (key, value) VALUES (@Name, @reason) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            new { Name, reason },
            cancellationToken: ct));
    }
}
