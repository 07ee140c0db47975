using System.Data.Common;
using Dapper;

namespace CrmMentorSync.Worker.State;

/// <summary>The history of runs and of what each step did.</summary>
internal static class RunsTable
{
    public static Task StartRunAsync(this DbConnection connection, RunContext run, string command, string settingsVersion, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO runs (run_id, command, as_of, started_at, settings_version) VALUES (@RunId, @command, @asOf, @now, @settingsVersion)",
            new { run.RunId, command, asOf = Sql.Day(run.AsOf), now = Sql.Ticks(run.Now), settingsVersion },
            cancellationToken: ct));

    public static Task RecordStepAsync(this DbConnection connection, RunContext run, StepReport step, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO run_steps (run_id, ordinal, name, seconds, read, written, skipped, failed)
            VALUES (@RunId, (SELECT count(*) FROM run_steps WHERE run_id = @RunId), @Name, @Seconds, @Read, @Written, @Skipped, @Failed)
            """,
            new { run.RunId, step.Name, step.Seconds, step.Result.Read, step.Result.Written, step.Result.Skipped, step.Result.Failed },
            cancellationToken: ct));

    public static Task FinishRunAsync(
        this DbConnection connection, RunContext run, string outcome, DateTimeOffset now, int apiCalls, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE runs SET finished_at = @now, outcome = @outcome, api_calls = @apiCalls WHERE run_id = @RunId",
            new { run.RunId, now = Sql.Ticks(now), outcome, apiCalls },
            cancellationToken: ct));

    /// <summary>How many records were refused in this run that no run had refused before.</summary>
    public static Task<int> CountNewlyRefusedAsync(this DbConnection connection, RunContext run, CancellationToken ct) =>
        connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT count(*) FROM refused_records WHERE first_run = @RunId", new { run.RunId }, cancellationToken: ct));

    /// <summary>The day that the last run judged; null where there was none.</summary>
    public static async Task<DateOnly?> LastDayAsync(this DbConnection connection, CancellationToken ct) =>
        Sql.ToDayOrNull(await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT as_of FROM runs WHERE outcome = 'done' ORDER BY run_id DESC LIMIT 1", cancellationToken: ct)));

    /// <summary>When the newest run that pulled the facts had finished; null where none has.</summary>
    public static async Task<DateTimeOffset?> LastSyncAsync(this DbConnection connection, CancellationToken ct) =>
        Sql.Instant(await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            """
            SELECT max(r.finished_at) FROM runs r JOIN run_steps s ON s.run_id = r.run_id AND s.name = 'pull'
            WHERE r.outcome = 'done'
            """,
            cancellationToken: ct)));
}

/// <summary>One step of one run, for run.json.</summary>
internal sealed record StepReport(string Name, double Seconds, StepResult Result);
