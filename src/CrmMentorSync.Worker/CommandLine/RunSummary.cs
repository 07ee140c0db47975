using System.Data.Common;
using System.Globalization;
using CrmMentorSync.Domain.Flags;
using CrmMentorSync.Worker.SendWeeklyDigest;
using CrmMentorSync.Worker.State;
using Dapper;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>What a run came to, in counts: no name and no label of a person goes to the terminal.</summary>
internal static class RunSummary
{
    private const int RefusalsShown = 20;
    private const string TasksByOutcome =
        "SELECT last_outcome AS Name, count(*) AS N FROM tasks WHERE last_outcome IS NOT NULL GROUP BY last_outcome";

    public static async Task<IReadOnlyList<string>> LinesAsync(StateDatabase state, PipelineReport report, DigestBatch mails, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        List<string> lines =
        [
            $"reps:     {await CountsAsync(connection, "SELECT flag AS Name, count(*) AS N FROM flags WHERE as_of = @asOf GROUP BY flag", report, ByPrecedence, ct)}",
            $"pairings: {await CountsAsync(connection, "SELECT state AS Name, count(*) AS N FROM pairings GROUP BY state", report, row => 0, ct)}",
            $"Tasks:    {await CountsAsync(connection, TasksByOutcome, report, row => 0, ct)}",
            $"mails:    {mails.Says}: {(report.Run.Rehearsal ? "none sent" : await CountsAsync(connection, "SELECT state AS Name, count(*) AS N FROM mails WHERE prepared_at >= @began GROUP BY state", report, row => 0, ct))}",
        ];
        if (await NobodyAsync(connection, report, ct) is { } nobody)
        {
            lines.Insert(1, nobody);
        }

        lines = [.. lines.SelectMany(line => TextColumns.Wrap(line, 10))];
        lines.AddRange(report.Run.Rehearsal ? await RoundLines.ReadAsync(connection, report.Run.AsOf, ct) : []);
        if (await connection.ReadWriteHoldAsync(ct) is { } reason)
        {
            lines.Add($"waiting:  Tasks wait for the next run: {reason}");
        }

        IEnumerable<Refusal> refused = await connection.QueryAsync<Refusal>(new CommandDefinition(
            "SELECT source AS Source, record AS Record, reason AS Reason FROM refused_records WHERE first_run = @RunId ORDER BY source, record, reason",
            new { report.Run.RunId },
            cancellationToken: ct));
        lines.AddRange(refused.Take(RefusalsShown).Select(row => $"refused:  {row.Source} {row.Record}: {row.Reason}"));
        if (report.NewlyRefused > RefusalsShown)
        {
            lines.Add(string.Create(
                CultureInfo.InvariantCulture, $"refused:  {report.NewlyRefused - RefusalsShown:N0} more; dead-letters list shows all"));
        }

        return lines;
    }

    /// <summary>What the newest run did with the Tasks.</summary>
    public static async Task<string> TasksAsync(StateDatabase state, CancellationToken ct)
    {
        await using DbConnection connection = await state.OpenAsync(ct);
        return await CountsAsync(connection, TasksByOutcome, null, row => 0, ct);
    }

    /// <summary>Why there is nobody to judge, and what to do; null where there is somebody.</summary>
    private static async Task<string?> NobodyAsync(DbConnection connection, PipelineReport report, CancellationToken ct)
    {
        string asOf = Sql.Day(report.Run.AsOf);
        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT count(*) FROM flags WHERE as_of = @asOf", new { asOf }, cancellationToken: ct)) > 0)
        {
            return null;
        }

        (string? first, string? last) = await connection.QuerySingleAsync<(string?, string?)>(new CommandDefinition(
            "SELECT min(close_date), max(close_date) FROM deals WHERE is_deleted = 0 AND is_closed = 1", cancellationToken: ct));
        return "why:      " + (first is null
            ? "the org shows no closed deal, so nobody counts as a rep: check that the integration user sees Opportunities (doctor)"
            : string.CompareOrdinal(asOf, first) < 0
                ? $"the first deal was closed on {first}, after {asOf}: choose a later --as-of, up to {last}"
                : $"no active Standard user without reports owned a deal in the year before {asOf}; deals were closed from {first} to {last}: choose --as-of there, or see People:Include");
    }

    private static int ByPrecedence(CountRow row) => (int)FlagNames.Parse(row.Name);

    private static async Task<string> CountsAsync(
        DbConnection connection, string sql, PipelineReport? report, Func<CountRow, int> order, CancellationToken ct)
    {
        IEnumerable<CountRow> rows = await connection.QueryAsync<CountRow>(new CommandDefinition(
            sql, new { asOf = Sql.Day(report?.Run.AsOf), began = Sql.Ticks(report?.Run.Now) }, cancellationToken: ct));
        string text = string.Join(
            ", ",
            rows.OrderBy(order).ThenBy(row => row.Name, StringComparer.Ordinal)
                .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.N:N0} {row.Name}")));
        return text.Length > 0 ? text : "none";
    }

    private sealed class CountRow
    {
        public string Name { get; init; } = "";
        public long N { get; init; }
    }
}
