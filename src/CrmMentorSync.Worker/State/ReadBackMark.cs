using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>Which run has read Tasks back last: writing them without that would overwrite what people did meanwhile.</summary>
internal static class ReadBackMark
{
    private const string Name = "read_back_run";

    public static Task MarkReadBackAsync(this DbConnection connection, RunContext run, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO meta (key, value) VALUES (@Name, @runId) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            new { Name, runId = run.RunId },
            transaction,
            cancellationToken: ct));

    /// <exception cref="InvalidOperationException">This run has not read back.</exception>
    public static async Task RequireReadBackAsync(this DbConnection connection, RunContext run, CancellationToken ct)
    {
        string? last = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT value FROM meta WHERE key = @Name", new { Name }, cancellationToken: ct));
        if (last != run.RunId)
        {
            throw new InvalidOperationException("Tasks are written only in a run that has read them back before");
        }
    }
}
