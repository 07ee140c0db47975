using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>Single values that steps leave for each other: present or not.</summary>
internal static class MetaMark
{
    extension(DbConnection connection)
    {
        public Task<string?> ReadMarkAsync(string name, CancellationToken ct) => connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition("SELECT value FROM meta WHERE key = @name", new { name }, cancellationToken: ct));

        /// <summary>Sets the mark; null takes it away.</summary>
        public Task SetMarkAsync(string name, string? value, DbTransaction? transaction, CancellationToken ct) => connection.ExecuteAsync(new CommandDefinition(
            value is null
                ? "DELETE FROM meta WHERE key = @name"
                : "INSERT INTO meta (key, value) VALUES (@name, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            new { name, value },
            transaction,
            cancellationToken: ct));
    }
}
