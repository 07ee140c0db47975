using System.Data.Common;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.ScorePerformance;

/// <summary>What the newest scores rest on, so that a run in which nothing has changed need not score again.</summary>
internal static class ScoredFacts
{
    private const string Name = "scored_facts";

    extension(DbConnection connection)
    {
        /// <summary>The scores of the day rest on these facts, and none of their rows has gone.</summary>
        public async Task<bool> AreScoredAsync(DateOnly asOf, string fingerprint, CancellationToken ct) =>
            await connection.QuerySingleOrDefaultAsync<string>(
                new CommandDefinition("SELECT value FROM meta WHERE key = @Name", new { Name }, cancellationToken: ct)) is { } mark
            && mark == Mark(asOf, fingerprint, await connection.CountScoredAsync(asOf, null, ct));

        /// <summary>To be called in the transaction that has written the rows.</summary>
        public async Task MarkScoredAsync(DateOnly asOf, string fingerprint, DbTransaction transaction, CancellationToken ct) =>
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO meta (key, value) VALUES (@Name, @mark) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                new { Name, mark = Mark(asOf, fingerprint, await connection.CountScoredAsync(asOf, transaction, ct)) },
                transaction,
                cancellationToken: ct));

        /// <summary>How many rows of scores and standings the day has, and how many of its reps were judged.</summary>
        public Task<(long Scores, long Standings, long Judged)> CountScoredAsync(DateOnly asOf, DbTransaction? transaction, CancellationToken ct) =>
            connection.QuerySingleAsync<(long, long, long)>(new CommandDefinition(
                """
                SELECT (SELECT COUNT(*) FROM scores WHERE as_of = @asOf), COUNT(*), COALESCE(SUM(on_day = @asOf AND judged = 1), 0)
                FROM standings WHERE as_of = @asOf
                """,
                new { asOf = Sql.Day(asOf) },
                transaction,
                cancellationToken: ct));
    }

    private static string Mark(DateOnly asOf, string fingerprint, (long Scores, long Standings, long) rows) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Sql.Day(asOf)} {fingerprint} {rows.Scores} {rows.Standings}");
}
