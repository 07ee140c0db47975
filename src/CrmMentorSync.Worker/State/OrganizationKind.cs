using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>Whether an org is a sandbox, remembered by its id: it never changes, because a refreshed sandbox is another org.</summary>
internal static class OrganizationKind
{
    extension(DbConnection connection)
    {
        public async Task<bool?> ReadIsSandboxAsync(string organizationId, CancellationToken ct) =>
            await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
                "SELECT value FROM meta WHERE key = @key", new { key = Key(organizationId) }, cancellationToken: ct)) switch
            {
                "true" => true,
                "false" => false,
                _ => null,
            };

        public Task WriteIsSandboxAsync(string organizationId, bool isSandbox, CancellationToken ct) =>
            connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                new { key = Key(organizationId), value = isSandbox ? "true" : "false" },
                cancellationToken: ct));
    }

    private static string Key(string organizationId) => $"is_sandbox:{organizationId}";
}
